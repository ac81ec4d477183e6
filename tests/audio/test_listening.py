"""Recorded and played speech through the real ears: wake word, endpoint, words."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from pathlib import Path

import pytest

from assistant.adapters.microphone_miniaudio import MiniaudioMicrophone
from assistant.adapters.recording_soundfile import read_recording
from assistant.adapters.stt_whisper import load_whisper
from assistant.adapters.vad_silero import SileroDetector
from assistant.adapters.wake_microwakeword import MicroWakeWordDetector
from assistant.hearing.heard import Heard, SpeechBegan, Utterance, Wake
from assistant.hearing.listener import Listener
from assistant.hearing.ports import Transcriber
from assistant.messages.audio import AudioChunk
from assistant.messages.speech import Term, TermKind, Vocabulary
from tests.audio.room import VirtualRoom
from tests.fakes.microphone import ScriptedMicrophone

pytestmark = [
    pytest.mark.audio,
    pytest.mark.filterwarnings("ignore:'(aifc|audioop|chunk)' is deprecated:DeprecationWarning"),
]

PAUSE = [AudioChunk(bytes(16_000 * 2))]
NAMES = Vocabulary(
    (
        Term(TermKind.PRINCIPLE, "love_maps", ("love maps", "build love maps")),
        Term(TermKind.EXERCISE, "unload_the_day", ("unload the day",)),
        Term(TermKind.ACTIVITY, "date night", ("date night",)),
    )
)
WAKE_AND_COMMAND = "okay-nabu-read-love-maps__piper_joe.flac"


@pytest.fixture(scope="module")
def whisper() -> Transcriber:
    """The default recogniser."""
    return asyncio.run(load_whisper())


def ears(chunks: list[AudioChunk]) -> Listener:
    return Listener(ScriptedMicrophone(chunks), SileroDetector(), MicroWakeWordDetector())


async def hear(listener: Listener, enough: Callable[[list[Heard]], bool] = lambda _: False) -> list[Heard]:
    """What is heard until it is enough, or until the sound ends; the wake word opens the listener."""
    heard: list[Heard] = []
    events: AsyncGenerator[Heard] = listener.events()
    async with aclosing(events), asyncio.timeout(30):
        async for event in events:
            heard.append(event)
            if event == Wake():
                listener.open()
            if enough(heard):
                break
    return heard


async def words(transcriber: Transcriber, heard: list[Heard]) -> list[str]:
    return [(await transcriber.transcribe(event.chunks, NAMES)).text for event in heard if isinstance(event, Utterance)]


async def test_a_command_straight_after_the_wake_word_is_heard_whole_and_alone(
    whisper: Transcriber, clips: Path
) -> None:
    heard = await hear(ears([*PAUSE, *read_recording(clips / WAKE_AND_COMMAND), *PAUSE]))
    assert [type(event) for event in heard] == [Wake, SpeechBegan, Utterance]
    assert await words(whisper, heard) == ["read love maps"]


async def test_without_the_wake_word_nothing_is_heard(clips: Path) -> None:
    talk = [*PAUSE, *read_recording(clips / "could-you-pass-me-the-salt-love__af_nova.flac"), *PAUSE]
    assert await hear(ears(talk)) == []


async def test_an_open_microphone_hears_each_command_with_its_first_syllable(whisper: Transcriber, clips: Path) -> None:
    said = {
        "help__af_bella.flac": "help",
        "next-one-please__am_eric.flac": "next one please",
        "cancel-coffee-together__piper_joe.flac": "cancel coffee together",
        "list-the-exercises__am_eric.flac": "list the exercises",
    }
    listener = ears([chunk for clip in said for chunk in [*PAUSE, *read_recording(clips / clip), *PAUSE]])
    listener.open()
    assert await words(whisper, await hear(listener)) == list(said.values())


async def test_the_end_is_found_seven_tenths_of_a_second_after_the_last_word(clips: Path) -> None:
    listener = ears([*PAUSE, *read_recording(clips / "next-one-please__am_eric.flac"), *PAUSE])
    listener.open()
    utterance = next(event for event in await hear(listener) if isinstance(event, Utterance))
    assert listener.quiet_seconds >= 0.7
    # Pre-roll, at most 1.1 s; the words, 1.1 s; the silence, 0.7 s.
    assert 1.8 < utterance.seconds < 3.0


@pytest.mark.room
async def test_a_command_spoken_in_a_real_room_is_heard_live(
    room: VirtualRoom, whisper: Transcriber, clips: Path
) -> None:
    listener = Listener(MiniaudioMicrophone(), SileroDetector(), MicroWakeWordDetector())
    listening = asyncio.create_task(hear(listener, lambda heard: isinstance(heard[-1], Utterance)))
    await asyncio.to_thread(room.play_into_microphone, clips / "list-the-exercises__am_eric.flac")
    await asyncio.to_thread(room.play_into_microphone, clips / WAKE_AND_COMMAND)
    heard = await listening
    assert [type(event) for event in heard] == [Wake, SpeechBegan, Utterance]
    assert await words(whisper, heard) == ["read love maps"]
