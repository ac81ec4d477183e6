"""Keeps who agreed that their own calendar is read; nothing of what is in it."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, insert, select

from assistant.scheduling.personal_calendars import PersonalLink
from assistant.store.database import Database
from assistant.store.tables import calendar_asked, personal_calendar


@dataclass(frozen=True, slots=True)
class StoredPersonalLinks:
    """Implements ``PersonalLinks``."""

    database: Database
    household_id: str = "home"

    def all(self) -> list[PersonalLink]:
        """Every agreement that stands."""
        query = select(personal_calendar).where(personal_calendar.c.household_id == self.household_id)
        with self.database.reading() as connection:
            rows = connection.execute(query.order_by(personal_calendar.c.person)).all()
        return [PersonalLink(row.person, row.address, row.agreed_at) for row in rows]

    def save(self, link: PersonalLink) -> None:
        """Keep an agreement in place of that person's earlier one."""
        self.remove(link.person)
        with self.database.writing() as connection:
            connection.execute(
                insert(personal_calendar).values(
                    household_id=self.household_id, person=link.person, address=link.address, agreed_at=link.agreed_at
                )
            )

    def remove(self, person: str | None = None) -> None:
        """Keep no agreement of that person, or of anybody."""
        removing = delete(personal_calendar).where(personal_calendar.c.household_id == self.household_id)
        if person is not None:
            removing = removing.where(personal_calendar.c.person == person)
        with self.database.writing() as connection:
            connection.execute(removing)

    def times_asked(self, person: str, address: str) -> int:
        """How often that person was asked about this address."""
        query = select(calendar_asked.c.times).where(*self._asked(person), calendar_asked.c.address == address)
        with self.database.reading() as connection:
            return connection.scalar(query) or 0

    def note_asked(self, person: str, address: str, times: int) -> None:
        """They were asked so often now."""
        with self.database.writing() as connection:
            connection.execute(delete(calendar_asked).where(*self._asked(person)))
            connection.execute(
                insert(calendar_asked).values(
                    household_id=self.household_id, person=person, address=address, times=times
                )
            )

    def _asked(self, person: str) -> tuple[ColumnElement[bool], ...]:
        return calendar_asked.c.household_id == self.household_id, calendar_asked.c.person == person
