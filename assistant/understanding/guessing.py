"""Slots for an intent that the evidence chose although no template matched: from what was spotted, or not at all."""

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

from assistant.understanding.lattice import Capture, Lattice, Spot
from assistant.understanding.normalizing import normalize
from assistant.understanding.templates import Node
from assistant.understanding.wordlists import word_set

_TAKES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "ReadPrinciple": (("principle", "principle"),),
    "ExplainTopic": (("topic", "topic"),),
    "StartExercise": (("exercise", "exercise"),),
    "ListExercises": (("theme", "topic"), ("minutes", "duration")),
    "SuggestExercise": (("theme", "topic"), ("minutes", "duration")),
    "MoreTime": (("duration_seconds", "duration"),),
    "Snooze": (("duration_seconds", "duration"),),
    "ListTimes": (("when", "time"),),
    "FindFreeTime": (("when", "time"),),
    "Hush": (("when", "time"),),
    "QuietHours": (("when", "time"),),
    "ScheduleTime": (("when", "time"), ("outing", "outing")),
    "MoveTime": (("when", "time"), ("outing", "outing")),
    "SkipTime": (("when", "time"), ("outing", "outing")),
    "CancelTime": (("when", "time"), ("outing", "outing")),
    "NextTime": (("outing", "outing"),),
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

NEVER_GUESSED = frozenset({"SetName", "Remind", "ForgetEverything", "Safety"})
"""Their slots are open words, or a wrong guess would cost too much."""

_BESIDE = word_set(
    "i we you he she it us me the a an our my your his her their this that next to for on at in of and or but so if "
    "is are was be can could would will should shall let do does did have has had not no go going put book schedule "
    "plan cancel move skip push make want like need please when what which how from with by about into out off up "
    "down back new add set get take drop leave change shift delete remove"
)
_SITUATION_ALIKE = 72.0
_REACH = 2
_HEARD = 0.2
"""A dearer match is a word that only sounds like it."""


def guess(intent: str, lattice: Lattice, activity_word: Node | None) -> tuple[Capture, ...] | None:
    """What the intent's slots could be; None if it cannot be guessed without one that it needs."""
    if intent in NEVER_GUESSED:
        return None
    captures = []
    for slot, kind in _TAKES.get(intent, ()):
        capture = _activity(lattice, activity_word) if kind == "outing" else _spotted(slot, kind, lattice)
        if capture is not None:
            captures.append(capture)
    needed = NEEDED.get(intent)
    if needed is not None and all(capture.slot != needed for capture in captures):
        return None
    return tuple(captures)


def complete(intent: str, captures: tuple[Capture, ...], lattice: Lattice) -> tuple[Capture, ...]:
    """What a template took, and beside it what it passed over: a time, a length or a theme that the intent takes."""
    taken = {capture.slot for capture in captures} | ({"when"} if {"shift", "occasion"} & _slots(captures) else set())
    used = {index for capture in captures for index in range(capture.start, capture.end)}
    added = []
    for slot, kind in _TAKES.get(intent, ()):
        if slot in taken or kind in {"outing", "exercise"}:
            continue
        capture = _spotted(slot, kind, lattice)
        if capture is not None and used.isdisjoint(range(capture.start, capture.end)):
            added.append(capture)
    return (*captures, *added)


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
    spots = [spot for spot in lattice.spots if spot.kind in kinds]
    if not spots:
        return None
    best = max(spots, key=_worth)
    return Capture(slot, best.start, best.end, best)


def _worth(spot: Spot) -> float:
    return spot.end - spot.start - 2.0 * spot.cost


def _activity(lattice: Lattice, activity_word: Node | None) -> Capture | None:
    if activity_word is None:
        return None
    for at in range(len(lattice) - 1, -1, -1):
        if at in lattice.timed:
            continue
        ends = [
            end.at
            for end in activity_word.ends(lattice, at)
            if end.at > at and end.cost < _HEARD and end.at - 1 not in lattice.timed
        ]
        if not ends:
            continue
        start, end = at, max(ends)
        while start and at - start < _REACH and _belongs(lattice, start - 1):
            start -= 1
        if lattice.word(end) == "together":
            end += 1
        return Capture("outing", start, end)
    return None


def _belongs(lattice: Lattice, at: int) -> bool:
    return lattice.word(at) not in _BESIDE and at not in lattice.timed
