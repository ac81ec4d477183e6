"""What the planner asks of whoever keeps intentions and offers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from assistant.scheduling.intention import Intention


class IntentionRepository(Protocol):
    """Keeps what a couple wants of its weeks. Every method may raise ``StoreError``."""

    def load(self) -> Intention | None:
        """The intention; None while they have not asked for any planning."""
        ...

    def save(self, intention: Intention, now: datetime) -> None:
        """Keep it whole, at once."""
        ...

    def clear(self) -> None:
        """They want no more planning."""
        ...


@dataclass(frozen=True, slots=True)
class Booking:
    """An appointment that came of an offer, which may therefore be moved by another."""

    uid: str
    ritual_id: str
    week: date
    """The Monday of its week."""


class OfferRepository(Protocol):
    """Keeps what was offered and what was booked, week by week; never who said what. May raise ``StoreError``."""

    def bookings(self) -> list[Booking]:
        """Everything that was booked, oldest week first."""
        ...

    def book(self, bookings: Iterable[Booking]) -> None:
        """Remember that these came of an offer."""
        ...

    def offered(self, week: date) -> dict[tuple[str, datetime], int]:
        """How often a ritual (its id) was offered at a start (aware), in one week."""
        ...

    def note_offered(self, week: date, places: Iterable[tuple[str, datetime]]) -> None:
        """These were named aloud once more."""
        ...

    def rounds(self, week: date) -> int:
        """How often it was offered unasked to go through a week."""
        ...

    def note_round(self, week: date, rounds: int) -> None:
        """It was offered so often now."""
        ...

    def forget_before(self, week: date) -> None:
        """Forget every week that is over."""
        ...
