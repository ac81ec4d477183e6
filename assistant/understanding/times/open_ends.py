"""Times of which only the end was said: "until nine", "until friday", "until the end of tomorrow"."""

from datetime import date, datetime, timedelta

from assistant.messages.times import Grain, SpokenTime
from assistant.understanding.times.clock_settling import at_time, settle
from assistant.understanding.times.clocks import Clock
from assistant.understanding.times.conventions import Daypart
from assistant.understanding.times.dates import Day
from assistant.understanding.times.dayparts import Part
from assistant.understanding.times.ends import ONE_DAY, end_clock, last_day, midnight, part_on
from assistant.understanding.times.joining import Joined, dated, settled_day
from assistant.understanding.times.scene import Scene


def at_side(scene: Scene, day: date, at: Clock | Part) -> datetime:
    """The clock time or the beginning of the part on a day."""
    if isinstance(at, Part):
        return part_on(day, scene.conventions.dayparts[at.name])[0]
    return at_time(day, settle(at, None, scene.conventions)[0])


def until_clock(scene: Scene, joined: Joined, clock: Clock, part: Daypart | None) -> SpokenTime:
    """For "until nine", "until nine tonight": from now, or, with a day, from that day's beginning or its part's."""
    end = end_clock(scene, clock, scene.now)
    hinted = at_time(
        settled_day(scene, joined) if dated(joined) else scene.today, settle(clock, part, scene.conventions)[0]
    )
    if part or dated(joined):
        end = hinted if hinted > scene.now else end
    start = scene.now
    if dated(joined) and settled_day(scene, joined) > scene.today and joined.part and part:
        start = part_on(settled_day(scene, joined), part)[0]
    return SpokenTime(start=min(start, end), end=end)


def open_until(scene: Scene, joined: Joined) -> SpokenTime | None:
    """For "until friday", "until june": from now."""
    until = joined.until
    if not until or isinstance(until.value, Clock):
        return None
    if isinstance(until.value, Part):
        part = scene.conventions.dayparts[until.value.name]
        end = datetime.combine(scene.today, part.start)
        return SpokenTime(start=scene.now, end=end if end > scene.now else end + ONE_DAY, grain=Grain.DAYPART)
    if isinstance(until.value, Day) and until.at:
        end = at_side(scene, until.value.date, until.at)
        return SpokenTime(start=scene.now, end=end) if end > scene.now else None
    end = midnight(last_day(until, scene.today) + ONE_DAY)
    if isinstance(until.value, Day) or not until.through:
        end = midnight(until.value.date if isinstance(until.value, Day) else until.value.start)
        weekday_today = isinstance(until.value, Day) and until.value.weekday_only and end <= scene.now
        end += timedelta(days=(7 if weekday_today else 0) + (1 if until.through else 0))
    return SpokenTime(start=scene.now, end=end, grain=Grain.DAY) if end > scene.now else None
