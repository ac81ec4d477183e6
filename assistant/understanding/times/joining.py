"""What the parts of one time say together. What is said later replaces what was said earlier."""

import re
from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from assistant.messages.times import Grain
from assistant.understanding.times.clocks import Clock, ClockRange
from assistant.understanding.times.dates import Day, next_such_day, week_of
from assistant.understanding.times.day_ranges import MomentRange
from assistant.understanding.times.dayparts import Part
from assistant.understanding.times.lengths import Length, read_length
from assistant.understanding.times.part_kinds import (
    Count,
    EndOfDay,
    Except,
    Found,
    Now,
    Offset,
    Shift,
    Starting,
    ThisTime,
    Until,
)
from assistant.understanding.times.repeat_days import Repeat
from assistant.understanding.times.scene import Scene
from assistant.understanding.times.stretches import Period


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
    offset: Offset | None = None
    repeat: Repeat | None = None
    until: Until | None = None
    starting: Starting | None = None
    count: int | None = None
    excepts: list[Day | Period | Repeat] = field(default_factory=list)
    without_first: bool = False
    without_nths: list[tuple[int, Period | None]] = field(default_factory=list)
    without_of_month: list[int] = field(default_factory=list)
    moments: MomentRange | None = None
    this_time: ThisTime | None = None
    side: str | None = None
    """"before" or "after" where any time on that side of the clock will do."""

    day_side: str | None = None
    """"before" or "after" where the day only bounds what repeats."""

    now: bool = False
    end_of_day: bool = False
    rolling: Length | None = None
    """For "for the next month", beside a repetition."""


def join(scene: Scene, joined: Joined, found: Found) -> None:  # noqa: C901, PLR0912 - one case for each kind of part
    """Add one part to what the earlier ones say."""
    match found.value:
        case Day():
            _join_day(scene, joined, found)
        case Period():
            _join_period(scene, joined, found)
        case Part():
            joined.part = _more_specific(joined.part, found.value)
        case Clock():
            if joined.clocks and _ends_range(scene, found):
                joined.clock_range, joined.clocks = ClockRange(joined.clocks[-1], found.value), []
                return
            listed = joined.clocks and joined.repeat and scene.text.startswith(("and ", ", "), found.start)
            joined.clocks = [*joined.clocks, found.value] if listed else [found.value]
            joined.clock_range = None
            joined.side = _any_time_side(scene, found)
        case ClockRange():
            joined.clock_range, joined.clocks = found.value, []
        case Length():
            joined.length = found.value
        case Shift():
            joined.shift = found.value
        case Offset():
            joined.offset = found.value
        case Repeat():
            listed = scene.text[: found.start].endswith((" and ", " or "))
            joined.repeat = _merge(joined.repeat, found.value, listed=listed)
        case Until():
            joined.until = found.value
        case Starting():
            joined.starting = found.value
        case Count():
            joined.count = found.value.times
        case Except():
            joined.excepts += found.value.values
            joined.without_first = joined.without_first or found.value.first
            joined.without_nths += found.value.nths
            joined.without_of_month += found.value.of_month
        case MomentRange():
            joined.moments = found.value
        case ThisTime():
            joined.this_time = found.value
            joined.clocks = joined.clocks if found.value.whole_day else [_clock_of(scene)]
        case Now():
            joined.now = True
        case EndOfDay():
            joined.end_of_day = True


def _ends_range(scene: Scene, found: Found) -> bool:
    """For "from nine on friday to eleven" the range goes around its day."""
    opened = re.search(r"(?:^| )from (?:about |around )?\d", scene.text[: found.start])
    return bool(opened) and scene.text.startswith(("to ", "until "), found.start)


_ANY_TIME = re.compile(r"(?:^| )(?:any ?time|some ?time) (?:on )?(?P<side>before|after) $")


def _any_time_side(scene: Scene, found: Found) -> str | None:
    """For "any time after six", "sometime on friday before noon"."""
    said = scene.text[found.start : found.end]
    side = re.search(r"(?:^| )(before|after) ", said)
    opened = _ANY_TIME.search(scene.text[: found.start + side.end()]) if side else None
    return opened["side"] if opened else None


def _clock_of(scene: Scene) -> Clock:
    return Clock(scene.now.hour, scene.now.minute, "known")


def same_day(scene: Scene, joined: Joined) -> None:
    """For "this time next week": the day of that week, month or year which is today of this one."""
    period = joined.period
    if not joined.this_time or not period or joined.day:
        return
    today = scene.today
    if period.grain is Grain.WEEK:
        joined.day = Day(today + timedelta(days=(period.start - week_of(scene, today)).days))
    elif period.grain in {Grain.MONTH, Grain.YEAR}:
        last = monthrange(period.start.year, period.start.month if period.grain is Grain.MONTH else today.month)[1]
        month = period.start.month if period.grain is Grain.MONTH else today.month
        joined.day = Day(period.start.replace(month=month, day=min(today.day, last)))
    joined.period = None if joined.day else period


def _more_specific(first: Part | None, second: Part) -> Part:
    """For "after dinner tonight" is today's, after dinner."""
    if first and (first.today or second.today) and first.name != second.name:
        plain = {"night", "evening"}
        return Part(first.name if second.name in plain and first.name not in plain else second.name, today=True)
    return second


