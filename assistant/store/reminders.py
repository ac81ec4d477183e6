"""Keeps reminders and their states."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, insert, select, update

from assistant.calendar.appointment import Appointment
from assistant.scheduling.ports import Derive
from assistant.scheduling.reminder import Origin, Reminder, State
from assistant.store.appointments import read_appointments
from assistant.store.batches import batches
from assistant.store.database import Database
from assistant.store.tables import event, reminder

_PLANNED_AT_ONCE = 100
"""How many appointments are planned in one transaction, so that nobody else waits long and a crash costs little."""


@dataclass(frozen=True, slots=True)
class StoredReminders:
    """The reminders of a database; implements ``ReminderRepository``."""

    database: Database
    household_id: str = "home"

    def plan(self, until: datetime, derive: Derive) -> int:
        """Derive what is missing before ``until``."""
        made = 0
        while True:
            with self.database.writing() as connection:
                since = {
                    row.uid: row.next_at
                    for row in connection.execute(
                        select(event.c.uid, event.c.next_at)
                        .where(event.c.household_id == self.household_id, event.c.next_at < until)
                        .order_by(event.c.next_at)
                        .limit(_PLANNED_AT_ONCE)
                    )
                }
                if not since:
                    return made
                made += self._derive(connection, since, derive)

    def waiting(self, until: datetime) -> list[Reminder]:
        """Those still due with ``fire_at`` up to and including a moment."""
        return self._select(reminder.c.state == State.DUE, reminder.c.fire_at <= until)

    def in_state(
        self, state: State, *, uid: str | None = None, changed_since: datetime | None = None
    ) -> list[Reminder]:
        """Reminders in one state."""
        conditions = [reminder.c.state == state]
        if uid is not None:
            conditions.append(reminder.c.uid == uid)
        if changed_since is not None:
            conditions.append(reminder.c.changed_at >= changed_since)
        return self._select(*conditions)

    def instants(self, until: datetime) -> list[datetime]:
        """The different moments at which something still due fires."""
        with self.database.reading() as connection:
            return list(
                connection.scalars(
                    select(reminder.c.fire_at)
                    .where(*self._due(), reminder.c.fire_at <= until)
                    .distinct()
                    .order_by(reminder.c.fire_at)
                )
            )

    def next_at(self) -> datetime | None:
        """The earliest moment at which something still due fires."""
        with self.database.reading() as connection:
            return connection.scalar(
                select(reminder.c.fire_at).where(*self._due()).order_by(reminder.c.fire_at).limit(1)
            )

    def add(self, kept: Reminder) -> bool:
        """Keep one more."""
        with self.database.writing() as connection:
            return self._insert(connection, [kept]) == 1

    def begin(self, key: str, settles: Sequence[str], now: datetime) -> bool:
        """Move one from due to speaking."""
        with self.database.writing() as connection:
            if self._move(connection, [key], State.DUE, State.SPEAKING, now) == 0:
                return False
            others = [each for each in settles if each != key]
            for before in (State.DUE, State.MISSED):
                self._move(connection, others, before, State.TOLD, now)
            return True

    def move(self, keys: Sequence[str], before: State, after: State, now: datetime) -> int:
        """Move those of ``keys`` that are in one state to another."""
        if not keys:
            return 0
        with self.database.writing() as connection:
            return self._move(connection, keys, before, after, now)

    def forget_settled(self, before: datetime) -> None:
        """Delete what nobody needs any more."""
        mine = reminder.c.household_id == self.household_id
        settled = reminder.c.state.in_([State.SPOKEN, State.TOLD, State.DROPPED])
        known = select(event.c.uid).where(event.c.household_id == self.household_id)
        with self.database.writing() as connection:
            connection.execute(delete(reminder).where(mine, settled, reminder.c.fire_at < before))
            connection.execute(delete(reminder).where(mine, reminder.c.uid.not_in(known), reminder.c.fire_at < before))

    def _derive(self, connection: Connection, since: dict[str, datetime], derive: Derive) -> int:
        appointments = read_appointments(connection, self.household_id, event.c.uid.in_(since))
        made: list[Reminder] = []
        cursors: list[dict[str, object]] = []
        for appointment in appointments:
            derived = derive(appointment, since[appointment.uid])
            made += derived.reminders
            cursors.append({"of_uid": appointment.uid, "next_at": derived.next_at})
        connection.execute(
            update(event).where(event.c.household_id == self.household_id, event.c.uid == bindparam("of_uid")), cursors
        )
        return self._insert(connection, made)

    def _insert(self, connection: Connection, made: Sequence[Reminder]) -> int:
        known: set[str] = set()
        for batch in batches([each.key for each in made]):
            same = reminder.c.household_id == self.household_id, reminder.c.key.in_(batch)
            known.update(connection.scalars(select(reminder.c.key).where(*same)))
        fresh = {each.key: each for each in made if each.key not in known}
        if fresh:
            connection.execute(insert(reminder), [self._row(each) for each in fresh.values()])
        return len(fresh)

    def _move(self, connection: Connection, keys: Sequence[str], before: State, after: State, now: datetime) -> int:
        moved = 0
        for batch in batches(keys):
            chosen = reminder.c.household_id == self.household_id, reminder.c.key.in_(batch), reminder.c.state == before
            moved += connection.execute(update(reminder).where(*chosen).values(state=after, changed_at=now)).rowcount
        return moved

    def _due(self) -> tuple[ColumnElement[bool], ...]:
        known = (
            select(event.c.uid)
            .where(event.c.household_id == reminder.c.household_id, event.c.uid == reminder.c.uid)
            .exists()
        )
        return reminder.c.household_id == self.household_id, reminder.c.state == State.DUE, known

    def _select(self, *conditions: ColumnElement[bool]) -> list[Reminder]:
        with self.database.reading() as connection:
            rows = connection.execute(
                select(reminder)
                .where(reminder.c.household_id == self.household_id, *conditions)
                .order_by(reminder.c.fire_at, reminder.c.key)
            ).all()
            about: dict[str, Appointment] = {}
            for batch in batches(list(dict.fromkeys(row.uid for row in rows))):
                found = read_appointments(connection, self.household_id, event.c.uid.in_(batch))
                about |= {each.uid: each for each in found}
        return [_reminder(row, about[row.uid]) for row in rows if row.uid in about]

    def _row(self, kept: Reminder) -> dict[str, object]:
        return {
            "household_id": self.household_id,
            "key": kept.key,
            "uid": kept.uid,
            "recurrence_id": kept.recurrence_id,
            "starts_at": kept.starts_at,
            "ends_at": kept.ends_at,
            "fire_at": kept.fire_at,
            "origin": kept.origin,
            "state": kept.state,
            "changed_at": kept.changed_at,
        }


def _reminder(row: Row[Any], appointment: Appointment) -> Reminder:
    return Reminder(
        key=row.key,
        uid=row.uid,
        recurrence_id=row.recurrence_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        fire_at=row.fire_at,
        origin=Origin(row.origin),
        state=State(row.state),
        changed_at=row.changed_at,
        appointment=appointment,
    )
