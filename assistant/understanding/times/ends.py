"""Where a time ends: the next such clock, the last day that belongs to it."""

from datetime import date, datetime, time, timedelta

from assistant.messages.times import Grain
from assistant.understanding.times.clock_settling import settle
from assistant.understanding.times.clocks import Clock
from assistant.understanding.times.conventions import Daypart
from assistant.understanding.times.dates import Day
from assistant.understanding.times.part_kinds import Until
from assistant.understanding.times.scene import Scene
from assistant.understanding.times.stretches import Period

ONE_DAY = timedelta(days=1)


def midnight(day: date) -> datetime:
    """The beginning of a day."""
    return datetime.combine(day, time())


def end_clock(scene: Scene, clock: Clock, start: datetime) -> datetime:
    """The first such clock time after a start."""
    spoken, _ = settle(clock, None, scene.conventions)
    end = midnight(start.date()) + spoken
    if clock.half == "open":
        end = midnight(start.date()) + timedelta(hours=clock.hour % 12, minutes=clock.minute)
        while end <= start:
            end += timedelta(hours=12)
    while end <= start:
        end += ONE_DAY
    return end


def part_on(day: date, part: Daypart) -> tuple[datetime, datetime]:
    """The start and end of a part of a day."""
    start, end = datetime.combine(day, part.start), datetime.combine(day, part.end)
    return start, end if end > start else end + ONE_DAY


def last_day(until: Until, first: date) -> date:
    """The last day that belongs to it."""
    value = until.value
    if isinstance(value, Day):
        return value.date + timedelta(days=7 if value.weekday_only and value.date <= first else 0)
    if isinstance(value, Period):
        included = until.through or value.grain is Grain.DAY
        if not included and value.grain is Grain.MONTH and value.start <= first:
            return value.start.replace(year=value.start.year + 1) - ONE_DAY
        return (value.end if included else value.start) - ONE_DAY
    return first
