"""What a couple wants of its weeks: rituals with a cadence, and hours in which nothing is ever planned.

A wish, not a calendar: nothing here is planned before both have said yes to a certain time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

DAYS_A_WEEK = 7
EVERY_DAY = frozenset(range(DAYS_A_WEEK))
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """A daily stretch of wall time; where it ends at or before its begin, it ends on the next day."""

    begins: time
    ends: time

    def on(self, midnight: datetime) -> tuple[datetime, datetime]:
        """The stretch that begins on a day, as naive wall time."""
        start = datetime.combine(midnight, self.begins)
        return start, datetime.combine(midnight + _DAY * (self.ends <= self.begins), self.ends)

    def meet(self, start: datetime, end: datetime) -> bool:
        """Whether any part of a stretch of naive wall time, at most a day long, lies inside."""
        return any(
            begins < end and start < ends for begins, ends in (self.on(start + _DAY * day) for day in (-1, 0, 1))
        )


@dataclass(frozen=True, slots=True)
class Ritual:
    """One thing that the two want to do again and again."""

    id: str
    title: str
    """What it is called in the calendar and aloud."""

    length: timedelta
    within: Hours
    """It lies wholly inside, on one day."""

    preferred: time
    """When it would best begin."""

    per_week: int = 1
    """How often a week, 1 to 7; never twice on a day."""

    days: frozenset[int] = EVERY_DAY
    """On which weekdays it may be; Monday is 0."""

    likes: frozenset[int] = frozenset()
    """On which weekdays it would best be."""

    apart: int = 1
    """At least this many days from one to the next within a week."""

    forbidden: tuple[Hours, ...] = ()
    """When it must not be, beside the hours that are forbidden for everything."""

    names: tuple[str, ...] = ()
    """Other words for it."""

    def __post_init__(self) -> None:
        """Refuse what can never be planned.

        Raises:
            ValueError: a cadence, a length or a spacing that no week can have.
        """
        if not 1 <= self.per_week <= DAYS_A_WEEK:
            message = f"{self.title} cannot be {self.per_week} times a week; it is 1 to {DAYS_A_WEEK} times"
            raise ValueError(message)
        if not timedelta() < self.length <= _DAY:
            message = f"{self.title} cannot take {self.length}"
            raise ValueError(message)
        if self.apart < 1 or not self.days <= EVERY_DAY:
            message = f"{self.title} needs weekdays from 0 to 6 and a spacing of 1 day or more"
            raise ValueError(message)

    @property
    def is_small(self) -> bool:
        """Whether it is one of the small daily things: spoken of together, and announced only at its start."""
        return self.per_week > 1

    @property
    def spoken(self) -> tuple[str, ...]:
        """Every way to name it, lower case, its title first."""
        return tuple(dict.fromkeys(each.lower() for each in (self.title, *self.names)))


@dataclass(frozen=True, slots=True)
class WeeklyTime:
    """A moment of every week, wall time at home."""

    weekday: int
    """Monday is 0."""

    at: time

    def next_after(self, wall: datetime) -> datetime:
        """The first such moment after a naive wall time."""
        ahead = (self.weekday - wall.weekday()) % DAYS_A_WEEK
        found = datetime.combine(wall + _DAY * ahead, self.at)
        return found if found > wall else found + _DAY * DAYS_A_WEEK


@dataclass(frozen=True, slots=True)
class Intention:
    """Everything that a couple wants of its weeks."""

    rituals: tuple[Ritual, ...]
    forbidden: tuple[Hours, ...] = ()
    """When nothing is ever planned."""

    days: frozenset[int] = EVERY_DAY
    """On which weekdays anything is planned at all; Monday is 0."""

    prepares: WeeklyTime | None = None
    """When to go through the coming week with them; None until they ask."""

    @property
    def a_week(self) -> timedelta:
        """How much time all of it takes in a week."""
        return sum((each.length * each.per_week for each in self.rituals), timedelta())

    def find(self, words: str) -> Ritual | None:
        """The ritual that goes by these words."""
        return next((each for each in self.rituals if words.lower() in (each.id, *each.spoken)), None)

    def without(self, ritual: Ritual) -> "Intention":
        """The same with one ritual less."""
        return replace(self, rituals=tuple(each for each in self.rituals if each.id != ritual.id))

    def only(self, ritual: Ritual) -> "Intention":
        """The same with nothing but one ritual."""
        return replace(self, rituals=(ritual,))

    def wanting(self, ritual: Ritual) -> "Intention":
        """The same with one ritual more, or changed where there is one of that id; on no day that they ruled out."""
        days = ritual.days & self.days or ritual.days
        ritual = replace(ritual, days=days, per_week=min(ritual.per_week, len(days)))
        if any(each.id == ritual.id for each in self.rituals):
            return replace(self, rituals=tuple(ritual if each.id == ritual.id else each for each in self.rituals))
        return replace(self, rituals=(*self.rituals, ritual))

    def on_days(self, days: frozenset[int]) -> "Intention":
        """The same on fewer weekdays: what has none of them left is no more, and nothing is oftener than it can be."""
        left = (replace(each, days=each.days & days) for each in self.rituals if each.days & days)
        rituals = tuple(replace(each, per_week=min(each.per_week, len(each.days))) for each in left)
        return replace(self, rituals=rituals, days=self.days & days)

    @property
    def limits(self) -> "Intention":
        """Only when nothing is to be planned, without anything that is."""
        return Intention((), self.forbidden, self.days)

    @property
    def is_limited(self) -> bool:
        """Whether there are days or hours in which nothing is planned."""
        return bool(self.forbidden) or self.days != EVERY_DAY

    def within(self, limits: "Intention") -> "Intention":
        """The same, where something may be planned by what was ruled out before."""
        hours = dict.fromkeys((*self.forbidden, *limits.forbidden))
        return replace(self.on_days(limits.days), forbidden=tuple(hours))

    def never_in(self, hours: Iterable[Hours]) -> "Intention":
        """The same with more hours in which nothing is planned."""
        return replace(self, forbidden=(*self.forbidden, *hours))
