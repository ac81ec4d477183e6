"""Keeps appointments and the way back from each edit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, delete, func, insert, or_, select, update

from assistant.calendar.appointment import Appointment, Kind
from assistant.scheduling.ports import UNDO_KEPT_FOR, Change, Undone
from assistant.scheduling.reminder import Origin, State
from assistant.store.batches import batches
from assistant.store.database import Database
from assistant.store.event_rows import alarm_rows, appointments_from, event_row, override_rows, starts_next, upcoming
from assistant.store.tables import alarm, event, override, reminder, undo

UNDO_KEPT = 20
"""How many edits can be taken back, one after the other."""

_TICK = timedelta(microseconds=1)
_APPOINTMENTS: TypeAdapter[tuple[Appointment, ...]] = TypeAdapter(tuple[Appointment, ...])
_UIDS: TypeAdapter[tuple[str, ...]] = TypeAdapter(tuple[str, ...])


@dataclass(frozen=True, slots=True)
class StoredAppointments:
    """The appointments of a database; implements ``AppointmentRepository``."""

    database: Database
    household_id: str = "home"

    def get(self, uid: str) -> Appointment | None:
        """One appointment, or None."""
        found = self._select(event.c.uid == uid)
        return found[0] if found else None

    def all(self) -> list[Appointment]:
        """Every appointment, by first start."""
        return self._select()

    def is_empty(self) -> bool:
        """Whether there is none at all."""
        with self.database.reading() as connection:
            return connection.scalar(select(event.c.uid).where(*self._mine).limit(1)) is None

    def within(self, start: datetime, end: datetime) -> list[Appointment]:
        """At least those that share time with a window, by first start."""
        return self._select(*_sharing_time(start, end))

    def starting_within(self, start: datetime, end: datetime) -> list[Appointment]:
        """At least those of which something starts in a window, by first start."""
        since, at = event.c.upcoming_since, event.c.upcoming_at
        may_start = or_(since.is_(None), since > start, and_(at.is_not(None), at < end))
        return self._select(*_sharing_time(start, end), may_start)

    def upcoming(
        self,
        now: datetime,
        *,
        kind: Kind | None = None,
        titles: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[Appointment]:
        """Those of which something is to start, the soonest first."""
        if titles is not None and not titles:
            return []
        conditions: list[ColumnElement[bool]] = []
        if kind is not None:
            conditions.append(event.c.kind == kind)
        if titles is not None:
            conditions.append(event.c.title.in_(titles))
        query = select(event.c.upcoming_at, event.c.title, event.c.uid).where(*self._known(now), *conditions)
        ordered = query.order_by(event.c.upcoming_at, event.c.title, event.c.uid).limit(limit)
        with self.database.reading() as connection:
            anew = {each.uid: each for each in self._stale(connection, now, *conditions)}
            coming = [
                *((row.upcoming_at, row.title, row.uid) for row in connection.execute(ordered)),
                *((at, each.title, each.uid) for each in anew.values() if (at := starts_next(each, now)) is not None),
            ]
            uids = [uid for _at, _title, uid in sorted(coming)[:limit]]
            unread = [uid for uid in uids if uid not in anew]
            found = anew | {each.uid: each for each in read_by_uid(connection, self.household_id, unread)}
        return [found[uid] for uid in uids]

    def titles(self, now: datetime) -> list[str]:
        """The titles of what is to start, each once, the soonest first."""
        query = select(func.min(event.c.upcoming_at).label("at"), event.c.title).where(*self._known(now))
        with self.database.reading() as connection:
            coming = [(row.at, row.title) for row in connection.execute(query.group_by(event.c.title))]
            for each in self._stale(connection, now):
                at = starts_next(each, now)
                if at is not None:
                    coming.append((at, each.title))
        return list(dict.fromkeys(title for _at, title in sorted(coming)))

    def bring_forward(self, now: datetime) -> None:
        """Keep when each next starts, as of now, and forget the ways back that are too old."""
        with self.database.writing() as connection:
            self._bring_forward(connection, now)
            self._trim_undo(connection, now)

    def apply(self, change: Change, now: datetime) -> None:
        """Keep one edit and the way back from it."""
        with self.database.writing() as connection:
            self.apply_within(connection, change, now)

    def apply_within(self, connection: Connection, change: Change, now: datetime) -> None:
        """Keep one edit and the way back from it, inside an open transaction."""
        touched = [each.uid for each in change.saved] + list(change.removed)
        before = read_by_uid(connection, self.household_id, touched)
        known = {each.uid for each in before}
        connection.execute(
            insert(undo).values(
                household_id=self.household_id,
                at=now,
                operation=change.operation,
                before=_APPOINTMENTS.dump_json(tuple(before)).decode(),
                made=_UIDS.dump_json(tuple(uid for uid in touched if uid not in known)).decode(),
            )
        )
        self._trim_undo(connection, now)
        self.exchange_within(connection, change.saved, change.removed, now)

    def last_change(self, now: datetime) -> Undone | None:
        """What an undo would take back."""
        with self.database.reading() as connection:
            row = self._last_edit(connection, now)
            if row is None:
                return None
            gone = read_by_uid(connection, self.household_id, _UIDS.validate_json(row.made))
            return Undone(row.operation, row.at, _APPOINTMENTS.validate_json(row.before), tuple(gone))

    def undo(self, now: datetime) -> Undone | None:
        """Take back the last edit."""
        with self.database.writing() as connection:
            row = self._last_edit(connection, now)
            if row is None:
                return None
            before = _APPOINTMENTS.validate_json(row.before)
            made = _UIDS.validate_json(row.made)
            present = {
                each.uid: each
                for each in read_by_uid(connection, self.household_id, [*made, *(each.uid for each in before)])
            }
            restored = tuple(
                replace(each, sequence=max(each.sequence, present[each.uid].sequence) + 1)
                if each.uid in present
                else replace(each, sequence=each.sequence + 2)
                for each in before
            )
            self.exchange_within(connection, restored, made, now)
            connection.execute(delete(undo).where(undo.c.id == row.id))
            removed = tuple(present[uid] for uid in made if uid in present)
            return Undone(operation=row.operation, at=row.at, restored=restored, removed=removed)

    def _last_edit(self, connection: Connection, now: datetime) -> Row[Any] | None:
        mine = undo.c.household_id == self.household_id, undo.c.at >= now - UNDO_KEPT_FOR
        return connection.execute(select(undo).where(*mine).order_by(undo.c.id.desc()).limit(1)).one_or_none()

    @property
    def _mine(self) -> tuple[ColumnElement[bool]]:
        return (event.c.household_id == self.household_id,)

    def _known(self, now: datetime) -> tuple[ColumnElement[bool], ...]:
        """Those of which it is kept when they next start, as of now."""
        return *self._mine, event.c.upcoming_since <= now, event.c.upcoming_at >= now

    def _stale(self, connection: Connection, now: datetime, *conditions: ColumnElement[bool]) -> list[Appointment]:
        """Those that have started since that was kept, or of which it was last kept for a later moment.

        Why: nothing is written here, so that a question is also answered on a full disk.
        """
        since, at = event.c.upcoming_since, event.c.upcoming_at
        passed = select(event.c.uid).where(*self._mine, at < now, *conditions)
        unknown = select(event.c.uid).where(*self._mine, or_(since.is_(None), since > now), *conditions)
        uids = list({*connection.scalars(passed), *connection.scalars(unknown)})
        return read_by_uid(connection, self.household_id, uids)

    def _bring_forward(self, connection: Connection, now: datetime) -> None:
        """Keep when those next start that have started since."""
        rows = [{"of_uid": each.uid, **upcoming(each, now)} for each in self._stale(connection, now)]
        if rows:
            connection.execute(update(event).where(*self._mine, event.c.uid == bindparam("of_uid")), rows)

    def _select(self, *conditions: ColumnElement[bool]) -> list[Appointment]:
        with self.database.reading() as connection:
            return read_appointments(connection, self.household_id, *conditions)

    def _trim_undo(self, connection: Connection, now: datetime) -> None:
        mine = undo.c.household_id == self.household_id
        recent = select(undo.c.id).where(mine, undo.c.at >= now - UNDO_KEPT_FOR)
        kept = recent.order_by(undo.c.id.desc()).limit(UNDO_KEPT)
        connection.execute(delete(undo).where(mine, undo.c.id.not_in(kept)))

    def exchange_within(
        self, connection: Connection, saved: Sequence[Appointment], removed: Sequence[str], now: datetime
    ) -> None:
        """Replace the rows inside an open transaction, without a way back.

        Reminders not begun are taken away and derived anew from where they stood.
        """
        self._bring_forward(connection, now)
        uids = [*(each.uid for each in saved), *removed]
        since = self._since(connection, uids, now)
        for batch in batches(uids):
            connection.execute(
                delete(reminder).where(
                    reminder.c.household_id == self.household_id,
                    reminder.c.uid.in_(batch),
                    reminder.c.state == State.DUE,
                    reminder.c.origin == Origin.PLANNED,
                )
            )
            for table in (override, alarm, event):
                connection.execute(
                    delete(table).where(table.c.household_id == self.household_id, table.c.uid.in_(batch))
                )
        if not saved:
            return
        rows = [event_row(each, self.household_id, since.get(each.uid, now + _TICK), now) for each in saved]
        connection.execute(insert(event), rows)
        for table, made in (
            (override, [row for each in saved for row in override_rows(each, self.household_id)]),
            (alarm, [row for each in saved for row in alarm_rows(each, self.household_id)]),
        ):
            if made:
                connection.execute(insert(table), made)

    def _since(self, connection: Connection, uids: Sequence[str], now: datetime) -> dict[str, datetime]:
        """For each known appointment the instant from which its reminders must be derived anew.

        Not later than now, and not later than anything that was to be said and was not yet: a reminder that waits for
        the end of an exercise must survive an edit.
        """
        since: dict[str, datetime] = {}
        for batch in batches(uids):
            planned = select(event.c.uid, event.c.next_at).where(
                event.c.household_id == self.household_id, event.c.uid.in_(batch), event.c.next_at.is_not(None)
            )
            waiting = (
                select(reminder.c.uid, func.min(reminder.c.fire_at))
                .where(
                    reminder.c.household_id == self.household_id,
                    reminder.c.uid.in_(batch),
                    reminder.c.state == State.DUE,
                    reminder.c.origin == Origin.PLANNED,
                )
                .group_by(reminder.c.uid)
            )
            for query in (planned, waiting):
                for uid, moment in connection.execute(query):
                    since[uid] = min(since.get(uid, now + _TICK), moment)
        return since


def read_appointments(connection: Connection, household_id: str, *conditions: ColumnElement[bool]) -> list[Appointment]:
    """The appointments that meet the conditions on ``event``, by first start, inside an open transaction."""
    chosen = (event.c.household_id == household_id, *conditions)
    # Sorted here: asked to sort, SQLite walks the index of first starts through the whole table, even for one uid.
    rows = sorted(connection.execute(select(event).where(*chosen)).all(), key=lambda row: (row.first_at, row.uid))
    if not rows:
        return []
    if not conditions:
        return appointments_from(
            rows,
            connection.execute(select(override).where(override.c.household_id == household_id)).all(),
            connection.execute(select(alarm).where(alarm.c.household_id == household_id)).all(),
        )
    found: list[Appointment] = []
    for batch in batches(rows):
        uids = [row.uid for row in batch]
        found += appointments_from(
            batch,
            connection.execute(
                select(override).where(override.c.household_id == household_id, override.c.uid.in_(uids))
            ).all(),
            connection.execute(select(alarm).where(alarm.c.household_id == household_id, alarm.c.uid.in_(uids))).all(),
        )
    return found


def read_by_uid(connection: Connection, household_id: str, uids: Sequence[str]) -> list[Appointment]:
    """The appointments of these uids, inside an open transaction."""
    found: list[Appointment] = []
    for batch in batches(uids):
        found += read_appointments(connection, household_id, event.c.uid.in_(batch))
    return found


def _sharing_time(start: datetime, end: datetime) -> tuple[ColumnElement[bool], ...]:
    return event.c.first_at < end, or_(event.c.last_at.is_(None), event.c.last_at >= start)
