"""Which of an appointment's occurrences a change is about: a date, a range of days, the next ones, all that follow."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from assistant.messages.changes import AllOfThem, Days, Following, NextOnes, Which
from assistant.messages.times import Grain
from assistant.understanding.times.dates import Day, next_such_day
from assistant.understanding.times.dayparts import Part
from assistant.understanding.times.edit_words import edit_words
from assistant.understanding.times.lengths import Length
from assistant.understanding.times.part_kinds import Count, Found, Starting, Until
from assistant.understanding.times.repeat_days import Repeat
from assistant.understanding.times.resolve import resolve
from assistant.understanding.times.scene import Scene
from assistant.understanding.times.stretches import Period


def side_of_day(scene: Scene, part: Found) -> Which | None:
    """For "all walks after christmas", "every walk before june"."""
    if not isinstance(part.value, (Day, Period)):
        return None
    words = edit_words().pieces
    if words.after_day.at(scene.text, part.start):
        return Following()
    return _before(scene, part.value) if words.before_day.at(scene.text, part.start) else None


def _before(scene: Scene, value: Day | Period) -> Days | None:
    end = value.date if isinstance(value, Day) else value.start
    return Days(scene.today, end) if end > scene.today else None


def since_part(scene: Scene, part: Found) -> date | None:
    """The first day of those that follow: of "from june on", "after christmas"."""
    value = part.value.value if isinstance(part.value, Starting) else part.value
    words = edit_words().pieces
    after = words.after_day.at(scene.text, part.start)
    side = after or words.before_day.at(scene.text, part.start)
    if not isinstance(value, (Day, Period)) or (value is part.value and not side):
        return None
    if after:
        return value.date + timedelta(days=1) if isinstance(value, Day) else value.end
    return value.date if isinstance(value, Day) else value.start


def weekdays_of(parts: list[Found]) -> frozenset[int]:
    """The weekdays of "on mondays", each time of which is meant."""
    said = [part.value.value if isinstance(part.value, Starting) else part.value for part in parts]
    weekly = [each for each in said if isinstance(each, Repeat) and each.frequency == "WEEKLY" and not each.count]
    named = [each.weekdays for each in weekly if each.interval == 1 and not each.months]
    return frozenset(weekday for each in named for _, weekday in each)


def names_some(repeat: Repeat) -> bool:
    """Whether a rhythm leaves out times of what happens each week: "every other friday", "the first of every month"."""
    return repeat.interval > 1 or repeat.frequency in {"MONTHLY", "YEARLY"} or bool(repeat.months or repeat.rule)


def run_of_days(said: Iterable[Which | None]) -> Days | None:
    """For "this week and next week": days and ranges that follow each other are one range."""
    named = [which for which in said if which]
    runs = sorted((which for which in named if isinstance(which, Days)), key=lambda days: (days.first, days.after))
    if len(runs) < 2 or len(runs) < len(named):  # noqa: PLR2004 - two make a run
        return None
    if any(earlier.after != later.first for earlier, later in pairwise(runs)):
        return None
    return Days(runs[0].first, runs[-1].after)


def _listed_days(scene: Scene, repeat: Repeat) -> list[date]:
    """The days of "friday and saturday", each of which is meant once."""
    days = (next_such_day(scene.today, weekday=weekday) for _, weekday in repeat.weekdays)
    return [day for day in days if day]


def which_part(scene: Scene, part: Found) -> Which | None:
    """The occurrence that one part of a time names: a date, a range of days, or the ones that follow."""
    value = part.value
    if isinstance(value, Starting):
        return Following()
    if isinstance(value, Count):
        return NextOnes(value.times)
    if isinstance(value, Repeat):
        if value.count:
            return run_of_days(Days.one(day) for day in _listed_days(scene, value))
        return None if names_some(value) else AllOfThem()
    if isinstance(value, Until):
        return _before(scene, value.value) if isinstance(value.value, (Day, Period)) else None
    if isinstance(value, Length) and value.in_days:
        return Days(scene.today, value.after_day(scene.today))
    if isinstance(value, Period):
        return Days(value.start, value.end)
    time = resolve(scene, [part]) if isinstance(value, (Day, Part)) else None
    if time is None or time.start is None or time.grain is Grain.MINUTE:
        return None
    return Days.one(time.start.date())
