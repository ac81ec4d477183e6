"""How the places of several rituals fit into one day: for every set of rituals the best way to have all of them.

Why: a day is small. Going through its places in order of time, and keeping for every set the best that ends so far,
finds the best of all in a few thousand steps, where trying every combination would take millions.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.scheduling.scoring import Slot

Bits = int
"""A set of rituals, one bit each."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One way to have a set of rituals on a day."""

    score: int = 0
    slots: tuple[Slot, ...] = ()


def packings(places: Sequence[tuple[Bits, Slot]]) -> dict[Bits, Packed]:
    """The best way to have each set of rituals that fits into a day at all; the empty set is always there.

    Args:
        places: every place, with its ritual's bit; no two of a way share time or a ritual.
    """
    begins: dict[float, list[tuple[Bits, Slot, float]]] = defaultdict(list)
    ends: dict[float, dict[Bits, Packed]] = defaultdict(dict)
    moments = set()
    for bit, slot in places:
        start, end = slot.start.timestamp(), slot.end.timestamp()
        begins[start].append((bit, slot, end))
        moments |= {start, end}
    so_far: dict[Bits, Packed] = {0: Packed()}
    for moment in sorted(moments):
        for bits, packed in ends.pop(moment, {}).items():
            _keep(so_far, bits, packed)
        for bit, slot, end in begins.get(moment, ()):
            over = ends[end]
            for bits, packed in so_far.items():
                if not bits & bit:
                    score = packed.score + slot.score
                    known = over.get(bits | bit)
                    if known is None or score > known.score:
                        over[bits | bit] = Packed(score, (*packed.slots, slot))
    return so_far


def _keep(best: dict[Bits, Packed], bits: Bits, packed: Packed) -> None:
    known = best.get(bits)
    if known is None or packed.score > known.score:
        best[bits] = packed
