"""A spoken repetition, its clock time, its end and its exceptions, as an RFC 5545 rule aligned to its first match."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from assistant.messages.times import Recurrence
from assistant.understanding.times.clock_settling import at_time
from assistant.understanding.times.dates import next_such_day
from assistant.understanding.times.holidays import nth_weekday
from assistant.understanding.times.repeat_days import Repeat

DAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SEARCHED_DAYS = 3000
_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where a repetition begins and ends, and what it leaves out."""

    first: datetime
    """Nothing happens before this moment."""

    last: date | datetime | None = None
    """Nothing happens after this day, or this moment."""

    count: int | None = None
    without_weekdays: frozenset[int] = frozenset()
    without_months: frozenset[int] = frozenset()
    without_days: tuple[date, ...] = ()


def recurrence_of(repeat: Repeat, time_of_day: timedelta | None, bounds: Bounds) -> Recurrence | None:
    """The rule and its first occurrence; None when no day fits.

    Args:
        repeat: which days.
        time_of_day: since midnight, perhaps more than a day; None for whole days.
        bounds: beginning, end and exceptions.
    """
    repeat = _without(repeat, bounds)
    first = _first(repeat, time_of_day, bounds.first)
    if first is None:
        return None
    repeat = replace(repeat, count=bounds.count or repeat.count)
    exdates = tuple(sorted(day for day in bounds.without_days if day >= first.date()))
    return Recurrence(_rule(repeat, _last(bounds.last, first)), first, exdates)


def _last(last: date | datetime | None, first: datetime) -> date | datetime | None:
    """The end; where this year's June or Christmas has no day left, it is the next year's."""
    if last is None or isinstance(last, datetime) or last >= first.date():
        return last
    after_last = last + timedelta(days=1)
    leap_day = (after_last.month, after_last.day) == (2, 29)
    return after_last.replace(year=after_last.year + 1, day=28 if leap_day else after_last.day) - timedelta(days=1)


def _without(repeat: Repeat, bounds: Bounds) -> Repeat:
    """Leave weekdays and months out of the rule itself."""
    if bounds.without_months and not repeat.months:
        repeat = replace(repeat, months=tuple(month for month in _MONTHS if month not in bounds.without_months))
    if not bounds.without_weekdays:
        return repeat
    if repeat.frequency == "DAILY" and repeat.interval == 1 and not repeat.weekdays:
        kept = tuple((0, day) for day in range(7) if day not in bounds.without_weekdays)
        return replace(repeat, frequency="WEEKLY", weekdays=kept)
    kept = tuple(pair for pair in repeat.weekdays if pair[1] not in bounds.without_weekdays)
    return replace(repeat, weekdays=kept) if kept else repeat


def _first(repeat: Repeat, time_of_day: timedelta | None, floor: datetime) -> datetime | None:
    if repeat.frequency in {"HOURLY", "MINUTELY", "SECONDLY"}:
        start = at_time(floor.date(), time_of_day) if time_of_day is not None else floor
        return start.replace(second=0, microsecond=0)
    times: list[timedelta | None] = [*[timedelta(hours=hour, minutes=repeat.minute) for hour in repeat.hours]] or [
        time_of_day
    ]
    rule = _parsed(repeat)
    day = floor.date()
    for _ in range(_SEARCHED_DAYS):
        if _fits(rule, day):
            for time in times:
                moment = at_time(day, time or timedelta())
                if time is None or moment >= floor:
                    return moment
        day += timedelta(days=1)
    return None


def _parsed(repeat: Repeat) -> Repeat:
    """A holiday's rule as its days."""
    if not repeat.rule:
        return repeat
    parts = dict(part.split("=") for part in repeat.rule.split(";"))
    days = (int(parts["BYMONTHDAY"]),) if "BYMONTHDAY" in parts else ()
    by_day = re.fullmatch(r"(-?\d+)(\w\w)", parts.get("BYDAY", ""))
    weekdays = ((int(by_day[1]), DAY_NAMES.index(by_day[2])),) if by_day else ()
    return replace(repeat, months=(int(parts["BYMONTH"]),), month_days=days, weekdays=weekdays)


def _fits(repeat: Repeat, day: date) -> bool:
    if repeat.months and day.month not in repeat.months:
        return False
    if repeat.set_position:
        return _is_nth_of_set(repeat, day)
    if repeat.month_days and not _is_month_day(repeat.month_days, day):
        return False
    if repeat.weekdays:
        whole_year = repeat.frequency == "YEARLY" and not repeat.months
        return any(_is_weekday(nth, weekday, day, whole_year=whole_year) for nth, weekday in repeat.weekdays)
    unnamed = repeat.frequency == "YEARLY" and repeat.months and not repeat.month_days
    return not unnamed or day.day == 1


def _is_nth_of_set(repeat: Repeat, day: date) -> bool:
    """For the last weekday of a month: the nth of those days of its month that are named."""
    first = day.replace(day=1)
    days = [first + timedelta(days=ahead) for ahead in range(31)]
    named = {weekday for _, weekday in repeat.weekdays}
    fitting = [one for one in days if one.month == day.month and one.weekday() in named]
    place = repeat.set_position - 1 if repeat.set_position > 0 else repeat.set_position
    return -len(fitting) <= place < len(fitting) and fitting[place] == day


def _is_month_day(month_days: tuple[int, ...], day: date) -> bool:
    from_end = day.day - ((day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day - 1
    return day.day in month_days or from_end in month_days


def _is_weekday(nth: int, weekday: int, day: date, *, whole_year: bool) -> bool:
    if day.weekday() != weekday:
        return False
    if not nth:
        return True
    if not whole_year:
        return nth_weekday(day.year, day.month, weekday, nth) == day
    if nth > 0:
        first = next_such_day(date(day.year, 1, 1), weekday=weekday)
        return first is not None and first + timedelta(weeks=nth - 1) == day
    end = date(day.year, 12, 31)
    last = end - timedelta(days=(end.weekday() - weekday) % 7)
    return last + timedelta(weeks=nth + 1) == day


def _rule(repeat: Repeat, last: date | datetime | None) -> str:
    parts = repeat.rule.split(";") if repeat.rule else [f"FREQ={repeat.frequency}"]
    if repeat.interval > 1:
        parts.append(f"INTERVAL={repeat.interval}")
    if repeat.months:
        parts.append("BYMONTH=" + ",".join(str(month) for month in repeat.months))
    if repeat.month_days:
        parts.append("BYMONTHDAY=" + ",".join(str(day) for day in repeat.month_days))
    if repeat.weekdays:
        parts.append("BYDAY=" + ",".join(f"{nth or ''}{DAY_NAMES[day]}" for nth, day in repeat.weekdays))
    if repeat.hours:
        parts.append("BYHOUR=" + ",".join(str(hour) for hour in repeat.hours) + f";BYMINUTE={repeat.minute}")
    if repeat.set_position:
        parts.append(f"BYSETPOS={repeat.set_position}")
    if repeat.count:
        parts.append(f"COUNT={repeat.count}")
    elif isinstance(last, datetime):
        parts.append(f"UNTIL={last:%Y%m%dT%H%M%S}")
    elif last:
        parts.append(f"UNTIL={last:%Y%m%d}T235959")
    return ";".join(parts)
