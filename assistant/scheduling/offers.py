"""The life of an offer: at most two places are named, each partner is asked, and it is booked when both accept.

::

    first asked ──chooses──> second asked ──agrees──> accepted
         │                        │
         └── no, silence, absent ─┴──────────────────> left

Left means unbooked, and nothing else: nobody is asked for a reason, and who said no is not even known here. What was
left may be offered again once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.household.household import Place
from assistant.scheduling.scoring import Slot
from assistant.scheduling.week_plan import WeekPlan

MOST_PLACES = 2
"""So many are named aloud in one offer."""

MOST_TIMES = 2
"""The first time, and once again."""


class Purpose(StrEnum):
    """What an offer is for."""

    RITUAL = "ritual"
    """Something that they want once in the week."""

    SMALL = "small"
    """The small daily things, all in one."""

    MOVE = "move"
    """Something else is at its time now."""

    FREE = "free"
    """Time together, because they asked when they are free."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is booked when both accept it: one place, or all the small ones of a week."""

    slots: tuple[Slot, ...]
    """At least one, in order."""

    @property
    def first(self) -> Slot:
        """The one that is named aloud."""
        return self.slots[0]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that the two are asked."""

    purpose: Purpose
    choices: tuple[Choice, ...]
    """One or two."""

    moves: tuple[str, ...] = ()
    """For a move: the uids of what would move, in the order of the slots of each choice."""

    def __post_init__(self) -> None:
        """Refuse what cannot be said.

        Raises:
            ValueError: no place, or more than can be named.
        """
        if not 1 <= len(self.choices) <= MOST_PLACES:
            message = f"an offer names one or two places, not {len(self.choices)}"
            raise ValueError(message)

    @property
    def titles(self) -> tuple[str, ...]:
        """What it is about, each once."""
        return tuple(dict.fromkeys(slot.ritual.title for slot in self.choices[0].slots))


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the two is being asked."""

    offer: Offer
    partner: Place = Place.FIRST
    chosen: Choice | None = None
    """What the first of them chose; None while the first is asked."""

    def accept(self, place: int = 0) -> "Asked | Accepted":
        """They would like it: then the other is asked, and after the other it is accepted.

        Args:
            place: which of the places the first of them means; the other is asked for that one only.
        """
        if self.chosen is not None:
            return Accepted(self.offer, self.chosen)
        return Asked(self.offer, self.partner.other, self.offer.choices[min(place, len(self.offer.choices) - 1)])


@dataclass(frozen=True, slots=True)
class Accepted:
    """Both would like it."""

    offer: Offer
    choice: Choice


def offers_of(plan: WeekPlan) -> list[Offer]:
    """What a plan leads to: the long ones first, each with another place, then the small ones all in one."""
    single = sorted((each for each in plan.slots if not each.ritual.is_small), key=_longest_first)
    found = [Offer(Purpose.RITUAL, places_in_order(slot, plan.other_than(slot))) for slot in single]
    small = tuple(each for each in plan.slots if each.ritual.is_small)
    if small:
        found.append(Offer(Purpose.SMALL, (Choice(small),)))
    return found


def places_in_order(best: Slot, other: Slot | None) -> tuple[Choice, ...]:
    """One or two places as they are named aloud: the earlier one first, whichever is the better."""
    places = [best] if other is None else sorted((best, other), key=lambda slot: slot.start)
    return tuple(Choice((each,)) for each in places)


def free_offer(slots: Sequence[Slot]) -> Offer:
    """Time together at one of these; only the first two are named."""
    return Offer(Purpose.FREE, tuple(Choice((slot,)) for slot in slots[:MOST_PLACES]))


def _longest_first(slot: Slot) -> tuple[float, float]:
    return (-slot.ritual.length.total_seconds(), slot.start.timestamp())
