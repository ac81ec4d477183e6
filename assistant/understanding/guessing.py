"""Slots for an intent that the evidence chose although no template matched: from what was spotted, or not at all."""

from collections.abc import Callable, Mapping, Sequence

from rapidfuzz import fuzz, process

from assistant.messages.intents import IntentName
from assistant.understanding.lattice import Capture, Lattice, Spot
from assistant.understanding.normalizing import normalize
from assistant.understanding.open_words import (
    activity_in,
    beginner_in,
    name_in,
    open_end_in,
    place_in,
    place_named,
    rest_in,
    what_in,
)
from assistant.understanding.templates import Node
from assistant.understanding.wordlists import word_set

_TAKES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "ReadPrinciple": (("principle", "principle"),),
    "ExplainTopic": (("topic", "topic"),),
    "StartExercise": (("exercise", "exercise"),),
    "ListExercises": (("theme", "topic"), ("minutes", "duration")),
    "SuggestExercise": (("theme", "topic"), ("minutes", "duration")),
    "MoreTime": (("duration_seconds", "duration"),),
    "Snooze": (("duration_seconds", "duration"), ("when", "time")),
    "ListTimes": (("when", "time"),),
    "FindFreeTime": (("when", "time"),),
    "Hush": (("when", "time"),),
    "QuietHours": (("when", "time"),),
    "ScheduleTime": (("when", "time"), ("outing", "outing")),
    "MoveTime": (("when", "time"), ("outing", "outing")),
    "SkipTime": (("when", "time"), ("outing", "outing")),
    "CancelTime": (("when", "time"), ("outing", "outing")),
    "NextTime": (("outing", "outing"),),
    "Remind": (("when", "time"),),
}
"""For every intent with slots: which slot takes which kind of thing."""

NEEDED: Mapping[str, str] = {
    "ReadPrinciple": "principle",
    "ExplainTopic": "topic",
    "StartExercise": "exercise",
    "ScheduleTime": "outing",
    "QuietHours": "when",
}
"""Without this slot the intent says nothing, and is not guessed."""

NEVER_GUESSED: frozenset[IntentName] = frozenset({"Safety"})
"""It is decided before any of this."""

_OPEN: Mapping[str, Callable[[Lattice], Capture | None]] = {
    "SetName": name_in,
    "Remind": what_in,
    "SetRegion": place_in,
}
"""Intents whose slot is open words, and what finds them."""

_OPEN_NEEDED: Mapping[str, str] = {"SetName": "name", "Remind": "what"}
"""Without these open words they say too little to be guessed."""

_ANY_TIME = word_set(
    "date dates time appointment appointments plan plans event meeting thing us other each any kind of"
)
_ANY_TIME_BESIDE = word_set("together couple for two both us with evening our next")
_SITUATION_ALIKE = 88.0
"""Less alike, and what the sentence means decides instead."""

_HEARD = 0.05
"""A dearer topic or exercise is only one that sounds like it."""


def guess(intent: str, lattice: Lattice, activity_word: Node | None) -> tuple[Capture, ...]:
    """What the intent's slots could be, as far as they can be told."""
    captures = []
    if intent in _OPEN and (found := _OPEN[intent](lattice)) is not None:
        captures = [found]
    for slot, kind in _TAKES.get(intent, ()):
        capture = _outing(intent, lattice, activity_word) if kind == "outing" else _spotted(slot, kind, lattice)
        if capture is not None:
            captures.append(capture)
    return tuple(captures)


def lacks_what_it_needs(intent: str, captures: tuple[Capture, ...]) -> bool:
    """Whether an intent cannot be guessed: it never can, or what it cannot do without was not found."""
    needed = NEEDED.get(intent) or _OPEN_NEEDED.get(intent)
    return intent in NEVER_GUESSED or (needed is not None and needed not in _slots(captures))


