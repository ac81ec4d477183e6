"""Repositories that keep everything in memory."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from assistant.calendar.appointment import Appointment, Kind
from assistant.calendar.recurrence import next_occurrence, occurrences, span
from assistant.errors import StoreFull
from assistant.household.household import Household
from assistant.scheduling.ports import UNDO_KEPT_FOR, Change, Derive, Undone
from assistant.scheduling.reminder import Origin, Reminder, State

_SETTLED = (State.SPOKEN, State.TOLD, State.DROPPED)


@dataclass
class FakeHouseholds:
    """One household in memory."""

    household: Household = field(default_factory=Household)

    def load(self) -> Household:
        return self.household

    def save(self, household: Household) -> None:
        self.household = household


@dataclass
class FakeCalendar:
    """What the two repositories below share, as they share a database."""

    appointments: dict[str, Appointment] = field(default_factory=dict)
    next_at: dict[str, datetime] = field(default_factory=dict)
    reminders: dict[str, Reminder] = field(default_factory=dict)
    undo: list[tuple[str, datetime, tuple[Appointment, ...], tuple[str, ...]]] = field(default_factory=list)


@dataclass
class FakeAppointments:
    """Appointments in memory; implements ``AppointmentRepository``."""

    calendar: FakeCalendar = field(default_factory=FakeCalendar)

    def get(self, uid: str) -> Appointment | None:
        return self.calendar.appointments.get(uid)

    def all(self) -> list[Appointment]:
        return sorted(self.calendar.appointments.values(), key=lambda each: (span(each)[0], each.uid))

    def is_empty(self) -> bool:
        return not self.calendar.appointments

    def within(self, start: datetime, end: datetime) -> list[Appointment]:
        return [each for each in self.all() if span(each)[0] < end and (span(each)[1] or end) >= start]

    def starting_within(self, start: datetime, end: datetime) -> list[Appointment]:
        return [each for each in self.within(start, end) if occurrences(each, start, end)]

    def upcoming(
        self,
        now: datetime,
        *,
        kind: Kind | None = None,
        titles: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[Appointment]:
        coming = [(next_occurrence(each, now), each) for each in self.all()]
        chosen = [
            (found.start, each.title, each.uid, each)
            for found, each in coming
            if found is not None and kind in (None, each.kind) and (titles is None or each.title in titles)
        ]
        return [each for *_, each in sorted(chosen, key=lambda one: one[:3])][:limit]

    def titles(self, now: datetime) -> list[str]:
        return list(dict.fromkeys(each.title for each in self.upcoming(now)))

    def bring_forward(self, now: datetime) -> None:
        """Nothing is kept of when each next starts."""

    def apply(self, change: Change, now: datetime) -> None:
        touched = [*(each.uid for each in change.saved), *change.removed]
        before = tuple(self.calendar.appointments[uid] for uid in touched if uid in self.calendar.appointments)
        made = tuple(uid for uid in touched if uid not in self.calendar.appointments)
        self.calendar.undo = [*self.calendar.undo, (change.operation, now, before, made)][-20:]
        self._write(change.saved, change.removed, now)

    def last_change(self, now: datetime) -> Undone | None:
        if not self._recent(now):
            return None
        operation, at, before, made = self.calendar.undo[-1]
        gone = tuple(self.calendar.appointments[uid] for uid in made if uid in self.calendar.appointments)
        return Undone(operation, at, before, gone)

    def undo(self, now: datetime) -> Undone | None:
        if not self._recent(now):
            return None
        operation, at, before, made = self.calendar.undo.pop()
        restored = tuple(
            replace(each, sequence=max(each.sequence, getattr(self.get(each.uid), "sequence", each.sequence + 1)) + 1)
            for each in before
        )
        removed = tuple(self.calendar.appointments[uid] for uid in made if uid in self.calendar.appointments)
        self._write(restored, made, now)
        return Undone(operation, at, restored, removed)

    def _recent(self, now: datetime) -> bool:
        self.calendar.undo = [each for each in self.calendar.undo if each[1] >= now - UNDO_KEPT_FOR]
        return bool(self.calendar.undo)

    def _write(self, saved: Sequence[Appointment], removed: Sequence[str], now: datetime) -> None:
        kept = self.calendar
        for uid in (*(each.uid for each in saved), *removed):
            waiting = [
                each
                for each in kept.reminders.values()
                if each.uid == uid and each.state is State.DUE and each.origin is Origin.PLANNED
            ]
            since = [now + timedelta(microseconds=1), *(each.fire_at for each in waiting)]
            if uid in kept.next_at:
                since.append(kept.next_at[uid])
            for each in waiting:
                del kept.reminders[each.key]
            kept.appointments.pop(uid, None)
            kept.next_at.pop(uid, None)
            for appointment in saved:
                if appointment.uid == uid:
                    kept.appointments[uid] = appointment
                    if appointment.alarms:
                        kept.next_at[uid] = min(since)


@dataclass
class FakeReminders:
    """Reminders in memory; implements ``ReminderRepository``."""

    calendar: FakeCalendar = field(default_factory=FakeCalendar)
    is_full: bool = False
    """Whether nothing more can be written."""

    def plan(self, until: datetime, derive: Derive) -> int:
        self._check_room()
        made = 0
        for uid, since in list(self.calendar.next_at.items()):
            if since < until:
                derived = derive(self.calendar.appointments[uid], since)
                made += sum(self.add(each) for each in derived.reminders)
                del self.calendar.next_at[uid]
                if derived.next_at is not None:
                    self.calendar.next_at[uid] = derived.next_at
        return made

    def waiting(self, until: datetime) -> list[Reminder]:
        return [each for each in self.in_state(State.DUE) if each.fire_at <= until]

    def in_state(
        self, state: State, *, uid: str | None = None, changed_since: datetime | None = None
    ) -> list[Reminder]:
        found = [
            replace(each, appointment=self.calendar.appointments[each.uid])
            for each in self.calendar.reminders.values()
            if each.state is state
            and each.uid in self.calendar.appointments
            and uid in {None, each.uid}
            and (changed_since is None or (each.changed_at is not None and each.changed_at >= changed_since))
        ]
        return sorted(found, key=lambda each: (each.fire_at, each.key))

    def instants(self, until: datetime) -> list[datetime]:
        return sorted({each.fire_at for each in self.waiting(until)})

    def next_at(self) -> datetime | None:
        return min((each.fire_at for each in self.in_state(State.DUE)), default=None)

    def add(self, reminder: Reminder) -> bool:
        self._check_room()
        if reminder.key in self.calendar.reminders:
            return False
        self.calendar.reminders[reminder.key] = replace(reminder, appointment=None)
        return True

    def begin(self, key: str, settles: Sequence[str], now: datetime) -> bool:
        self._check_room()
        if self.move([key], State.DUE, State.SPEAKING, now) == 0:
            return False
        others = [each for each in settles if each != key]
        self.move(others, State.DUE, State.TOLD, now)
        self.move(others, State.MISSED, State.TOLD, now)
        return True

    def move(self, keys: Sequence[str], before: State, after: State, now: datetime) -> int:
        moved = 0
        if keys:
            self._check_room()
        for key in keys:
            kept = self.calendar.reminders.get(key)
            if kept is not None and kept.state is before:
                self.calendar.reminders[key] = replace(kept, state=after, changed_at=now)
                moved += 1
        return moved

    def forget_settled(self, before: datetime) -> None:
        self.calendar.reminders = {
            key: each
            for key, each in self.calendar.reminders.items()
            if each.fire_at >= before or (each.state not in _SETTLED and each.uid in self.calendar.appointments)
        }

    def _check_room(self) -> None:
        if self.is_full:
            message = "There is no space left."
            raise StoreFull(message)
