"""Keeps what a couple wants of its weeks, and what was offered and booked; never who said what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, delete, insert, select

from assistant.scheduling.intention import Intention
from assistant.scheduling.planning_ports import Booking
from assistant.store.database import Database
from assistant.store.tables import intention as intention_table
from assistant.store.tables import ritual_booking, ritual_offer, week_offered

_INTENTION = TypeAdapter(Intention)


@dataclass(frozen=True, slots=True)
class StoredIntentions:
    """Implements ``IntentionRepository``."""

    database: Database
    household_id: str = "home"

    def load(self) -> Intention | None:
        """The intention; None while there is none."""
        with self.database.reading() as connection:
            body = connection.scalar(select(intention_table.c.body).where(self._mine))
        return None if body is None else _INTENTION.validate_json(body)

    def save(self, intention: Intention, now: datetime) -> None:
        """Keep it in place of whatever there was."""
        with self.database.writing() as connection:
            connection.execute(delete(intention_table).where(self._mine))
            connection.execute(
                insert(intention_table).values(
                    household_id=self.household_id, body=_INTENTION.dump_json(intention).decode(), changed_at=now
                )
            )

    def clear(self) -> None:
        """Keep none."""
        with self.database.writing() as connection:
            connection.execute(delete(intention_table).where(self._mine))

    @property
    def _mine(self) -> ColumnElement[bool]:
        return intention_table.c.household_id == self.household_id


@dataclass(frozen=True, slots=True)
class StoredOffers:
    """Implements ``OfferRepository``."""

    database: Database
    household_id: str = "home"

    def bookings(self) -> list[Booking]:
        """Everything that was booked, oldest week first."""
        with self.database.reading() as connection:
            rows = connection.execute(
                select(ritual_booking)
                .where(ritual_booking.c.household_id == self.household_id)
                .order_by(ritual_booking.c.week, ritual_booking.c.uid)
            ).all()
        return [Booking(row.uid, row.ritual, row.week) for row in rows]

    def book(self, bookings: Iterable[Booking]) -> None:
        """Remember that these came of an offer."""
        rows = [
            {"household_id": self.household_id, "uid": each.uid, "ritual": each.ritual_id, "week": each.week}
            for each in bookings
        ]
        if rows:
            with self.database.writing() as connection:
                connection.execute(insert(ritual_booking), rows)

    def offered(self, week: date) -> dict[tuple[str, datetime], int]:
        """How often a ritual was offered at a start."""
        with self.database.reading() as connection:
            rows = connection.execute(
                select(ritual_offer).where(
                    ritual_offer.c.household_id == self.household_id, ritual_offer.c.week == week
                )
            ).all()
        return {(row.ritual, row.start): row.times for row in rows}

    def note_offered(self, week: date, places: Iterable[tuple[str, datetime]]) -> None:
        """These were named aloud once more."""
        known = self.offered(week)
        with self.database.writing() as connection:
            for ritual, start in dict.fromkeys(places):
                same = (
                    (ritual_offer.c.household_id == self.household_id)
                    & (ritual_offer.c.week == week)
                    & (ritual_offer.c.ritual == ritual)
                    & (ritual_offer.c.start == start)
                )
                connection.execute(delete(ritual_offer).where(same))
                connection.execute(
                    insert(ritual_offer).values(
                        household_id=self.household_id,
                        week=week,
                        ritual=ritual,
                        start=start,
                        times=known.get((ritual, start), 0) + 1,
                    )
                )

    def rounds(self, week: date) -> int:
        """How often it was offered unasked to go through a week."""
        with self.database.reading() as connection:
            times = connection.scalar(
                select(week_offered.c.times).where(
                    week_offered.c.household_id == self.household_id, week_offered.c.week == week
                )
            )
        return times or 0

    def note_round(self, week: date, rounds: int) -> None:
        """It was offered so often now."""
        mine = (week_offered.c.household_id == self.household_id) & (week_offered.c.week == week)
        with self.database.writing() as connection:
            connection.execute(delete(week_offered).where(mine))
            connection.execute(insert(week_offered).values(household_id=self.household_id, week=week, times=rounds))

    def forget_before(self, week: date) -> None:
        """Forget every week that is over."""
        with self.database.writing() as connection:
            for table in (ritual_booking, ritual_offer, week_offered):
                connection.execute(delete(table).where(table.c.household_id == self.household_id, table.c.week < week))