_SIDE_OF_DAY = re.compile(r"(?P<side>before|after) ")


def _join_day(scene: Scene, joined: Joined, found: Found) -> None:
    day, said = found.value, joined.day
    if not isinstance(day, Day):
        return
    day = _of_both(scene, said, day) if said and not scene.text.endswith("and ", 0, found.start) else day
    if said and day.weekday_only and not said.weekday_only and said.date.weekday() == day.date.weekday():
        return
    week = joined.period
    if week and week.grain is Grain.WEEK and day.weekday_only:
        day = Day(week.start + timedelta(days=(day.date.weekday() - week.start.weekday()) % 7))
        joined.period = None
    elif joined.period and not joined.repeat:
        inside = _in_range(joined.period, day) if day.weekday_only else None
        day = inside or _within(joined.period, day)
        joined.period = None
    joined.day = day
    side = _SIDE_OF_DAY.match(scene.text, found.start)
    joined.day_side = side["side"] if side else None
    if day.part:
        joined.part = Part(day.part)


def _of_both(scene: Scene, said: Day, day: Day) -> Day:
    """For "friday evening the eighteenth", "the eighteenth, friday evening": the next day that is both."""
    weekday, number = (said, day) if said.weekday_only else (day, said)
    if not weekday.weekday_only or not number.number_only:
        return day
    both = next_such_day(scene.today, weekday=weekday.date.weekday(), day=number.date.day)
    return Day(both) if both else day


def _in_range(period: Period, day: Day) -> Day | None:
    """The saturday of "the saturday between christmas and new year"."""
    ahead = (day.date.weekday() - period.start.weekday()) % 7
    inside = period.grain is Grain.DAY and timedelta(days=ahead + 1) <= period.end - period.start
    return Day(period.start + timedelta(days=ahead)) if inside else None


def _within(period: Period, day: Day) -> Day:
    """Such as the 5th of "next month on the 5th"; the third of may of "next year on the third of may"."""
    try:
        if period.grain is Grain.MONTH and day.number_only:
            return Day(period.start.replace(day=day.date.day))
        if period.grain is Grain.YEAR and not day.weekday_only:
            return Day(day.date.replace(year=period.start.year))
    except ValueError:
        return day
    return day


def _join_period(scene: Scene, joined: Joined, found: Found) -> None:
    period = found.value
    if not isinstance(period, Period):
        return
    period = _in_its_week(scene, joined.period, period, found)
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
    inside = _in_range(period, joined.day) if joined.day and joined.day.weekday_only else None
    if inside:
        joined.day = inside
        return
    if joined.day and _within(period, joined.day) is not joined.day:
        joined.day = _within(period, joined.day)
        return
    joined.period, joined.day = period, None


def _in_its_week(scene: Scene, week: Period | None, period: Period, found: Found) -> Period:
    """For "next week from monday to wednesday"."""
    said = scene.text[found.start : found.end]
    if not week or week.grain is not Grain.WEEK or not re.search(r"day (?:to|-|through|until|and) \w+day", said):
        return period
    if re.search(r"\d|next|this", said):
        return period
    later = week.start + timedelta(days=(period.start.weekday() - week.start.weekday()) % 7) - period.start
    return replace(period, start=period.start + later, end=period.end + later)


def _merge(first: Repeat | None, second: Repeat, *, listed: bool) -> Repeat:
    """For "every two weeks" and "on fridays" are one repetition."""
    if first is None:
        return second
    weekly = first.frequency == second.frequency == "WEEKLY" and first.interval == second.interval
    if listed and weekly and first.weekdays and second.weekdays:
        return replace(first, weekdays=tuple(dict.fromkeys((*first.weekdays, *second.weekdays))))
    if first.weak or (second.weekdays and not first.weekdays and first.frequency == "WEEKLY" and not second.rule):
        interval = first.interval if second.frequency == "WEEKLY" else second.interval
        return replace(second, interval=interval, part=second.part or first.part)
    plain = not second.weekdays and not second.month_days
    if second.weak or (plain and first.weekdays and second.frequency == "WEEKLY"):
        interval = second.interval if second.frequency == first.frequency else first.interval
        count = first.count if second.weak else None
        return replace(first, interval=max(interval, first.interval), count=count)
    if plain and second.frequency in {"MONTHLY", "YEARLY"} and (first.month_days or first.weekdays):
        return replace(first, frequency=second.frequency, interval=second.interval)
    if second.frequency == "DAILY" and plain and second.part and first.weekdays:
        return replace(first, part=second.part)
    return second


def drop_weak(joined: Joined) -> None:
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


def dated(joined: Joined) -> bool:
    """Whether a day or a stretch of days was said."""
    return bool(joined.day or joined.period)


def day_of(scene: Scene, joined: Joined) -> date:
    """The day that was said, or today."""
    if joined.day:
        return joined.day.date
    return joined.period.start if joined.period else scene.today


def settled_day(scene: Scene, joined: Joined) -> date:
    """The day that was said; a weekday alone, said on that weekday, is next week's."""
    day = day_of(scene, joined)
    if joined.day and joined.day.weekday_only and day == scene.today and not joined.part:
        return day + timedelta(days=7)
    return day
