"""Wordings of changes: the notation of ``notation.py``, made into matchers over a sentence.

A named part, ``<rule>`` or ``{slot}``, is a rule that is written once or open words; a slot is kept under its name,
and ``*`` is any words at all. Of canonical words ``number``, ``figure`` (also "7:30") and ``nth`` are named parts, too.
A word that begins with an apostrophe is joined to the one before it: ``{walk} ('s|is) off``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.understanding.notation import NotationError, read_notation
from assistant.understanding.times.normalise import normalise
from assistant.understanding.times.wording import Piece, Spelling, Wording


@dataclass(frozen=True, slots=True)
class Open:
    """What open words may be: letters alone, no figures, and no comma between them."""

    most: int | None = None
    """How many words at most; None for any number."""

    not_first: tuple[str, ...] = ()
    """Words that none of them begins with."""

    never: tuple[str, ...] = ()
    """Words that are none of them."""


_FIGURES = {"number": r"\d+", "figure": r"\d[^ ]*", "nth": r"\d+th"}
"""Named parts that are no words."""


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
        self._built: dict[str, Piece | None] = {}

    def read(self, *wordings: str) -> Wording:
        """One wording, or several of which any may stand.

        Raises:
            NotationError: a wording is not well written, or names what does not exist.
        """
        builder = _Builder(self)
        pieces = [read_notation(wording, builder) for wording in wordings]
        return Wording(pieces[0] if len(pieces) == 1 else builder.one_of(pieces), self._spelling)

    def named(self, name: str) -> Piece:
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

    def _build(self, name: str) -> Piece:
        if name in _FIGURES:
            return Piece(self.between + _FIGURES[name], None)
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

    def word(self, word: str) -> Piece:
        spelled = self._reader.spelled(word)
        if not spelled:
            message = f"{word!r} is left out of a sentence before it is read here"
            raise NotationError(message)
        joined = word.startswith("'") and self._reader.between != " "
        regex = word if joined else "".join(self._reader.between + each for each in spelled)
        return Piece(regex, frozenset(spelled[:1]), needs=() if joined else (frozenset(spelled[:1]),))

    def gap(self) -> Piece:
        return Piece(f"{self._reader.between}.+?", None)

    def rule(self, name: str) -> Piece:
        return self._reader.named(name)

    def slot(self, name: str) -> Piece:
        if not self._keeps:
            message = f"a rule keeps nothing: write <{name}>"
            raise NotationError(message)
        piece = self._reader.named(name)
        self._kept += 1
        return Piece(f"(?P<{name}__{self._kept}>{piece.regex})", piece.first, piece.empty, piece.needs)

    def optional(self, inner: Piece) -> Piece:
        return Piece(f"(?:{inner.regex})?", inner.first, empty=True)

    def repeated(self, inner: Piece) -> Piece:
        return Piece(f"(?:{inner.regex})+", inner.first, inner.empty, inner.needs)

    def in_order(self, parts: Sequence[Piece]) -> Piece:
        leading = [part for at, part in enumerate(parts) if all(before.empty for before in parts[:at])]
        needs = tuple(needed for part in parts for needed in part.needs)
        regex = "".join(part.regex for part in parts)
        return Piece(regex, _any_first(leading), all(part.empty for part in parts), needs)

    def one_of(self, choices: Sequence[Piece]) -> Piece:
        regexes = list(dict.fromkeys(choice.regex for choice in choices))
        between = self._reader.between
        alike = all(regex.startswith(between) for regex in regexes)  # said once, it is found sooner
        joined = "|".join(regex.removeprefix(between) if alike else regex for regex in regexes)
        regex = f"{between}(?:{joined})" if alike else f"(?:{joined})"
        telling = [min(choice.needs, key=len) for choice in choices if choice.needs]
        needs = (frozenset[str]().union(*telling),) if len(telling) == len(choices) else ()
        return Piece(regex, _any_first(choices), any(choice.empty for choice in choices), needs)


def _any_first(pieces: Iterable[Piece]) -> frozenset[str] | None:
    first: set[str] = set()
    for piece in pieces:
        if piece.first is None:
            return None
        first |= piece.first
    return frozenset(first)


def _open_words(words: Open, spelling: Spelling) -> Piece:
    barred = f"(?!(?:{'|'.join(words.not_first)})\\b)" if words.not_first else ""
    never = f"(?!(?:{'|'.join(words.never)})\\b)" if words.never else ""
    each = f"{never}[a-z']+"
    more = f"{{0,{words.most - 1}}}" if words.most else "*"
    return Piece(f"{spelling.value}{barred}{each}(?: {each}){more}?", None)


@cache
def _canonical(word: str) -> str:
    return word if word.startswith("'") else normalise(word).text
