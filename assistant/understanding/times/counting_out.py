"""Occurrences that are left out by counting: "but not the second one", "except the first one of the month"."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import islice, takewhile

from dateutil.rrule import rrulestr

from assistant.messages.times import Recurrence
from assistant.understanding.times.repeat_days import Repeat
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
    if nth < 0 and len(counted) == _MOST:
        return []
    return [counted[place]] if -len(counted) <= place < len(counted) else []


_WEEKS, _DAYS = 5, 31
"""The most of a weekday, and of days, that a month has."""


def without_of_month(
    repeat: Repeat,
    nths: Iterable[int],
    excepts: Iterable[object],
    counted: Iterable[tuple[int, Period | None]] = (),
) -> Repeat:
    """The repetition without what is left out of every month.

    Args:
        repeat: what repeats; only what comes every week or every day can be counted by the month.
        nths: which of every month, from its end where negative: of its one weekday, or else of its days.
        counted: which were counted without "of the month"; the last one is a month's where it comes in one month only.
        excepts: all that is left out; only what repeats by the month counts ("except the first sunday of the month").
    """
    if repeat.frequency not in {"WEEKLY", "DAILY"} or repeat.interval > 1:
        return repeat
    if len(repeat.months) == 1:
        nths = [*nths, *(nth for nth, period in counted if period is None and nth < 0)]
    monthly = [value for value in excepts if isinstance(value, Repeat) and value.frequency == "MONTHLY"]
    days = {day for value in monthly for day in value.month_days}
    weekdays = {pair for value in monthly for pair in value.weekdays}
    if len(repeat.weekdays) == 1:
        weekdays |= {(nth, repeat.weekdays[0][1]) for nth in nths}
    else:
        days |= set(nths)
    kept_days = _others(days, _DAYS) if days else ()
    kept = tuple(pair for _, weekday in repeat.weekdays for pair in _kept(weekday, weekdays))
    if not kept_days and (not weekdays or not kept):
        return repeat
    return replace(repeat, frequency="MONTHLY", weekdays=kept, month_days=kept_days)


def _kept(weekday: int, left_out: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of an ordinal and this weekday: the others of a month, or 0 for every one where no weekday is counted."""
    nths = {nth for nth, named in left_out if named == weekday}
    if not nths:
        return [(nth, weekday) for nth in range(1, _WEEKS + 1)] if left_out else [(0, weekday)]
    return [(nth, weekday) for nth in _others(nths, _WEEKS)]


def _others(nths: set[int], most: int) -> tuple[int, ...]:
    """All other ordinals up to the most that there are, counted from the same side of the month."""
    side = 1 if max(nths) > 0 else -1
    return tuple(side * nth for nth in range(1, most + 1) if side * nth not in nths)
