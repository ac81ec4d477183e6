"""Takes our own voice out of what the microphone hears: a linear canceller in plain numpy.

The room is learned as a filter from what is played to what comes back, in blocks and in the frequency domain. Each
frequency of each block of the filter knows how unsure it is of itself, and learns as fast as that allows: quickly in
the first second, hardly at all while somebody else speaks.

Source: the partitioned frequency-domain Kalman filter of Kuech, Mabande and Enzner, "State-space architecture of the
partitioned-block-based acoustic echo controller" (ICASSP 2014), after Enzner and Vary (Signal Processing 86, 2006).

Why: linear only. What suppresses the rest of the echo suppresses the people's voices with it; a canceller that leaves
some echo but all of their words lets the wake word through, and that is what it is for.
"""

from collections import deque
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.messages.audio import SPEECH, AudioChunk

Spectra = npt.NDArray[np.complex64]
"""Shape ``(blocks, FRAME + 1)``: one spectrum for each block of the filter."""

Powers = npt.NDArray[np.float32]
Signal = npt.NDArray[np.float32]

FRAME = 256
"""Samples at a time: 16 ms."""

TAIL_SECONDS = 0.4
"""Echo that comes later than this is not learned; the delay of the sound card is part of it."""

KEPT = 0.997
"""How far the room is believed to stay the same from one frame to the next."""

FIRST_FRAMES = 32
"""So many frames of our own voice are heard before the filter begins, so that it knows how loud the echo is: 0.5 s."""

FIRST_DOUBT = 0.2
"""How unsure each block of the filter is of itself at first, as a share of that loudness."""

NEW_DOUBT = 0.1
"""After a silence, at least such a share of that doubt: a new sound may lie a few milliseconds elsewhere."""

LEAST_RATIO, MOST_RATIO = 1e-3, 10.0
"""An echo is believed to have between so much and so much of the power of what is played."""

LEAST_DOUBT = 1e-7

NEAR_SMOOTHING = 0.4
"""How slowly the idea of what is no echo follows."""

AUDIBLE = 1e-5
"""Power of a sample from which what is played counts as sound."""

FLOOR = 1e-3
"""Power of a spectrum's bin that counts as nothing, for samples of -1 to 1."""

WATCHED_FRAMES = 12
"""Over so many frames it is watched whether the filter makes things louder: 0.2 s."""

HARM = 0.1
"""A filter that has added so much of the sound's own power is wrong: the delay has changed, or the room."""

TRUSTED, FAILING = 0.1, 0.5
"""A filter that leaves less than the one of the power knows the room; one that leaves more than the other may be late:
either it is, or somebody speaks."""

FARTHEST_MOVE = 1024
"""A delay changes by at most so many samples at once: 64 ms."""

CLEARLY = 1.3
"""So much more alike must they be at another time than at the known one; a vowel is like itself a moment later."""

REMEMBERED_FRAMES = 50
COMPARED_FRAMES = 10
"""So much of the last sound is compared with what was expected: 0.16 s, out of 0.8."""

SAME_SOUND = 0.6
"""So alike, 0 to 1, are what comes back and what was expected of it, if only the delay has changed."""

_FULL_SCALE = 32768.0


