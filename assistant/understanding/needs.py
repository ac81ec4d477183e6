"""What a sentence has to hold so that a template can match at all.

Asked of every template before it is tried, so it has to cost next to nothing: every set of words of which one is
needed is one bit, and what a template needs one number.
"""

from assistant.understanding.lattice import Lattice
from assistant.understanding.templates import Node


class Needs:
    """The needs of many templates."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._bits: dict[frozenset[str], int] = {}
        self._met_by: dict[str, int] = {}

    def of(self, node: Node) -> int:
        """What a template needs, one bit for each set of words of which one has to be said."""
        needed = 0
        for words in node.needs():
            if words not in self._bits:
                self._bits[words] = bit = 1 << len(self._bits)
                for word in words:
                    self._met_by[word] = self._met_by.get(word, 0) | bit
            needed |= self._bits[words]
        return needed

    def met(self, lattice: Lattice) -> tuple[int, ...]:
        """For every word, and for the end, what is met from it on: ``needed & ~met[at]`` is what is missing."""
        met = [0] * (len(lattice) + 1)
        for at in reversed(range(len(lattice))):
            met[at] = met[at + 1]
            for word in lattice.beginnings[at]:
                met[at] |= self._met_by.get(word, 0)
        return tuple(met)
