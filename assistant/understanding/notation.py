"""How a sentence template is written.

::

    words               as they are spoken, contractions opened ("what is", not "what's")
    [may be left out]
    (one|of|these)
    <rule>              a named part, written once
    {slot}              something spotted ({exercise}, {when}, ...) or open words ({activity}, {what}, {name})
    *                   up to five words of any kind, at a price
"""

import re
from collections.abc import Mapping
from itertools import product

from assistant.understanding.template_slots import Slot
from assistant.understanding.templates import (
    OPTIONAL_COST,
    Either,
    Gap,
    Node,
    Optionally,
    Phrases,
    Rule,
    Sequenced,
)

_TOKEN = re.compile(r"\s*([\[\]()|*]|<[a-z_]+>|\{[a-z_]+\}|[a-z']+)")
_LITERALS_AT_MOST = 400
_Literals = list[tuple[tuple[str, ...], float]]
_CLOSING = {"[": "]", "(": ")"}


HELD = {"outing": "activity_word"}
"""For a slot whose open words must hold something: the rule that says what."""


class TemplateError(ValueError):
    """A template is not well written; ``str()`` says what is wrong with it."""


def read_template(text: str, rules: Mapping[str, Rule]) -> Node:
    """Compile one template.

    Raises:
        TemplateError: a bracket is missing, or a rule or slot does not exist.
    """
    reader = _Reader(text, rules)
    node = reader.alternatives("")
    return node.node()


class _Part:
    """A part while it is read: either a list of plain phrases, or a matcher."""

    def __init__(self, literals: _Literals | None, node: Node | None = None) -> None:
        self.literals = literals
        self._node = node

    def node(self) -> Node:
        if self._node is not None:
            return self._node
        return Phrases(self.literals or [])


class _Reader:
    def __init__(self, text: str, rules: Mapping[str, Rule]) -> None:
        self._text = text
        self._rules = rules
        self._tokens = self._cut(text)
        self._at = 0

    def _cut(self, text: str) -> list[str]:
        tokens, at = [], 0
        text = text.strip()
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:
                message = f"{text[at:]!r} cannot stand in a template: {text!r}"
                raise TemplateError(message)
            tokens.append(found[1])
            at = found.end()
        return tokens

    def alternatives(self, closing: str) -> _Part:
        choices = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            choices.append(self._sequence())
        if self._peek() != closing:
            message = f"expected {closing or 'the end'!r} but found {self._peek() or 'the end'!r} in {self._text!r}"
            raise TemplateError(message)
        self._at += bool(closing)
        if len(choices) == 1:
            return choices[0]
        plain = [phrase for choice in choices if choice.literals is not None for phrase in choice.literals]
        nodes = [choice.node() for choice in choices if choice.literals is None]
        if not nodes:
            return _Part(plain)
        return _Part(None, Either((*([Phrases(plain)] if plain else []), *nodes)))

    def _sequence(self) -> _Part:
        parts: list[_Part] = []
        while self._peek() not in {"", "|", "]", ")"}:
            parts.append(self._part())
        merged: list[_Part] = []
        for part in parts:
            before = merged[-1].literals if merged else None
            if (
                before is not None
                and part.literals is not None
                and len(before) * len(part.literals) <= _LITERALS_AT_MOST
            ):
                merged[-1] = _Part(
                    [(left + right, one + two) for (left, one), (right, two) in product(before, part.literals)]
                )
            else:
                merged.append(part)
        if not merged:
            return _Part([((), 0.0)])
        if len(merged) == 1:
            return merged[0]
        nodes = tuple(
            Optionally(Phrases([(words, cost - OPTIONAL_COST) for words, cost in part.literals if words]))
            if part.literals is not None and any(not words for words, _ in part.literals)
            else part.node()
            for part in merged
        )
        return _Part(None, Sequenced(nodes))

    def _part(self) -> _Part:
        token = self._tokens[self._at]
        self._at += 1
        if token == "*":  # noqa: S105 - a sign of the notation
            return _Part(None, Gap())
        if token in _CLOSING:
            inner = self.alternatives(_CLOSING[token])
            if token == "(":  # noqa: S105
                return inner
            if inner.literals is not None:
                return _Part([((), 0.0), *((words, cost + OPTIONAL_COST) for words, cost in inner.literals if words)])
            return _Part(None, Optionally(inner.node()))
        if token.startswith("<"):
            if token[1:-1] not in self._rules:
                message = f"there is no rule {token}: {self._text!r}"
                raise TemplateError(message)
            return _Part(None, self._rules[token[1:-1]])
        if token.startswith("{"):
            try:
                name = token[1:-1]
                return _Part(None, Slot(name, self._rules.get(HELD[name]) if name in HELD else None))
            except ValueError as error:
                message = f"{error}: {self._text!r}"
                raise TemplateError(message) from error
        return _Part([((token,), 0.0)])

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""
