"""Clock times and ranges of them: "half past seven", "7 30 pm", "ten to ten", "from six to nine".

A clock whose half of the day was not said stays open until the rest of the sentence is known.
"""

# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.understanding.times.scene import NAMED_PART, UNIT, Scene, after, words

HalfOfDay = Literal["am", "pm", "known", "open"]


@dataclass(frozen=True, slots=True)
class Clock:
    """A spoken clock time."""

    hour: int
    """1 to 12 while the half of the day is ``am``, ``pm`` or ``open``; when ``known`` 0 to 24, and beyond for what was
    moved ("two hours after eleven pm") into a day beside."""

    minute: int = 0
    half: HalfOfDay = "open"


@dataclass(frozen=True, slots=True)
class ClockRange:
    """From one clock time to another, the end exclusive."""

    start: Clock
    end: Clock


_SUFFIX = (
    r"(?P<mark> hour|(?: oclock| ish| sharp| on the dot)+)?(?: (?:in the )?(?P<half>am|pm))?"
    r"(?: (?:oclock|ish|sharp|exactly|precisely|approximately|on the dot|or so))*"
)
_NAMED = words(r"(?:12 )?(?P<name>noon|midnight)(?: ish)?")
_MINUTES = r"(?P<minute>(?:a )?quarter|half|\d+|a(?= minute))"
_PAST = words(
    rf"{_MINUTES}(?P<unit> minute)? (?P<way>past|after|to|until|before|of) "
    rf"(?:(?P<name>noon|midnight)|(?P<hour>\d+)(?::00)?{_SUFFIX})",
)
_HALF_EIGHT = words(rf"half (?P<hour>\d+){_SUFFIX}")
_EXACT = words(rf"(?P<hour>\d\d?):(?P<minute>\d\d)(?P<second>:\d\d)?{_SUFFIX}")
_PAIR = words(rf"(?P<hour>\d\d?) (?P<minute>\d\d){_SUFFIX}")
_COMPACT = words(rf"(?P<hour>\d\d?)(?P<minute>[0-5]\d){_SUFFIX}")
_HOUR = words(rf"(?P<hour>\d\d?){_SUFFIX}")
_DAYPART_FOLLOWS = re.compile(
    rf" ?(?:in the |this |tomorrow |at |on \S+ )?(?:early |late )?(?:{NAMED_PART}|tonight)(?= |$)|"
    rf" ?in (?:{NAMED_PART})(?= |$)",
)
_ONE_PART = re.compile(rf" {NAMED_PART}(?= |$)")
"""For "one evening this week"."""

_NUMBERED_THINGS = re.compile(r"(?:room|page|chapter|bus|line|flight|number|gate|platform|step|track) $")
_NO_HOUR = re.compile(
    rf" ?(?:{UNIT}s?|times?|percent|people|things|more|degrees|of us|of them|or \d+ {UNIT})(?= |$)"
    r"|(?! \d+ (?:hour|minute)s?(?: |$)) ?\d"  # "at ten two hours": a length may follow
)


def read_clock(scene: Scene, at: int, *, bare: bool = False) -> tuple[Clock, int] | None:
    """A clock time at this place.

    Args:
        scene: the sentence.
        at: where to read.
        bare: the words before say that a clock time comes, so that a number alone is one.
    """
    first = scene.text[at : at + 1]
    if not first or not (first.isdigit() or first in "anmhq"):
        return None
    named = _NAMED.match(scene.text, at)
    if named:
        return _named(named["name"]), after(named)
    hit = (
        _past_or_to(scene, at, bare=bare)
        or _half_eight(scene, at)
        or _exact(scene, at, bare=bare)
        or _whole_hour(scene, at, bare=bare)
    )
    return _with_part(scene, *hit) if hit else None


_PART = words(r"(?:,? ?in the|at) (?P<part>morning|afternoon|evening|night)")


def _with_part(scene: Scene, clock: Clock, end: int) -> tuple[Clock, int]:
    """Take in the part of the day that stands straight after a clock, where it settles the half of the day."""
    match = _PART.match(scene.text, end)
    if not match or clock.half != "open":
        return clock, end
    small = clock.hour == 12 or clock.hour < 6
    if small and match["part"] in {"evening", "night"}:
        return clock, end
    half: HalfOfDay = "am" if match["part"] == "morning" else "pm"
    return replace(clock, half=half), after(match)


def _named(name: str) -> Clock:
    return Clock(12 if name == "noon" else 24, 0, "known")


def _past_or_to(scene: Scene, at: int, *, bare: bool) -> tuple[Clock, int] | None:
    match = _PAST.match(scene.text, at)
    if not match:
        return None
    said = match["minute"].removeprefix("a ")
    minutes = {"quarter": 15, "half": 30, "a": 1}.get(said) or int(said)
    clock = _named(match["name"]) if match["name"] else _clock(int(match["hour"]), 0, match)
    if clock is None or not 0 < minutes < 60 or not _sensible(match, said, minutes, bare=bare):
        return None
    if match["way"] in {"past", "after"}:
        return replace(clock, hour=clock.hour % 24 if clock.half == "known" else clock.hour, minute=minutes), after(
            match
        )
    return _minutes_before(clock, minutes), after(match)


