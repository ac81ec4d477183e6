"""Join the parts of one time into a ``SpokenTime``. What is said later replaces what was said earlier."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from assistant.messages.times import Ambiguity, Grain, SpokenTime
from assistant.understanding.times.clocks import Clock, ClockRange, at_time, settle, settle_range
from assistant.understanding.times.conventions import Daypart
from assistant.understanding.times.day_ranges import MomentRange
from assistant.understanding.times.dayparts import Part
from assistant.understanding.times.days import Day, week_of
from assistant.understanding.times.lengths import Length, read_length
from assistant.understanding.times.parts import (
    Count,
    EndOfDay,
    Except,
    Found,
    Now,
    Shift,
    Starting,
    Until,
)
from assistant.understanding.times.periods import Period
from assistant.understanding.times.recurrence import Bounds, recurrence_of
from assistant.understanding.times.repeats import Repeat
from assistant.understanding.times.scene import Scene

_ONE_DAY = timedelta(days=1)
_NIGHT_ENDS = 6


@dataclass(slots=True)
class Joined:
    """The parts of one time, by what they say."""

    day: Day | None = None
    period: Period | None = None
    part: Part | None = None
    clocks: list[Clock] = field(default_factory=list)
    clock_range: ClockRange | None = None
    length: Length | None = None
    shift: Shift | None = None
    repeat: Repeat | None = None
    until: Until | None = None
    starting: Starting | None = None
    count: int | None = None
    excepts: list[Day | Period | Repeat] = field(default_factory=list)
    moments: MomentRange | None = None
    now: bool = False
    end_of_day: bool = False
    rolling: Length | None = None
    """For "for the next month", beside a repetition."""


def resolve(scene: Scene, parts: list[Found], hint: str | None = None) -> SpokenTime | None:
    """The time that parts of one sentence make together.

    Args:
        scene: the sentence.
        parts: some or all of its parts, in order.
        hint: a part of the day that an activity suggests ("movie night"), for bare hours.
    """
    joined = Joined()
    for part in parts:
        _join(scene, joined, part)
    _weak(joined)
    if joined.repeat:
        return _recurring(scene, joined, hint)
    return _single(scene, joined, hint)


def _join(scene: Scene, joined: Joined, found: Found) -> None:  # noqa: C901, PLR0912 - one line for each kind of part
    match found.value:
        case Day():
            _join_day(scene, joined, found.value)
        case Period():
            _join_period(scene, joined, found)
        case Part():
            joined.part = _more_specific(joined.part, found.value)
        case Clock():
            listed = joined.clocks and re.search(r"(?:,|and)(?: at)? $", scene.text[: found.start]) and joined.repeat
            joined.clocks = [*joined.clocks, found.value] if listed else [found.value]
            joined.clock_range = None
        case ClockRange():
            joined.clock_range, joined.clocks = found.value, []
        case Length():
            joined.length = found.value
        case Shift():
            joined.shift = found.value
        case Repeat():
            joined.repeat = _merge(joined.repeat, found.value)
        case Until():
            joined.until = found.value
        case Starting():
            joined.starting = found.value
        case Count():
            joined.count = found.value.times
        case Except():
            joined.excepts += found.value.values
        case MomentRange():
            joined.moments = found.value
        case Now():
            joined.now = True
        case EndOfDay():
            joined.end_of_day = True


def _more_specific(first: Part | None, second: Part) -> Part:
    """For "after dinner tonight" is today's, after dinner."""
    if first and (first.today or second.today) and first.name != second.name:
        plain = {"night", "evening"}
        return Part(first.name if second.name in plain and first.name not in plain else second.name, today=True)
    return second


def _join_day(scene: Scene, joined: Joined, day: Day) -> None:
    week = joined.period
    if week and week.grain is Grain.WEEK and day.weekday_only:
        day = Day(week.start + timedelta(days=(day.date.weekday() - week.start.weekday()) % 7))
        joined.period = None
    elif joined.period and not joined.repeat:
        joined.period = None
    joined.day = day
    if day.part:
        joined.part = Part(day.part)


def _join_period(scene: Scene, joined: Joined, found: Found) -> None:
    period = found.value
    if not isinstance(period, Period):
        return
    rolling = re.compile(r"(?:for|over|during) (?:the )?next (?=(?P<one>week|month|year|fortnight)|\d)").match(
        scene.text, found.start
    )
    if rolling:
        text = scene.text if not rolling["one"] else scene.text[: rolling.end()] + "1 " + scene.text[rolling.end() :]
        length = read_length(replace(scene, text=text), rolling.end())
        joined.rolling = length[0] if length else None
    if joined.day and joined.day.weekday_only and period.grain is Grain.WEEK:
        joined.day = Day(period.start + timedelta(days=(joined.day.date.weekday() - period.start.weekday()) % 7))
        return
    joined.period, joined.day = period, None


