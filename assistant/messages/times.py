"""What a spoken time means, in local wall time.

All datetimes here are naive wall time in the household's zone: ``understanding/times`` reads words, and words name
wall time. The scheduling rooms attach the zone.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Grain(StrEnum):
    """How precisely a moment was named."""

    MINUTE = "minute"
    HOUR = "hour"
    DAYPART = "daypart"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Ambiguity(StrEnum):
    """Why a reading is only the best of several."""

    AM_OR_PM = "am_or_pm"
    """A bare hour that could be morning or evening."""

    WHICH_WEEK = "which_week"
    """"next friday" two days before one."""

    PAST = "past"
    """The words name a moment that is over."""

    NO_SUCH_DAY = "no_such_day"
    """A day that its month does not have; the month's last day was read."""

    NIGHT = "night"
    """Between midnight and six."""

    SAME_TIME = "same_time"
    """"The same time" was read as the time of day that it is now; an appointment's may be meant."""

    FIRST_CHOICE = "first_choice"
    """The first of several that were named: "friday or saturday"."""


@dataclass(frozen=True, slots=True)
class BesidePlan:
    """A moment that hangs on something planned: "half an hour after dinner"."""

    title: str
    """What it is called, lower case."""

    seconds: int
    """After its end; below zero before its start."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A repeating time as RFC 5545 has it."""

    rrule: str
    """The RRULE value without its name, e.g. ``FREQ=WEEKLY;INTERVAL=2;BYDAY=TH``; UNTIL as local wall time."""

    dtstart: datetime
    """The first occurrence, aligned with the rule."""

    exdates: tuple[date, ...] = ()
    """Days left out."""


@dataclass(frozen=True, slots=True)
class SpokenTime:
    """The reading of one spoken time. ``start``, ``duration_seconds``, ``recurrence`` or ``shift_seconds`` is set."""

    start: datetime | None = None
    """The moment, or the beginning of the day, part of day or range."""

    end: datetime | None = None
    """The end of a range or part of day, exclusive."""

    duration_seconds: int | None = None
    """A spoken length ("for twenty minutes"), also beside a start."""

    recurrence: Recurrence | None = None
    """A spoken repetition ("every other friday at seven")."""

    grain: Grain = Grain.MINUTE
    """How precisely ``start`` was named."""

    ambiguous: tuple[Ambiguity, ...] = ()
    """Why the dialogue may want to ask; empty when the words left no doubt."""

    names_day: bool = True
    """Whether the words say which day; "at eight" and "in the morning" do not, and ``start`` is then only the next."""

    leaves_open: Grain | None = None
    """The stretch that the words do not say: the week of "friday", the month of "the fifth"; ``start`` is the next."""

    names_hour: bool = True
    """Whether the words say which hour; "quarter past" does not, and only the minutes of ``start`` are meant."""

    shift_seconds: int | None = None
    """How much later than what was said before; below zero, how much earlier."""

    clock: time | None = None
    """For a part of the day: the clock time that stands for it where one is needed."""

    @property
    def begins(self) -> datetime | None:
        """``start``; of a part of the day the clock time that stands for it."""
        if self.start is None or self.clock is None or self.grain is not Grain.DAYPART:
            return self.start
        return datetime.combine(self.start.date(), self.clock)
