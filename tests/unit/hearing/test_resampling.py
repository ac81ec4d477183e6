"""One rate made into another, chunk by chunk."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.hearing.resampling import Signal, StreamResampler


def tone(hertz: float, rate: int, seconds: float = 0.5) -> Signal:
    return np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate).astype(np.float32)


@pytest.mark.parametrize("rate", [22_050, 24_000, 48_000, 44_100])
def test_a_tone_stays_the_same_tone_at_the_same_place(rate: int) -> None:
    made = StreamResampler(rate, 16_000).resample(tone(1000, rate))
    wanted = tone(1000, 16_000)[: len(made)]
    assert len(made) > 7900
    assert np.abs(made - wanted)[50:].max() < 0.01


def test_what_the_new_rate_cannot_carry_is_gone() -> None:
    made = StreamResampler(22_050, 16_000).resample(tone(10_000, 22_050))
    assert np.abs(made[50:]).max() < 0.02


@given(st.lists(st.integers(0, 900), min_size=1, max_size=12))
def test_where_the_stream_is_cut_makes_no_difference(lengths: list[int]) -> None:
    whole = np.random.default_rng(1).standard_normal(sum(lengths)).astype(np.float32)
    at_once = StreamResampler(22_050, 16_000).resample(whole)
    resampler, parts, at = StreamResampler(22_050, 16_000), [], 0
    for length in lengths:
        parts.append(resampler.resample(whole[at : at + length]))
        at += length
    assert np.allclose(np.concatenate(parts), at_once, atol=1e-5)


def test_the_same_rate_passes_as_it_is() -> None:
    samples = tone(500, 16_000)
    assert StreamResampler(16_000, 16_000).resample(samples) is samples


def test_after_a_reset_the_old_sound_is_forgotten() -> None:
    resampler = StreamResampler(22_050, 16_000)
    resampler.resample(tone(500, 22_050))
    resampler.reset()
    assert np.abs(resampler.resample(np.zeros(2205, np.float32))).max() == 0.0
