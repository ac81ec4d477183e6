"""How much sound a device is to keep in reserve, learned from how often it had none left.

Why: where other programs keep the processor busy, a device asks too late and plays a gap. All that follows then comes
later, and whoever takes our voice out of what the microphone hears has to find it anew. A larger reserve costs as much
time when somebody says stop, so it is kept only where it is needed.

Measured, two cores with four busy programs beside it, 12 s of sound: with a reserve of 60 ms it ran dry 129 to 151
times, for 1.5 to 3 s together; with 180 ms 41 times, for 0.2 s. One longer period helps less than more short ones.
"""

FEWEST, MOST = 3, 10
"""Periods in reserve.

Source: measured in a PulseAudio room with both cores busy: two dropped up to 16 ms of sound in 3 s, three none; stop to
silence at the monitor was 39 to 55 ms with either."""

TOLERANCE_SECONDS = 0.005
"""So much too late is no gap: clocks differ a little."""


class Reserve:
    """Watches one sound: what the device has taken and how long that lasts."""

    def __init__(self) -> None:
        """Nothing is taken yet."""
        self.gaps = 0
        """How often nothing was left."""

        self._lasts_until: float | None = None

    def take(self, seconds: float, now: float) -> None:
        """The device takes so much more.

        Args:
            seconds: its length.
            now: by a clock that is never set.
        """
        if self._lasts_until is None:
            self._lasts_until = now
        if now > self._lasts_until + TOLERANCE_SECONDS:
            self.gaps += 1
        self._lasts_until = max(now, self._lasts_until) + seconds


def periods_after(gaps: int, periods: int) -> int:
    """How many periods to keep from now on: one more for every gap in the last sound, one fewer after none."""
    return min(max(periods + (gaps or -1), FEWEST), MOST)