def _minutes_before(clock: Clock, minutes: int) -> Clock:
    if clock.half == "known":
        return Clock((clock.hour - 1) % 24, 60 - minutes, "known")
    if clock.hour == 12 and clock.half == "pm":
        return Clock(11, 60 - minutes, "am")
    if clock.hour == 12 and clock.half == "am":
        return Clock(11, 60 - minutes, "pm")
    return Clock(clock.hour - 1 or 12, 60 - minutes, clock.half)


def _sensible(match: re.Match[str], said: str, minutes: int, *, bare: bool) -> bool:
    """Tell "ten to ten" from the range "ten to eleven", and "five of us" from a clock."""
    way, named = match["way"], said in {"quarter", "half"}
    if said == "half":
        return way in {"past", "after"}
    if named or match["unit"]:
        return True
    if way == "past":
        return True
    if way in {"before", "of"}:
        return minutes in {5, 10, 15, 20, 25} and bool(
            match["half"] or match["mark"] or _DAYPART_FOLLOWS.match(match.string, match.end())
        )
    if way == "after":
        return minutes % 5 == 0 and not match["name"]
    if minutes not in {5, 10, 15, 20, 25}:
        return False
    if match["name"]:
        return True
    later = int(match["hour"] or 12)
    if way == "until" and minutes <= 12 and (later - minutes) % 12 <= 6:
        return False
    return bare or minutes > 12 or minutes >= later


def _half_eight(scene: Scene, at: int) -> tuple[Clock, int] | None:
    match = _HALF_EIGHT.match(scene.text, at)
    if not match or not 1 <= int(match["hour"]) <= 12:
        return None
    if _NO_HOUR.match(scene.text, match.end()):
        return None
    clock = _clock(int(match["hour"]), 30, match)
    return (clock, after(match)) if clock else None


def _exact(scene: Scene, at: int, *, bare: bool) -> tuple[Clock, int] | None:
    match = _EXACT.match(scene.text, at)
    if match:
        clock = _clock(int(match["hour"]), int(match["minute"]), match, padded=match["hour"].startswith("0"))
        return (clock, after(match)) if clock else None
    pair = None if _NUMBERED_THINGS.search(scene.text[:at]) else _PAIR.match(scene.text, at)
    if pair and int(pair["minute"]) < 60 and not _NO_HOUR.match(scene.text, pair.end()):
        hour, minute = int(pair["hour"]), pair["minute"]
        alone = at == 0 and after(pair) > len(scene.text)
        sure = (
            pair["half"]
            or pair["mark"]
            or bare
            or alone
            or (hour <= 12 and (int(minute) % 5 == 0 or minute[0] == "0"))
            or (_DAYPART_FOLLOWS.match(scene.text, pair.end()))
        )
        clock = _clock(hour, int(minute), pair, padded=pair["hour"].startswith("0"))
        if clock and sure:
            return clock, after(pair)
    compact = _COMPACT.match(scene.text, at)
    military = compact and compact["mark"] == " hour"
    beside = compact and _DAYPART_FOLLOWS.match(scene.text, compact.end())
    alone_here = compact and at == 0 and after(compact) > len(scene.text)
    if (
        compact
        and (
            bare
            or (alone_here and _military(compact))
            or (beside and not military)
            or (not military and (compact["half"] or compact["mark"]))
        )
        and not _NO_HOUR.match(scene.text, compact.end())
    ):
        padded = len(compact["hour"]) == 2 and compact["hour"] < "10"
        clock = _clock(int(compact["hour"]), int(compact["minute"]), compact, padded=padded)
        return (clock, after(compact)) if clock else None
    return None


def _military(compact: re.Match[str]) -> bool:
    """For "0730", "1900" and "2300 hours" when nothing else is said."""
    return compact["hour"].startswith("0") or compact["minute"] == "00" or compact["mark"] == " hour"


def _whole_hour(scene: Scene, at: int, *, bare: bool) -> tuple[Clock, int] | None:
    match = _HOUR.match(scene.text, at)
    if not match:
        return None
    marked = bool(match["half"] or (match["mark"] and match["mark"] != " hour"))
    if match["mark"] == " hour":
        return None
    if not marked:
        follows = _DAYPART_FOLLOWS.match(scene.text, match.end())
        if match["hour"] == "1" and _ONE_PART.match(scene.text, match.end()):
            return None
        if not follows and (not bare or _NO_HOUR.match(scene.text, match.end())):
            return None
    clock = _clock(int(match["hour"]), 0, match)
    return (clock, after(match)) if clock else None


