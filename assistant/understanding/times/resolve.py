"""Join the parts of one time into a ``SpokenTime``. What is said later replaces what was said earlier."""

from dataclasses import replace
from datetime import datetime, timedelta

from assistant.messages.times import Ambiguity, Grain, SpokenTime
from assistant.understanding.times.clock_settling import at_time, settle, settle_range
from assistant.understanding.times.clocks import Clock, ClockRange
from assistant.understanding.times.conventions import Daypart
from assistant.understanding.times.corrections import first_choices
from assistant.understanding.times.dates import Day, in_week, week_of
from assistant.understanding.times.day_ranges import MomentRange
from assistant.understanding.times.dayparts import Part, part_of_activity
from assistant.understanding.times.ends import ONE_DAY, end_clock, last_day, midnight, part_on
from assistant.understanding.times.joining import Joined, dated, day_of, drop_weak, join, same_day, settled_day
from assistant.understanding.times.lengths import Length
from assistant.understanding.times.open_ends import at_side, open_until, until_clock
from assistant.understanding.times.part_kinds import Found, Offset, Retracted, Shift
from assistant.understanding.times.recurring import resolve_recurring
from assistant.understanding.times.scene import Scene
from assistant.understanding.times.stretches import Period
from assistant.understanding.times.two_rhythms import second_rhythm

_NIGHT_ENDS = 6


def resolve(scene: Scene, parts: list[Found], hint: str | None = None) -> SpokenTime | None:
    """The time that parts of one sentence make together.

    Args:
        scene: the sentence.
        parts: some or all of its parts, in order.
        hint: a part of the day that an activity suggests ("movie night"), for bare hours.
    """
    second = second_rhythm(scene, parts)
    if second is not None:
        return _first_rhythm(scene, parts, second, hint)
    chosen = first_choices(scene, parts)
    joined = Joined()
    for part in chosen:
        join(scene, joined, part)
    same_day(scene, joined)
    drop_weak(joined)
    time = resolve_recurring(scene, joined, hint) if joined.repeat else _single(scene, joined, hint)
    time = _moved(scene, time, joined.offset) if time and joined.offset else time
    if time and any(isinstance(part.value, Retracted) and part.value.second_choice for part in chosen):
        time = replace(time, ambiguous=(*time.ambiguous, Ambiguity.FIRST_CHOICE))
    if time and joined.this_time and joined.this_time.same:
        time = replace(time, ambiguous=(*time.ambiguous, Ambiguity.SAME_TIME))
    if time is None or joined.repeat:
        return time
    return replace(time, leaves_open=_left_open(joined)) if _names_day(joined) else replace(time, names_day=False)


def _first_rhythm(scene: Scene, parts: list[Found], second: int, hint: str | None) -> SpokenTime | None:
    """The first of two repetitions, with the clock that stands behind both where it has none of its own."""
    timed = (Clock, ClockRange, Part, Length)
    said = any(isinstance(part.value, timed) for part in parts[:second])
    shared = [part for part in parts[second:] if isinstance(part.value, timed) and not said]
    time = resolve(scene, [*parts[:second], *shared], hint)
    return replace(time, ambiguous=(*time.ambiguous, Ambiguity.FIRST_CHOICE)) if time else None


def _left_open(joined: Joined) -> Grain | None:
    if joined.day is None or joined.period or joined.shift or joined.moments or joined.offset:
        return None
    return Grain.WEEK if joined.day.weekday_only else Grain.MONTH if joined.day.number_only else None


def _names_day(joined: Joined) -> bool:
    tonight = joined.part is not None and joined.part.today
    return bool(joined.day or joined.period or joined.shift or joined.moments or joined.now or tonight)


def _moved(scene: Scene, time: SpokenTime, offset: Offset) -> SpokenTime:
    """For "twelve hours after tomorrow noon"."""
    if time.start is None or time.recurrence:
        return time
    return replace(time, start=offset.length.passed_since(time.start, scene.conventions.zone), end=None)


# ------------------------------------------------------------------ single times


def _daypart(scene: Scene, joined: Joined, hint: str | None) -> Daypart | None:
    name = joined.part.name if joined.part else hint
    return scene.conventions.dayparts.get(name) if name else None


def _prepared(scene: Scene, joined: Joined) -> Shift | None:
    """Settle where it begins; returns the distance from now where that is all that counts."""
    joined.period = joined.period if not (joined.starting and joined.until) else None
    if joined.starting and not joined.day and not joined.period:
        _open_start(joined)
    if joined.shift is None:
        return None
    shifted_week = joined.shift.length.in_days and joined.shift.length.unit not in {"day", "year"}
    if shifted_week and not joined.shift.whole and joined.day and joined.day.weekday_only:
        week = week_of(scene, joined.shift.length.after_day(scene.today))
        joined.day = Day(in_week(scene, joined.day.date.weekday(), week))
        return None
    if not joined.shift.length.in_days or not (joined.clocks or joined.clock_range or joined.part):
        return joined.shift
    joined.day = Day(joined.shift.length.after_day(scene.today))
    return None


