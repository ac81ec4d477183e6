"""The matchers that a sentence template is made of.

Why not hassil, whose notation the templates borrow: it matches strings, two open slots side by side swallow each
other there, and nothing is shared between templates. Here every named rule is tried once at each word (a packrat
parse), a word may have several readings (how else the recogniser may have meant it), and every match has a price,
so that thousands of wordings cost a few milliseconds and a close match is simply a dearer one.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from assistant.understanding.lattice import Capture, End, Lattice
from assistant.understanding.wordlists import word_set

LIGHT = word_set("just really maybe actually quickly only so now also perhaps possibly simply quite the a an")
"""Words that may stand between any two words of a template."""

OPTIONAL_COST = 0.02
"""For using a part that may be left out."""

_LIGHT_COST = 0.04
_GAP_COST = 0.2
_GAP_WORDS = 5


Priced = tuple[tuple[tuple[str, ...], float], ...]
"""Word sequences, each with its price."""


class Node(Protocol):
    """A part of a template."""

    def ends(self, lattice: Lattice, at: int) -> Iterable[End]:
        """Every way to match from word ``at`` on."""
        ...

    def first(self) -> frozenset[str] | None:
        """The words and ``{kinds}`` that it can begin with; None if anything can, or if it can be empty."""
        ...

    def needs(self) -> tuple[frozenset[str], ...]:
        """Sets of words and ``{kinds}``: where of one of them nothing is said, it matches nowhere."""
        ...

    def words(self) -> frozenset[str]:
        """Every word that it names."""
        ...


class Trie:
    """A word sequence's next words, and its price if it may end here."""

    __slots__ = ("branches", "cost")

    def __init__(self, branches: Mapping[str, "Trie"], cost: float | None) -> None:
        """Go on with one of ``branches``; None where nothing ends here."""
        self.branches = branches
        self.cost = cost


class Phrases:
    """Any of several word sequences, each with its price."""

    __slots__ = ("_lines", "_trie")

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], float]]) -> None:
        """Take the phrases; an empty one makes the whole optional."""
        taken = tuple(phrases)
        self._trie = trie_of(taken)
        self._lines = "\n".join(" ".join(words) for words, _ in taken) if taken else None

    @property
    def phrases(self) -> list[str]:
        """All of them, as they were given."""
        return [] if self._lines is None else self._lines.split("\n")

    def ends(self, lattice: Lattice, at: int) -> Iterable[End]:
        """Walk the trie over the readings of each word."""
        readings = lattice.readings
        length = len(readings)
        if self._trie.cost is None and (at >= length or self._trie.branches.keys().isdisjoint(readings[at])):
            return ()
        found: dict[int, float] = {}
        todo = [(self._trie, at, 0.0)]
        while todo:
            branch, here, cost = todo.pop()
            if branch.cost is not None and cost + branch.cost < found.get(here, 99.0):
                found[here] = cost + branch.cost
            if here >= length:
                continue
            for word, price in readings[here].items():
                child = branch.branches.get(word)
                if child is not None:
                    todo.append((child, here + 1, cost + price))
            if here > at and lattice.word(here) in LIGHT:
                todo.append((branch, here + 1, cost + _LIGHT_COST))
        return [End(here, cost) for here, cost in found.items()]

    def first(self) -> frozenset[str] | None:
        """The first words."""
        return None if self._trie.cost is not None else frozenset(self._trie.branches)

    def needs(self) -> tuple[frozenset[str], ...]:
        """One of the first words, and one of the last."""
        if self._trie.cost is not None:
            return ()
        return frozenset(self._trie.branches), frozenset(phrase.rsplit(maxsplit=1)[-1] for phrase in self.phrases)

    def words(self) -> frozenset[str]:
        """Every word of the phrases."""
        return frozenset((self._lines or "").split())


def needs_first(node: Node) -> tuple[frozenset[str], ...]:
    """What a part needs that begins with one of some words; nothing if it can begin with any, or be empty."""
    first = node.first()
    return () if first is None else (first,)


def trie_of(phrases: Priced) -> Trie:
    """The trie of these phrases; what goes on alike after different words is the same branch in memory."""
    return _grown(phrases, {})


def _grown(phrases: Priced, known: dict[Priced, Trie]) -> Trie:
    """The trie of what goes on like this; made once, however often it is come to."""
    trie = known.get(phrases)
    if trie is not None:
        return trie
    cost: float | None = None
    following: dict[str, list[tuple[tuple[str, ...], float]]] = {}
    for words, price in phrases:
        if words:
            following.setdefault(words[0], []).append((words[1:], price))
        elif cost is None or price < cost:
            cost = price
    branches = {word: _grown(tuple(rest), known) for word, rest in following.items()}
    trie = known[phrases] = Trie(branches, cost)
    return trie


