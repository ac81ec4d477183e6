"""Find every part of a time in a sentence: days, clocks, lengths, repetitions, ends, exceptions.

At each word the part that takes the most words wins.
"""

import re
from dataclasses import replace

from assistant.understanding.times.clocks import read_clock_range
from assistant.understanding.times.clocks_in_context import read_beside_earlier, read_clock_in_context
from assistant.understanding.times.corrections import corrected
from assistant.understanding.times.dates import Day
from assistant.understanding.times.day_ranges import read_day_range, read_moment_range
from assistant.understanding.times.dayparts import END_OF_NAMED_DAY, Part, read_end_of_day, read_part
from assistant.understanding.times.days import read_day
from assistant.understanding.times.lengths_in_context import read_length_in_context, read_offset, read_shift
from assistant.understanding.times.lexicon import CORRECTORS, STARTERS
from assistant.understanding.times.limits import read_count, read_except, read_starting, read_until
from assistant.understanding.times.part_kinds import EndOfDay, Found, Hit, Now
from assistant.understanding.times.period_edges import read_beside_edge
from assistant.understanding.times.periods import read_period
from assistant.understanding.times.pointing_back import read_one_after, read_this_time
from assistant.understanding.times.repeat_days import Repeat
from assistant.understanding.times.repeats import read_repeat
from assistant.understanding.times.scene import Scene, after, longest, words
from assistant.understanding.times.stretches import Period


def find_parts(scene: Scene) -> list[Found]:
    """Every part of a time in the sentence, in the order in which they stand."""
    found: list[Found] = []
    at = 0
    while at < len(scene.text):
        space = scene.text.find(" ", at)
        word = scene.text[at : space if space >= 0 else None]
        possible = (word[0].isdigit() or word in STARTERS or _names_a_clock(scene, at, found)) and not (
            word == "in" and scene.text.endswith("check ", 0, at)
        )
        part = _longest(scene, at, found) if possible else None
        if part is None and found and word in CORRECTORS:
            part = read_beside_earlier(scene, at, found)
        if part:
            found.append(Found(part[0], at, part[1]))
            at = part[1]
        else:
            at += len(word) + 1
    return corrected(scene, found)


_SAY = re.compile(r"say (?:\d|half |(?:a )?quarter |noon|midnight)")


_SUITS = re.compile(
    r"(?:(?:'s|is|would be|looks|sounds|works|suits)(?: (?:good|fine|free|ok|okay|great|best|us|me))* )?(?:, )?"
)
"""What may be said of a day before its clock: "thursday's good, say seven"."""


def _names_a_clock(scene: Scene, at: int, found: list[Found]) -> bool:
    """For "sunday morning, say ten": elsewhere "say" is a verb."""
    if not found or not _SAY.match(scene.text, at) or not _SUITS.fullmatch(scene.text, found[-1].end, at):
        return False
    return isinstance(found[-1].value, (Day, Part, Period, Repeat))


def _longest(scene: Scene, at: int, found: list[Found]) -> Hit | None:
    best = longest(_READERS, scene, at)
    for hit in (
        read_clock_in_context(scene, at, found),
        read_one_after(scene, at, found),
        read_this_time(scene, at, found),
    ):
        best = hit if hit and (best is None or hit[1] > best[1]) else best
    return best


def _moment_range(scene: Scene, at: int) -> Hit | None:
    return read_moment_range(scene, at)


def _clock_range(scene: Scene, at: int) -> Hit | None:
    return read_clock_range(scene, at)


def _day_range(scene: Scene, at: int) -> Hit | None:
    return read_day_range(scene, at)


_DAY_PREFIX = re.compile(
    r"(?:(?:later|early|late|earlier|sometime|some time|anytime|any time|all day|all|on|for|by|this|around|"
    r"about|before|after|no later than|as of|at) )*"
)


_EDGE_OF_DAY = re.compile(r"(?P<edge>early|late) ")
"""For "early tomorrow", "late on friday"."""

_COMES_LATE = re.compile(r"(?:.* )?(?:be|been|being|run|running|arrive|arriving|arrived|come|coming|came|too|so) $")
"""After these "late" is no part of the day: "not to be late on friday"."""


def _day(scene: Scene, at: int) -> Hit | None:
    direct = read_beside_edge(scene, at) or read_day(scene, at)
    prefix = _DAY_PREFIX.match(scene.text, at)
    if direct or not prefix or not prefix[0]:
        return direct
    if prefix[0].startswith("late ") and _COMES_LATE.match(scene.text[:at]):
        return None
    hit = read_beside_edge(scene, prefix.end()) or read_day(scene, prefix.end())
    edge = _EDGE_OF_DAY.match(prefix[0]) if hit and not hit[0].part and not read_part(scene, hit[1]) else None
    if not hit or not edge:
        return hit
    return replace(hit[0], part="early morning" if edge["edge"] == "early" else "late evening"), hit[1]


_PERIOD_PREFIX = re.compile(
    r"(?:(?:in|on|for|during|over|within|at|by|of|around|throughout|through|sometime|before|after) )*"
)


def _period(scene: Scene, at: int) -> Hit | None:
    direct = read_period(scene, at)
    prefix = _PERIOD_PREFIX.match(scene.text, at)
    if direct or not prefix or not prefix[0]:
        return direct
    return read_period(scene, prefix.end())


def _part(scene: Scene, at: int) -> Hit | None:
    return read_part(scene, at)


_INTRODUCES = re.compile(r"(?:for|on|at) ")


def _repeat(scene: Scene, at: int) -> Hit | None:
    introduced = _INTRODUCES.match(scene.text, at)
    return read_repeat(scene, at) or (read_repeat(scene, introduced.end()) if introduced else None)


_NOW = words(
    r"(?:right |just )?now|(?:at )?(?:this|the) (?:very )?moment|asap|immediately|straight away|right away|"
    r"as soon as possible|at once"
)


def _now(scene: Scene, at: int) -> Hit | None:
    match = _NOW.match(scene.text, at)
    alone = match and at == 0 and match.end() == len(scene.text)
    return (Now(), after(match)) if match and alone else None


def _end_of_day(scene: Scene, at: int) -> Hit | None:
    end = read_end_of_day(scene, at)
    named = None if end else END_OF_NAMED_DAY.match(scene.text, at)
    day = read_day(scene, named.end()) if named else None
    end = named.end() if named and day and not day[0].part else end
    return (EndOfDay(), end) if end else None


_READERS = (
    read_except,
    read_until,
    read_starting,
    read_count,
    _repeat,
    _day_range,
    _moment_range,
    _clock_range,
    _day,
    _period,
    _part,
    read_shift,
    read_offset,
    read_length_in_context,
    _now,
    _end_of_day,
)