def _single(scene: Scene, joined: Joined, hint: str | None) -> SpokenTime | None:  # noqa: C901 - one case a line
    shifted = _prepared(scene, joined)
    if shifted:
        return _shifted(scene, joined, shifted)
    if joined.moments:
        return _between(scene, joined.moments)
    part = _daypart(scene, joined, hint)
    if joined.clock_range:
        return _with_range(scene, joined, joined.clock_range, part)
    if joined.clocks:
        return _with_clock(scene, joined, joined.clocks[-1], part)
    if joined.until and isinstance(joined.until.value, Clock):
        return until_clock(scene, joined, joined.until.value, part)
    if joined.end_of_day:
        return SpokenTime(start=at_time(day_of(scene, joined), timedelta(hours=23, minutes=59)))
    if joined.part and part:
        return _in_part(scene, joined, part)
    named = part_of_activity(scene) if joined.day and not joined.until and not joined.length else None
    if named:
        return _in_part(scene, joined, scene.conventions.dayparts[named])
    if joined.day or joined.period:
        return _whole_days(scene, joined)
    if joined.until:
        return open_until(scene, joined)
    if joined.now:
        return SpokenTime(start=scene.now)
    if joined.length and joined.length.total_seconds > 0:
        return SpokenTime(duration_seconds=joined.length.total_seconds)
    return None


def _between(scene: Scene, moments: MomentRange) -> SpokenTime:
    start, end = midnight(moments.first.date), midnight(moments.last.date) + ONE_DAY
    if moments.first_at:
        start = at_side(scene, moments.first.date, moments.first_at)
    if isinstance(moments.last_at, Part):
        end = part_on(moments.last.date, scene.conventions.dayparts[moments.last_at.name])[1]
    elif moments.last_at:
        end = at_side(scene, moments.last.date, moments.last_at)
    return SpokenTime(start=start, end=end, ambiguous=moments.first.ambiguous)


def _open_start(joined: Joined) -> None:
    if joined.starting and isinstance(joined.starting.value, Day):
        joined.day = joined.starting.value
    elif joined.starting and isinstance(joined.starting.value, Period):
        joined.period = joined.starting.value


def _shifted(scene: Scene, joined: Joined, shift: Shift) -> SpokenTime | None:
    try:
        target = shift.length.passed_since(scene.now, scene.conventions.zone)
    except (OverflowError, ValueError):
        return None
    duration = joined.length.total_seconds if joined.length else None
    if shift.whole:
        return SpokenTime(start=scene.now, end=target, duration_seconds=duration)
    marks = (Ambiguity.PAST,) if shift.length.total_seconds < 0 else ()
    if shift.length.in_days:
        start = midnight(target.date())
        return SpokenTime(start=start, duration_seconds=duration, grain=Grain.DAY, ambiguous=marks)
    end = target + timedelta(seconds=duration) if duration else None
    return SpokenTime(start=target, end=end, duration_seconds=duration, ambiguous=marks)


def _said_ambiguities(joined: Joined) -> tuple[Ambiguity, ...]:
    if joined.day:
        return joined.day.ambiguous
    return joined.period.ambiguous if joined.period else ()


def _with_clock(scene: Scene, joined: Joined, clock: Clock, part: Daypart | None) -> SpokenTime:
    day = day_of(scene, joined)
    since_midnight, guessed = settle(clock, part, scene.conventions)
    today = day == scene.today
    start = at_time(day, since_midnight)
    if clock.half == "open" and today and start < scene.now and not joined.part:
        later = start + timedelta(hours=12)
        if scene.now <= later < midnight(day) + ONE_DAY and (guessed or dated(joined)):
            start = later
    start = _after_midnight(joined, _ahead_of_now(scene, joined, start), scene.now)
    end, duration = None, joined.length.total_seconds if joined.length else None
    if joined.side and not joined.until and not duration:
        return _any_time(scene, start, joined.side, _said_ambiguities(joined))
    if joined.until and isinstance(joined.until.value, Clock):
        end = end_clock(scene, joined.until.value, start)
    elif duration:
        end = start + timedelta(seconds=duration)
    marks = _marks(scene, start, guessed=guessed, clock=clock, said=_said_ambiguities(joined))
    return SpokenTime(start=start, end=end, duration_seconds=duration, ambiguous=marks)


