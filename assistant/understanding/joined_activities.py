"""One plan that is called by two things: "dinner and a movie", "a picnic and a swim", "dinner with mum and dad"."""

from dataclasses import replace
from types import MappingProxyType

from assistant.messages.speech import Intent
from assistant.understanding.lattice import Lattice
from assistant.understanding.open_words import COMMAND_WORDS
from assistant.understanding.slots import activity
from assistant.understanding.wordlists import word_set

_AND = "and"
_ARTICLES = word_set("a an the some our my then")
_INSIDE = word_set("with")
_LEADS_TO_A_TIME = word_set("on at for in from by around about this next")
_LONGEST = 4
"""Words on one side of the "and"."""


def with_both_named(intent: Intent, lattice: Lattice) -> Intent:
    """A plan by its whole name, where an "and" joins what was taken for its name to something else.

    Nothing that was named is lost then; that one time is meant for both is read back with it.
    """
    named = str(intent.slots.get("activity", "")).split()
    at = _place(lattice, named)
    if intent.name != "ScheduleTime" or at is None:
        return intent
    start, end = _left(lattice, at), _right(lattice, at + len(named))
    if (start, end) == (at, at + len(named)):
        return intent
    slots = {**intent.slots, "activity": activity(lattice.words.said(start, end))}
    return replace(intent, slots=MappingProxyType(slots))


def _place(lattice: Lattice, named: list[str]) -> int | None:
    words = list(lattice.words.words)
    places = range(len(words) - len(named) + 1) if named else ()
    return next((at for at in places if words[at : at + len(named)] == named), None)


def _left(lattice: Lattice, at: int) -> int:
    """Where the name begins, if something stands before its "and"."""
    joint = at - 1
    while lattice.word(joint) in _ARTICLES:
        joint -= 1
    if joint < 1 or lattice.word(joint) != _AND:
        return at
    start = joint
    while start and joint - start < _LONGEST and _belongs(lattice, start - 1):
        start -= 1
    return start if start < joint else at


def _right(lattice: Lattice, end: int) -> int:
    """Where the name ends, if something stands behind its "and" and before the time that is for both."""
    if end >= len(lattice) or lattice.word(end) != _AND:
        return end
    first = end + 1
    while first < len(lattice) and lattice.word(first) in _ARTICLES:
        first += 1
    stop = first
    while stop < len(lattice) and stop - first < _LONGEST and _belongs(lattice, stop):
        stop += 1
    is_whole = stop == len(lattice) or stop in lattice.timed or lattice.word(stop) in _LEADS_TO_A_TIME
    return stop if stop > first and is_whole else end


def _belongs(lattice: Lattice, at: int) -> bool:
    word = lattice.word(at)
    return at not in lattice.timed and (word in _INSIDE or word not in COMMAND_WORDS)