class KalmanCanceller:
    """A linear echo canceller of our own; see ``EchoCanceller``."""

    frame_samples = FRAME

    def __init__(self, tail_seconds: float = TAIL_SECONDS) -> None:
        """Know nothing of the room yet."""
        self._blocks = max(1, round(tail_seconds * SPEECH.rate / FRAME))
        self.reset()

    def reset(self) -> None:
        """Forget the room."""
        self._filter: Spectra = np.zeros((self._blocks, FRAME + 1), np.complex64)
        self._doubt: Powers = np.zeros((self._blocks, FRAME + 1), np.float32)
        self._far: Spectra = np.zeros((self._blocks, FRAME + 1), np.complex64)
        self._last_far: Signal = np.zeros(FRAME, np.float32)
        self._near_power: Powers = np.zeros(FRAME + 1, np.float32)
        self._before = self._after = 0.0
        self._first_doubt = np.float32(0.0)
        self._begun = False
        self._first: list[tuple[Signal, Signal]] = []
        self._lately: deque[tuple[Signal, Signal]] = deque(maxlen=REMEMBERED_FRAMES)
        self._trusted: Spectra | None = None
        self._since = 0

    def cancel(self, near: AudioChunk, far: AudioChunk) -> AudioChunk:
        """The frame of the microphone without our own voice, see ``EchoCanceller``."""
        heard, played = _samples(near), _samples(far)
        left = self._better_of(heard, self._follow(heard, played)) if self._begun else self._begin(heard, played)
        return AudioChunk(np.clip(np.round(left * _FULL_SCALE), -32768, 32767).astype("<i2").tobytes())

    def _begin(self, heard: Signal, played: Signal) -> Signal:
        """Listen until it is known how loud the echo is, then learn from all that was heard meanwhile."""
        if not self._first and float(played @ played) < AUDIBLE * FRAME:
            return heard
        self._first.append((heard, played))
        loud = [float(far @ far) for _, far in self._first]
        if sum(power >= AUDIBLE * FRAME for power in loud) < FIRST_FRAMES:
            return heard
        ratio = sum(float(near @ near) for near, _ in self._first) / sum(loud)
        self._first_doubt = np.float32(FIRST_DOUBT * min(max(ratio, LEAST_RATIO), MOST_RATIO))
        self._doubt[:] = self._first_doubt
        for near, far in self._first:
            left = self._follow(near, far)
        self._first.clear()
        self._begun = True
        return left

    def _follow(self, heard: Signal, played: Signal) -> Signal:
        """Take away what the filter expects, and learn from what is left."""
        if played.any() and not self._far.any():
            self._doubt = np.maximum(self._doubt, np.float32(NEW_DOUBT) * self._first_doubt)
        self._far = np.roll(self._far, 1, axis=0)
        self._far[0] = np.fft.rfft(np.concatenate((self._last_far, played)))
        self._last_far = played
        echo = np.fft.irfft(np.einsum("bf,bf->f", self._far, self._filter))[FRAME:].astype(np.float32)
        left: Signal = heard - echo
        self._lately.append((heard, played))
        self._learn(left)
        return left

    def _learn(self, left: Signal) -> None:
        error: Any = np.fft.rfft(np.concatenate((np.zeros(FRAME, np.float32), left)))
        power = np.abs(error) ** 2
        self._near_power = NEAR_SMOOTHING * self._near_power + (1 - NEAR_SMOOTHING) * power
        far_power = self._far.real**2 + self._far.imag**2
        expected = 0.5 * np.einsum("bf,bf->f", far_power, self._doubt) + self._near_power + FLOOR
        gain = self._doubt / expected
        step = np.fft.irfft(gain * np.conj(self._far) * error, axis=1)
        step[:, FRAME:] = 0.0
        self._filter += np.fft.rfft(step, axis=1)
        known = np.clip(1.0 - 0.5 * gain * far_power, 0.0, 1.0)
        moved = (1.0 - KEPT**2) * (self._filter.real**2 + self._filter.imag**2)
        self._doubt = np.maximum(KEPT**2 * known * self._doubt + moved, LEAST_DOUBT).astype(np.float32)

    def _better_of(self, heard: Signal, left: Signal) -> Signal:
        """What is left, unless the filter has made things louder; one that does so by much begins anew.

        Why it may be moved instead: on a busy machine a loudspeaker runs dry for some milliseconds, and all that
        follows comes later. The room is the same, and to know it again would take two seconds. Where that happened
        every two seconds, 66 % of all quarter seconds kept more than a tenth of the echo, and 25 % do now.
        """
        kept = 1.0 - 1.0 / WATCHED_FRAMES
        self._before = kept * self._before + float(heard @ heard)
        self._after = kept * self._after + float(left @ left)
        self._since += 1
        if self._after < TRUSTED * self._before and self._since >= WATCHED_FRAMES:
            self._trusted, self._since = self._filter.copy(), 0
        if self._after > FAILING * self._before + FLOOR and self._since >= WATCHED_FRAMES:
            self._since = 0
            if self._catch_up():
                return heard
        if self._after <= self._before + FLOOR:
            return left
        if self._after > (1.0 + HARM) * self._before + FLOOR:
            self._restart(np.zeros_like(self._filter), 1.0)
        return heard

    def _restart(self, taps: Spectra, doubt: float) -> None:
        self._filter = taps
        self._doubt[:] = self._first_doubt * np.float32(doubt)
        self._near_power[:] = 0.0
        self._before = self._after = 0.0

    def _catch_up(self) -> bool:
        """Whether what comes back is what was expected, at another time; from now on it is expected then."""
        if self._trusted is None:
            return False
        taps = np.fft.irfft(self._trusted, axis=1)[:, :FRAME].reshape(-1).astype(np.float32)
        heard, played = (np.concatenate(part) for part in zip(*self._lately, strict=True))
        samples = _later(heard, _convolved(played, taps))
        if samples == 0:
            return False
        moved = np.roll(taps, samples)
        moved[slice(0, samples) if samples > 0 else slice(samples, None)] = 0.0
        self._trusted = np.fft.rfft(moved.reshape(-1, FRAME), 2 * FRAME, axis=1).astype(np.complex64)
        self._restart(self._trusted.copy(), NEW_DOUBT)
        return True


def _convolved(sound: Signal, taps: Signal) -> Signal:
    size = 1 << (len(sound) + len(taps) - 1).bit_length()
    made = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(taps, size), size)[: len(sound)]
    return made.astype(np.float32)


def _later(heard: Signal, expected: Signal) -> int:
    """By how many samples what was heard lies behind what was expected; 0 where it does not, or is another sound.

    Compared is the last that may lie as far before what was expected as behind it.
    """
    part = COMPARED_FRAMES * FRAME
    if len(heard) < part + 2 * FARTHEST_MOVE:
        return 0
    last = heard[-part - FARTHEST_MOVE : -FARTHEST_MOVE]
    around = expected[-part - 2 * FARTHEST_MOVE :]
    size = 1 << (len(around) + part).bit_length()
    alike = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(last, size)), size)[: 2 * FARTHEST_MOVE + 1]
    best = int(np.argmax(alike))
    there = around[best : best + part]
    least = SAME_SOUND * (float(np.sqrt((last @ last) * (there @ there))) + FLOOR)
    is_moved = alike[best] > max(least, CLEARLY * alike[FARTHEST_MOVE])
    return FARTHEST_MOVE - best if is_moved else 0


def _samples(frame: AudioChunk) -> Signal:
    if frame.format != SPEECH or len(frame.pcm) != FRAME * SPEECH.width:
        message = f"the canceller takes {FRAME} samples of {SPEECH} at a time"
        raise ValueError(message)
    return np.frombuffer(frame.pcm, "<i2").astype(np.float32) / np.float32(_FULL_SCALE)
