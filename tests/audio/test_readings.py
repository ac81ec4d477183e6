"""What the default recogniser hands on beside its best reading."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.recording_soundfile import read_recording
from assistant.adapters.stt_whisper import load_whisper
from assistant.hearing.readings import MOST_ALTERNATIVES, MOST_DOUBT, Expected
from assistant.messages.audio import AudioChunk
from assistant.messages.speech import Transcript, Vocabulary

pytestmark = [
    pytest.mark.audio,
    pytest.mark.filterwarnings("ignore:'(aifc|audioop|chunk)' is deprecated:DeprecationWarning"),
]

CLIP = Path(__file__).with_name("clips") / "move-date-night-to-saturday__af_nova.flac"
NOISE_LEVEL = 0.5
"""Of the recording's own root mean square: 6 dB below the voice and its pauses."""


def heard(utterance: Sequence[AudioChunk], expected: Expected | None = None, *, danger: bool = True) -> Transcript:
    async def hear() -> Transcript:
        return await (await load_whisper(expected=expected)).transcribe(utterance, Vocabulary(danger=danger))

    return asyncio.run(hear())


def in_noise(utterance: Sequence[AudioChunk]) -> AudioChunk:
    samples = np.frombuffer(b"".join(chunk.pcm for chunk in utterance), "<i2").astype(np.float64)
    noise = np.random.default_rng(7).standard_normal(len(samples)) * NOISE_LEVEL * samples.std()
    return AudioChunk(np.clip(samples + noise, -32768, 32767).astype("<i2").tobytes())


def test_in_noise_several_readings_are_handed_on_each_once_in_order_of_doubt() -> None:
    transcript = heard((in_noise(read_recording(CLIP)),))
    assert 1 <= len(transcript.alternatives) <= MOST_ALTERNATIVES
    assert len({transcript.text, *transcript.alternatives}) == 1 + len(transcript.alternatives)
    assert list(transcript.doubts) == sorted(transcript.doubts)
    assert all(0.0 <= doubt <= MOST_DOUBT for doubt in transcript.doubts)
    assert len(transcript.doubts) == len(transcript.alternatives)


def test_of_sound_longer_than_one_piece_no_part_is_taken_for_the_whole() -> None:
    once = read_recording(CLIP)
    seconds = sum(chunk.seconds for chunk in once)
    transcript = heard(tuple(once) * (1 + int(30 / seconds)))
    assert transcript.text
    assert transcript.alternatives == ()


def test_where_it_is_unsure_it_hears_again_what_must_not_be_missed() -> None:
    saturday = Expected("Move the walk to Saturday.", lambda text: "saturday" in text.lower())
    transcript = heard((in_noise(read_recording(CLIP)),), saturday)
    assert any("saturday" in text for text in transcript.feared)


def test_it_looks_for_nothing_in_what_two_people_say_to_each_other() -> None:
    asked: list[str] = []

    def is_it(text: str) -> bool:
        asked.append(text)
        return True

    transcript = heard((in_noise(read_recording(CLIP)),), Expected("Move the walk to Saturday.", is_it), danger=False)
    assert (transcript.feared, asked) == ((), [])


def test_what_it_only_hears_because_it_was_told_is_not_believed() -> None:
    fire = Expected("Fire! Fire! The kitchen is on fire!", lambda text: "fire" in text.lower())
    assert not any("fire" in text for text in heard((in_noise(read_recording(CLIP)),), fire).feared)


def test_where_it_is_sure_it_does_not_hear_again() -> None:
    asked: list[str] = []

    def is_it(text: str) -> bool:
        asked.append(text)
        return True

    assert heard(read_recording(CLIP), Expected("Move the walk to Saturday.", is_it)).feared == ()
    assert asked == []
