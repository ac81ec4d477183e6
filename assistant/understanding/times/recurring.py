"""A repetition with everything that was said beside it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from assistant.messages.times import Ambiguity, Grain, SpokenTime
from assistant.understanding.times.clocks import Clock, at_time, settle, settle_range
from assistant.understanding.times.conventions import Daypart
from assistant.understanding.times.dates import Day
from assistant.understanding.times.ends import ONE_DAY, end_clock, last_day, midnight
from assistant.understanding.times.joining import Joined
from assistant.understanding.times.part_kinds import Starting
from assistant.understanding.times.periods import Period
from assistant.understanding.times.recurrence import Bounds, recurrence_of
from assistant.understanding.times.repeat_days import Repeat
from assistant.understanding.times.scene import Scene


def resolve_recurring(scene: Scene, joined: Joined, hint: str | None) -> SpokenTime | None:
    """The repetition, aligned with its first day; None when no day fits."""
    repeat = joined.repeat
    if repeat is None:
        return None
    repeat = _named_day(scene, joined, repeat)
    part_name = joined.part.name if joined.part else repeat.part
    part = scene.conventions.dayparts.get(part_name or hint or "")
    time_of_day, duration, guessed = _times(scene, joined, part, named=bool(part_name))
    if len(joined.clocks) > 1:
        hours = [int(settle(clock, part, scene.conventions)[0] / timedelta(hours=1)) for clock in joined.clocks]
        repeat = replace(repeat, hours=tuple(sorted(hour % 24 for hour in hours)))
    recurrence = recurrence_of(repeat, time_of_day, _bounds(scene, joined))
    if recurrence is None:
        return None
    often = repeat.frequency in {"HOURLY", "MINUTELY", "SECONDLY"}
    grain = Grain.DAY if time_of_day is None and not repeat.hours and not often else Grain.MINUTE
    grain = (
        Grain.DAYPART if grain is Grain.MINUTE and not joined.clocks and not joined.clock_range and not often else grain
    )
    marks = (Ambiguity.AM_OR_PM,) if guessed else ()
    return SpokenTime(duration_seconds=duration, recurrence=recurrence, grain=grain, ambiguous=marks)


def _named_day(scene: Scene, joined: Joined, repeat: Repeat) -> Repeat:
    """A day beside a repetition that names none gives it its day, or else its beginning."""
    if joined.day is None:
        return repeat
    if (
        joined.day.weekday_only
        and not repeat.weekdays
        and repeat.frequency in {"WEEKLY", "DAILY"}
        and not repeat.month_days
    ):
        return replace(repeat, frequency="WEEKLY", weekdays=((0, joined.day.date.weekday()),))
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
        first = max(first, midnight(day)) if day > scene.today else first
    elif joined.period and joined.period.start > scene.today and not joined.rolling:
        first = midnight(joined.period.start)
    elif joined.shift and joined.shift.length.in_days:
        first = midnight(joined.shift.length.after_day(scene.today))
    return Bounds(
        first,
        _last(joined, first),
        joined.count,
        frozenset(day for value in joined.excepts if isinstance(value, Repeat) for _, day in value.weekdays)
        | frozenset(v.date.weekday() for v in joined.excepts if isinstance(v, Day) and v.weekday_only),
        frozenset(v.start.month for v in joined.excepts if isinstance(v, Period) and v.grain is Grain.MONTH),
        _left_out(joined),
    )


def _left_out(joined: Joined) -> tuple[date, ...]:
    days: list[date] = []
    for value in joined.excepts:
        if isinstance(value, Day) and not value.weekday_only:
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
