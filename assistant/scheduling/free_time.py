"""When the two are both free: the best few places for some time together, on different days."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from assistant.calendar.appointment import instant
from assistant.household.ports import HouseholdRepository
from assistant.messages.times import Grain, SpokenTime
from assistant.scheduling.intention import Hours, Intention, Ritual
from assistant.scheduling.planner import NOTICE, Planner
from assistant.scheduling.scoring import Places, Slot, WeekRequest

_DAY = timedelta(days=1)
LOOK_AHEAD_DAYS = 7
MOST_DAYS = 62
"""Nobody waits for more."""


_EVENINGS, _DAYS_OFF = Hours(time(18), time(23)), Hours(time(10), time(23))


@dataclass(frozen=True, slots=True)
class FreeTimeSettings:
    """What "free" means where nobody says more."""

    evenings: Hours = _EVENINGS
    """Where to look on a working day."""

    days_off: Hours = _DAYS_OFF
    """Where to look at the weekend."""

    weekend: frozenset[int] = frozenset({5, 6})
    """The days of the weekend, Monday is 0."""

    preferred: time = time(19)
    """When it would best begin."""

    length: timedelta = timedelta(minutes=90)
    """How long it has to be."""


@dataclass(frozen=True, slots=True)
class FreeTime:
    """Answers "when are we both free"."""

    planner: Planner
    households: HouseholdRepository
    settings: FreeTimeSettings = field(default_factory=FreeTimeSettings)

    def find(self, title: str, when: SpokenTime | None, now: datetime, count: int = 2) -> list[Slot]:
        """The best places, at most one a day, in order of time.

        Args:
            title: what it would be called in the calendar.
            when: the stretch that was asked for; the coming week where nobody said.
            now: aware.
            count: how many at most.
        """
        household = self.households.load()
        wall = household.wall(now)
        begins, ends = _asked_for(when, wall)
        first = max(begins, wall).date()
        days = max(1, min(MOST_DAYS, -((datetime.combine(first, time()) - ends) // _DAY)))
        length = self.settings.length
        if when is not None and when.duration_seconds:
            length = timedelta(seconds=when.duration_seconds)
        quiet = household.quiet_hours
        forbidden = () if quiet is None else (Hours(quiet.begins, quiet.ends),)
        midnight = instant(datetime.combine(first, time()), household.zone)
        places = Places(
            WeekRequest(
                intention=Intention((), forbidden),
                first=first,
                zone=household.zone,
                not_before=now + NOTICE,
                busy=tuple(self.planner.busy(midnight, midnight + _DAY * (days + 1))),
            )
        )
        best: list[Slot] = []
        for number in range(days):
            day = first + _DAY * number
            within = self._within(when, begins, ends, day.weekday())
            ritual = Ritual("free", title, length, within, self._preferred(within))
            on_day = [
                each
                for each in places.on(ritual, day)
                if begins <= each.wall and each.wall + length <= max(ends, begins + length)
            ]
            if on_day:
                best.append(max(on_day, key=lambda each: (each.score, -each.start.timestamp())))
        chosen = sorted(best, key=lambda each: (-each.score, each.start))[:count]
        return sorted(chosen, key=lambda each: each.start)

    def _within(self, when: SpokenTime | None, begins: datetime, ends: datetime, weekday: int) -> Hours:
        """Which hours of a day are meant: those that were named, else evenings and days off."""
        if when is not None and when.grain in (Grain.DAYPART, Grain.HOUR, Grain.MINUTE) and when.start is not None:
            if ends - begins >= _DAY:
                return Hours(begins.time(), self.settings.evenings.ends)
            return Hours(begins.time(), ends.time())
        return self.settings.days_off if weekday in self.settings.weekend else self.settings.evenings

    def _preferred(self, within: Hours) -> time:
        best = self.settings.preferred
        return best if within.begins <= best and (best < within.ends or within.ends == time()) else within.begins


def _asked_for(when: SpokenTime | None, wall: datetime) -> tuple[datetime, datetime]:
    """The stretch that was asked for, as naive wall time."""
    if when is None or when.start is None:
        return wall, datetime.combine(wall, time()) + _DAY * (LOOK_AHEAD_DAYS + 1)
    if when.end is not None and when.end > when.start:
        return when.start, when.end
    rest_of_day = datetime.combine(when.start, time()) + _DAY
    return when.start, rest_of_day
