"""All templates together, matched against one utterance."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import ContentError
from assistant.messages.speech import SlotValue
from assistant.understanding import clauses
from assistant.understanding.lattice import Capture, Lattice
from assistant.understanding.normalizing import normalize
from assistant.understanding.notation import TemplateError, read_template
from assistant.understanding.sentences import Sentences
from assistant.understanding.templates import Node, Phrases, Rule

DEAREST = 1.75
"""Above this price a match is no match; chosen so that the chatter of the development data stays unanswered."""

_WEAK_COST = 0.35
_OPENING_WORD_COST = 0.01


@dataclass(frozen=True, slots=True)
class Match:
    """One way to understand an utterance."""

    intent: str
    cost: float
    captures: tuple[Capture, ...] = ()
    fixed: tuple[tuple[str, SlotValue], ...] = ()
    whole: bool = True
    """Whether the command is all that was said."""

    template: str = ""
    """What it was matched by; for writers and tests."""


@dataclass(frozen=True, slots=True)
class _Entry:
    intent: str
    node: Node
    fixed: tuple[tuple[str, SlotValue], ...]
    whole: bool
    doubt: float = 0.0
    template: str = ""


class Grammar:
    """Every template of every intent, compiled once."""

    def __init__(self, sentences: Sentences, situations: Mapping[str, Sequence[str]]) -> None:
        """Compile.

        Args:
            sentences: what people say, by intent.
            situations: for every situation's id the ways people say it.

        Raises:
            ContentError: a template is not well written.
        """
        self.rules: Mapping[str, Rule] = {name: Rule(name) for name in sentences.rules}
        try:
            for name, text in sentences.rules.items():
                self.rules[name].part = read_template(text, self.rules)
            entries = [
                _Entry(
                    group.intent,
                    read_template(text, self.rules),
                    tuple(group.slots.items()),
                    group.whole,
                    group.doubt,
                    text,
                )
                for group in sentences.groups
                for text in group.templates
            ]
        except TemplateError as error:
            raise ContentError(str(error)) from error
        for situation, phrases in situations.items():
            said = Phrases([(normalize(phrase).words, 0.0) for phrase in phrases])
            entries.append(_Entry("Situation", said, (("situation", situation),), whole=False))
        self._entries = tuple(entries)
        self._by_first: dict[str, list[_Entry]] = {}
        self._anywhere: list[_Entry] = []
        for entry in entries:
            first = entry.node.first()
            if first is None:
                self._anywhere.append(entry)
            for word in first or ():
                self._by_first.setdefault(word, []).append(entry)
        self._opening = self.rules.get("opening")
        self._closing = self.rules.get("closing")

    def vocabulary(self) -> frozenset[str]:
        """Every word of every template."""
        return frozenset().union(*(entry.node.words() for entry in self._entries))

    def matches(self, lattice: Lattice, *, alone: bool = False) -> list[Match]:
        """Every match below the dearest price, cheapest first, one per intent and slots.

        Args:
            lattice: the utterance.
            alone: whether nothing may be said beside the command.
        """
        found: dict[tuple[str, tuple[Capture, ...], tuple[tuple[str, SlotValue], ...]], Match] = {}
        tails = self._tails(lattice)
        for start, price, whole_so_far in self._starts(lattice, alone=alone):
            for entry in self._candidates(lattice, start):
                if entry.whole and not whole_so_far:
                    continue
                for end in entry.node.ends(lattice, start):
                    if end.at == start:
                        continue
                    tail = tails[end.at]
                    closed = tail < clauses.CLOSED
                    if (entry.whole or alone) and not closed:
                        continue
                    weak = not end.captures and end.at - start == 1 and not (whole_so_far and closed)
                    cost = price + end.cost + tail + entry.doubt + _WEAK_COST * weak
                    key = (entry.intent, end.captures, entry.fixed)
                    if cost <= DEAREST and (key not in found or cost < found[key].cost):
                        found[key] = Match(
                            entry.intent, cost, end.captures, entry.fixed, whole_so_far and closed, entry.template
                        )
        return sorted(found.values(), key=lambda match: match.cost)

    def _candidates(self, lattice: Lattice, at: int) -> Iterator[_Entry]:
        if at >= len(lattice):
            return
        yield from self._anywhere
        seen: set[int] = set()
        firsts = [*lattice.readings[at], *(f"{{{kind}}}" for kind, start in lattice.by_start if start == at)]
        for first in firsts:
            for entry in self._by_first.get(first, ()):
                if id(entry) not in seen:
                    seen.add(id(entry))
                    yield entry

    def _starts(self, lattice: Lattice, *, alone: bool) -> list[tuple[int, float, bool]]:
        """Where a command may begin: its price, and whether nothing but an opening stands before it."""
        starts: dict[int, tuple[float, bool]] = {}
        for boundary in range(1 if alone else len(lattice)):
            price = clauses.before(lattice, boundary)
            if price >= DEAREST:
                continue
            for at, opened in self._repeat(self._opening, lattice, boundary).items():
                cost = price + opened
                if at not in starts or cost < starts[at][0]:
                    starts[at] = (cost, boundary == 0)
        return [(at, cost, whole) for at, (cost, whole) in starts.items()]

    def _tails(self, lattice: Lattice) -> list[float]:
        """For every word, the price of ending a command before it."""
        length = len(lattice)
        tails = []
        for at in range(length + 1):
            reached = self._repeat(self._closing, lattice, at)
            tails.append(min(cost + clauses.after(lattice, end) for end, cost in reached.items()))
        return tails

    def _repeat(self, rule: Rule | None, lattice: Lattice, at: int) -> dict[int, float]:
        reached = {at: 0.0}
        todo = [at] if rule else []
        while todo and rule:
            here = todo.pop()
            for end in rule.ends(lattice, here):
                cost = reached[here] + end.cost + _OPENING_WORD_COST * (end.at - here)
                if end.at > here and cost < reached.get(end.at, 99.0):
                    reached[end.at] = cost
                    todo.append(end.at)
        return reached
