"""What a spoken change asks for: the operation, what it is about, which of its occurrences, and the new time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum, StrEnum

from assistant.messages.times import SpokenTime


class EditOperation(StrEnum):
    """What is to be done to an appointment."""

    MOVE = "move"
    SHIFT = "shift"
    SKIP = "skip"
    CANCEL = "cancel"
    EXTEND = "extend"
    SHORTEN = "shorten"
    SET_DURATION = "set_duration"
    CHANGE = "change"
    END = "end"
    PAUSE = "pause"
    RESUME = "resume"
    SNOOZE = "snooze"
    RENAME = "rename"
    UNDO = "undo"


class Target(Enum):
    """What a change can be about beside something with a name of its own."""

    EVERYTHING = "everything"
    """All that is planned."""


@dataclass(frozen=True, slots=True)
class NextOnes:
    """The next occurrence, or the next few."""

    count: int = 1
    """At least 1."""


@dataclass(frozen=True, slots=True)
class Days:
    """What is on one day, or on a run of days."""

    first: date
    after: date
    """The first day that is no longer meant, later than ``first``."""

    @classmethod
    def one(cls, day: date) -> "Days":
        """A single day."""
        return cls(day, day + timedelta(days=1))

    @property
    def is_one(self) -> bool:
        """Whether it is a single day."""
        return self.after - self.first == timedelta(days=1)

    @property
    def midnights(self) -> tuple[datetime, datetime]:
        """The beginning and the end, exclusive, as naive wall time."""
        return datetime.combine(self.first, time()), datetime.combine(self.after, time())


@dataclass(frozen=True, slots=True)
class AllOfThem:
    """Every occurrence that is still to come."""

    weekdays: frozenset[int] = frozenset()
    """Only what is on these weekdays, Monday is 0; empty for every day."""


@dataclass(frozen=True, slots=True)
class Following:
    """Every occurrence from some day on."""

    since: date | None = None
    """The first day that is meant; None is from now on."""

    weekdays: frozenset[int] = frozenset()
    """Only what is on these weekdays, Monday is 0; empty for every day."""


Series = AllOfThem | Following
"""Everything to come of something that repeats, on all its weekdays or some."""

Which = NextOnes | Days | Series
"""The occurrences that are meant."""


@dataclass(frozen=True, slots=True)
class SpokenEdit:
    """The reading of one spoken change to something that is already planned."""

    operation: EditOperation
    target: str | Target | None = None
    """The words that name the appointment, lower case, without article or possessive; None for "it"."""

    which: Which | None = None
    """Which occurrences; None where nothing says so and the operation does not settle it."""

    when: SpokenTime | None = None
    """The new time; for a shift, extend or shorten its ``duration_seconds`` is signed."""

    earlier: bool = False
    """Where nobody said by how much: a length that is named later is so much earlier."""

    spared: str | None = None
    """The words that name what stays as it is: "the walk" of "everything on sunday except the walk"."""