def _clock(hour: int, minute: int, match: re.Match[str], *, padded: bool = False) -> Clock | None:
    """A clock of these figures, or None when no clock shows them."""
    half = match["half"]
    if minute > 59 or hour > 24:
        return None
    if half and 1 <= hour <= 12:
        return Clock(hour, minute, "am" if half == "am" else "pm")
    if padded or hour > 12 or hour == 0 or (match["mark"] or "").endswith("hour"):
        return Clock(hour, minute, "known") if hour < 24 or minute == 0 else None
    return Clock(hour, minute)


_CLOCK_PREFIX = r"(?:(?:at|around|about|approximately|roughly|say|by|like|exactly|just|starting|beginning) )*"
_RANGE_START = re.compile(rf"(?:(?P<sure>from|between|in between) )?(?P<at>{_CLOCK_PREFIX})")
_RANGE_JOINT = re.compile(rf"(?:to|-|until|through|and|up to)(?= ) {_CLOCK_PREFIX}")


def read_clock_range(scene: Scene, at: int, *, sure: bool = False) -> tuple[ClockRange, int] | None:
    """A range of clock times at this place.

    Args:
        scene: the sentence.
        at: where to read.
        sure: the words before say that clock times come, so that two numbers alone are a range.
    """
    opening = _RANGE_START.match(scene.text, at)
    if not opening:
        return None
    sure = sure or bool(opening["sure"])
    first = read_clock(scene, opening.end(), bare=True)
    if not first:
        return None
    if sure or (not opening["at"] and _stands_for_hours(scene, at, first[1]) and _small_range(first[0])):
        first = not_past_form(scene, opening.end(), first)
    start, position = first
    joint = _RANGE_JOINT.match(scene.text, position)
    if not joint or (joint[0].startswith("and") and "between" not in (opening["sure"] or "")):
        return None
    second = read_clock(scene, joint.end(), bare=True)
    if not second:
        return None
    end, position = second
    plain = start.minute == 0 and end.minute == 0 and start.half == "open" and end.half == "open"
    if plain and not sure and not opening["at"] and not _stands_for_hours(scene, at, position):
        return None
    return ClockRange(start, end), position


_PIECE = words(r"(?P<minutes>half|(?:a )?quarter|[1-5]?[05]) (?P<way>past|to)(?! (?:\d|noon|midnight))")
_HALF = words(r"(?P<half>am|pm)")
_MINUTES_ALONE = words(r"(?P<minutes>[1-5][05])")


def read_piece(scene: Scene, at: int, earlier: Clock) -> tuple[Clock, int] | None:
    """What puts a piece of an earlier clock right: "half past" its hour, another half of the day, other minutes."""
    piece = _PIECE.match(scene.text, at)
    if piece:
        said = piece["minutes"].removeprefix("a ")
        minutes = {"half": 30, "quarter": 15}.get(said) or int(said)
        whole = replace(earlier, minute=0)
        return (replace(whole, minute=minutes) if piece["way"] == "past" else _minutes_before(whole, minutes)), after(
            piece
        )
    half = _HALF.match(scene.text, at)
    if half:
        side: HalfOfDay = "am" if half["half"] == "am" else "pm"
        return Clock(earlier.hour % 12 or 12, earlier.minute, side), after(half)
    alone = _MINUTES_ALONE.match(scene.text, at) if earlier.minute else None
    return (
        (replace(earlier, minute=int(alone["minutes"])), after(alone)) if alone and int(alone["minutes"]) > 12 else None
    )


def _small_range(clock: Clock) -> bool:
    """For "five to seven" beside a day is a range; "ten to ten" and "twenty to eight" are clocks."""
    return clock.minute in {50, 55} and clock.half == "open" and clock.hour + 1 > 60 - clock.minute


def not_past_form(scene: Scene, at: int, first: tuple[Clock, int]) -> tuple[Clock, int]:
    """After "from" and "between", "five to seven" is a range and not a clock."""
    match = re.compile(r"(\d+)(?= (?:to|until) (?:\d|noon|midnight))").match(scene.text, at)
    if match and 1 <= int(match[1]) <= 12:
        return Clock(int(match[1])), match.end() + 1
    return first


_BEFORE_HOURS = re.compile(
    r"(?:day|today|tomorrow|tonight|morning|afternoon|evening|night|weekends?|weekdays?|\dth)s? (?:, )?$"
)


def _stands_for_hours(scene: Scene, at: int, end: int) -> bool:
    """Two bare numbers are hours when they are all that is said, or stand beside a day."""
    alone = at == 0 and end >= len(scene.text)
    follows = re.compile(rf"(?:on |this |tomorrow|today|tonight|in the {NAMED_PART}|at night)").match(scene.text, end)
    return alone or bool(follows) or bool(_BEFORE_HOURS.search(scene.text[:at]))
