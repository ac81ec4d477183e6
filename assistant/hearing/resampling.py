"""Brings a stream of sound to another rate, chunk by chunk and without a seam."""

from math import gcd

import numpy as np
import numpy.typing as npt

Signal = npt.NDArray[np.float32]

HALF_WIDTH = 16
"""Samples of the slower rate on each side that a new sample is made of."""

PASSED = 0.9
"""Share of the lower rate's band that is kept."""


class StreamResampler:
    """Makes one stream of samples into another, of which each sample lies where it lay."""

    def __init__(self, rate: int, wanted: int) -> None:
        """Resample from ``rate`` to ``wanted``, both in hertz."""
        shared = gcd(rate, wanted)
        self._up, self._down = wanted // shared, rate // shared
        cut = PASSED * min(1.0, wanted / rate)
        self._half = round(HALF_WIDTH * max(1.0, rate / wanted))
        phases = np.arange(self._up)[:, None] / self._up
        offsets = np.arange(-self._half + 1, self._half + 1)[None, :] - phases
        window = np.cos(np.pi * offsets / (2 * (self._half + 1))) ** 2
        self._weights = (cut * np.sinc(cut * offsets) * window).astype(np.float32)
        self.reset()

    def reset(self) -> None:
        """Forget the sound so far."""
        self._waiting: Signal = np.zeros(self._half - 1, np.float32)
        self._phase = 0

    def resample(self, samples: Signal) -> Signal:
        """The new samples that are complete with these; those of the last millisecond wait for the next call."""
        if self._up == self._down:
            return samples
        self._waiting = np.concatenate((self._waiting, samples))
        ready = (len(self._waiting) - 2 * self._half) * self._up - self._phase
        count = max(0, ready // self._down + 1)
        places = self._phase + self._down * np.arange(count)
        starts, phases = places // self._up, places % self._up
        around = self._waiting[starts[:, None] + np.arange(2 * self._half)[None, :]]
        made: Signal = np.einsum("nk,nk->n", around, self._weights[phases])
        following = self._phase + self._down * count
        gone = min(following // self._up, len(self._waiting))
        self._waiting = self._waiting[gone:]
        self._phase = following - gone * self._up
        return made
