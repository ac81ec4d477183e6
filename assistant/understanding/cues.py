"""What speaks for an intent when no template matches: cues that stand anywhere, in any order.

A cue line joins parts with ``&``: every part must be heard, a part in square brackets may be, and a part after ``!``
must not be. What the parts leave unexplained is counted: the more of it, the dearer the match, so that a sentence
about something else that happens to hold the cues is refused.

Cues that count only in some setting are written so narrowly that they are believed before the evidence is asked: what
the two tell about themselves is said in too many ways for a list, and all of them name who, what, and often since when.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from assistant.messages.intents import TALK, IntentName
from assistant.messages.speech import SlotValue
from assistant.understanding import clauses
from assistant.understanding.lattice import Capture, End, Lattice
from assistant.understanding.needs import Needs
from assistant.understanding.sentences import SentenceGroup
from assistant.understanding.template_reading import read_template
from assistant.understanding.templates import Node, Rule
from assistant.understanding.wordlists import word_set

_BASE_COST = 0.4
_UNEXPLAINED_COST = 0.13
_BOUND_BASE_COST = 0.05
_BOUND_UNEXPLAINED_COST = 0.015
_BOUND_PART = 0.1
"""How much of what a part costs counts where the cue is bound to a setting."""

_STOP_WORDS = word_set(
    "i we you us me it is are am was were be been do does did have has had can could would will shall should may might "
    "the a an of to in on at for with by and or so but then now that this these those there here just really please "
    "my our your both two again any some one ones thing things what which how when who if not no as from about up out "
    "all more most much very too also only still yet ever get got go going let want like need okay right well oh yes "
    "love dear think say tell give make take"
)


@dataclass(frozen=True, slots=True)
class Hint:
    """One way to understand an utterance, by its cues."""

    intent: IntentName
    cost: float
    captures: tuple[Capture, ...]
    fixed: tuple[tuple[str, SlotValue], ...]
    cue: str
    bound: bool = False
    """Whether it counts only because of what is going on, and therefore before anything else."""


@dataclass(frozen=True, slots=True)
class _Cue:
    intent: IntentName
    fixed: tuple[tuple[str, SlotValue], ...]
    needed: tuple["_CuePart", ...]
    allowed: tuple["_CuePart", ...]
    barred: tuple["_CuePart", ...]
    doubt: float
    text: str
    only_when: frozenset[str]
    needs: int
    """What all that is needed needs, in the bits of ``Needs``."""


@dataclass(frozen=True, slots=True)
class _CuePart:
    node: Node
    first: frozenset[str] | None
    """The words and kinds that it can begin with; worked out once, since every sentence is asked for them."""

    needs: int
    """What must be heard somewhere, in the bits of ``Needs``."""


class CueBook:
    """Every cue of every intent."""

    def __init__(self, groups: Iterable[SentenceGroup], rules: Mapping[str, Rule], needs: Needs) -> None:
        """Compile; ``needs`` learns what the parts need.

        Raises:
            NotationError: a part is not well written.
        """
        self._cues = tuple(
            _read(group.intent, group, line, rules, needs)
            for group in groups
            if group.intent != TALK
            for line in group.cues
        )

    def words(self) -> frozenset[str]:
        """Every word of every cue."""
        return frozenset().union(*(part.node.words() for cue in self._cues for part in (*cue.needed, *cue.allowed)))

    def weigh(self, lattice: Lattice, met: int) -> list[Hint]:
        """Every intent whose cues are all heard, with what the rest of the sentence costs.

        Args:
            lattice: the utterance.
            met: the needs that it meets anywhere.
        """
        talk = clauses.talk(lattice)
        found = []
        for cue in self._cues:
            if cue.needs & ~met or (cue.only_when and cue.only_when.isdisjoint(lattice.settings)):
                continue
            ends = _hear(cue, lattice, ~met)
            if ends is None:
                continue
            explained = {index for start, end in ends for index in range(start, end.at)}
            rest = sum(
                lattice.word(index) not in _STOP_WORDS for index in range(len(lattice)) if index not in explained
            )
            parts = sum(end.cost for _, end in ends)
            cost = _BASE_COST + cue.doubt + talk + _UNEXPLAINED_COST * rest + parts
            if cue.only_when:
                cost = _BOUND_BASE_COST + cue.doubt + _BOUND_UNEXPLAINED_COST * rest + _BOUND_PART * parts
            captures = tuple(capture for _, end in ends for capture in end.captures)
            found.append(Hint(cue.intent, cost, captures, cue.fixed, cue.text, bool(cue.only_when)))
        return found


def _read(intent: IntentName, group: SentenceGroup, line: str, rules: Mapping[str, Rule], needs: Needs) -> _Cue:
    def read(text: str) -> _CuePart:
        node = read_template(text, rules)
        return _CuePart(node, node.first(), needs.of(node))

    wanted, *unwanted = line.split("!")
    parts = [part.strip() for part in wanted.split("&")]
    allowed = [part for part in parts if part.startswith("[") and part.endswith("]")]
    needed = tuple(read(part) for part in parts if part not in allowed)
    return _Cue(
        intent,
        tuple(group.slots.items()),
        needed,
        tuple(read(part[1:-1]) for part in allowed),
        tuple(read(part.strip()) for part in unwanted),
        group.doubt,
        line,
        frozenset(group.only_when),
        reduce(or_, (part.needs for part in needed), 0),
    )


def _hear(cue: _Cue, lattice: Lattice, unmet: int) -> list[tuple[int, End]] | None:
    ends: list[tuple[int, End]] = []
    for part in cue.needed:
        place = _find(part, lattice, unmet)
        if place is None:
            return None
        ends.append(place)
    if any(_find(part, lattice, unmet) is not None for part in cue.barred):
        return None
    for part in cue.allowed:
        place = _find(part, lattice, unmet)
        if place is not None:
            ends.append(place)
    return ends


def _find(part: _CuePart, lattice: Lattice, unmet: int) -> tuple[int, End] | None:
    """The longest place where a part is heard, the cheapest of equals."""
    if part.needs & unmet:
        return None
    best: tuple[int, End] | None = None
    for at, beginnings in enumerate(lattice.beginnings):
        if part.first is not None and part.first.isdisjoint(beginnings):
            continue
        for end in part.node.ends(lattice, at):
            longer = best is None or (end.at - at, -end.cost) > (best[1].at - best[0], -best[1].cost)
            if end.at > at and longer:
                best = (at, end)
    return best
