"""The canceller of our own: how fast it learns, and what it does when the room changes."""

import numpy as np
import numpy.typing as npt
import pytest

from assistant.hearing.canceller import FRAME, KalmanCanceller
from assistant.messages.audio import AudioChunk

Signal = npt.NDArray[np.float64]
RATE = 16_000


def noise(seconds: float, seed: int = 1) -> Signal:
    return 0.1 * np.random.default_rng(seed).standard_normal(round(seconds * RATE))


def later(sound: Signal, seconds: float, gain: float = 0.5) -> Signal:
    shift = round(seconds * RATE)
    return gain * np.concatenate((np.zeros(shift), sound))[: len(sound)]


def cleaned(canceller: KalmanCanceller, near: Signal, far: Signal) -> Signal:
    def frame(sound: Signal, at: int) -> AudioChunk:
        pcm = np.clip(np.round(sound[at : at + FRAME] * 32767), -32768, 32767).astype("<i2")
        return AudioChunk(pcm.tobytes())

    out = [canceller.cancel(frame(near, at), frame(far, at)).pcm for at in range(0, len(near) // FRAME * FRAME, FRAME)]
    return np.frombuffer(b"".join(out), "<i2") / 32767


def erle(echo: Signal, out: Signal, since: float, until: float) -> float:
    """Decibels of echo taken away between two moments, in seconds."""
    part = slice(round(since * RATE), min(round(until * RATE), len(out)))
    return float(10 * np.log10(np.mean(echo[part] ** 2) / np.mean(out[part] ** 2)))


@pytest.mark.parametrize("gain", [0.05, 0.5, 2.0])
def test_an_echo_is_learned_within_two_seconds_however_loud_it_is(gain: float) -> None:
    far = noise(4.0)
    echo = later(far, 0.1, gain)
    assert erle(echo, cleaned(KalmanCanceller(), echo, far), 2.0, 4.0) > 20.0


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.2, 0.35])
def test_any_delay_within_the_tail_is_found_by_itself(delay: float) -> None:
    far = noise(4.0)
    echo = later(far, delay)
    assert erle(echo, cleaned(KalmanCanceller(), echo, far), 2.0, 4.0) > 20.0


def test_a_delay_that_changes_is_learned_anew_within_three_seconds() -> None:
    far = noise(10.0)
    echo = np.concatenate((later(far, 0.10)[: 5 * RATE], later(far, 0.13)[5 * RATE :]))
    out = cleaned(KalmanCanceller(), echo, far)
    assert erle(echo, out, 3.0, 5.0) > 20.0
    assert erle(echo, out, 8.0, 10.0) > 15.0


@pytest.mark.parametrize("jump", [-0.04, -0.012, 0.012, 0.04])
def test_an_echo_that_only_comes_at_another_time_is_followed_within_half_a_second(jump: float) -> None:
    far = noise(7.0)
    echo = np.concatenate((later(far, 0.10)[: 5 * RATE], later(far, 0.10 + jump)[5 * RATE :]))
    assert erle(echo, cleaned(KalmanCanceller(), echo, far), 5.5, 7.0) > 18.0


def test_a_voice_over_ours_moves_nothing() -> None:
    far, voice = noise(10.0), noise(10.0, seed=2)
    voice[: 5 * RATE] = 0.0
    echo = later(far, 0.10)
    out = cleaned(KalmanCanceller(), echo + voice, far)
    assert erle(echo, out - voice[: len(out)], 5.2, 10.0) > 10.0


def test_before_it_knows_the_echo_the_sound_passes_untouched() -> None:
    far = noise(0.2)
    echo = later(far, 0.05)
    out = cleaned(KalmanCanceller(), echo, far)
    assert np.abs(out - echo[: len(out)]).max() < 1 / 16_000


def test_what_is_learned_survives_a_pause_in_our_speech() -> None:
    far = noise(8.0)
    far[4 * RATE : 6 * RATE] = 0.0
    echo = later(far, 0.1)
    out = cleaned(KalmanCanceller(), echo, far)
    assert erle(echo, out, 6.3, 7.0) > 15.0


def test_behind_headphones_where_no_echo_comes_back_a_voice_stays_well_above_what_is_added_to_it() -> None:
    far, voice = noise(6.0, seed=2), noise(6.0, seed=3)
    out = cleaned(KalmanCanceller(), voice, far)
    part = slice(2 * RATE, len(out))
    added = out[part] - voice[part]
    assert 10 * np.log10(np.mean(voice[part] ** 2) / np.mean(added**2)) > 6.0