def _merge(first: Repeat | None, second: Repeat) -> Repeat:
    """For "every two weeks" and "on fridays" are one repetition."""
    if first is None:
        return second
    if first.weak or (second.weekdays and not first.weekdays and first.frequency == "WEEKLY" and not second.rule):
        interval = first.interval if second.frequency == "WEEKLY" else second.interval
        return replace(second, interval=interval, part=second.part or first.part)
    plain = not second.weekdays and not second.month_days
    if second.weak or (plain and first.weekdays and second.frequency == "WEEKLY"):
        interval = second.interval if second.frequency == first.frequency else first.interval
        return replace(first, interval=max(interval, first.interval))
    if plain and second.frequency in {"MONTHLY", "YEARLY"} and (first.month_days or first.weekdays):
        return replace(first, frequency=second.frequency, interval=second.interval)
    if second.frequency == "DAILY" and plain and second.part and first.weekdays:
        return replace(first, part=second.part)
    return second


def _weak(joined: Joined) -> None:
    """For "our weekly check in" repeats when the sentence names its day."""
    repeat = joined.repeat
    if not repeat or not repeat.weak:
        return
    if repeat.frequency == "WEEKLY" and joined.day and joined.day.weekday_only:
        return
    if repeat.frequency == "DAILY" and joined.clocks and not joined.day:
        return
    if repeat.frequency == "MONTHLY" and joined.day and not joined.day.weekday_only:
        joined.repeat = replace(repeat, month_days=(joined.day.date.day,))
        return
    joined.repeat = None


# ------------------------------------------------------------------ single times


def _daypart(scene: Scene, joined: Joined, hint: str | None) -> Daypart | None:
    name = joined.part.name if joined.part else hint
    return scene.conventions.dayparts.get(name) if name else None


def _single(scene: Scene, joined: Joined, hint: str | None) -> SpokenTime | None:
    joined.period = joined.period if not (joined.starting and joined.until) else None
    if joined.starting and not joined.day and not joined.period:
        _open_start(joined)
    if joined.shift and not (joined.shift.length.in_days and (joined.clocks or joined.clock_range or joined.part)):
        return _shifted(scene, joined, joined.shift)
    if joined.shift:
        joined.day = Day(joined.shift.length.after_day(scene.today))
    if joined.moments:
        return _between(scene, joined.moments)
    part = _daypart(scene, joined, hint)
    if joined.clock_range:
        return _with_range(scene, joined, joined.clock_range, part)
    if joined.clocks:
        return _with_clock(scene, joined, joined.clocks[-1], part)
    if joined.end_of_day:
        return SpokenTime(start=at_time(_day_of(scene, joined), timedelta(hours=23, minutes=59)))
    if joined.part and part:
        return _in_part(scene, joined, part)
    if joined.day or joined.period:
        return _whole_days(scene, joined)
    if joined.until:
        return _open_until(scene, joined)
    if joined.now:
        return SpokenTime(start=scene.now)
    if joined.length and joined.length.total_seconds > 0:
        return SpokenTime(duration_seconds=joined.length.total_seconds)
    return None


def _between(scene: Scene, moments: MomentRange) -> SpokenTime:
    start, end = _midnight(moments.first.date), _midnight(moments.last.date) + _ONE_DAY
    if isinstance(moments.first_at, Part):
        start = _part_of(moments.first.date, scene.conventions.dayparts[moments.first_at.name])[0]
    elif moments.first_at:
        start = at_time(moments.first.date, settle(moments.first_at, None, scene.conventions)[0])
    if isinstance(moments.last_at, Part):
        end = _part_of(moments.last.date, scene.conventions.dayparts[moments.last_at.name])[1]
    elif moments.last_at:
        end = at_time(moments.last.date, settle(moments.last_at, None, scene.conventions)[0])
    return SpokenTime(start=start, end=end, ambiguous=moments.first.ambiguous)


def _open_start(joined: Joined) -> None:
    if joined.starting and isinstance(joined.starting.value, Day):
        joined.day = joined.starting.value
    elif joined.starting and isinstance(joined.starting.value, Period):
        joined.period = joined.starting.value


def _shifted(scene: Scene, joined: Joined, shift: Shift) -> SpokenTime | None:
    try:
        target = shift.length.after(scene.now)
    except (OverflowError, ValueError):
        return None
    duration = joined.length.total_seconds if joined.length else None
    if shift.whole:
        return SpokenTime(start=scene.now, end=target, duration_seconds=duration)
    if shift.length.in_days:
        return SpokenTime(start=_midnight(target.date()), duration_seconds=duration, grain=Grain.DAY)
    end = target + timedelta(seconds=duration) if duration else None
    return SpokenTime(start=target, end=end, duration_seconds=duration)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _day_of(scene: Scene, joined: Joined) -> date:
    if joined.day:
        return joined.day.date
    return joined.period.start if joined.period else scene.today


