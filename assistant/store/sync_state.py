"""Keeps what was agreed with the shared calendar; our side of every sync."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from assistant.calendar.agreement import Agreed, Sent
from assistant.calendar.appointment import Appointment
from assistant.calendar.ports import Exchange
from assistant.scheduling.ports import Change
from assistant.store.appointments import StoredAppointments, read_appointments, read_by_uid
from assistant.store.batches import batches
from assistant.store.database import Database
from assistant.store.tables import sync_calendar, sync_item


@dataclass(frozen=True, slots=True)
class StoredSync:
    """Implements ``SyncStore``."""

    database: Database
    household_id: str = "home"

    def linked(self) -> str | None:
        """The address of the calendar that is kept equal; None where there is none."""
        with self.database.reading() as connection:
            found: str | None = connection.scalar(select(sync_calendar.c.address).where(self._calendar))
        return found

    def link(self, address: str, now: datetime) -> None:
        """Keep this calendar equal from now on. With another address than before nothing is agreed yet."""
        if self.linked() == address:
            return
        with self.database.writing() as connection:
            self._unlink(connection)
            connection.execute(
                insert(sync_calendar).values(household_id=self.household_id, address=address, linked_at=now)
            )

    def unlink(self) -> None:
        """Keep no calendar equal, and nothing of what was agreed; both sides keep their events."""
        with self.database.writing() as connection:
            self._unlink(connection)

    def appointments(self) -> list[Appointment]:
        """Everything of ours."""
        with self.database.reading() as connection:
            return read_appointments(connection, self.household_id)

    def agreed(self) -> Mapping[str, Agreed]:
        """What both sides agreed on, by href."""
        with self.database.reading() as connection:
            rows = connection.execute(select(sync_item).where(self._item)).all()
        return {row.href: _agreed(row) for row in rows}

    def token(self) -> str | None:
        """The server's name for the state that was seen last."""
        with self.database.reading() as connection:
            found: str | None = connection.scalar(select(sync_calendar.c.token).where(self._calendar))
        return found

    def remember(self, agreed: Sequence[Agreed], forgotten: Collection[str] = ()) -> None:
        """Keep agreements, and forget those of some hrefs."""
        with self.database.writing() as connection:
            self._delete(connection, sync_item.c.href, list(forgotten))
            self._keep(connection, agreed)

    def remember_token(self, token: str | None) -> None:
        """Keep the server's name for what was seen."""
        if token == self.token():
            return
        with self.database.writing() as connection:
            connection.execute(update(sync_calendar).where(self._calendar).values(token=token))

    def take_in(self, exchanges: Sequence[Exchange], now: datetime) -> frozenset[str]:
        """Exchange appointments of ours and keep what was agreed; all of it or nothing."""
        appointments = StoredAppointments(self.database, self.household_id)
        with self.database.writing() as connection:
            found = read_by_uid(connection, self.household_id, [each.uid for each in exchanges])
            present = {each.uid: each for each in found}
            fitting = [each for each in exchanges if present.get(each.uid) == each.before]
            undoable = Change("sync", *_changes([each for each in fitting if each.can_be_undone]))
            if undoable.saved or undoable.removed:
                appointments.apply_within(connection, undoable, now)
            saved, removed = _changes([each for each in fitting if not each.can_be_undone])
            appointments.exchange_within(connection, saved, removed, now)
            self._delete(connection, sync_item.c.uid, [each.uid for each in fitting])
            self._keep(connection, [each.agreed for each in fitting if each.agreed is not None])
        return frozenset(each.uid for each in exchanges) - {each.uid for each in fitting}

    @property
    def _calendar(self) -> ColumnElement[bool]:
        return sync_calendar.c.household_id == self.household_id

    @property
    def _item(self) -> ColumnElement[bool]:
        return sync_item.c.household_id == self.household_id

    def _unlink(self, connection: Connection) -> None:
        connection.execute(delete(sync_calendar).where(self._calendar))
        connection.execute(delete(sync_item).where(self._item))

    def _keep(self, connection: Connection, agreed: Sequence[Agreed]) -> None:
        rows = list({each.href: self._row(each) for each in agreed}.values())
        self._delete(connection, sync_item.c.href, [each["href"] for each in rows])
        if rows:
            connection.execute(insert(sync_item), rows)

    def _delete(self, connection: Connection, column: ColumnElement[str], values: Sequence[str | None]) -> None:
        for batch in batches(values):
            connection.execute(delete(sync_item).where(self._item, column.in_(batch)))

    def _row(self, agreed: Agreed) -> dict[str, str | None]:
        return {
            "household_id": self.household_id,
            "href": agreed.href,
            "uid": agreed.uid,
            "etag": agreed.etag,
            "ours": agreed.ours,
            "theirs": agreed.theirs,
            "kept": agreed.kept,
            "sent_ours": None if agreed.sent is None else agreed.sent.ours,
            "sent_theirs": None if agreed.sent is None else agreed.sent.theirs,
        }


def _agreed(row: Row[Any]) -> Agreed:
    sent = None if row.sent_ours is None else Sent(row.sent_ours, row.sent_theirs)
    return Agreed(row.href, row.uid, row.etag, row.ours, row.theirs, row.kept, sent)


def _changes(exchanges: Sequence[Exchange]) -> tuple[tuple[Appointment, ...], tuple[str, ...]]:
    saved = tuple(each.after for each in exchanges if each.after is not None)
    return saved, tuple(each.uid for each in exchanges if each.after is None)
