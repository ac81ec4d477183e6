"""The kinds of parts that times are made of."""

from dataclasses import dataclass

from assistant.understanding.times.clocks import Clock, ClockRange
from assistant.understanding.times.dates import Day
from assistant.understanding.times.day_ranges import MomentRange
from assistant.understanding.times.dayparts import Part
from assistant.understanding.times.lengths import Length
from assistant.understanding.times.repeat_days import Repeat
from assistant.understanding.times.stretches import Period


@dataclass(frozen=True, slots=True)
class Shift:
    """So long from now."""

    length: Length
    whole: bool = False
    """True for "the next two hours": the stretch itself is meant, not the moment at its end."""


@dataclass(frozen=True, slots=True)
class Offset:
    """For "an hour after", before a day and its clock time: so long from that moment."""

    length: Length
    """Backwards where it is negative."""


@dataclass(frozen=True, slots=True)
class Until:
    """An end."""

    value: "Day | Period | Clock | Part"
    at: "Clock | Part | None" = None
    """A time of that day."""

    through: bool = False
    """True where the period named belongs to it ("through june")."""


@dataclass(frozen=True, slots=True)
class Starting:
    """A beginning."""

    value: Day | Period


@dataclass(frozen=True, slots=True)
class Count:
    """A number of occurrences."""

    times: int


@dataclass(frozen=True, slots=True)
class Except:
    """What a repetition leaves out."""

    values: tuple[Day | Period | Repeat, ...]
    first: bool = False
    """True for "except the first one"."""

    nths: tuple[tuple[int, Period | None], ...] = ()
    """For "except the second one", "except the last one in march": which, counted from the end where it is negative."""

    of_month: tuple[int, ...] = ()
    """For "except the first one of the month": which of every month, counted from the end where it is negative."""


@dataclass(frozen=True, slots=True)
class Now:
    """For "now"."""


@dataclass(frozen=True, slots=True)
class EndOfDay:
    """For "the end of the day"."""


@dataclass(frozen=True, slots=True)
class ThisTime:
    """For "this time next week": the time of day that it is now."""

    same: bool = False
    """True for "the same time", which may be that of an appointment."""

    whole_day: bool = False
    """True for "this day next year"."""


@dataclass(frozen=True, slots=True)
class Retracted:
    """What was taken back ("friday" of "friday, no, saturday"), or named as a second choice: it means nothing."""

    second_choice: bool = False
    """True for "saturday" of "friday or saturday"."""


Value = (
    Clock
    | ClockRange
    | Day
    | Period
    | Part
    | Length
    | Shift
    | Offset
    | Repeat
    | Until
    | Starting
    | Count
    | Except
    | Now
    | MomentRange
    | EndOfDay
    | ThisTime
    | Retracted
)


@dataclass(frozen=True, slots=True)
class Found:
    """One part, where it stands in the canonical words."""

    value: Value
    start: int
    end: int
    """The position of the word after it."""


Hit = tuple[Value, int]
