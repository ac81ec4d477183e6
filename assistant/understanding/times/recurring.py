"""A repetition with everything that was said beside it."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from assistant.messages.times import Ambiguity, Grain, SpokenTime
from assistant.understanding.times.clock_settling import at_time, settle, settle_range
from assistant.understanding.times.clocks import Clock
from assistant.understanding.times.conventions import Daypart
from assistant.understanding.times.counting_out import without_nths, without_of_month
from assistant.understanding.times.dates import Day, next_such_day
from assistant.understanding.times.dayparts import Part
from assistant.understanding.times.ends import ONE_DAY, end_clock, last_day, midnight
from assistant.understanding.times.joining import Joined
from assistant.understanding.times.part_kinds import Starting, Until
from assistant.understanding.times.recurrence import Bounds, recurrence_of
from assistant.understanding.times.repeat_days import Repeat, in_weeks
from assistant.understanding.times.scene import Scene
from assistant.understanding.times.stretches import Period


def resolve_recurring(scene: Scene, joined: Joined, hint: str | None) -> SpokenTime | None:
    """The repetition, aligned with its first day; None when no day fits."""
    repeat = joined.repeat
    if repeat is None:
        return None
    _take_from_end(joined)
    repeat = _named_day(scene, joined, repeat)
    repeat = without_of_month(repeat, joined.without_of_month, joined.excepts, joined.without_nths)
    part_name = joined.part.name if joined.part else repeat.part
    part = scene.conventions.dayparts.get(part_name or hint or "")
    time_of_day, duration, guessed = _times(scene, joined, part, named=bool(part_name))
    bounds = _bounds(scene, joined)
    if repeat.other_part and part and len(joined.clocks) < _TWO and not joined.clock_range:
        repeat = _in_both_parts(scene, joined, repeat, part, scene.conventions.dayparts[repeat.other_part])
    elif len(joined.clocks) > 1:
        repeat = _at_several(scene, joined, repeat, part)
    elif repeat.frequency in {"HOURLY", "MINUTELY"}:
        repeat, time_of_day, duration, bounds = _through_hours(scene, joined, repeat, time_of_day, duration, bounds)
    recurrence = recurrence_of(repeat, time_of_day, bounds)
    if (
        recurrence
        and repeat.frequency == "DAILY"
        and recurrence.dtstart.date() > bounds.first.date()
        and not joined.until
    ):
        bounds = replace(bounds, last=_last(joined, recurrence.dtstart))
        recurrence = recurrence_of(repeat, time_of_day, bounds)
    if recurrence and joined.without_first:
        later = replace(bounds, first=recurrence.dtstart + timedelta(minutes=1))
        recurrence = recurrence_of(repeat, time_of_day, later if time_of_day else _next_day(later))
    if recurrence is None:
        return None
    often = repeat.frequency in {"HOURLY", "MINUTELY", "SECONDLY"}
    grain = Grain.DAY if time_of_day is None and not repeat.hours and not often else Grain.MINUTE
    grain = (
        Grain.DAYPART if grain is Grain.MINUTE and not joined.clocks and not joined.clock_range and not often else grain
    )
    recurrence = without_nths(recurrence, joined.without_nths)
    marks = (Ambiguity.AM_OR_PM,) if guessed else ()
    return SpokenTime(duration_seconds=duration, recurrence=recurrence, grain=grain, ambiguous=marks)


def _next_day(bounds: Bounds) -> Bounds:
    return replace(bounds, first=midnight(bounds.first.date()) + ONE_DAY)


def _take_from_end(joined: Joined) -> None:
    """For "every day until christmas at nine" the clock beside the end is that of every day."""
    at = joined.until.at if joined.until else None
    if isinstance(at, Part) and not joined.part:
        joined.part = at
    if isinstance(at, Clock) and not joined.clocks and not joined.clock_range:
        joined.clocks = [at]


_TWO = 2


def _in_both_parts(scene: Scene, joined: Joined, repeat: Repeat, first: Daypart, second: Daypart) -> Repeat:
    """For "every morning and evening at eight": once in each, at its own hour where none was said."""
    clocks = [Clock(part.clock.hour, part.clock.minute, "known") for part in (first, second)]
    if joined.clocks:
        clocks = [joined.clocks[0], joined.clocks[0]]
    settled = [settle(clock, part, scene.conventions)[0] for clock, part in zip(clocks, (first, second), strict=True)]
    hours = sorted({int(since / timedelta(hours=1)) % 24 for since in settled})
    return replace(repeat, hours=tuple(hours), minute=clocks[0].minute)


def _at_several(scene: Scene, joined: Joined, repeat: Repeat, part: Daypart | None) -> Repeat:
    """For "at ten, twelve and seventeen": one hour after noon in figures makes them all hours of the whole day."""
    clocks = joined.clocks
    if any(clock.half == "known" and clock.hour > _NOON for clock in clocks):
        clocks = [replace(clock, half="known") if clock.half == "open" else clock for clock in clocks]
    if any(clock.half in {"am", "pm"} for clock in clocks):
        halves = [clock.half for clock in clocks if clock.half in {"am", "pm"}]
        clocks = [replace(clock, half=halves[-1]) if clock.half == "open" else clock for clock in clocks]
    settled = {settle(clock, part, scene.conventions)[0] % ONE_DAY for clock in clocks}
    hours = tuple(sorted({int(since / timedelta(hours=1)) for since in settled}))
    minutes = {clock.minute for clock in clocks}
    return replace(repeat, hours=hours, minute=minutes.pop() if len(minutes) == 1 else 0)


_NOON = 12


def _through_hours(  # noqa: PLR0917 - what was read so far
    scene: Scene,
    joined: Joined,
    repeat: Repeat,
    time_of_day: timedelta | None,
    duration: int | None,
    bounds: Bounds,
) -> tuple[Repeat, timedelta | None, int | None, Bounds]:
    """Where something ends that repeats within the day.

    "Every hour from nine to five" is each day; "every two hours until six" and "for three hours" only today.
    """
    each_day = re.search(r"\b(?:from|between) ", scene.text)
    if (
        joined.clock_range
        and each_day
        and repeat.frequency == "HOURLY"
        and time_of_day is not None
        and duration is not None
    ):
        first = int(time_of_day / timedelta(hours=1))
        hours = tuple(hour % 24 for hour in range(first, first + duration // 3600 + 1, repeat.interval))
        minute = int(time_of_day / timedelta(minutes=1)) % 60
        return Repeat("DAILY", hours=tuple(sorted(hours)), minute=minute), time_of_day, None, bounds
    start = bounds.first if time_of_day is None else at_time(bounds.first.date(), time_of_day)
    start = start if start >= bounds.first.replace(second=0, microsecond=0) else start + ONE_DAY
    last = None
    if joined.clock_range and duration is not None:
        last = start + timedelta(seconds=duration)
    elif joined.until and isinstance(joined.until.value, Clock):
        last = end_clock(scene, joined.until.value, start)
    elif duration is not None and joined.length:
        last = start + timedelta(seconds=duration)
    if last is None:
        return repeat, time_of_day, duration, bounds
    return repeat, time_of_day, None, replace(bounds, first=start, last=last)


def _named_day(scene: Scene, joined: Joined, repeat: Repeat) -> Repeat:
    """A day beside a repetition that names none gives it its day, or else its beginning."""
    if joined.day is None:
        return repeat
    if joined.day_side and not joined.day.weekday_only and joined.day.date > scene.today:
        beside = Day(joined.day.date + (ONE_DAY if joined.day_side == "after" else -ONE_DAY))
        if joined.day_side == "after":
            joined.starting = joined.starting or Starting(beside)
        else:
            joined.until = joined.until or Until(beside)
        return repeat
    if (
        joined.day.weekday_only
        and not repeat.weekdays
        and repeat.frequency in {"WEEKLY", "DAILY"}
        and not repeat.month_days
    ):
        return replace(in_weeks(repeat), weekdays=((0, joined.day.date.weekday()),))
    if joined.day.weekday_only and repeat.frequency == "MONTHLY" and not repeat.weekdays and not repeat.month_days:
        return replace(repeat, weekdays=((1, joined.day.date.weekday()),))
    if joined.day.number_only and repeat.frequency == "MONTHLY" and not repeat.weekdays and not repeat.month_days:
        return replace(repeat, month_days=(joined.day.date.day,))
    if repeat.frequency == "YEARLY" and not repeat.months and not repeat.rule and not repeat.weekdays:
        return replace(repeat, months=(joined.day.date.month,), month_days=(joined.day.date.day,))
    if joined.starting is None and joined.day.date >= scene.today:
        joined.starting = Starting(joined.day)
    return repeat


def _times(
    scene: Scene,
    joined: Joined,
    part: Daypart | None,
    *,
    named: bool,
) -> tuple[timedelta | None, int | None, bool]:
    """The time of day, the length in seconds, and whether the half of the day is a guess."""
    duration = joined.length.total_seconds if joined.length and not _bounds_length(joined) else None
    if joined.clock_range:
        first, last, guessed = settle_range(joined.clock_range, part, scene.conventions)
        return first, int((last - first).total_seconds()), guessed
    if joined.clocks:
        since_midnight, guessed = settle(joined.clocks[0], part, scene.conventions)
        if joined.until and isinstance(joined.until.value, Clock):
            start = at_time(scene.today, since_midnight)
            duration = int((end_clock(scene, joined.until.value, start) - start).total_seconds())
        return since_midnight, duration, guessed
    if part and named:
        clock = part.clock
        return timedelta(hours=clock.hour, minutes=clock.minute), duration, False
    return None, duration, False


def _bounds_length(joined: Joined) -> bool:
    """For "every friday for two months" says until when, "for two hours" how long."""
    return bool(joined.length and joined.length.in_days)


def _bounds(scene: Scene, joined: Joined) -> Bounds:
    first = scene.now
    if joined.starting:
        value = joined.starting.value
        day = value.date if isinstance(value, Day) else value.start
        if isinstance(value, Day) and value.weekday_only and day == scene.today:
            day += timedelta(days=0 if _still_today(scene, joined) else 7)
        first = max(first, midnight(day)) if day > scene.today else first
    elif joined.period and joined.period.start > scene.today and not joined.rolling:
        first = midnight(joined.period.start)
    elif joined.shift and joined.shift.length.in_days:
        first = midnight(joined.shift.length.after_day(scene.today))
    return Bounds(
        first,
        _last(joined, first),
        joined.count,
        frozenset(
            day
            for value in joined.excepts
            if isinstance(value, Repeat) and value.frequency != "MONTHLY"
            for _, day in value.weekdays
        )
        | frozenset(v.date.weekday() for v in joined.excepts if isinstance(v, Day) and v.weekday_only),
        frozenset(month for value in joined.excepts if isinstance(value, Period) for month in _months_of(value)),
        _left_out(scene, joined),
    )


def _months_of(period: Period) -> range:
    """The months of "july and august", within one year."""
    if period.grain is not Grain.MONTH:
        return range(0)
    return range(period.start.month, (period.end - ONE_DAY).month + 1)


def _still_today(scene: Scene, joined: Joined) -> bool:
    """For "every monday starting monday" on a monday; "every morning starting monday" is next week's."""
    return bool(joined.repeat and (0, scene.today.weekday()) in joined.repeat.weekdays)