def _dated(joined: Joined) -> bool:
    return bool(joined.day or joined.period)


def _said_ambiguities(joined: Joined) -> tuple[Ambiguity, ...]:
    if joined.day:
        return joined.day.ambiguous
    return joined.period.ambiguous if joined.period else ()


def _with_clock(scene: Scene, joined: Joined, clock: Clock, part: Daypart | None) -> SpokenTime:
    day = _day_of(scene, joined)
    since_midnight, guessed = settle(clock, part, scene.conventions)
    today = day == scene.today
    start = at_time(day, since_midnight)
    if clock.half == "open" and today and start < scene.now and not joined.part:
        later = start + timedelta(hours=12)
        if scene.now <= later < _midnight(day) + _ONE_DAY and (guessed or _dated(joined)):
            start = later
    start = _ahead_of_now(scene, joined, start)
    end, duration = None, joined.length.total_seconds if joined.length else None
    if joined.until and isinstance(joined.until.value, Clock):
        end = _end_clock(scene, joined.until.value, start)
    elif duration:
        end = start + timedelta(seconds=duration)
    marks = _marks(scene, start, guessed=guessed, clock=clock, said=_said_ambiguities(joined))
    return SpokenTime(start=start, end=end, duration_seconds=duration, ambiguous=marks)


def _ahead_of_now(scene: Scene, joined: Joined, start: datetime) -> datetime:
    """A clock alone is the next one; "friday at five" on a friday evening is next week's."""
    if start >= scene.now.replace(second=0, microsecond=0):
        return start
    if not _dated(joined) and not (joined.part and joined.part.today):
        return start + _ONE_DAY
    if joined.day and joined.day.weekday_only and joined.day.date == scene.today:
        return start + timedelta(days=7)
    return start


def _end_clock(scene: Scene, clock: Clock, start: datetime) -> datetime:
    spoken, _ = settle(clock, None, scene.conventions)
    end = _midnight(start.date()) + spoken
    if clock.half == "open":
        end = _midnight(start.date()) + timedelta(hours=clock.hour % 12, minutes=clock.minute)
        while end <= start:
            end += timedelta(hours=12)
    while end <= start:
        end += _ONE_DAY
    return end


def _marks(
    scene: Scene,
    start: datetime,
    *,
    guessed: bool,
    clock: Clock,
    said: tuple[Ambiguity, ...],
) -> tuple[Ambiguity, ...]:
    marks = [mark for mark in said if mark is not Ambiguity.PAST]
    if guessed and clock.half == "open":
        marks.append(Ambiguity.AM_OR_PM)
    if start < scene.now.replace(second=0, microsecond=0):
        marks.append(Ambiguity.PAST)
    if start.hour < _NIGHT_ENDS:
        marks.append(Ambiguity.NIGHT)
    return tuple(marks)


def _with_range(scene: Scene, joined: Joined, spoken: ClockRange, part: Daypart | None) -> SpokenTime:
    first, last, guessed = settle_range(spoken, part, scene.conventions)
    day = _day_of(scene, joined)
    start = _ahead_of_now(scene, joined, at_time(day, first))
    if not _dated(joined) and at_time(day, first) < scene.now < at_time(day, last) and spoken.start.half != "open":
        start = at_time(day, first) + _ONE_DAY
    marks = _marks(scene, start, guessed=guessed, clock=spoken.start, said=_said_ambiguities(joined))
    return SpokenTime(start=start, end=start + (last - first), ambiguous=marks)


def _in_part(scene: Scene, joined: Joined, part: Daypart) -> SpokenTime:
    day = _settled_day(scene, joined) if _dated(joined) else scene.today
    start, end = _part_of(day, part)
    if end <= scene.now and not _dated(joined) and joined.part and not joined.part.today:
        start, end = start + _ONE_DAY, end + _ONE_DAY
    duration = joined.length.total_seconds if joined.length else None
    marks = [mark for mark in _said_ambiguities(joined) if mark is not Ambiguity.PAST]
    if end <= scene.now:
        marks.append(Ambiguity.PAST)
    return SpokenTime(start=start, end=end, duration_seconds=duration, grain=Grain.DAYPART, ambiguous=tuple(marks))


def _part_of(day: date, part: Daypart) -> tuple[datetime, datetime]:
    start, end = datetime.combine(day, part.start), datetime.combine(day, part.end)
    return start, end if end > start else end + _ONE_DAY


