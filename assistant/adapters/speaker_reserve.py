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

CLEAN_SOUNDS = 20
"""So many sounds in a row without a gap, before one period fewer is tried."""

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


class LearnedReserve:
    """How many periods to keep: one more for every gap at once, one fewer only after many sounds without one.

    Why: every change opens the device anew, and the first sound after that may come late.
    """

    def __init__(self) -> None:
        """Begin with the fewest."""
        self.periods = FEWEST
        self._clean_sounds = 0

    def learn(self, gaps: int) -> None:
        """A sound is over in which so often nothing was left."""
        self._clean_sounds = 0 if gaps else self._clean_sounds + 1
        self.periods = min(self.periods + gaps, MOST)
        if self._clean_sounds == CLEAN_SOUNDS:
            self._clean_sounds = 0
            self.periods = max(self.periods - 1, FEWEST)