def complete(intent: str, captures: tuple[Capture, ...], lattice: Lattice) -> tuple[Capture, ...]:
    """What a template took, and beside it what it passed over: a time, a length or a theme that the intent takes."""
    captures = _without_its_time(captures, lattice)
    if intent == "NextTime":
        captures = tuple(capture for capture in captures if not _is_any_time(capture, lattice))
    if intent == "SetRegion" and not captures and (place := place_named(lattice)):
        captures = (place,)
    captures += _who_begins(intent, captures, lattice)
    taken = {capture.slot for capture in captures} | ({"when"} if {"shift", "occasion"} & _slots(captures) else set())
    used = {index for capture in captures for index in range(capture.start, capture.end)}
    added = []
    for slot, kind in _TAKES.get(intent, ()):
        if slot in taken or kind in {"outing", "exercise"}:
            continue
        capture = _spotted(slot, kind, lattice)
        if capture is not None and used.isdisjoint(range(capture.start, capture.end)):
            added.append(capture)
    if intent == "Hush" and not {"when"} & (taken | _slots(tuple(added))):
        added += open_end_in(lattice)
    return (*captures, *added)


def _who_begins(intent: str, captures: tuple[Capture, ...], lattice: Lattice) -> tuple[Capture, ...]:
    """Who goes first in an exercise, where a template passed it over."""
    if intent != "StartExercise" or "first_speaker" in _slots(captures):
        return ()
    used = {index for capture in captures for index in range(capture.start, capture.end)}
    found = beginner_in(lattice)
    return (found,) if found is not None and found.start not in used else ()


def _without_its_time(captures: tuple[Capture, ...], lattice: Lattice) -> tuple[Capture, ...]:
    """An activity without the day that stands behind it, where no other one was named: "the walk tomorrow is off"."""
    at = next((number for number, capture in enumerate(captures) if capture.slot in {"activity", "outing"}), None)
    if at is None or {"when", "which"} & _slots(captures):
        return captures
    named = captures[at]
    days = [spot for spot in lattice.spots if spot.kind == "time" and spot.time and spot.time.names_day]
    day = next((spot for spot in days if spot.end == named.end and spot.start > named.start), None)
    if day is None:
        return captures
    shorter = Capture(named.slot, named.start, day.start)
    return (*captures[:at], shorter, *captures[at + 1 :], Capture("when", day.start, day.end, day))


def _slots(captures: tuple[Capture, ...]) -> set[str]:
    return {capture.slot for capture in captures}


class NearestSituation:
    """Every situation's phrases, to find the one that is most like what was said."""

    def __init__(self, situations: Mapping[str, Sequence[str]]) -> None:
        """Take for every situation's id the ways people say it."""
        known = [(" ".join(normalize(phrase).words), name) for name, said in situations.items() for phrase in said]
        self._phrases = [text for text, _ in known]
        self._names = [name for _, name in known]

    def nearest(self, lattice: Lattice) -> str | None:
        """The situation; None if no phrase is like it."""
        said = " ".join(lattice.words.words)
        found = process.extractOne(said, self._phrases, scorer=fuzz.token_set_ratio, score_cutoff=_SITUATION_ALIKE)
        return self._names[found[2]] if found else None


def _spotted(slot: str, kind: str, lattice: Lattice) -> Capture | None:
    kinds = {"topic", "principle"} if slot == "theme" else {kind}
    spots = [spot for spot in lattice.spots if spot.kind in kinds and (slot != "theme" or spot.cost < _HEARD)]
    if not spots:
        return None
    best = max(spots, key=_worth)
    return Capture(slot, best.start, best.end, best)


def _worth(spot: Spot) -> float:
    return spot.end - spot.start - 2.0 * spot.cost


def _outing(intent: str, lattice: Lattice, activity_word: Node | None) -> Capture | None:
    capture = activity_in(lattice, activity_word)
    if capture is None:
        return rest_in(lattice) if intent != "ScheduleTime" else None
    return None if intent == "NextTime" and _is_any_time(capture, lattice) else capture


def _is_any_time(capture: Capture, lattice: Lattice) -> bool:
    """Whether an activity only says that any will do: "our next date", "the next thing together"."""
    words = {lattice.word(at) for at in range(capture.start, capture.end)}
    return words <= _ANY_TIME | _ANY_TIME_BESIDE
