"""The time of one step: runs, stands still while paused, and knows how long it has been quiet."""

from dataclasses import dataclass
from datetime import datetime, timedelta

QUIET_SECONDS = 1.5
"""The hand-over waits for this much quiet. Source: HOUSE, "Exercises, so that rehearsals agree"."""

LONGEST_WAIT_SECONDS = 30.0
"""It waits no longer than this beyond the end."""

LISTENING_AGAIN_SECONDS = 0.5
"""How soon to look again while somebody speaks."""

FORSAKEN_SECONDS = 600.0
"""A talking step without a sound for this long is asked once whether anybody is there. Source: issue "The guide"."""


@dataclass(slots=True)
class StepClock:
    """One step's time; all seconds count from the step's first word."""

    began: datetime
    """Moved forward by every pause, so that ``now - began`` is the time the step has run."""

    length: float
    """Seconds, as stretched or shortened."""

    sound_at: datetime
    """When a voice or a control word was last known; the step's beginning counts as one."""

    somebody_speaks: bool = False
    looked_at: datetime | None = None
    paused_at: datetime | None = None

    def elapsed(self, now: datetime) -> float:
        """Seconds that the step has run."""
        return ((self.paused_at or now) - self.began).total_seconds()

    def left(self, now: datetime) -> float:
        """Seconds until its end, never negative."""
        return max(0.0, self.length - self.elapsed(now))

    def at(self, seconds: float) -> datetime:
        """The moment so many seconds into the step."""
        return self.began + timedelta(seconds=seconds)

    def has_come(self, now: datetime, seconds: float) -> bool:
        """Whether the moment so many seconds into the step is here; agrees with ``at`` to the microsecond."""
        return (self.paused_at or now) >= self.at(seconds)

    def pause(self, now: datetime) -> None:
        """Stand still."""
        self.paused_at = now

    def resume(self, now: datetime) -> None:
        """Run on from where it stood."""
        if self.paused_at is not None:
            self.began += now - self.paused_at
            self.paused_at = None
        self.note_sound(now)

    def note_sound(self, now: datetime) -> None:
        """Somebody is there: a control word was heard."""
        self.sound_at = max(self.sound_at, now)

    def hear(self, now: datetime, quiet_since: datetime | None) -> None:
        """Take in since when it has been quiet; None while somebody speaks."""
        self.looked_at = now
        self.somebody_speaks = quiet_since is None
        if quiet_since is None:
            self.sound_at = now
        elif quiet_since <= now:
            self.sound_at = max(self.sound_at, quiet_since)

    def may_go_on(self, now: datetime, due: float) -> bool:
        """Whether something that was due at ``due`` seconds may be said: it is quiet, or has waited long enough."""
        if self.has_come(now, due + LONGEST_WAIT_SECONDS):
            return True
        return not self.somebody_speaks and now >= self._quiet_enough_at

    def look_again_at(self, due: float) -> datetime:
        """When ``may_go_on`` is worth asking again."""
        last = self.at(due + LONGEST_WAIT_SECONDS)
        if self.somebody_speaks and self.looked_at is not None:
            return min(last, self.looked_at + timedelta(seconds=LISTENING_AGAIN_SECONDS))
        return min(last, max(self.at(due), self._quiet_enough_at))

    @property
    def forsaken_at(self) -> datetime:
        """When it will have been silent for too long, if nothing is heard."""
        return self.sound_at + timedelta(seconds=FORSAKEN_SECONDS)

    @property
    def _quiet_enough_at(self) -> datetime:
        return self.sound_at + timedelta(seconds=QUIET_SECONDS)
