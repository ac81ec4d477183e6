"""The notation of the safety rules, made into regular expressions over normalised words.

=============  ===============================================================
``word``       the word itself; ``throttl*`` any word that begins so
``(a|b c)``    one of these
``[a|b]``      one of these, or nothing
``<name>``     one of the wordings listed under ``words`` in ``words.yaml``
``..``         up to five words, none of which begins another thought
``{a}``        the heart of it: a negation before it, in the same thought, undoes it
``^ $``        the utterance begins or ends here
``a + b``      both, in any order, anywhere in the utterance; the heart stands in the first
=============  ===============================================================

Why: plain regular expressions would be unreadable for whoever reviews the rules. There are hundreds of patterns, and
nearly all sentences concern none of them, so each is compiled only once a sentence holds one of its cue words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.errors import ContentError

CORE = "core"
"""The group that holds the heart of a pattern."""

_TOKEN = re.compile(r"\([a-z']+(?:[ |][a-z']+)*\)|\.\.|<\w+>|[()\[\]{}|^$]|[^\s()\[\]{}|<>^$+]+")
_WORD = re.compile(r"[a-z']+\*?")
_SPOKEN_WORD = re.compile(r"[^ ]+")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_GAP_WORDS = 5
_SHORTEST_BEGINNING = 3


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a pattern."""

    regex: str
    cues: frozenset[str] | None
    """Words, or beginnings with a star, of which one must stand in the sentence; None where nothing can be said."""


class Pattern:
    """One pattern, compiled when it is first needed."""

    def __init__(self, parts: Sequence[_Part], written: str, *, at_the_end: bool = False) -> None:
        """Keep what to compile."""
        self._parts = tuple(parts)
        self._written = written
        self._end = "$" if at_the_end else ""

    @property
    def cues(self) -> frozenset[str]:
        """One of these stands in every sentence that holds it."""
        return self._parts[0].cues or frozenset()

    def may_stand_in(self, cues: frozenset[str]) -> bool:
        """Whether a sentence with these cues, from ``cues_of``, can hold it."""
        return all(part.cues is None or not part.cues.isdisjoint(cues) for part in self._parts)

    def found_in(self, spoken: str) -> Iterator[re.Match[str]]:
        """Every place, also where they overlap.

        Args:
            spoken: words that each have one blank behind them.

        Raises:
            ContentError: the pattern is not well written.
        """
        if not all(regex.search(spoken) for regex in self._regexes):
            return
        at = 0
        while (found := self._regexes[0].search(spoken, at)) is not None:
            yield found
            at = found.start() + 1

    def would_lack_a_part(self, found: re.Match[str], spoken: str, places: frozenset[int]) -> bool:
        """Whether some part of it stands nowhere but where one of its own words begins at one of these places.

        Args:
            found: a match from ``found_in``.
            spoken: what it was found in.
            places: where words begin.
        """
        others = ([*regex.finditer(spoken)] for regex in self._regexes[1:])
        return any(all(not named_places(match).isdisjoint(places) for match in part) for part in ([found], *others))

    def stands_in(self, spoken: str) -> bool:
        """Whether it is there at all; ``spoken`` as in ``found_in``."""
        return next(self.found_in(spoken), None) is not None

    @cached_property
    def _regexes(self) -> tuple[re.Pattern[str], ...]:
        try:
            return tuple(re.compile(f"(?<![^ ])(?:{part.regex}){self._end}") for part in self._parts)
        except re.error as error:
            raise unreadable(self._written) from error


