"""The slots of a template: something that was spotted, or open words."""

from collections.abc import Iterable

from assistant.understanding.lattice import Capture, End, Lattice
from assistant.understanding.templates import LIGHT, Node, needs_first
from assistant.understanding.wordlists import word_set

SPOTTED = {
    "exercise": "exercise",
    "exercise_word": "exercise_word",
    "exercise_beginning": "exercise_beginning",
    "principle": "principle",
    "topic": "topic",
    "theme": "theme",
    "outing": "activity",
    "someone": "name",
    "partner": "name",
    "partner_is": "name's",
    "shift": "shift",
    "occasion": "occasion",
    "activity": "activity",
    "when": "time",
    "habit": "habit",
    "which": "time",
    "duration_seconds": "duration",
    "minutes": "duration",
    "extension": "extension",
    "name": "name",
    "first_speaker": "name",
    "number": "number",
    "step": "number",
    "per_week": "number",
    "nth": "ordinal",
}
"""For every slot that takes something spotted: the kind of thing."""

OPEN = {
    "activity": 6,
    "outing": 6,
    "what": 18,
    "reminder": 18,
    "name": 2,
    "first_speaker": 2,
    "region": 4,
    "someone": 1,
}
"""For every slot that takes open words: how many at most."""

_KNOWN_COST = 0.02
_ODD_COST = 0.3
_OPEN_COST = 0.1
_FRAMED_COST = 0.01
_FRAMED = frozenset({"reminder"})
"""Open words that stand in a frame which leaves no doubt of them: "cancel the reminder to ..."."""

_TIMED_COST = 0.6
_FUNCTION_WORDS = word_set(
    "i we you he she they it us me him them what when where who how why that this there is are was were be am do does "
    "did have has had can could will would shall should not and or but because if to from at until"
)
_NOT_A_NAME = word_set(
    "i we you he she it the is are am was not going to so very too just here there done tired sorry ready glad sure "
    "fine good bad happy sad home late back in on at for with from what how a an my our your and us me never"
)
_NO_PART_OF_PLACE = word_set(
    "so use now put note noted correct know where for by here instead since as our your my number numbers country "
    "region"
)
_NOT_OPEN = {
    "activity": _FUNCTION_WORDS,
    "outing": _FUNCTION_WORDS,
    "name": _NOT_A_NAME,
    "first_speaker": _NOT_A_NAME - {"i", "we", "he", "she"},
    "someone": _NOT_A_NAME | _FUNCTION_WORDS,
    "region": _FUNCTION_WORDS | _NO_PART_OF_PLACE,
}
_ACTIVITIES = frozenset({"activity", "outing"})
_SOMEONE_COST = 0.2
_NO_ACTIVITY_BEGINS = word_set(
    "on in at by of off out up down back away for with about into from over under again good bad very not no all more "
    "much here there yes okay go going been being get got getting"
)
_NOT_FIRST = {
    "activity": _NO_ACTIVITY_BEGINS,
    "outing": _NO_ACTIVITY_BEGINS,
    "reminder": word_set(
        "next both these those the a an our my your this that all any every each of out off about to for"
    ),
}
_NOT_LAST = word_set("on at by of for with about into from over the a an our my your his her their and or very")
_NEVER_LAST = word_set("the a an our my your his her their of and or very")
_NEVER_ALONE = word_set("that this those these it them one ones some something anything everything all thing time")


class Slot:
    """Something spotted, or open words."""

    __slots__ = ("_holding", "_kind", "_open", "name")

    def __init__(self, name: str, holding: Node | None = None) -> None:
        """Know what the slot takes.

        Args:
            name: of the slot.
            holding: what its open words must hold somewhere.

        Raises:
            ValueError: no slot has this name.
        """
        if name not in SPOTTED and name not in OPEN:
            message = f"there is no slot {{{name}}}; there are {sorted({*SPOTTED, *OPEN})}"
            raise ValueError(message)
        self.name = name
        self._kind = SPOTTED.get(name)
        self._open = OPEN.get(name, 0)
        self._holding = holding

    def ends(self, lattice: Lattice, at: int) -> Iterable[End]:
        """Every spotted thing that begins here, and every run of open words."""
        found = []
        if self._kind:
            found = [
                End(spot.end, spot.cost, (Capture(self.name, at, spot.end, spot),))
                for spot in lattice.spotted(self._kind, at)
            ]
        if self.name in _ACTIVITIES:
            found += [
                End(spot.end, spot.cost + _KNOWN_COST, (Capture(self.name, at, spot.end),))
                for spot in lattice.spotted("exercise", at)
            ]
        if self._open:
            found += self._open_ends(lattice, at)
        return found

    def _open_ends(self, lattice: Lattice, at: int) -> Iterable[End]:
        barred = _NOT_OPEN.get(self.name, frozenset())
        is_activity = self.name in _ACTIVITIES
        if lattice.word(at) in _NOT_FIRST.get(self.name, frozenset()):
            return
        cost = 0.0
        for end in range(at + 1, min(at + self._open, len(lattice)) + 1):
            word = lattice.word(end - 1)
            if word in barred:
                return
            plain = _FRAMED_COST if self.name in _FRAMED else _OPEN_COST
            cost += _TIMED_COST if end - 1 in lattice.timed else plain
            alone = end == at + 1 and (word in _NEVER_ALONE or word in LIGHT)
            if alone and self.name not in {"what", "reminder"}:
                continue
            if is_activity and (lattice.word(end) == "together" or word in _NEVER_LAST):
                continue
            if self._holding and not _holds(self._holding, lattice, at, end):
                continue
            odd = _ODD_COST if is_activity and word in _NOT_LAST else 0.0
            odd += _SOMEONE_COST if self.name == "someone" else 0.0
            yield End(end, cost + odd, (Capture(self.name, at, end),))

    def first(self) -> frozenset[str] | None:
        """The kind of thing, or anything if open words will do."""
        return None if self._open or self._kind is None else frozenset({f"{{{self._kind}}}"})

    def needs(self) -> tuple[frozenset[str], ...]:
        """The kind of thing, or nothing if open words will do."""
        return needs_first(self)

    def words(self) -> frozenset[str]:
        """None of its own."""
        return frozenset()


def _holds(node: Node, lattice: Lattice, start: int, stop: int) -> bool:
    return any(start < end.at <= stop for at in range(start, stop) for end in node.ends(lattice, at))