class Sequenced:
    """One part after the other, light words between them allowed."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[Node, ...]) -> None:
        """Take the parts in order."""
        self.parts = parts

    def ends(self, lattice: Lattice, at: int) -> Iterable[End]:
        """Chain the parts."""
        reached = [End(at)]
        for part in self.parts:
            following: dict[tuple[int, tuple[Capture, ...]], float] = {}
            for end in reached:
                here, cost = end.at, end.cost
                while True:
                    for after in part.ends(lattice, here):
                        key = (after.at, end.captures + after.captures)
                        price = cost + after.cost
                        if price < following.get(key, 99.0):
                            following[key] = price
                    if here == at or lattice.word(here) not in LIGHT:
                        break
                    here, cost = here + 1, cost + _LIGHT_COST
            if not following:
                return []
            reached = [End(key[0], cost, key[1]) for key, cost in following.items()]
        return reached

    def first(self) -> frozenset[str] | None:
        """The first words of the parts up to the first that cannot be empty."""
        words: frozenset[str] = frozenset()
        for part in self.parts:
            first = part.first()
            if first is not None:
                return words | first
            inner = part.inner_first() if isinstance(part, Optionally) else None
            if inner is None:
                return None
            words |= inner
        return None

    def needs(self) -> tuple[frozenset[str], ...]:
        """All that its parts need."""
        return tuple(need for part in self.parts for need in part.needs())

    def words(self) -> frozenset[str]:
        """Every word of the parts."""
        return frozenset().union(*(part.words() for part in self.parts))


class Either:
    """Any of several parts."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[Node, ...]) -> None:
        """Take the alternatives."""
        self.parts = parts

    def ends(self, lattice: Lattice, at: int) -> Iterable[End]:
        """All that any alternative matches."""
        return [end for part in self.parts for end in part.ends(lattice, at)]

    def first(self) -> frozenset[str] | None:
        """The first words of all alternatives."""
        firsts = [part.first() for part in self.parts]
        known = [first for first in firsts if first is not None]
        return frozenset().union(*known) if len(known) == len(firsts) else None

    def needs(self) -> tuple[frozenset[str], ...]:
        """One of the first words."""
        return needs_first(self)

    def words(self) -> frozenset[str]:
        """Every word of the alternatives."""
        return frozenset().union(*(part.words() for part in self.parts))


class Optionally:
    """A part that may be left out."""

    __slots__ = ("part",)

    def __init__(self, part: Node) -> None:
        """Take the part."""
        self.part = part

    def ends(self, lattice: Lattice, at: int) -> Iterable[End]:
        """Nothing, or the part, a little dearer: what a template insists on says more than what it allows."""
        there = self.part.ends(lattice, at)
        return [End(at), *(End(end.at, end.cost + OPTIONAL_COST, end.captures) for end in there)]

    def first(self) -> frozenset[str] | None:
        """None: it can be empty."""
        return None

    def inner_first(self) -> frozenset[str] | None:
        """The first words if it is there."""
        return self.part.first()

    def needs(self) -> tuple[frozenset[str], ...]:
        """Nothing."""
        return ()

    def words(self) -> frozenset[str]:
        """Every word of the part."""
        return self.part.words()


class Rule:
    """A named part; matched once at each word of an utterance."""

    __slots__ = ("name", "part")

    def __init__(self, name: str) -> None:
        """Know the name; ``part`` is set when all rules are read."""
        self.name = name
        self.part: Node = Phrases(())

    def ends(self, lattice: Lattice, at: int) -> Iterable[End]:
        """What the rule matches, remembered in the lattice."""
        key = (id(self), at)
        known = lattice.memo.get(key)
        if known is None:
            known = lattice.memo[key] = tuple(self.part.ends(lattice, at))
        return known

    def first(self) -> frozenset[str] | None:
        """The first words of the rule."""
        return self.part.first()

    def needs(self) -> tuple[frozenset[str], ...]:
        """What the rule's part needs."""
        return self.part.needs()

    def words(self) -> frozenset[str]:
        """Every word of the rule."""
        return self.part.words()


class Gap:
    """A few words of any kind, at a price each."""

    __slots__ = ()

    def ends(self, lattice: Lattice, at: int) -> Iterable[End]:
        """Skip nothing, one word, two words, ..."""
        cost = 0.0
        yield End(at)
        for end in range(at + 1, min(at + _GAP_WORDS, len(lattice)) + 1):
            cost += _LIGHT_COST if lattice.word(end - 1) in LIGHT else _GAP_COST
            yield End(end, cost)

    def first(self) -> frozenset[str] | None:
        """None: anything."""
        return None

    def needs(self) -> tuple[frozenset[str], ...]:
        """Nothing."""
        return ()

    def words(self) -> frozenset[str]:
        """None of its own."""
        return frozenset()
