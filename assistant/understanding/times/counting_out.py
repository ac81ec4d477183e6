"""Occurrences that are left out by counting: "but not the second one", "except the last one in march"."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import islice, takewhile

from dateutil.rrule import rrulestr

from assistant.messages.times import Recurrence
from assistant.understanding.times.stretches import Period

_MOST = 400
"""So many occurrences are looked at."""


def without_nths(recurrence: Recurrence, nths: Iterable[tuple[int, Period | None]]) -> Recurrence:
    """The repetition without those that were counted out.

    Args:
        recurrence: what repeats.
        nths: which, from one on or from the end, and in which period; without one it is counted from the beginning.
    """
    left_out = {day for nth, period in nths for day in _nth(recurrence, nth, period)}
    if not left_out:
        return recurrence
    return replace(recurrence, exdates=tuple(sorted({*recurrence.exdates, *left_out})))


def _nth(recurrence: Recurrence, nth: int, period: Period | None) -> list[date]:
    """The day of one occurrence; none where there are not so many."""
    moments = islice(rrulestr(recurrence.rrule, dtstart=recurrence.dtstart), _MOST)
    days = (moment.date() for moment in moments if isinstance(moment, datetime))
    if period is not None:
        days = (day for day in takewhile(lambda day: day < period.end, days) if day >= period.start)
    counted = list(days)
    place = nth if nth < 0 else nth - 1
    return [counted[place]] if -len(counted) <= place < len(counted) else []
