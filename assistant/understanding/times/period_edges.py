"""Days found from the end or the beginning of a stretch: "a week before the end of june".

The edge is one day, the last or the first of its stretch; from there on it is read as any other day.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from assistant.understanding.times.dates import Day, Hit
from assistant.understanding.times.days import read_day
from assistant.understanding.times.lexicon import MONTHS
from assistant.understanding.times.periods import read_period
from assistant.understanding.times.scene import Scene, after, words
from assistant.understanding.times.stretches import unit_ahead

_EDGE = re.compile(
    r"(?:the )?(?:[a-z0-9.]+ ){1,4}?(?:before|after|following|preceding|from|prior to|past) "
    r"(?P<named>(?:the )?(?P<edge>end|start|beginning) of )"
)
_HALFWAY = re.compile(r"halfway through ")
_UNIT = words(r"(?:the )?(?P<unit>week|month|year)")
_NAMES_EDGE = re.compile(r"(?:end|start|ing) of ")


def read_beside_edge(scene: Scene, at: int) -> Hit | None:
    """A day before or after the end, or the beginning, of a week, month or year; also "halfway through december"."""
    halfway = _HALFWAY.match(scene.text, at) if scene.text.startswith("h", at) else None
    if halfway:
        whole = _stretch(scene, halfway.end())
        return (Day(whole[0] + (whole[1] - whole[0] + timedelta(days=1)) // 2), whole[2]) if whole else None
    if " of " not in scene.text or not _NAMES_EDGE.search(scene.text):
        return None
    match = _EDGE.match(scene.text, at)
    hit = _stretch(scene, match.end()) if match else None
    if not match or not hit:
        return None
    first, last, end = hit
    named = _in_words(last if match["edge"] == "end" else first)
    start = match.start("named")
    seen = replace(scene, text=f"{scene.text[:start]}{named} {scene.text[end:]}".rstrip())
    day = read_day(seen, at)
    said = start + len(named) + 1
    return (day[0], day[1] - said + end) if day and day[1] >= said else None


def _stretch(scene: Scene, at: int) -> tuple[date, date, int] | None:
    """The first and last day of the stretch named at this place, and the position of the next word."""
    unit = _UNIT.match(scene.text, at)
    period = (unit_ahead(scene, unit["unit"], 0), after(unit)) if unit else read_period(scene, at)
    return (period[0].start, period[0].end - timedelta(days=1), period[1]) if period else None


def _in_words(day: date) -> str:
    return f"{day.day}th {MONTHS[day.month - 1]} {day.year}"
