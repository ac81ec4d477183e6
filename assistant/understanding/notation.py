"""How people's wordings are written: a small notation that is read here and built into matchers elsewhere.

::

    words               as they are spoken
    [may be left out]
    (one|of|these)
    <rule>              a named part, written once
    {slot}              a part that is kept under its name
    *                   some words of any kind
    ...                 what stands before it, as often as somebody likes

Sentence templates are built in ``template_reading.py``, wordings of changes in ``times/wording_reading.py``.
"""

import re
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

_TOKEN = re.compile(r"\s*(\.\.\.|[\[\]()|*]|<[a-z_]+>|\{[a-z_]+\}|[a-z']+)")
_CLOSING = {"[": "]", "(": ")"}
_ENDS_SEQUENCE = frozenset({"", "|", "]", ")"})

Built = TypeVar("Built")


class NotationError(ValueError):
    """A wording is not well written; ``str()`` says what is wrong with it."""


class Builder(Protocol[Built]):
    """What makes something of the signs; each method may raise ``NotationError``."""

    def word(self, word: str) -> Built:
        """A word as it is written."""
        ...

    def gap(self) -> Built:
        """Some words of any kind."""
        ...

    def rule(self, name: str) -> Built:
        """A named part."""
        ...

    def slot(self, name: str) -> Built:
        """A part that is kept under its name."""
        ...

    def optional(self, inner: Built) -> Built:
        """A part, or nothing."""
        ...

    def repeated(self, inner: Built) -> Built:
        """A part once or several times."""
        ...

    def in_order(self, parts: Sequence[Built]) -> Built:
        """One part after the other; nothing at all where there are none."""
        ...

    def one_of(self, choices: Sequence[Built]) -> Built:
        """Any of at least two parts."""
        ...


def read_notation(text: str, builder: Builder[Built]) -> Built:
    """Read one wording.

    Raises:
        NotationError: a sign cannot stand where it stands, or the builder knows no such rule or slot.
    """
    reader = _Reader(text, builder)
    try:
        return reader.alternatives("")
    except NotationError as error:
        message = f"{error}: {text!r}"
        raise NotationError(message) from error


class _Reader(Generic[Built]):
    def __init__(self, text: str, builder: Builder[Built]) -> None:
        self._builder = builder
        self._tokens = _cut(text)
        self._at = 0

    def alternatives(self, closing: str) -> Built:
        choices = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            choices.append(self._sequence())
        if self._peek() != closing:
            message = f"expected {closing or 'the end'!r} but found {self._peek() or 'the end'!r}"
            raise NotationError(message)
        self._at += bool(closing)
        return choices[0] if len(choices) == 1 else self._builder.one_of(choices)

    def _sequence(self) -> Built:
        parts: list[Built] = []
        while self._peek() not in _ENDS_SEQUENCE:
            if self._peek() == "...":
                if not parts:
                    message = "'...' stands behind what is repeated"
                    raise NotationError(message)
                parts[-1] = self._builder.repeated(parts[-1])
                self._at += 1
            else:
                parts.append(self._part())
        return parts[0] if len(parts) == 1 else self._builder.in_order(parts)

    def _part(self) -> Built:
        token = self._tokens[self._at]
        self._at += 1
        if token == "*":  # noqa: S105 - a sign of the notation
            return self._builder.gap()
        if token in _CLOSING:
            inner = self.alternatives(_CLOSING[token])
            return inner if token == "(" else self._builder.optional(inner)  # noqa: S105
        if token.startswith("<"):
            return self._builder.rule(token[1:-1])
        if token.startswith("{"):
            return self._builder.slot(token[1:-1])
        return self._builder.word(token)

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""


def _cut(text: str) -> list[str]:
    tokens, at = [], 0
    text = text.strip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            message = f"{text[at:]!r} cannot stand in a wording: {text!r}"
            raise NotationError(message)
        tokens.append(found[1])
        at = found.end()
    return tokens
