"""What English leaves open, decided in one table; the ``[spoken_times]`` settings change the starred rows.

=====================  ==========================================================================================
the words              our reading
=====================  ==========================================================================================
"evening" *            18:00 to 23:00; what is put there without an hour begins at 19:00; the other parts below
a bare 1 to 7 *        in the afternoon or evening
a bare 8 or 9 *        in the evening, marked ambiguous, unless a part of the day or an activity says otherwise
a bare 10 or 11 *      in the morning, marked ambiguous, with the same exception
a bare 12              noon
"from nine to eleven"  a range that begins at a bare nine is in the morning
"tonight", "at night"  20:00 to midnight
"friday"               the coming one; on a Friday itself the next week's, unless a clock time still lies ahead
"next friday" *        the Friday of the week after this one; marked ambiguous within two days of a Friday
"this friday"          the Friday of this week
"friday after next"    a week after the coming one
"the weekend" *        Saturday and Sunday of this week; "next weekend" the week after this one's
a week *               begins on Monday
"the 5th", "may 5"     the first such day from today on
"end of the month"     its last day; "the end of may" is its last third
"in march"             the whole of the coming March
"a few"                three
"every third friday"   every three weeks; "every first", "last" or "fourth friday" is of the month
"monday and friday"    once each; "mondays and fridays" every week
"friday or saturday"   the first of them, marked
"the same time"        as now, marked; of something that is moved, its own
"twice a week"         Monday and Thursday; three times: Monday, Wednesday and Friday
"twice a month"        on the 1st and 15th; on a sunday: the first and third
"until june"           to the last day of May; "until friday" includes the Friday
a range of days        ends before the day after its last
=====================  ==========================================================================================
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, tzinfo
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True, slots=True)
class Daypart:
    """A named part of the day, in wall time."""

    start: time
    end: time
    """Exclusive; midnight means the end of the day."""

    clock: time
    """The clock time that stands for it where one is needed: a reminder, a repetition."""


def _daypart(start: int, end: int, clock: time) -> Daypart:
    return Daypart(time(start), time(end % 24), clock)


DAYPARTS: Mapping[str, Daypart] = MappingProxyType(
    {
        "early morning": _daypart(6, 9, time(7)),
        "morning": _daypart(8, 12, time(9)),
        "late morning": _daypart(10, 12, time(11)),
        "breakfast": _daypart(7, 9, time(8)),
        "lunch": _daypart(12, 14, time(12, 30)),
        "after lunch": _daypart(13, 17, time(14)),
        "early afternoon": _daypart(12, 15, time(13)),
        "afternoon": _daypart(12, 18, time(15)),
        "late afternoon": _daypart(15, 18, time(17)),
        "after school": _daypart(15, 18, time(16)),
        "after work": _daypart(17, 21, time(18)),
        "early evening": _daypart(18, 20, time(18)),
        "dinner": _daypart(18, 20, time(19)),
        "evening": _daypart(18, 23, time(19)),
        "after dinner": _daypart(18, 23, time(20)),
        "late evening": _daypart(21, 23, time(21)),
        "night": _daypart(20, 24, time(20)),
        "late night": _daypart(21, 24, time(22)),
        "bedtime": _daypart(21, 23, time(22)),
    }
)


@dataclass(frozen=True, slots=True)
class Conventions:
    """One household's answers to what English leaves open."""

    dayparts: Mapping[str, Daypart] = field(default_factory=lambda: DAYPARTS, hash=False)
    """The parts of the day, by name. Source: fact sheet on spoken time for the evening; the rest is our judgement."""

    afternoon_hours: frozenset[int] = frozenset({1, 2, 3, 4, 5, 6, 7})
    """Bare hours that are taken as p.m. without asking."""

    evening_hours: frozenset[int] = frozenset({8, 9})
    """Bare hours that are best read as p.m., and marked ambiguous; 10 and 11 are best read as a.m."""

    next_weekday: Literal["following_week", "nearest"] = "following_week"
    """"next friday": the one of the following week, or the coming one. The date is always read back."""

    ask_within_days: int = 2
    """"next friday" is marked ambiguous when a Friday is at most this many days off."""

    week_start: int = 0
    """First day of the week, Monday is 0."""

    weekend: tuple[int, ...] = (5, 6)
    """The days of the weekend, one after another, Monday is 0; it belongs to the week in which it begins."""

    evening_activities: frozenset[str] = frozenset({"dinner", "supper", "night", "movie", "film", "cinema", "theatre"})
    """Words that put a bare hour into the evening."""

    morning_activities: frozenset[str] = frozenset(
        {"breakfast", "brunch", "wake", "alarm", "morning", "sunrise", "church", "school run"}
    )
    """Words, alone or in pairs, that put a bare hour into the morning."""

    night_activities: frozenset[str] = frozenset({"quiet", "sleep", "asleep", "bed", "hush"})
    """Words that put a bare hour into the night."""

    zone: tzinfo | None = None
    """The home's, in which "in two hours" is two hours also while the clocks change; None counts wall time."""


DEFAULT = Conventions()
"""The conventions that hold unless settings change them."""
