"""A wording of a change as one matcher over a sentence; how it is written stands in ``wording_reading.py``.

A sentence is given in one of two spellings. ``SPOKEN`` is lower case as somebody writes it, where a comma may stand
behind any word. ``CANONICAL`` is what ``normalise`` makes of it; there the words of a wording are spelled so, too.

Positions are those of words: where a word begins, and where the word after a match begins or would begin.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property


class Spelling(Enum):
    """How the words of a sentence are spelled; the value is what stands between two of them."""

    SPOKEN = ",? "
    CANONICAL = " "


@dataclass(frozen=True, slots=True)
class Said:
    """A wording that was found."""

    start: int
    end: int
    kept: Mapping[str, str]
    """For every slot that was filled: its words."""

    starts: Mapping[str, int]
    """For every slot that was filled: where its words begin."""

    @property
    def before_slot(self) -> int:
        """Where its first slot begins; its end where it has none."""
        return next(iter(self.starts.values()), self.end)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a wording as a regular expression; each word of it has what stands before it."""

    regex: str
    first: frozenset[str] | None
    """The words that it can begin with; None if it can begin with any."""

    empty: bool = False
    """Whether it can be nothing at all."""

    needs: tuple[frozenset[str], ...] = ()
    """Words of each of which one stands in every sentence that it stands in."""


class Wording:
    """One wording, or several of which any may stand; compiled when it is first needed."""

    def __init__(self, piece: Piece, spelling: Spelling) -> None:
        """Keep what to compile."""
        self._piece = piece
        self._spelling = spelling

    @property
    def first(self) -> frozenset[str] | None:
        """The words that it can begin with; None if it can begin with any."""
        return None if self._piece.empty else self._piece.first

    @property
    def slots(self) -> frozenset[str]:
        """The names of what it keeps."""
        return frozenset(_slot(name) for name in self._anywhere.groupindex)

    def may_stand_in(self, words: frozenset[str]) -> bool:
        """Whether it can stand in a sentence of these words, from ``words_of``; quicker than looking for it."""
        return not any(needed.isdisjoint(words) for needed in self._piece.needs)

    def at(self, text: str, start: int = 0) -> Said | None:
        """What stands at a word; other words may follow it."""
        return _said(self._anywhere.match(f" {text}", start))

    def whole(self, text: str, start: int = 0) -> Said | None:
        """What a sentence says from a word to its end."""
        return _said(self._to_the_end.match(f" {text}", start))

    def find(self, text: str, start: int = 0) -> Said | None:
        """The first place, at a word from ``start`` on."""
        return _said(self._anywhere.search(f" {text}", start))

    def ends(self, text: str, start: int = 0) -> Said | None:
        """What a text ends with, from a word at or behind ``start``."""
        return _said(self._to_the_end.search(f" {text}", start))

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        ending = "[ ,]" if self._spelling is Spelling.SPOKEN else " "
        return re.compile(f"(?:{self._piece.regex})(?={ending}|$)")

    @cached_property
    def _to_the_end(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self._piece.regex})$")


_WORD = re.compile(r"[a-z']+")


def words_of(text: str) -> frozenset[str]:
    """The words of a sentence in which a wording may be looked for."""
    return frozenset(_WORD.findall(text))


def _slot(group: str) -> str:
    return group.partition("__")[0]


def _said(match: re.Match[str] | None) -> Said | None:
    if match is None:
        return None
    if not match.re.groups:
        return Said(match.start(), match.end(), {}, {})
    filled = {group: match.start(group) for group, words in match.groupdict().items() if words is not None}
    return Said(
        match.start(),
        match.end(),
        {_slot(group): match[group].strip(" ,") for group in filled},
        {_slot(group): start for group, start in filled.items()},
    )
