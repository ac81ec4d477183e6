"""Keeps who agreed that their own calendar is read; nothing of what is in it."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from assistant.scheduling.personal_calendars import PersonalLink
from assistant.store.database import Database
from assistant.store.tables import personal_calendar


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