def _left_out(scene: Scene, joined: Joined) -> tuple[date, ...]:
    days: list[date] = []
    weekdays = [weekday for _, weekday in joined.repeat.weekdays] if joined.repeat else []
    for value in joined.excepts:
        if isinstance(value, Day) and value.number_only and weekdays:
            fitting = (next_such_day(scene.today, weekday=weekday, day=value.date.day) for weekday in weekdays)
            days += sorted(day for day in fitting if day)[:1]
        elif isinstance(value, Day) and not value.weekday_only:
            days.append(value.date)
        elif isinstance(value, Period) and value.grain in {Grain.DAY, Grain.WEEK}:
            days += [value.start + timedelta(days=ahead) for ahead in range((value.end - value.start).days)]
    return tuple(days)


def _last(joined: Joined, first: datetime) -> date | None:
    if joined.until and isinstance(joined.until.value, (Day, Period)):
        return last_day(joined.until, first.date())
    if joined.rolling:
        return joined.rolling.after_day(first.date())
    if joined.length and _bounds_length(joined):
        return joined.length.after_day(first.date()) - ONE_DAY
    if joined.period and not joined.starting:
        return joined.period.end - ONE_DAY
    if joined.shift and joined.shift.whole:
        return joined.shift.length.after_day(first.date())
    return None
