"""A wording of a change, in the notation of ``notation.py``, as one matcher over a sentence.

A named part, ``<rule>`` or ``{slot}``, is a rule that is written once or open words; a slot is kept under its name,
and ``*`` is any words at all. Of canonical words ``number``, ``figure`` (also "7:30") and ``nth`` are named parts, too.
A word that begins with an apostrophe is joined to the one before it: ``{walk} ('s|is) off``.

A sentence is given in one of two spellings. ``SPOKEN`` is lower case as somebody writes it, where a comma may stand
behind any word. ``CANONICAL`` is what ``normalise`` makes of it; there the words of a wording are spelled so, too.

Positions are those of words: where a word begins, and where the word after a match begins or would begin.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property

from assistant.understanding.notation import NotationError, read_notation
from assistant.understanding.times.normalise import normalise


class Spelling(Enum):
    """How the words of a sentence are spelled; the value is what stands between two of them."""

    SPOKEN = ",? "
    CANONICAL = " "


@dataclass(frozen=True, slots=True)
class Open:
    """What open words may be: letters alone, no figures, and no comma between them."""

    most: int | None = None
    """How many words at most; None for any number."""

    not_first: tuple[str, ...] = ()
    """Words that none of them begins with."""

    never: tuple[str, ...] = ()
    """Words that are none of them."""


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
class _Piece:
    """A part of a wording as a regular expression; each word of it has what stands before it."""

    regex: str
    first: frozenset[str] | None
    """The words that it can begin with; None if it can begin with any."""

    empty: bool = False
    """Whether it can be nothing at all."""

    needs: tuple[frozenset[str], ...] = ()
    """Words of each of which one stands in every sentence that it stands in."""


_FIGURES = {"number": r"\d+", "figure": r"\d[^ ]*", "nth": r"\d+th"}
"""Named parts that are no words."""


class Wording:
    """One wording, or several of which any may stand; compiled when it is first needed."""

    def __init__(self, piece: _Piece, spelling: Spelling) -> None:
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


class WordingReader:
    """Reads wordings that share their named parts."""

    def __init__(self, rules: Mapping[str, str], opened: Mapping[str, Open], spelling: Spelling) -> None:
        """Know the named parts; they are built when a wording first names them.

        Args:
            rules: wordings by name, which may name each other.
            opened: open words by name.
            spelling: of the sentences that the wordings are for.
        """
        self._rules = rules
        self._open = opened
        self._spelling = spelling
        self._built: dict[str, _Piece | None] = {}

    def read(self, *wordings: str) -> Wording:
        """One wording, or several of which any may stand.

        Raises:
            NotationError: a wording is not well written, or names what does not exist.
        """
        builder = _Builder(self)
        pieces = [read_notation(wording, builder) for wording in wordings]
        return Wording(pieces[0] if len(pieces) == 1 else builder.one_of(pieces), self._spelling)

    def named(self, name: str) -> _Piece:
        """What a name stands for.

        Raises:
            NotationError: nothing has this name, or its rule needs itself.
        """
        if name not in self._built:
            self._built[name] = None
            self._built[name] = self._build(name)
        piece = self._built[name]
        if piece is None:
            message = f"the rule <{name}> needs itself"
            raise NotationError(message)
        return piece

    def _build(self, name: str) -> _Piece:
        if name in _FIGURES:
            return _Piece(self.between + _FIGURES[name], None)
        if name in self._open:
            return _open_words(self._open[name], self._spelling)
        if name not in self._rules:
            message = f"there is no rule or open words of the name {name!r}"
            raise NotationError(message)
        return read_notation(self._rules[name], _Builder(self, keeps=False))

    @property
    def between(self) -> str:
        """What stands between two words."""
        return self._spelling.value

    def spelled(self, word: str) -> tuple[str, ...]:
        """A word as it stands in a sentence: one, two where it is cut apart, none where it is left out."""
        return tuple(_canonical(word).split()) if self._spelling is Spelling.CANONICAL else (word,)


class _Builder:
    """Makes regular expressions of the signs."""

    def __init__(self, reader: WordingReader, *, keeps: bool = True) -> None:
        self._reader = reader
        self._keeps = keeps
        self._kept = 0

    def word(self, word: str) -> _Piece:
        spelled = self._reader.spelled(word)
        if not spelled:
            message = f"{word!r} is left out of a sentence before it is read here"
            raise NotationError(message)
        joined = word.startswith("'") and self._reader.between != " "
        regex = word if joined else "".join(self._reader.between + each for each in spelled)
        return _Piece(regex, frozenset(spelled[:1]), needs=() if joined else (frozenset(spelled[:1]),))

    def gap(self) -> _Piece:
        return _Piece(f"{self._reader.between}.+?", None)

    def rule(self, name: str) -> _Piece:
        return self._reader.named(name)

    def slot(self, name: str) -> _Piece:
        if not self._keeps:
            message = f"a rule keeps nothing: write <{name}>"
            raise NotationError(message)
        piece = self._reader.named(name)
        self._kept += 1
        return _Piece(f"(?P<{name}__{self._kept}>{piece.regex})", piece.first, piece.empty, piece.needs)

    def optional(self, inner: _Piece) -> _Piece:
        return _Piece(f"(?:{inner.regex})?", inner.first, empty=True)

    def repeated(self, inner: _Piece) -> _Piece:
        return _Piece(f"(?:{inner.regex})+", inner.first, inner.empty, inner.needs)

    def in_order(self, parts: Sequence[_Piece]) -> _Piece:
        leading = [part for at, part in enumerate(parts) if all(before.empty for before in parts[:at])]
        needs = tuple(needed for part in parts for needed in part.needs)
        regex = "".join(part.regex for part in parts)
        return _Piece(regex, _any_first(leading), all(part.empty for part in parts), needs)

    def one_of(self, choices: Sequence[_Piece]) -> _Piece:
        regexes = list(dict.fromkeys(choice.regex for choice in choices))
        between = self._reader.between
        alike = all(regex.startswith(between) for regex in regexes)  # said once, it is found sooner
        joined = "|".join(regex.removeprefix(between) if alike else regex for regex in regexes)
        regex = f"{between}(?:{joined})" if alike else f"(?:{joined})"
        telling = [min(choice.needs, key=len) for choice in choices if choice.needs]
        needs = (frozenset[str]().union(*telling),) if len(telling) == len(choices) else ()
        return _Piece(regex, _any_first(choices), any(choice.empty for choice in choices), needs)


def _any_first(pieces: Iterable[_Piece]) -> frozenset[str] | None:
    first: set[str] = set()
    for piece in pieces:
        if piece.first is None:
            return None
        first |= piece.first
    return frozenset(first)


def _open_words(words: Open, spelling: Spelling) -> _Piece:
    barred = f"(?!(?:{'|'.join(words.not_first)})\\b)" if words.not_first else ""
    never = f"(?!(?:{'|'.join(words.never)})\\b)" if words.never else ""
    each = f"{never}[a-z']+"
    more = f"{{0,{words.most - 1}}}" if words.most else "*"
    return _Piece(f"{spelling.value}{barred}{each}(?: {each}){more}?", None)


_WORD = re.compile(r"[a-z']+")


def words_of(text: str) -> frozenset[str]:
    """The words of a sentence in which a wording may be looked for."""
    return frozenset(_WORD.findall(text))


@cache
def _canonical(word: str) -> str:
    return word if word.startswith("'") else normalise(word).text


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
