import numpy as np
import pytest

from assistant.messages.audio import AudioChunk, AudioFormat
from assistant.speaking.sound import (
    LEVEL_DB,
    PEAK,
    Samples,
    chunk_of,
    finished,
    from_decibels,
    limited,
    resampled,
    samples_of,
    silence,
)

RATE = 22_050


def tone(seconds: float, loudness: float, hertz: float = 220, rate: int = RATE) -> Samples:
    moments = np.arange(round(seconds * rate), dtype=np.float32) / rate
    return (loudness * np.sin(2 * np.pi * hertz * moments)).astype(np.float32)


def nothing(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), dtype=np.float32)


def loudness(chunk: AudioChunk) -> float:
    return float(np.sqrt(np.mean(np.square(samples_of(chunk)))))


def test_the_silence_around_a_sentence_is_taken_away_and_the_silence_inside_stays() -> None:
    sentence = np.concatenate([nothing(0.3), tone(0.5, 0.2), nothing(0.2), tone(0.5, 0.2), nothing(0.4)])
    assert finished(chunk_of(sentence, RATE)).seconds == pytest.approx(1.2 + 0.1, abs=0.02)


@pytest.mark.parametrize("level", [0.02, 0.1, 0.9])
def test_a_soft_and_a_loud_voice_come_out_equally_loud(level: float) -> None:
    assert loudness(finished(chunk_of(tone(1.0, level), RATE))) == pytest.approx(from_decibels(LEVEL_DB), rel=0.05)


def test_a_spiky_sentence_is_kept_below_full_scale() -> None:
    spiky = tone(1.0, 0.01)
    spiky[5000] = 0.9
    assert float(np.abs(samples_of(finished(chunk_of(spiky, RATE)))).max()) <= PEAK + 0.001


def test_a_peak_is_held_back_gently_and_what_is_around_it_stays_as_it_was() -> None:
    speech = tone(1.0, 0.3)
    speech[10_000:10_200] *= 5
    held = limited(speech, RATE)
    assert float(np.abs(held).max()) <= PEAK + 1e-6  # rounding
    assert np.array_equal(held[:9_000], speech[:9_000])
    assert np.array_equal(held[11_300:], speech[11_300:])
    gains = held[np.abs(speech) > 0.05] / speech[np.abs(speech) > 0.05]
    assert float(np.abs(np.diff(gains)).max()) < 0.01


def test_what_has_no_peak_is_not_touched() -> None:
    speech = tone(0.5, 0.8)
    assert limited(speech, RATE) is speech


def test_edges_begin_and_end_at_nothing() -> None:
    samples = samples_of(finished(chunk_of(tone(0.5, 0.5, hertz=225), RATE)))
    assert abs(samples[0]) < 0.001
    assert abs(samples[-1]) < 0.01


@pytest.mark.parametrize("chunk", [AudioChunk(b"", AudioFormat(rate=RATE)), silence(0.5, RATE), silence(0.001, RATE)])
def test_what_cannot_be_heard_is_left_as_it_is(chunk: AudioChunk) -> None:
    assert finished(chunk) == chunk


@pytest.mark.parametrize(("rate", "wanted"), [(16_000, 22_050), (48_000, 22_050), (22_050, 16_000)])
def test_another_rate_keeps_length_and_pitch(rate: int, wanted: int) -> None:
    before = chunk_of(tone(1.0, 0.5, hertz=1000, rate=rate), rate)
    after = resampled(before, wanted)
    assert after.format.rate == wanted
    assert after.seconds == pytest.approx(1.0, abs=0.001)
    assert int(np.abs(np.fft.rfft(samples_of(after))).argmax()) == 1000
    assert loudness(after) == pytest.approx(loudness(before), rel=0.02)


def test_what_a_lower_rate_cannot_carry_is_cut_off_and_not_folded_down() -> None:
    hiss = chunk_of(tone(1.0, 0.5, hertz=10_000), RATE)
    assert loudness(resampled(hiss, 16_000)) < 0.01


def test_the_same_rate_changes_nothing() -> None:
    chunk = chunk_of(tone(0.1, 0.5), RATE)
    assert resampled(chunk, RATE) is chunk


def test_silence_is_as_long_as_it_says() -> None:
    assert silence(0.5, RATE).seconds == pytest.approx(0.5, abs=0.001)
    assert not samples_of(silence(0.5, RATE)).any()
