"""What every voice activity detector promises."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.recording_soundfile import read_recording
from assistant.adapters.vad_silero import SileroDetector
from assistant.hearing.chunking import Framer
from assistant.hearing.ports import VoiceActivityDetector
from assistant.messages.audio import AudioChunk, AudioFormat
from tests.fakes.sounds import sound
from tests.fakes.voice_activity import WrittenSpeech

pytestmark = pytest.mark.audio

CLIPS = Path(__file__).parents[1] / "audio" / "clips"
SPEECH_OF: dict[type[VoiceActivityDetector], Callable[[], list[AudioChunk]]] = {
    SileroDetector: lambda: list(read_recording(CLIPS / "list-the-exercises__am_eric.flac")),
    WrittenSpeech: lambda: sound("..########..."),
}


@pytest.fixture(params=SPEECH_OF)
def kind(request: pytest.FixtureRequest) -> type[VoiceActivityDetector]:
    """Every detector in turn."""
    kind: type[VoiceActivityDetector] = request.param
    return kind


def probabilities(detector: VoiceActivityDetector, chunks: list[AudioChunk]) -> list[float]:
    framer = Framer(detector.frame_samples)
    return [detector.speech_probability(frame) for chunk in chunks for frame in framer.frames(chunk)]


def test_speech_is_speech_and_the_silence_around_it_is_not(kind: type[VoiceActivityDetector]) -> None:
    judged = probabilities(kind(), SPEECH_OF[kind]())
    assert all(0.0 <= probability <= 1.0 for probability in judged)
    assert max(judged) > 0.9
    assert judged[0] < 0.1
    assert judged[-1] < 0.35
    assert sum(probability > 0.5 for probability in judged) > len(judged) / 3


def test_noise_is_no_speech(kind: type[VoiceActivityDetector]) -> None:
    hiss = np.random.default_rng(0).normal(0, 600, 32_000).astype(np.int16).tobytes()
    assert max(probabilities(kind(), [AudioChunk(hiss)])) < 0.5


def test_after_a_reset_the_same_sound_is_judged_the_same(kind: type[VoiceActivityDetector]) -> None:
    detector = kind()
    detector.reset()
    first = probabilities(detector, SPEECH_OF[kind]())
    detector.reset()
    assert probabilities(detector, SPEECH_OF[kind]()) == pytest.approx(first, abs=1e-6)


@pytest.mark.parametrize("wrong", [AudioChunk(b"ab"), AudioChunk(bytes(1024), AudioFormat(rate=8_000))])
def test_frames_of_another_length_or_format_are_refused(kind: type[VoiceActivityDetector], wrong: AudioChunk) -> None:
    with pytest.raises(ValueError, match=r"frame|samples"):
        kind().speech_probability(wrong)
