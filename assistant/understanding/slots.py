"""From what a template took to the slots that are printed: canonical values, exactly as the inventory names them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assistant.messages.speech import SlotValue
from assistant.messages.times import SpokenTime
from assistant.understanding.lattice import Capture, Lattice
from assistant.understanding.vague_times import without_vague_time
from assistant.understanding.wordlists import word_set

_BEFORE_ACTIVITY = word_set("the a an our my your his her their that this some another one for to us next")
_BEFORE_WHAT = frozenset(["to", "that", "about"])
_MINUTE = 60
_LEVELS = {
    1: "love_maps",
    2: "fondness_and_admiration",
    3: "turn_towards",
    4: "positive_perspective",
    5: "manage_conflict",
    6: "life_dreams",
    7: "shared_meaning",
    8: "trust",
    9: "commitment",
}


_NAMES_NOTHING = frozenset({"something", "anything", "nice", "together", "for", "us", "in", "on", "down", "up", "new"})
"""Words that alone name no activity: "put something in for us"."""

_TIMES_A_WEEK = range(1, 8)
_BELONGS_BEFORE = frozenset({"the", "a", "an", "not", "never", "to"})

_PRINTED = {
    "number": "principle",
    "theme": "topic",
    "outing": "activity",
    "reminder": "activity",
    "shift": "when",
    "habit": "when",
    "occasion": "when",
    "extension": "duration_seconds",
    "nth": "step",
    "exercise_word": "exercise",
    "exercise_beginning": "exercise",
}
"""Slots of the templates that are printed under another name."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The slots of one intent, and what their times mean."""

    slots: Mapping[str, SlotValue]
    times: Mapping[str, SpokenTime]


def fill(captures: tuple[Capture, ...], fixed: tuple[tuple[str, SlotValue], ...], lattice: Lattice) -> Filled | None:
    """Canonical slots; None if a captured value cannot be one (an eleventh principle)."""
    slots: dict[str, SlotValue] = dict(fixed)
    times: dict[str, SpokenTime] = {}
    for capture in captures:
        if capture.slot in {"someone", "partner", "partner_is"}:
            continue
        value = _value(capture, lattice)
        if value is None or value == "":
            return None
        slot = _PRINTED.get(capture.slot, capture.slot)
        if slot == "activity" and _NAMES_NOTHING.issuperset(str(value).split()):
            continue
        slots[slot] = value
        if capture.spot is not None and capture.spot.time is not None:
            times[slot] = capture.spot.time
    return Filled(MappingProxyType(slots), MappingProxyType(times))


def _value(capture: Capture, lattice: Lattice) -> SlotValue | None:
    spot = capture.spot
    said = lattice.words.said(capture.start, capture.end)
    match capture.slot:
        case "number":
            return _LEVELS.get(int(spot.value)) if spot else None
        case "minutes":
            return int(spot.value) // _MINUTE if spot else None
        case "per_week":
            return spot.value if spot and int(spot.value) in _TIMES_A_WEEK else None
        case (
            "duration_seconds"
            | "extension"
            | "step"
            | "nth"
            | "exercise"
            | "exercise_word"
            | "exercise_beginning"
            | "principle"
            | "topic"
            | "theme"
        ):
            return spot.value if spot else None
        case "activity" | "outing" | "reminder":
            return activity(said)
        case "what":
            what = _without(_as_spoken(capture, lattice), _BEFORE_WHAT, once=True)
            return without_vague_time(what, lattice.words.said(capture.end, len(lattice)))
        case "region":
            return _without(_as_spoken(capture, lattice), _BEFORE_WHAT, once=True)
        case "when" | "habit" | "which" | "shift" | "occasion":
            return spot.value if spot else said
        case _:
            return said


def _as_spoken(capture: Capture, lattice: Lattice) -> str:
    """The words as spoken, with what belongs to them and was passed over as light: an article, or a "not to"."""
    start = capture.start
    while start and lattice.word(start - 1) in _BELONGS_BEFORE:
        start -= 1
    while start < capture.start and lattice.word(start) == "to":
        start += 1
    return lattice.words.said(start, capture.end)


def activity(said: str) -> str:
    """An activity's words without article or possessive."""
    return _without(said, _BEFORE_ACTIVITY)


def _without(said: str, leading: frozenset[str], *, once: bool = False) -> str:
    words = said.split()
    while len(words) > 1 and words[0] in leading:
        words = words[1:]
        if once:
            break
    return " ".join(words)