class Notation:
    """Reads patterns, knowing the named words and what begins another thought."""

    def __init__(
        self,
        words: Mapping[str, tuple[str, ...]],
        *,
        breaks: Iterable[str],
        same: Mapping[str, tuple[str, ...]],
        common: Iterable[str],
    ) -> None:
        """Prepare the named words.

        Args:
            words: wordings by name; a wording may use names that stand before its own.
            breaks: words that no gap passes over.
            same: words that count as one, by the one that stands for all.
            common: words that make poor cues, for they stand in most sentences.

        Raises:
            ContentError: a wording is not well written.
        """
        self._same = {word: one for one, others in same.items() for word in (one, *others)}
        self._common = frozenset(common)
        stop = "|".join(re.escape(self.one_for(word)) for word in breaks)
        self._gap = _Part(f"((?:(?!(?:{stop}) )[^ ]+ ){{0,{_GAP_WORDS}}}?)", None)
        self._any_gap = _Part(f"((?:[^ ]+ ){{0,{_GAP_WORDS}}}?)", None)
        self._known: dict[str, _Part] = {}
        self._named: dict[str, _Part] = {}
        for name, wordings in words.items():
            self._named[name] = _one_of([self._parse(wording) for wording in wordings])

    def is_telling(self, word: str) -> bool:
        """Whether a word, as ``one_for`` gives it, does not stand in most sentences."""
        return word not in self._common

    def one_for(self, word: str) -> str:
        """The word that stands for this one and its like, also for "my partner's"."""
        return self._same.get(word.removesuffix("'s"), self._same.get(word, word))

    def read(self, pattern: str) -> Pattern:
        """Read one pattern.

        Raises:
            ContentError: it is not well written, or no word of it has to stand in the sentence.
        """
        parts = [self._parse(part) for part in pattern.split("+")]
        if parts[0].cues is None:
            raise unreadable(pattern)
        return Pattern(parts, pattern)

    def read_any(self, patterns: Iterable[str], *, at_the_end: bool = False) -> Pattern:
        """Read patterns of which any may match; here hearts mean nothing and gaps pass over everything.

        Args:
            patterns: in the notation of this module.
            at_the_end: whether a match must reach to the end of what is searched.

        Raises:
            ContentError: one is not well written.
        """
        part = _one_of([self._parse(pattern, strict=False) for pattern in patterns])
        return Pattern([part], "one of several", at_the_end=at_the_end)

    def _parse(self, pattern: str, *, strict: bool = True) -> _Part:
        tokens = _TOKEN.findall(pattern)[::-1]
        if "+" in pattern:
            raise unreadable(pattern)
        part = self._alternatives(tokens, pattern, "", strict=strict)
        if tokens or not part.regex:
            raise unreadable(pattern)
        return part

    def _alternatives(self, tokens: list[str], pattern: str, closing: str, *, strict: bool) -> _Part:
        """Read up to a closing bracket; ``tokens`` stand in reverse and are used up."""
        read: list[_Part] = []
        sequence: list[_Part] = []
        while tokens and tokens[-1] != closing:
            sign = tokens.pop()
            if sign[0] == "(" != sign:
                sequence.append(self._plain_choice(sign))
            elif sign == "|":
                read.append(self._in_order(sequence))
                sequence = []
            elif sign in _CLOSING:
                inner = self._alternatives(tokens, pattern, _CLOSING[sign], strict=strict)
                if not tokens or tokens.pop() != _CLOSING[sign]:
                    raise unreadable(pattern)
                sequence.append(_bracketed(sign, inner, strict=strict))
            else:
                sequence.append(self._single(sign, pattern, strict=strict))
        return _one_of([*read, self._in_order(sequence)])

    def _plain_choice(self, sign: str) -> _Part:
        """Read a bracket that holds nothing but words: most are, and many stand in several patterns."""
        if (known := self._known.get(sign)) is None:
            wordings = [[self.one_for(word) for word in wording.split()] for wording in sign[1:-1].split("|")]
            regexes = dict.fromkeys(" ".join(words) + " " for words in wordings)
            cues = (next((word for word in words if word not in self._common), words[0]) for words in wordings)
            known = self._known[sign] = _Part(f"(?:{'|'.join(regexes)})", frozenset(cues))
        return known

    def _in_order(self, parts: list[_Part]) -> _Part:
        known = [part.cues for part in parts if part.cues is not None]
        cues = min(known, key=lambda words: (len(words & self._common), len(words)), default=None)
        return _Part("".join(part.regex for part in parts), cues)

    def _single(self, sign: str, pattern: str, *, strict: bool) -> _Part:
        if sign == "..":
            return self._gap if strict else self._any_gap
        if sign in ("^", "$"):
            return _Part(sign, None)
        if sign.startswith("<") and sign[1:-1] in self._named:
            return self._named[sign[1:-1]]
        if (known := self._known.get(sign)) is None:
            known = self._known[sign] = self._word(sign, pattern)
        return known

    def _word(self, sign: str, pattern: str) -> _Part:
        if not _WORD.fullmatch(sign):
            raise unreadable(pattern)
        if sign.endswith("*"):
            return _Part(re.escape(sign[:-1]) + "[^ ]* ", frozenset({sign}))
        word = self.one_for(sign)
        return _Part(re.escape(word) + " ", frozenset({word}))


def _bracketed(opening: str, inner: _Part, *, strict: bool) -> _Part:
    if opening == "[":
        return _Part(f"(?:{inner.regex})?", None)
    if opening == "{" and strict:
        return _Part(f"(?P<{CORE}>{inner.regex})", inner.cues)
    return inner


def _one_of(parts: list[_Part]) -> _Part:
    if len(parts) == 1:
        return parts[0]
    known = [part.cues for part in parts if part.cues is not None]
    cues = frozenset[str]().union(*known) if len(known) == len(parts) else None
    return _Part(f"(?:{'|'.join(dict.fromkeys(part.regex for part in parts))})", cues)


def named_places(found: re.Match[str]) -> frozenset[int]:
    """Where the words of a match begin, without those in its gaps."""
    core = found.re.groupindex.get(CORE)
    gaps = [span for group, span in enumerate(found.regs) if group not in (0, core)]
    return frozenset(
        place
        for place in (found.start() + word.start() for word in _SPOKEN_WORD.finditer(found.group()))
        if not any(begin <= place < end for begin, end in gaps)
    )


def cues_of(words: Iterable[str]) -> frozenset[str]:
    """The words of a sentence and their beginnings, as cues."""
    found = set(words)
    for word in tuple(found):
        found.update(word[:length] + "*" for length in range(_SHORTEST_BEGINNING, len(word) + 1))
    return frozenset(found)


def unreadable(pattern: str) -> ContentError:
    """The error for a pattern that cannot be read."""
    message = f"safety: '{pattern}' is not well written"
    return ContentError(message)
