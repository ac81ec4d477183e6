"""A word spoken over a reading that the microphone hears: real voice, real canceller, real recogniser, written room.

The room's clock is the sound's own, so that what is heard does not depend on the machine; ``scripts/bench-room barge``
does the same with real devices.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from assistant.adapters.recording_soundfile import read_recording
from assistant.adapters.stt_whisper import load_whisper
from assistant.adapters.tts_pyttsx3 import piper_synthesizer
from assistant.adapters.vad_silero import SileroDetector
from assistant.app.content import CONTENT
from assistant.app.wiring import make_recognizer
from assistant.dialogue.barge_in import interrupts
from assistant.hearing.canceller import KalmanCanceller
from assistant.hearing.cancelling_microphone import EchoCancellingMicrophone
from assistant.hearing.echo_reference import EchoReference
from assistant.hearing.heard import Utterance
from assistant.hearing.listener import Listener
from assistant.hearing.ports import EchoCanceller, Transcriber
from assistant.library.reading_shelf import load_reading_shelf
from assistant.messages.audio import SPEECH, AudioChunk
from assistant.messages.speech import Expectation, Vocabulary
from assistant.speaking.sound import resampled

pytestmark = [
    pytest.mark.audio,
    pytest.mark.filterwarnings("ignore:'(aifc|audioop|chunk)' is deprecated:DeprecationWarning"),
]

Sound = npt.NDArray[np.float64]
READ = (
    "Think of a map of your partner's world. It shows the people they care about, and what worries them this week. "
    "You began drawing it on the day you met. But people change, so a map can grow old without anyone noticing."
)
BLOCK = 512
ECHO_LEVEL = 0.25
SPOKEN_AT = 6.0
"""In seconds of the reading: by then the room is known."""

NOW = datetime(2026, 11, 23, 19, 0)  # noqa: DTZ001 - wall time


class EchoingMicrophone:
    """Hears a room block by block, while the loudspeaker's blocks are told to the reference."""

    def __init__(self, heard: Sound, played: Sound, reference: EchoReference) -> None:
        self._heard, self._played, self._reference = heard, played, reference

    async def chunks(self) -> AsyncGenerator[AudioChunk]:
        self._reference.began()
        for at in range(0, len(self._heard) - BLOCK + 1, BLOCK):
            self._reference.played(pcm(self._played[at : at + BLOCK]))
            self._reference.captured(BLOCK)
            yield pcm(self._heard[at : at + BLOCK])


def pcm(sound: Sound) -> AudioChunk:
    return AudioChunk(np.clip(np.round(sound * 32767), -32768, 32767).astype("<i2").tobytes())


def samples(chunks: list[AudioChunk]) -> Sound:
    return np.frombuffer(b"".join(chunk.pcm for chunk in chunks), "<i2") / 32768


def loudness(sound: Sound) -> float:
    """Root mean square of what is not silence."""
    return float(np.sqrt(np.mean(sound[np.abs(sound) > 0.02 * np.abs(sound).max()] ** 2)))


def echo_of(played: Sound, seconds: float) -> Sound:
    """The reading as a small room gives it back: so late, dull, and dying away in a quarter of a second."""
    tail = np.random.default_rng(3).standard_normal(SPEECH.rate // 4) * np.exp(-np.arange(SPEECH.rate // 4) / 600)
    tail[0] = 8.0
    late = np.concatenate((np.zeros(round(seconds * SPEECH.rate)), np.convolve(played, tail)))[: len(played)]
    echo: Sound = late * ECHO_LEVEL * loudness(played) / loudness(late)
    return echo


def with_stop(echo: Sound, clips: Path) -> Sound:
    """The echo, and somebody who says "stop" over it, as loud."""
    said = samples(list(read_recording(clips / "stop-the-exercise__bm_george.flac")))
    at, heard = round(SPOKEN_AT * SPEECH.rate), echo.copy()
    heard[at : at + len(said)] += said * loudness(echo) / loudness(said)
    return heard


@pytest.fixture(scope="module")
def whisper() -> Transcriber:
    """The default recogniser."""
    return asyncio.run(load_whisper())


@pytest.fixture(scope="module")
def played() -> Sound:
    """A reading, as the loudspeaker plays it."""
    made = asyncio.run(piper_synthesizer().synthesize(READ, rate=1.0))
    return samples([resampled(made, SPEECH.rate)])


async def control_words(
    heard: Sound, played: Sound, whisper: Transcriber, canceller: EchoCanceller | None
) -> list[str]:
    """What would interrupt the reading."""
    reference = EchoReference()
    room = EchoingMicrophone(heard, played, reference)
    listener = Listener(
        room if canceller is None else EchoCancellingMicrophone(room, canceller, reference), SileroDetector()
    )
    listener.open()
    recognizer, found = make_recognizer(load_reading_shelf(CONTENT)), []
    async with aclosing(listener.events()) as events:
        async for event in events:
            if isinstance(event, Utterance):
                transcript = await whisper.transcribe(event.chunks, Vocabulary())
                intent = recognizer.recognize(transcript, Expectation(), Vocabulary(), NOW)
                if interrupts(intent, Expectation()):
                    found.append(str(intent.name))
    return found


@pytest.mark.parametrize("late", [0.06, 0.12, 0.2])
async def test_stop_is_heard_over_the_echo_of_a_reading_and_nothing_else_is(
    late: float, played: Sound, whisper: Transcriber, clips: Path
) -> None:
    echo = echo_of(played, late)
    assert await control_words(with_stop(echo, clips), played, whisper, KalmanCanceller()) == ["Stop"]
    assert await control_words(echo, played, whisper, KalmanCanceller()) == []


async def test_without_a_canceller_stop_is_lost_in_the_reading(
    played: Sound, whisper: Transcriber, clips: Path
) -> None:
    heard = with_stop(echo_of(played, 0.12), clips)
    assert await control_words(heard, played, whisper, None) == []
