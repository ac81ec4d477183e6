"""Two reminders in one sentence: "remind us to call mum at six and to buy wine at seven"."""

import re
from dataclasses import dataclass
from datetime import datetime

from assistant.messages.times import Grain, SpokenTime
from assistant.understanding.spotting import TimeFinder

SECOND = "second"
"""The name under which the time of the second reminder is handed on."""

_AND = re.compile(r" and (?:also |then )*")
_BEGINS = re.compile(r"(?:to|about|at|in|on|remind|that)\b")
_EMPTY = frozenset({"at", "on", "in", "again", "also", "then", "to", "about", "the", "a"})


@dataclass(frozen=True, slots=True)
class Two:
    """Two reminders, the second as far as it is told from the first."""

    first: str
    """The sentence without the second."""

    time_of_second: SpokenTime


def apart(text: str, find_times: TimeFinder, now: datetime) -> Two | None:
    """Both, where an "and" has a time on each side and the second has words of its own; else None.

    Args:
        text: the whole sentence, lower case.
        find_times: finds the times in it.
        now: naive local wall time.
    """
    times = find_times(text, now)
    for joint in _AND.finditer(text):
        if any(each.span[0] < joint.end() and joint.start() < each.span[1] for each in times):
            continue
        earlier = [each for each in times if each.span[1] <= joint.start()]
        later = [each for each in times if each.span[0] >= joint.end()]
        if not earlier or not later:
            continue
        start, end = later[0].span
        own = set(f"{text[joint.end() : start]} {text[end:]}".split()) - _EMPTY
        exact = later[0].time.grain in (Grain.MINUTE, Grain.HOUR)
        ends = end == len(text) and exact
        if own and exact and (ends or _BEGINS.match(text, joint.end())):
            return Two(text[: joint.start()], later[0].time)
    return None
