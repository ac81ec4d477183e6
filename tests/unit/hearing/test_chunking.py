"""Chunks of any length become frames of one length, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.hearing.chunking import Framer, joined
from assistant.messages.audio import AudioChunk, AudioFormat


@given(st.lists(st.binary(max_size=50).map(lambda half: half + half), max_size=20), st.integers(1, 30))
def test_frames_have_one_length_and_hold_the_sound_in_order(blocks: list[bytes], samples: int) -> None:
    framer = Framer(samples)
    frames = [frame for block in blocks for frame in framer.frames(AudioChunk(block))]
    assert {len(frame.pcm) for frame in frames} <= {2 * samples}
    whole = b"".join(blocks)
    heard = joined(frames).pcm
    assert whole.startswith(heard)
    assert len(whole) - len(heard) < 2 * samples


def test_what_is_left_over_can_be_forgotten() -> None:
    framer = Framer(2)
    assert list(framer.frames(AudioChunk(b"ab"))) == []
    framer.reset()
    assert list(framer.frames(AudioChunk(b"cdef"))) == [AudioChunk(b"cdef")]


def test_other_formats_are_refused() -> None:
    with pytest.raises(ValueError, match="frames are cut from"):
        list(Framer(2).frames(AudioChunk(b"", AudioFormat(rate=48_000))))


def test_chunks_of_different_formats_cannot_be_joined() -> None:
    with pytest.raises(ValueError, match="different formats"):
        joined([AudioChunk(b""), AudioChunk(b"", AudioFormat(rate=48_000))])


def test_no_chunks_are_no_sound() -> None:
    assert joined([]).seconds == 0.0
