"""Weeks, weekends, months and years as runs of whole days, and parts of them.

Ends are exclusive: a whole day ends at the midnight after it.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.messages.times import Ambiguity, Grain
from assistant.understanding.times.dates import week_of, week_start
from assistant.understanding.times.scene import Scene


@dataclass(frozen=True, slots=True)
class Period:
    """A run of whole days."""

    start: date
    end: date
    """Exclusive."""

    grain: Grain
    ambiguous: tuple[Ambiguity, ...] = ()
    from_now: bool = False
    """True for "the rest of the day": it begins now, not at midnight."""


def month_period(year: int, month: int) -> Period:
    """A whole month."""
    days = calendar.monthrange(year, month)[1]
    first = date(year, month, 1)
    return Period(first, first + timedelta(days=days), Grain.MONTH)


def year_period(year: int) -> Period:
    """A whole year."""
    return Period(date(year, 1, 1), date(year + 1, 1, 1), Grain.YEAR)


def unit_ahead(scene: Scene, unit: str, count: int) -> Period:
    """The calendar week, weekend, month or year so many ahead."""
    if unit == "week":
        first = week_start(scene, count)
        return Period(first, first + timedelta(days=7), Grain.WEEK, _over(count))
    if unit == "fortnight":
        first = week_start(scene, 2 * count)
        return Period(first, first + timedelta(days=14), Grain.WEEK, _over(count))
    if unit == "weekend":
        return weekend_of(scene, week_start(scene, count))
    if unit == "month":
        year, month = divmod(scene.today.year * 12 + scene.today.month - 1 + count, 12)
        return month_period(year, month + 1)
    return year_period(scene.today.year + count)


def _over(count: int) -> tuple[Ambiguity, ...]:
    return (Ambiguity.PAST,) if count < 0 else ()


def weekend_of(scene: Scene, week: date) -> Period:
    """The weekend of the week that begins on a day."""
    weekend = scene.conventions.weekend
    first = week + timedelta(days=(weekend[0] - scene.conventions.week_start) % 7)
    return Period(first, first + timedelta(days=len(weekend)), Grain.DAY)


def part_of(whole: Period, part: str) -> Period:
    """A third of a month or year, or the first or last three days of a week."""
    cuts = {Grain.WEEK: (3, 2, 4), Grain.MONTH: (10, 10, 20), Grain.YEAR: (90, 120, 270)}.get(whole.grain, (1, 0, 1))
    first, middle, last = (timedelta(days=days) for days in cuts)
    if "half" in part:
        half = whole.start + (whole.end - whole.start) // 2
        early = part.startswith(("first", "1"))
        return Period(whole.start if early else half, half if early else whole.end, Grain.DAY)
    if part == "beginning":
        return Period(whole.start, whole.start + first, Grain.DAY)
    if part == "mid":
        return Period(whole.start + middle, whole.start + last, Grain.DAY)
    return Period(whole.start + last, whole.end, Grain.DAY)


def nth_week_of(scene: Scene, unit: str, nth: int, whole: Period) -> Period:
    """The nth week or weekend of a month or year, -1 for the last.

    A week belongs where most of its days lie. Source: ISO 8601, for the weeks of a year.
    """
    week = week_of(scene, whole.start) - timedelta(days=7)
    inside: list[Period] = []
    while week < whole.end:
        period = weekend_of(scene, week) if unit == "weekend" else Period(week, week + timedelta(days=7), Grain.WEEK)
        middle = period.start if unit == "weekend" else week + timedelta(days=3)
        if whole.start <= middle < whole.end:
            inside.append(period)
        week += timedelta(days=7)
    return inside[-1] if nth < 0 else inside[min(nth, len(inside)) - 1]
