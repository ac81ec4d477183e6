"""Days found by counting working days: "five working days from today", "the working day before christmas".

The days of the weekend are not counted; holidays are, since which of them are free differs from home to home.
"""

from collections.abc import Callable
from datetime import date, timedelta

from assistant.understanding.times.dates import Day, Hit
from assistant.understanding.times.scene import Scene, after, words

_DAYS = r"(?:workday|weekday)s?"
_COUNTED = words(
    rf"(?P<within>(?:in|within) )?(?P<count>\d+|an?|the) {_DAYS}"
    r"(?: (?P<way>after|before|from|following|preceding|prior to|past|ago|(?:'s )?time|hence|later))?"
)
_NOW = words(r"(?:right )?now")
_BESIDE = words(rf"(?:the )?(?:1th|last|next) {_DAYS} (?P<way>after|before|following|preceding|prior to)")
_NEXT = words(r"(?:on )?(?:the )?(?:next|following) workday")
_BACKWARDS = frozenset({"before", "preceding", "prior to", "ago"})
_TO_A_DAY = frozenset({"after", "before", "from", "following", "preceding", "prior to", "past"})


def read_workdays(scene: Scene, at: int, read_day: Callable[[Scene, int], Hit | None]) -> Hit | None:
    """A day so many working days from another one.

    Args:
        scene: the sentence.
        at: where to read.
        read_day: reads the other day.
    """
    if "workday" not in scene.text and "weekday" not in scene.text:
        return None
    beside = _BESIDE.match(scene.text, at)
    if beside:
        base = read_day(scene, after(beside))
        return (Day(_counted(scene, base[0].date, 1, beside["way"])), base[1]) if base else None
    following = _NEXT.match(scene.text, at)
    match = None if scene.text.endswith("for ", 0, at) else _COUNTED.match(scene.text, at)
    if match and match["way"] in _TO_A_DAY:
        return _from_day(scene, match["count"], match["way"], after(match), read_day)
    if match and match["count"] != "the" and (match["within"] or match["way"]):
        return Day(_counted(scene, scene.today, _number(match["count"]), match["way"] or "after")), after(match)
    return (Day(_counted(scene, scene.today, 1, "after")), after(following)) if following else None


def _from_day(scene: Scene, said: str, way: str, at: int, read_day: Callable[[Scene, int], Hit | None]) -> Hit | None:
    count = _number(said)
    now = _NOW.match(scene.text, at)
    if now:
        return Day(_counted(scene, scene.today, count, way)), after(now)
    base = read_day(scene, at)
    return (Day(_counted(scene, base[0].date, count, way)), base[1]) if base else None


def _number(said: str) -> int:
    return int(said) if said.isdigit() else 1


def _counted(scene: Scene, day: date, count: int, way: str) -> date:
    step = timedelta(days=-1 if way in _BACKWARDS else 1)
    while count > 0:
        day += step
        count -= day.weekday() not in scene.conventions.weekend
    return day
