"""Which of an appointment's occurrences a change is about: a date, a range of days, the next ones, all that follow."""

import re
from datetime import date, timedelta
from itertools import pairwise

from assistant.messages.times import Grain
from assistant.understanding.times.dates import Day, next_such_day
from assistant.understanding.times.dayparts import Part
from assistant.understanding.times.lengths import Length
from assistant.understanding.times.part_kinds import Count, Found, Starting, Until
from assistant.understanding.times.repeat_days import Repeat
from assistant.understanding.times.resolve import resolve
from assistant.understanding.times.scene import Scene
from assistant.understanding.times.stretches import Period

_SIDE = re.compile(r"(?:on |from )?(?P<side>before|after) ")


def side_of_day(scene: Scene, part: Found) -> str | None:
    """For "all walks after christmas", "every walk before june"."""
    side = _SIDE.match(scene.text, part.start)
    if not side or not isinstance(part.value, (Day, Period)):
        return None
    if side["side"] == "after":
        return "following"
    end = part.value.date if isinstance(part.value, Day) else part.value.start
    return f"range:{scene.today.isoformat()}/{end.isoformat()}" if end > scene.today else None


def since_part(scene: Scene, part: Found) -> date | None:
    """The first day of those that follow: of "from june on", "after christmas"."""
    value = part.value.value if isinstance(part.value, Starting) else part.value
    side = _SIDE.match(scene.text, part.start)
    if not isinstance(value, (Day, Period)) or (value is part.value and not side):
        return None
    if side and side["side"] == "after":
        return value.date + timedelta(days=1) if isinstance(value, Day) else value.end
    return value.date if isinstance(value, Day) else value.start


def weekdays_of(parts: list[Found]) -> frozenset[int]:
    """The weekdays of "on mondays", each time of which is meant."""
    said = [part.value.value if isinstance(part.value, Starting) else part.value for part in parts]
    weekly = [each for each in said if isinstance(each, Repeat) and each.frequency == "WEEKLY" and not each.count]
    named = [each.weekdays for each in weekly if each.interval == 1 and not each.months]
    return frozenset(weekday for each in named for _, weekday in each)


def run_of_days(said: list[str | None]) -> str | None:
    """For "this week and next week": days and ranges that follow each other are one range."""
    runs = [_dates_of(which) for which in said if which]
    if len(runs) < 2 or any(run is None for run in runs):  # noqa: PLR2004 - two make a run
        return None
    days = sorted(run for run in runs if run)
    if any(first[1] != second[0] for first, second in pairwise(days)):
        return None
    return f"range:{days[0][0].isoformat()}/{days[-1][1].isoformat()}"


def _dates_of(which: str) -> tuple[date, date] | None:
    found = re.fullmatch(r"(?:range:)?(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?", which)
    if not found:
        return None
    first = date.fromisoformat(found[1])
    return first, date.fromisoformat(found[2]) if found[2] else first + timedelta(days=1)


def _until(scene: Scene, until: Until) -> str | None:
    if not isinstance(until.value, (Day, Period)):
        return None
    end = until.value.date if isinstance(until.value, Day) else until.value.start
    return f"range:{scene.today.isoformat()}/{end.isoformat()}" if end > scene.today else None


def _listed_days(scene: Scene, repeat: Repeat) -> list[date]:
    """The days of "friday and saturday", each of which is meant once."""
    days = (next_such_day(scene.today, weekday=weekday) for _, weekday in repeat.weekdays)
    return [day for day in days if day]


def which_part(scene: Scene, part: Found) -> str | None:
    """The occurrence that one part of a time names: a date, a range of days, or the ones that follow."""
    value = part.value
    if isinstance(value, Starting):
        return "following"
    if isinstance(value, Count):
        return f"next:{value.times}"
    if isinstance(value, Repeat):
        return run_of_days([day.isoformat() for day in _listed_days(scene, value)]) if value.count else "all"
    if isinstance(value, Until):
        return _until(scene, value)
    if isinstance(value, Length) and value.in_days:
        return f"range:{scene.today.isoformat()}/{value.after_day(scene.today).isoformat()}"
    if isinstance(value, Period):
        if (value.end - value.start) == timedelta(days=1):
            return value.start.isoformat()
        return f"range:{value.start.isoformat()}/{value.end.isoformat()}"
    time = resolve(scene, [part]) if isinstance(value, (Day, Part)) else None
    if time is None or time.start is None or time.grain is Grain.MINUTE:
        return None
    return time.start.date().isoformat()
