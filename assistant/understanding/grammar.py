"""All templates together, matched against one utterance."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import ContentError
from assistant.messages.intents import TALK, IntentName
from assistant.messages.speech import SlotValue
from assistant.understanding import clauses
from assistant.understanding.cues import CueBook
from assistant.understanding.lattice import Capture, Lattice
from assistant.understanding.needs import Needs
from assistant.understanding.normalizing import normalize
from assistant.understanding.notation import NotationError
from assistant.understanding.sentences import Sentences
from assistant.understanding.template_reading import read_template
from assistant.understanding.template_slots import OPEN
from assistant.understanding.templates import Node, Phrases, Rule

DEAREST = 1.75
"""Above this price a match is no match; chosen so that the chatter of the development data stays unanswered."""

_PHRASE_DOUBT = 0.1
_WEAK_COST = 0.35
_OPEN_BESIDE_COST = 0.3
_OPENING_WORD_COST = 0.01


@dataclass(frozen=True, slots=True)
class Match:
    """One way to understand an utterance."""

    intent: IntentName
    cost: float
    captures: tuple[Capture, ...] = ()
    fixed: tuple[tuple[str, SlotValue], ...] = ()
    whole: bool = True
    """Whether the command is all that was said."""

    bound: bool = False
    """Whether it counts only because of what is going on, and therefore before anything else."""

    template: str = ""
    """What it was matched by; for writers and tests."""


@dataclass(frozen=True, slots=True)
class _Entry:
    intent: IntentName
    node: Node
    fixed: tuple[tuple[str, SlotValue], ...]
    whole: bool
    doubt: float = 0.0
    template: str = ""
    only_when: frozenset[str] = frozenset()
    needs: int = 0


@dataclass(frozen=True, slots=True)
class _Start:
    at: int
    cost: float
    first: bool
    """Whether nothing but an opening stands before it."""


def _apply(entry: _Entry, lattice: Lattice, start: _Start, tails: list[float], *, alone: bool) -> Iterator[Match]:
    if alone and not start.first:
        return
    for end in entry.node.ends(lattice, start.at):
        last = tails[end.at] < clauses.CLOSED
        if end.at == start.at or (alone and not last):
            continue
        cost = start.cost + end.cost + tails[end.at] + entry.doubt
        if not end.captures and end.at - start.at == 1 and not (start.first and last):
            cost += _WEAK_COST
        if any(capture.slot in OPEN and capture.spot is None for capture in end.captures):
            cost += _OPEN_BESIDE_COST * ((not start.first) + (not last))
        whole = start.first and last
        yield Match(entry.intent, cost, end.captures, entry.fixed, whole, bool(entry.only_when), entry.template)


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
        self._needs = Needs()
        self.rules: Mapping[str, Rule] = {name: Rule(name) for name in sentences.rules}
        try:
            for name, text in sentences.rules.items():
                self.rules[name].part = read_template(text, self.rules)
            entries = [
                _Entry(
                    group.intent,
                    node := read_template(text, self.rules),
                    tuple(group.slots.items()),
                    group.whole,
                    group.doubt,
                    text,
                    frozenset(group.only_when),
                    self._needs.of(node),
                )
                for group in sentences.groups
                if group.intent != TALK
                for text in group.templates
            ]
            cues = CueBook(sentences.groups, self.rules, self._needs)
        except NotationError as error:
            raise ContentError(str(error)) from error
        for situation, phrases in situations.items():
            said = Phrases([(normalize(phrase).words, 0.0) for phrase in phrases])
            entries.append(_Entry("Situation", said, (("situation", situation),), whole=False, doubt=_PHRASE_DOUBT))
        self._entries = tuple(entries)
        self._cues = cues
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
        return self._cues.words().union(*(entry.node.words() for entry in self._entries))

    def matches(self, lattice: Lattice, *, alone: bool = False) -> list[Match]:
        """Every match below the dearest price, cheapest first, one per intent and slots.

        Args:
            lattice: the utterance.
            alone: whether nothing may be said beside the command.
        """
        found: dict[tuple[object, ...], Match] = {}
        tails = self._tails(lattice)
        met = self._needs.met(lattice)
        heard = [
            match
            for start in self._starts(lattice, alone=alone)
            for entry in self._candidates(lattice, start.at, met)
            for match in _apply(entry, lattice, start, tails, alone=alone or entry.whole)
        ]
        heard += [
            Match(hint.intent, hint.cost, hint.captures, hint.fixed, whole=False, bound=hint.bound, template=hint.cue)
            for hint in self._cues.weigh(lattice, met[0])
        ]
        for match in heard:
            key = (match.intent, match.captures, match.fixed, match.bound)
            if match.cost <= DEAREST and (key not in found or match.cost < found[key].cost):
                found[key] = match
        return sorted(found.values(), key=lambda match: match.cost)

    def _candidates(self, lattice: Lattice, at: int, met: Sequence[int]) -> Iterator[_Entry]:
        """The templates that can match from a word on: they begin so, what they need follows, and it is their time."""
        if at >= len(lattice):
            return
        unmet, settings = ~met[at], lattice.settings
        firsts = [*lattice.readings[at], *(f"{{{kind}}}" for kind, start in lattice.by_start if start == at)]
        seen: set[int] = set()
        for entries in (self._anywhere, *(self._by_first.get(first, ()) for first in firsts)):
            for entry in entries:
                if entry.needs & unmet or id(entry) in seen:
                    continue
                if not entry.only_when or entry.only_when & settings:
                    seen.add(id(entry))
                    yield entry

    def _starts(self, lattice: Lattice, *, alone: bool) -> list[_Start]:
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
        return [_Start(at, cost, first=first) for at, (cost, first) in starts.items()]

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
