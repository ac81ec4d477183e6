"""What every recogniser promises, whatever engine is inside."""

import asyncio
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.recording_soundfile import read_recording
from assistant.adapters.stt_sphinx import load_sphinx
from assistant.adapters.stt_whisper import load_whisper
from assistant.adapters.vad_silero import SileroDetector
from assistant.hearing.gate import GatedTranscriber
from assistant.hearing.ports import Transcriber
from assistant.messages.audio import AudioChunk, AudioFormat
from assistant.messages.speech import Transcript, Vocabulary
from tests.fakes.transcriber import ScriptedTranscriber

pytestmark = [
    pytest.mark.audio,
    # SpeechRecognition imports modules that Python 3.13 no longer has.
    pytest.mark.filterwarnings("ignore:'(aifc|audioop|chunk)' is deprecated:DeprecationWarning"),
]

CLIPS = Path(__file__).parents[1] / "audio" / "clips"
SAID = {
    "help__af_bella.flac": "help",
    "next-one-please__am_eric.flac": "next one please",
    "how-much-time-is-left__am_puck.flac": "how much time is left",
}


@cache
def whisper() -> Transcriber:
    return asyncio.run(load_whisper())


@cache
def sphinx() -> Transcriber:
    return GatedTranscriber(asyncio.run(load_sphinx()), SileroDetector())


REAL: dict[str, Callable[[], Transcriber]] = {"whisper": whisper, "sphinx": sphinx}


@pytest.fixture(params=[*REAL, "fake"])
def transcriber(request: pytest.FixtureRequest) -> Transcriber:
    """Every recogniser in turn; the fake expects the clips in their order."""
    return REAL[request.param]() if request.param in REAL else ScriptedTranscriber(*SAID.values())


@pytest.fixture(params=REAL)
def real_transcriber(request: pytest.FixtureRequest) -> Transcriber:
    """Every recogniser that listens for itself."""
    return REAL[request.param]()


def noise(decibels: float, seconds: float, *, brown: bool = False) -> list[AudioChunk]:
    samples = np.random.default_rng(1).normal(size=int(16_000 * seconds))
    if brown:
        samples = np.cumsum(samples)
        samples -= np.convolve(samples, np.ones(800) / 800, "same")
    samples *= 32768 * 10 ** (decibels / 20) / samples.std()
    return [AudioChunk(np.clip(samples, -32768, 32767).astype(np.int16).tobytes())]


def test_commands_are_heard_word_for_word(transcriber: Transcriber) -> None:
    for clip, said in SAID.items():
        transcript = asyncio.run(transcriber.transcribe(read_recording(CLIPS / clip), Vocabulary()))
        assert transcript.text == said
        assert 0.0 < transcript.confidence <= 1.0


def test_words_have_no_capitals_and_no_punctuation(real_transcriber: Transcriber) -> None:
    clip = read_recording(CLIPS / "could-you-pass-me-the-salt-love__af_nova.flac")
    transcript = asyncio.run(real_transcriber.transcribe(clip, Vocabulary()))
    assert re.fullmatch(r"[a-z0-9':]+( [a-z0-9':]+)*", transcript.text)


@pytest.mark.parametrize("seconds", [0.05, 1.0, 4.0])
def test_silence_gives_no_words(transcriber: Transcriber, seconds: float) -> None:
    silence = [AudioChunk(bytes(int(seconds * 16_000) * 2))]
    assert asyncio.run(transcriber.transcribe(silence, Vocabulary())).text == ""


def test_no_sound_at_all_gives_no_words(transcriber: Transcriber) -> None:
    assert asyncio.run(transcriber.transcribe([], Vocabulary())).text == ""


@pytest.mark.parametrize("decibels", [-60, -45, -34, -25])
@pytest.mark.parametrize("brown", [False, True])
def test_noise_gives_no_words(real_transcriber: Transcriber, decibels: float, *, brown: bool) -> None:
    hiss = noise(decibels, 2.5, brown=brown)
    assert asyncio.run(real_transcriber.transcribe(hiss, Vocabulary())).text == ""


def test_other_formats_are_refused(real_transcriber: Transcriber) -> None:
    wrong = [AudioChunk(bytes(32_000), AudioFormat(rate=48_000))]
    with pytest.raises(ValueError, match="16000"):
        asyncio.run(real_transcriber.transcribe(wrong, Vocabulary()))


async def test_two_utterances_at_once_do_not_mix(real_transcriber: Transcriber) -> None:
    heard = await asyncio.gather(
        *(real_transcriber.transcribe(read_recording(CLIPS / clip), Vocabulary()) for clip in SAID)
    )
    assert [transcript.text for transcript in heard] == list(SAID.values())


async def test_one_that_was_cancelled_does_not_harm_the_next(real_transcriber: Transcriber) -> None:
    clip, said = next(iter(SAID.items()))
    cancelled = asyncio.ensure_future(
        real_transcriber.transcribe(read_recording(CLIPS / "list-the-exercises__am_eric.flac"), Vocabulary())
    )
    done, waiting = await asyncio.wait([cancelled], timeout=0.01)
    assert not done
    waiting.pop().cancel()
    with pytest.raises(asyncio.CancelledError):
        await cancelled
    heard: Transcript = await real_transcriber.transcribe(read_recording(CLIPS / clip), Vocabulary())
    assert heard.text == said


def test_a_long_utterance_is_heard_to_its_end(real_transcriber: Transcriber) -> None:
    clip = read_recording(CLIPS / "next-one-please__am_eric.flac")
    pause = [AudioChunk(bytes(16_000 * 2 * 12))]
    transcript = asyncio.run(real_transcriber.transcribe([*pause, *clip], Vocabulary()))
    assert transcript.text.endswith("next one please")
