"""Slots by what was learned of wordings: which words are the thing, and which of several times is which."""

from collections.abc import Mapping

from assistant.understanding.lattice import Capture, Lattice, Spot
from assistant.understanding.marking import THING, WHEN, WHICH
from assistant.understanding.normalizing import FILLERS
from assistant.understanding.open_words import COMMAND_WORDS
from assistant.understanding.wordlists import word_set

_THINGS: Mapping[str, str] = {
    "ScheduleTime": "outing",
    "MoveTime": "outing",
    "SkipTime": "outing",
    "CancelTime": "outing",
    "NextTime": "outing",
    "Remind": "what",
}
"""For every intent whose thing is better found by marks than by rules: the slot that names it."""

FILLED_BY_MARKS = frozenset({*_THINGS, "FindFreeTime"})
_NAMING = frozenset({"outing", "activity", "what"})
_OF_NO_NAME = (
    COMMAND_WORDS | FILLERS | word_set("yes mate innit babe hon sorry wait round around due say like")
) - word_set(
    "with without and in at of on for to the a an our my your his her their this that us out off time hot quiet new"
)
"""Words that a template may have taken for part of a name, but that hardly any name holds."""

_INSTEAD_OF_A_NAME = word_set("it that this these those them everything all both one ones")
_BEFORE_A_NAME = word_set("the our my a an that this about and now so well okay right oh")
_ATTACHED = word_set("with and")
_ARTICLES_AND = word_set("and a an the some our my then")
_LEADS_TO_WHAT = word_set("to that about of remind reminds reminded reminding reminder so unless me us got have")
_POINTING = word_set(
    "appointment appointments whole thing things one ones it that this these those them lot series all sorry the of our"
)
"""Words that name nothing: "cancel that appointment"."""


def with_marks(
    intent: str,
    captures: tuple[Capture, ...],
    lattice: Lattice,
    spans: Mapping[str, tuple[int, int]],
    *,
    guessed: bool,
) -> tuple[Capture, ...]:
    """What a template or a guess took, put right where the marks say otherwise.

    Args:
        intent: what was understood.
        captures: what was taken.
        lattice: the utterance.
        spans: where the marks say that things stand; see ``Marking.spans``.
        guessed: whether no template matched. Then marks count more than what was left over; of what a template took
            they only put right a thing that points at another one, or that holds words which no name holds.
    """
    if intent not in FILLED_BY_MARKS:
        return captures
    slots = {capture.slot for capture in captures}
    if "reminder" not in slots and (guessed or intent != "Remind"):
        captures = _with_thing(_THINGS.get(intent), captures, lattice, spans.get(THING), guessed=guessed)
    if intent == "FindFreeTime" and WHEN not in spans:  # "an hour" alone says how long, and not when
        return tuple(capture for capture in captures if capture.slot != WHEN)
    if not guessed:
        return captures
    return _with_times(captures, lattice, spans, moves=intent == "MoveTime")


def _with_thing(
    slot: str | None,
    captures: tuple[Capture, ...],
    lattice: Lattice,
    marked: tuple[int, int] | None,
    *,
    guessed: bool,
) -> tuple[Capture, ...]:
    if slot is None or marked is None:
        return captures
    named = next((capture for capture in captures if capture.slot in _NAMING), None)
    if named is None:
        return (*captures, Capture(slot, *marked)) if _is_named(marked, lattice) else captures
    words = set(lattice.words.words[named.start : named.end])
    within = named.start <= marked[0] and marked[1] <= named.end and not words.isdisjoint(_OF_NO_NAME)
    if named.spot is not None or not (guessed or within or words <= _POINTING):
        return captures
    if guessed and _goes_with(named, marked, lattice):
        return captures
    return (*(capture for capture in captures if capture is not named), Capture(named.slot, *marked))


def _is_named(marked: tuple[int, int], lattice: Lattice) -> bool:
    """Whether it is no other word beside one that points, "sam's ill so cancel everything", but what that points at."""
    first = all(lattice.word(at) in _BEFORE_A_NAME or at in lattice.timed for at in range(marked[0]))
    return first or _INSTEAD_OF_A_NAME.isdisjoint(lattice.words.words)


def _goes_with(named: Capture, marked: tuple[int, int], lattice: Lattice) -> bool:
    """Whether the marks cut off what belongs to a name, "dinner with mum", or join what may be two: "walk and yoga"."""
    if marked[0] <= named.start and named.end <= marked[1] and "and" in lattice.words.words[slice(*marked)]:
        return True
    if named.start == marked[0] and marked[1] < named.end:
        return lattice.word(marked[1]) in _ATTACHED
    if named.slot == "what" and named.start < marked[0] and marked[1] <= named.end:
        return _LEADS_TO_WHAT.isdisjoint(lattice.words.words[named.start : marked[0]])
    between = lattice.words.words[marked[1] : named.start]
    return "and" in between and set(between) <= _ARTICLES_AND


def _with_times(
    captures: tuple[Capture, ...], lattice: Lattice, spans: Mapping[str, tuple[int, int]], *, moves: bool
) -> tuple[Capture, ...]:
    when = _time_at(lattice, spans.get(WHEN))
    if when is None:
        return captures
    found = {WHEN: when}
    which = _time_at(lattice, spans.get(WHICH)) if moves else None
    if which is not None and (which.end <= when.start or when.end <= which.start):
        found[WHICH] = which
    kept = [capture for capture in captures if capture.slot not in found]
    return (*kept, *(Capture(slot, spot.start, spot.end, spot) for slot, spot in found.items()))


def _time_at(lattice: Lattice, span: tuple[int, int] | None) -> Spot | None:
    """The time that was found where one was marked: the one that agrees most."""
    if span is None:
        return None
    start, end = span
    times = [spot for spot in lattice.spots if spot.kind == "time" and spot.start < end and start < spot.end]
    return max(times, key=lambda spot: _agreement(spot, start, end), default=None)


def _agreement(spot: Spot, start: int, end: int) -> float:
    return (min(spot.end, end) - max(spot.start, start)) / (max(spot.end, end) - min(spot.start, start))