def _any_time(scene: Scene, edge: datetime, side: str, said: tuple[Ambiguity, ...]) -> SpokenTime:
    """For "any time before noon on saturday", "any time after six": what is left of the day on that side."""
    morning, night = part_on(edge.date(), scene.conventions.dayparts["morning"])[0], midnight(edge.date()) + ONE_DAY
    if side == "after":
        spoken = SpokenTime(edge, night, grain=Grain.DAYPART, ambiguous=said)
        return replace(spoken, clock=edge.time())
    start = max(min(morning, edge - timedelta(hours=1)), scene.now)
    usual = min(max(start, edge - timedelta(hours=1)), edge)
    spoken = SpokenTime(min(start, edge), edge, grain=Grain.DAYPART, ambiguous=said)
    return replace(spoken, clock=usual.time())


def _ahead_of_now(scene: Scene, joined: Joined, start: datetime) -> datetime:
    """A clock alone is the next one; "friday at five" on a friday evening is next week's."""
    if start >= scene.now.replace(second=0, microsecond=0):
        return start
    if not dated(joined) and not (joined.part and joined.part.today):
        return start + ONE_DAY
    if joined.day and joined.day.weekday_only and joined.day.date == scene.today:
        return start + timedelta(days=7)
    return start


def _after_midnight(joined: Joined, start: datetime, now: datetime) -> datetime:
    """For "friday night at one a m", "ten past midnight tonight": the small hours of a night are the next day's."""
    night = joined.part is not None and "night" in joined.part.name
    if not night or start.hour >= _NIGHT_ENDS or not joined.part:
        return start
    of_night = start < now if joined.part.today else bool(joined.day and start.date() == joined.day.date)
    return start + ONE_DAY if of_night else start


def _marks(
    scene: Scene,
    start: datetime,
    *,
    guessed: bool,
    clock: Clock,
    said: tuple[Ambiguity, ...],
) -> tuple[Ambiguity, ...]:
    marks: list[Ambiguity] = [mark for mark in said if mark is not Ambiguity.PAST]
    if guessed and clock.half == "open":
        marks.append(Ambiguity.AM_OR_PM)
    if start < scene.now.replace(second=0, microsecond=0):
        marks.append(Ambiguity.PAST)
    if start.hour < _NIGHT_ENDS:
        marks.append(Ambiguity.NIGHT)
    return tuple(marks)


def _with_range(scene: Scene, joined: Joined, spoken: ClockRange, part: Daypart | None) -> SpokenTime:
    first, last, guessed = settle_range(spoken, part, scene.conventions)
    day = day_of(scene, joined)
    start = _ahead_of_now(scene, joined, at_time(day, first))
    if not dated(joined) and at_time(day, first) < scene.now < at_time(day, last) and spoken.start.half != "open":
        start = at_time(day, first) + ONE_DAY
    marks = _marks(scene, start, guessed=guessed, clock=spoken.start, said=_said_ambiguities(joined))
    return SpokenTime(start=start, end=start + (last - first), ambiguous=marks)


def _in_part(scene: Scene, joined: Joined, part: Daypart) -> SpokenTime:
    day = settled_day(scene, joined) if dated(joined) else scene.today
    start, end = part_on(day, part)
    if end <= scene.now and not dated(joined) and joined.part and not joined.part.today:
        start, end = start + ONE_DAY, end + ONE_DAY
    duration = joined.length.total_seconds if joined.length else None
    marks: list[Ambiguity] = [mark for mark in _said_ambiguities(joined) if mark is not Ambiguity.PAST]
    if end <= scene.now:
        marks.append(Ambiguity.PAST)
    spoken = SpokenTime(start, end, duration, grain=Grain.DAYPART, ambiguous=tuple(marks))
    return replace(spoken, clock=part.clock)


def _whole_days(scene: Scene, joined: Joined) -> SpokenTime | None:
    duration = joined.length.total_seconds if joined.length else None
    said = _said_ambiguities(joined)
    if joined.day or joined.until:
        start = midnight(settled_day(scene, joined))
        end: datetime | None = None
        if joined.length and joined.length.in_days:
            end = joined.length.after(start)
        elif joined.until and isinstance(joined.until.value, (Day, Period)):
            last = last_day(joined.until, start.date())
            end = midnight(last + ONE_DAY)
        end = end if end and end > start else None
        return SpokenTime(start=start, end=end, duration_seconds=duration, grain=Grain.DAY, ambiguous=said)
    if not joined.period:
        return None
    start, end = midnight(joined.period.start), midnight(joined.period.end)
    if joined.period.from_now:
        return SpokenTime(start=scene.now, end=end, duration_seconds=duration)
    if joined.starting:
        end = None
    return SpokenTime(start=start, end=end, duration_seconds=duration, grain=joined.period.grain, ambiguous=said)
