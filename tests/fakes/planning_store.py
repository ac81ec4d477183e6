"""Intentions and offers that are kept in memory."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from assistant.scheduling.intention import Intention
from assistant.scheduling.planning_ports import Booking


@dataclass
class FakeIntentions:
    """Implements ``IntentionRepository``."""

    intention: Intention | None = None

    def load(self) -> Intention | None:
        return self.intention

    def save(self, intention: Intention, now: datetime) -> None:
        del now
        self.intention = intention

    def clear(self) -> None:
        self.intention = None


@dataclass
class FakeOffers:
    """Implements ``OfferRepository``."""

    booked: list[Booking] = field(default_factory=list)
    named: dict[date, Counter[tuple[str, datetime]]] = field(default_factory=lambda: defaultdict(Counter))
    begun: dict[date, int] = field(default_factory=dict)

    def bookings(self) -> list[Booking]:
        return sorted(self.booked, key=lambda each: (each.week, each.uid))

    def book(self, bookings: Iterable[Booking]) -> None:
        self.booked += bookings

    def offered(self, week: date) -> dict[tuple[str, datetime], int]:
        return dict(self.named[week])

    def note_offered(self, week: date, places: Iterable[tuple[str, datetime]]) -> None:
        self.named[week].update(dict.fromkeys(places, 1))

    def rounds(self, week: date) -> int:
        return self.begun.get(week, 0)

    def note_round(self, week: date, rounds: int) -> None:
        self.begun[week] = rounds

    def forget_before(self, week: date) -> None:
        self.booked = [each for each in self.booked if each.week >= week]
        for known in [each for each in self.named if each < week]:
            del self.named[known]
        self.begun = {known: times for known, times in self.begun.items() if known >= week}
