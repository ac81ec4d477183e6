"""Sentence templates: wordings in the notation of ``notation.py``, built into matchers over a lattice of words.

Words are written with their contractions opened ("what is", not "what's"). A slot is something spotted ({exercise},
{when}, ...) or open words ({activity}, {what}, {name}); a gap takes up to five words, at a price.
"""

from collections.abc import Mapping, Sequence
from itertools import product

from assistant.understanding.notation import NotationError, read_notation
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

_LITERALS_AT_MOST = 400
_Literals = list[tuple[tuple[str, ...], float]]

HELD = {"outing": "activity_word"}
"""For a slot whose open words must hold something: the rule that says what."""


def read_template(text: str, rules: Mapping[str, Rule]) -> Node:
    """Compile one template.

    Raises:
        NotationError: a bracket is missing, or a rule or slot does not exist.
    """
    return read_notation(text, _TemplateBuilder(rules)).node()


class _Part:
    """A part while it is read: either a list of plain phrases, or a matcher."""

    def __init__(self, literals: _Literals | None, node: Node | None = None) -> None:
        self.literals = literals
        self._node = node

    def node(self) -> Node:
        if self._node is not None:
            return self._node
        return Phrases(self.literals or [])


class _TemplateBuilder:
    """Makes matchers, and keeps plain phrases together for as long as they stay few."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = rules

    def word(self, word: str) -> _Part:
        return _Part([((word,), 0.0)])

    def gap(self) -> _Part:
        return _Part(None, Gap())

    def rule(self, name: str) -> _Part:
        if name not in self._rules:
            message = f"there is no rule <{name}>"
            raise NotationError(message)
        return _Part(None, self._rules[name])

    def slot(self, name: str) -> _Part:
        try:
            return _Part(None, Slot(name, self._rules.get(HELD[name]) if name in HELD else None))
        except ValueError as error:
            raise NotationError(str(error)) from error

    def optional(self, inner: _Part) -> _Part:
        if inner.literals is None:
            return _Part(None, Optionally(inner.node()))
        return _Part([((), 0.0), *((words, cost + OPTIONAL_COST) for words, cost in inner.literals if words)])

    def repeated(self, _inner: _Part) -> _Part:
        message = "nothing is repeated in a template"
        raise NotationError(message)

    def one_of(self, choices: Sequence[_Part]) -> _Part:
        plain = [phrase for choice in choices if choice.literals is not None for phrase in choice.literals]
        nodes = [choice.node() for choice in choices if choice.literals is None]
        if not nodes:
            return _Part(plain)
        return _Part(None, Either((*([Phrases(plain)] if plain else []), *nodes)))

    def in_order(self, parts: Sequence[_Part]) -> _Part:
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
