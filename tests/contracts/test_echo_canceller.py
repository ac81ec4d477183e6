"""What every echo canceller promises."""

import numpy as np
import numpy.typing as npt
import pytest

from assistant.adapters.canceller_speexdsp import SpeexCanceller, is_available
from assistant.hearing.canceller import KalmanCanceller
from assistant.hearing.ports import EchoCanceller
from assistant.messages.audio import SPEECH, AudioChunk, AudioFormat
from tests.needs import lacking

Signal = npt.NDArray[np.float64]
RATE = SPEECH.rate


@pytest.fixture(params=[KalmanCanceller, SpeexCanceller])
def canceller(request: pytest.FixtureRequest) -> EchoCanceller:
    """Every canceller in turn."""
    if request.param is SpeexCanceller and not is_available():
        lacking("libspeexdsp is not on this system")
    made: EchoCanceller = request.param()
    return made


def babble(seconds: float, seed: int) -> Signal:
    """Noise with the colour and the syllables of speech, at about -20 dB."""
    random = np.random.default_rng(seed)
    count = round(seconds * RATE)
    spectrum = np.fft.rfft(random.standard_normal(count))
    hertz = np.fft.rfftfreq(count, 1 / RATE)
    voice = np.fft.irfft(spectrum * (hertz > 120) / (1 + (hertz / 500) ** 1.5), count)
    syllables = np.repeat(random.uniform(0.05, 1.0, count // 2400 + 1), 2400)[:count]
    loud = voice * syllables
    return np.asarray(0.1 * loud / np.sqrt(np.mean(loud**2)))


def echo_of(far: Signal, delay_seconds: float = 0.08) -> Signal:
    """What a room gives back: later, longer, at half the level."""
    random = np.random.default_rng(1)
    moments = np.arange(round(0.15 * RATE))
    room = random.standard_normal(len(moments)) * np.exp(-6.9 * moments / (0.25 * RATE))
    echo = np.convolve(far, 0.5 * room / np.sqrt(np.sum(room**2)))
    return np.concatenate((np.zeros(round(delay_seconds * RATE)), echo))[: len(far)]


def frames(sound: Signal, size: int) -> list[AudioChunk]:
    pcm = np.clip(np.round(sound * 32767), -32768, 32767).astype("<i2")
    return [AudioChunk(pcm[at : at + size].tobytes()) for at in range(0, len(pcm) - size + 1, size)]


def cleaned(canceller: EchoCanceller, near: Signal, far: Signal) -> Signal:
    size = canceller.frame_samples
    out = [canceller.cancel(*pair) for pair in zip(frames(near, size), frames(far, size), strict=True)]
    return np.frombuffer(b"".join(frame.pcm for frame in out), "<i2") / 32767


def decibels(before: Signal, after: Signal) -> float:
    return float(10 * np.log10(np.mean(before**2) / np.mean(after**2)))


def test_a_frame_stays_as_long_as_it_was(canceller: EchoCanceller) -> None:
    frame = AudioChunk(bytes(canceller.frame_samples * 2))
    assert len(canceller.cancel(frame, frame).pcm) == len(frame.pcm)


def test_after_five_seconds_at_least_fifteen_decibels_of_our_own_voice_are_gone(canceller: EchoCanceller) -> None:
    far = babble(8.0, seed=2)
    echo = echo_of(far)
    out = cleaned(canceller, echo, far)
    late = slice(5 * RATE, len(out))
    assert decibels(echo[late], out[late]) > 15.0


def test_somebody_who_speaks_over_our_voice_is_kept_within_two_decibels(canceller: EchoCanceller) -> None:
    far, voice = babble(10.0, seed=3), babble(10.0, seed=4)
    voice[: 6 * RATE] = 0.0
    out = cleaned(canceller, echo_of(far) + voice, far)
    during = slice(6 * RATE + RATE // 2, len(out))
    near = voice[during]
    kept = float(near @ out[during] / (near @ near))
    assert abs(20 * np.log10(kept)) < 2.0
    assert decibels(near, out[during] - near) > 8.0


def test_where_nothing_is_played_a_voice_comes_through_as_it_was(canceller: EchoCanceller) -> None:
    voice = babble(3.0, seed=5)
    out = cleaned(canceller, voice, np.zeros(len(voice)))
    settled = slice(RATE, len(out))
    # libspeexdsp takes the lowest tones away, which turns the phase of those next to them.
    assert decibels(voice[settled], out[settled] - voice[settled]) > 8.0


def test_after_a_reset_the_room_is_unknown(canceller: EchoCanceller) -> None:
    far = babble(6.0, seed=6)
    echo = echo_of(far)
    cleaned(canceller, echo, far)
    canceller.reset()
    early = round(0.2 * RATE)
    out = cleaned(canceller, echo[:early], far[:early])
    assert decibels(echo[: len(out)], out) < 6.0


def test_frames_of_another_length_or_format_are_refused(canceller: EchoCanceller) -> None:
    right = AudioChunk(bytes(canceller.frame_samples * 2))
    for wrong in (AudioChunk(right.pcm[2:]), AudioChunk(right.pcm, AudioFormat(rate=8000))):
        with pytest.raises(ValueError, match="samples"):
            canceller.cancel(wrong, right)
        with pytest.raises(ValueError, match="samples"):
            canceller.cancel(right, wrong)
