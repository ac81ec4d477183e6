"""Silences what a canceller leaves of our own voice, as long as nobody else speaks.

Why: a voice activity detector hears speech in an echo that is thirty decibels down; then an utterance never ends. Where
the canceller takes nearly all of a frame away, there was nothing but echo in it; where it leaves more, somebody speaks,
and not a sample of theirs is touched.
"""

import numpy as np
import numpy.typing as npt

from assistant.messages.audio import AudioChunk

ECHO_ONLY = 0.02
"""Share of the power that is left where there was nothing but echo: 17 decibels less, a voice is heard from 12."""

HOLD_FRAMES = 12
"""The gate stays open so long after the last of a voice: 0.2 s."""

SMOOTHING = 0.6
CLOSED = 0.05
"""What is left passes with such a gain: 26 decibels less."""

Signal = npt.NDArray[np.float32]


class ResidualGate:
    """Follows a canceller frame by frame."""

    def __init__(self) -> None:
        """Begin open."""
        self._heard = self._left = 0.0
        self._open_for = HOLD_FRAMES
        self._gain = 1.0

    def after(self, heard: AudioChunk, cleaned: AudioChunk) -> AudioChunk:
        """The cleaned frame, or next to nothing where it held only echo.

        Args:
            heard: a frame of the microphone, signed 16-bit.
            cleaned: what the canceller made of it.
        """
        left = _samples(cleaned)
        self._heard = SMOOTHING * self._heard + _power(_samples(heard))
        self._left = SMOOTHING * self._left + _power(left)
        self._open_for = max(0, self._open_for - 1) if self._left < ECHO_ONLY * self._heard else HOLD_FRAMES
        before, self._gain = self._gain, 1.0 if self._open_for else CLOSED
        if before == self._gain == 1.0:
            return cleaned
        ramp = np.linspace(before, self._gain, len(left), dtype=np.float32)
        return AudioChunk(np.round(left * ramp).astype("<i2").tobytes(), cleaned.format)


def _samples(frame: AudioChunk) -> Signal:
    return np.frombuffer(frame.pcm, "<i2").astype(np.float32)


def _power(samples: Signal) -> float:
    return float(samples @ samples)
