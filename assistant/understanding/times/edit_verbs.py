"""The verb that a change begins with."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from assistant.understanding.times.edit_families import Family
from assistant.understanding.times.edit_words import EditWords, edit_words


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb found at the beginning of a sentence."""

    family: Family
    start: int
    end: int
    """Where its object begins."""


def read_verb(text: str) -> Verb | None:
    """The verb that a sentence in canonical words begins with, after its politeness; the one that stands first."""
    words = edit_words()
    for at in _places(words, text):
        found = _verbs_at(words, text, at)
        if found:
            return max(found, key=attrgetter("end"))
    return None


def _places(words: EditWords, text: str) -> Iterator[int]:
    """Where a verb may stand: at the first word, and behind every one that may open a sentence."""
    at = 0
    while at < len(text):
        yield at
        opening = words.before_the_verb.at(text, at)
        if text.startswith(", ", at):
            at += len(", ")
        elif opening:
            at = opening.end
        else:
            return


def _verbs_at(words: EditWords, text: str, at: int) -> list[Verb]:
    first = text[at:].split(" ", 1)[0]
    ends = ((verb.family, verb.object_after(text, at)) for verb in words.verbs.get(first, ()))
    return [Verb(family, at, end) for family, end in ends if end is not None]