def _settled_day(scene: Scene, joined: Joined) -> date:
    """A weekday alone, said on that weekday, is next week's."""
    day = _day_of(scene, joined)
    if joined.day and joined.day.weekday_only and day == scene.today and not joined.part:
        return day + timedelta(days=7)
    return day


def _whole_days(scene: Scene, joined: Joined) -> SpokenTime | None:
    duration = joined.length.total_seconds if joined.length else None
    said = _said_ambiguities(joined)
    if joined.day or joined.until:
        start = _midnight(_settled_day(scene, joined))
        end: datetime | None = None
        if joined.length and joined.length.in_days:
            end = joined.length.after(start)
        elif joined.until and isinstance(joined.until.value, (Day, Period)):
            last = _last_day(scene, joined.until, start.date())
            end = _midnight(last + _ONE_DAY)
        end = end if end and end > start else None
        return SpokenTime(start=start, end=end, duration_seconds=duration, grain=Grain.DAY, ambiguous=said)
    if not joined.period:
        return None
    start, end = _midnight(joined.period.start), _midnight(joined.period.end)
    if joined.starting:
        end = None
    return SpokenTime(start=start, end=end, duration_seconds=duration, grain=joined.period.grain, ambiguous=said)


def _open_until(scene: Scene, joined: Joined) -> SpokenTime | None:
    until = joined.until
    if not until:
        return None
    if isinstance(until.value, Clock):
        return SpokenTime(start=scene.now, end=_end_clock(scene, until.value, scene.now))
    if isinstance(until.value, Part):
        part = scene.conventions.dayparts[until.value.name]
        end = datetime.combine(scene.today, part.start)
        return SpokenTime(start=scene.now, end=end if end > scene.now else end + _ONE_DAY, grain=Grain.DAYPART)
    end = _midnight(_last_day(scene, until, scene.today) + _ONE_DAY)
    if isinstance(until.value, Day) or not until.through:
        end = _midnight(until.value.date if isinstance(until.value, Day) else until.value.start)
    return SpokenTime(start=scene.now, end=end, grain=Grain.DAY) if end > scene.now else None


# ------------------------------------------------------------------ repetitions


def _last_day(scene: Scene, until: Until, first: date) -> date:
    """The last day that belongs to it."""
    value = until.value
    if isinstance(value, Day):
        return value.date + timedelta(days=7 if value.weekday_only and value.date <= first else 0)
    if isinstance(value, Period):
        included = until.through or value.grain is Grain.DAY
        return (value.end if included else value.start) - _ONE_DAY
    return first


def _recurring(scene: Scene, joined: Joined, hint: str | None) -> SpokenTime | None:
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
    recurrence = recurrence_of(repeat, time_of_day, _bounds(scene, joined, repeat))
    if recurrence is None:
        return None
    often = repeat.frequency in {"HOURLY", "MINUTELY", "SECONDLY"}
    grain = Grain.DAY if time_of_day is None and not repeat.hours and not often else Grain.MINUTE
    grain = Grain.DAYPART if grain is Grain.MINUTE and not joined.clocks and not joined.clock_range and not often else grain
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
            duration = int((_end_clock(scene, joined.until.value, start) - start).total_seconds())
        return since_midnight, duration, guessed
    if part and named:
        clock = part.clock
        return timedelta(hours=clock.hour, minutes=clock.minute), duration, False
    return None, duration, False


def _bounds_length(joined: Joined) -> bool:
    """For "every friday for two months" says until when, "for two hours" how long."""
    return bool(joined.length and joined.length.in_days)


def _bounds(scene: Scene, joined: Joined, repeat: Repeat) -> Bounds:
    first = scene.now
    if joined.starting:
        value = joined.starting.value
        day = value.date if isinstance(value, Day) else value.start
        first = max(first, _midnight(day)) if day > scene.today else first
    elif joined.period and joined.period.start > scene.today and not joined.rolling:
        first = _midnight(joined.period.start)
    elif joined.shift and joined.shift.length.in_days:
        first = _midnight(joined.shift.length.after_day(scene.today))
    return Bounds(
        first,
        _last(scene, joined, first),
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


def _last(scene: Scene, joined: Joined, first: datetime) -> date | None:
    if joined.until and isinstance(joined.until.value, (Day, Period)):
        return _last_day(scene, joined.until, first.date())
    if joined.rolling:
        return joined.rolling.after_day(first.date())
    if joined.length and _bounds_length(joined):
        return joined.length.after_day(first.date())
    if joined.period and not joined.starting:
        return joined.period.end - _ONE_DAY
    if joined.shift and joined.shift.whole:
        return joined.shift.length.after_day(first.date())
    return None


def same_week(scene: Scene, first: date, second: date) -> bool:
    """True when two days lie in one week."""
    return week_of(scene, first) == week_of(scene, second)
