"""Runs of days by their length: "the next three days", "two weeks starting on friday", "the week after christmas".

Ends are exclusive: a whole day ends at the midnight after it.
"""

import re
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from assistant.messages.times import Grain
from assistant.understanding.times.dates import week_start
from assistant.understanding.times.days import read_day
from assistant.understanding.times.lengths import Length, read_length
from assistant.understanding.times.scene import Scene, after, words
from assistant.understanding.times.stretches import Period, unit_ahead, weekend_of

Hit = tuple[Period, int]

_ROLLING = words(r"(?:over|within|during|in|for) the next (?P<unit>week|fortnight|month)")
_NEXT_COUNT = words(
    r"(?:(?:over|during|within|in|for) )?(?:the )?(?:next|coming|following|upcoming) (?P<count>\d+)(?: coming|"
    r" full)? "
    r"(?P<unit>day|week|weekend|month|year|fortnight|hour|minute|second)",
)
_COUNT_COMING = words(r"(?:the )?(?P<count>\d+) (?:upcoming|coming|following) (?P<unit>day|week|month|year)")


def read_rolling(scene: Scene, at: int) -> Hit | None:
    """For "over the next fortnight", which begins tomorrow and not with a week."""
    match = _ROLLING.match(scene.text, at)
    if not match:
        return None
    first = scene.today + timedelta(days=1)
    if match["unit"] == "month":
        return Period(first, Length(Fraction(1), Fraction(0), "month").after_day(first), Grain.DAY), after(match)
    return Period(first, first + timedelta(days=7 if match["unit"] == "week" else 14), Grain.DAY), after(match)


def read_next_count(scene: Scene, at: int) -> Hit | None:
    """For "the next three days"."""
    match = _NEXT_COUNT.match(scene.text, at) or _COUNT_COMING.match(scene.text, at)
    if not match or match["unit"] in {"hour", "minute", "second"}:
        return None
    count, unit = int(match["count"]), match["unit"]
    if unit == "weekend":
        first = weekend_of(scene, week_start(scene))
        return Period(first.start, first.end + timedelta(weeks=count - 1), Grain.DAY), after(match)
    if unit in {"month", "year"}:
        first_period, last = unit_ahead(scene, unit, 1), unit_ahead(scene, unit, count)
        return Period(first_period.start, last.end, Grain.MONTH), after(match)
    days = {"day": 1, "week": 7, "fortnight": 14}[unit]
    first_day = scene.today + timedelta(days=1)
    return Period(first_day, first_day + timedelta(days=days * count), Grain.DAY), after(match)


_STARTING = re.compile(r"(?:starting|beginning|commencing)(?: (?:on|from))? ")


_FOR = re.compile(r"(?:for )?")


def read_length_starting(scene: Scene, at: int) -> Hit | None:
    """For "two weeks starting on friday"."""
    opening = _FOR.match(scene.text, at)
    length = read_length(scene, opening.end()) if opening else None
    way = _STARTING.match(scene.text, length[1]) if length and length[0].in_days else None
    day = read_day(scene, way.end()) if way else None
    if not length or not day:
        return None
    return Period(day[0].date, length[0].after_day(day[0].date), Grain.DAY), day[1]


_BESIDE = words(r"(?P<way>after|before|following|preceding)")


def read_length_beside_day(scene: Scene, at: int) -> Hit | None:
    """For "the two weeks after christmas"."""
    length = read_length(scene, at + len("the ")) if re.match(r"the \d", scene.text[at : at + 5]) else None
    way = _BESIDE.match(scene.text, length[1]) if length and length[0].in_days else None
    day = read_day(scene, after(way)) if way else None
    if not length or not way or not day:
        return None
    if way["way"] in {"before", "preceding"}:
        return Period(length[0].after_day(day[0].date, -1), day[0].date, Grain.DAY), day[1]
    first = day[0].date + timedelta(days=1)
    return Period(first, length[0].after_day(first), Grain.DAY), day[1]


_AHEAD = re.compile(r"(?:(?:over|during|within|in|for) )?(?:the )?(?:next|coming) ")


def length_ahead(scene: Scene, at: int) -> tuple[Length, int] | None:
    """For "the next two hours": a length that begins now."""
    match = _AHEAD.match(scene.text, at)
    if match and re.compile(r"(?:hour|minute)(?= |$)").match(scene.text, match.end()):
        one = replace(scene, text=f"{scene.text[: match.end()]}1 {scene.text[match.end() :]}")
        length = read_length(one, match.end())
        return (length[0], length[1] - len("1 ")) if length else None
    hit = read_length(scene, match.end()) if match else None
    return hit if hit and not hit[0].in_days else None
