"""What scheduling asks of the alarm clock and of whoever keeps appointments and reminders."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from assistant.calendar.appointment import Appointment, Kind
from assistant.scheduling.reminder import Reminder, State

Ring = Callable[[], None]
"""Called on the event loop's own thread when an alarm goes off; must not block."""


class AlarmClock(Protocol):
    """Calls back at given moments. Nothing it holds survives a restart."""

    def set(self, key: str, at: datetime, ring: Ring) -> None:
        """Ring once at an aware instant, or at once where that is over. A second ``set`` of a key replaces it."""
        ...

    def every(self, key: str, period: timedelta, ring: Ring) -> None:
        """Ring again and again, first after one period. Shares its keys with ``set``."""
        ...

    def cancel(self, key: str) -> None:
        """Do not ring for this key; nothing happens where it is unknown or has rung."""
        ...

    def clear(self) -> None:
        """Do not ring for any key."""
        ...

    def keys(self) -> Sequence[str]:
        """The keys that are still to ring, in no order."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """What one edit does to the calendar; kept as a whole or not at all."""

    operation: str
    """A word for what was done, e.g. ``schedule``, ``move``, ``cancel``."""

    saved: tuple[Appointment, ...] = ()
    """New or changed appointments, whole."""

    removed: tuple[str, ...] = ()
    """Uids of appointments that are no more."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo put back, or would."""

    operation: str
    """What had been done."""

    at: datetime
    """When it was done."""

    restored: tuple[Appointment, ...]
    """Appointments as they are again."""

    removed: tuple[Appointment, ...]
    """Appointments that the change had made and that are gone now."""


UNDO_KEPT_FOR = timedelta(days=7)
"""How long an edit can be taken back. Why: the way back holds whole plans, also those that were cancelled."""


class AppointmentRepository(Protocol):
    """Keeps appointments. Every method may raise ``StoreError``."""

    def get(self, uid: str) -> Appointment | None:
        """One appointment, or None."""
        ...

    def all(self) -> list[Appointment]:
        """Every appointment, by first start."""
        ...

    def is_empty(self) -> bool:
        """Whether there is none at all."""
        ...

    def within(self, start: datetime, end: datetime) -> list[Appointment]:
        """At least those that share time with a window (aware, end exclusive), by first start."""
        ...

    def starting_within(self, start: datetime, end: datetime) -> list[Appointment]:
        """At least those of which something starts in a window (aware, end exclusive), by first start."""
        ...

    def upcoming(
        self,
        now: datetime,
        *,
        kind: Kind | None = None,
        titles: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[Appointment]:
        """Those of which something starts now or later, the soonest first, then by title.

        Args:
            now: aware.
            kind: only these.
            titles: only those of exactly these titles.
            limit: so many at most.
        """
        ...

    def titles(self, now: datetime) -> list[str]:
        """The titles of those of which something starts now or later, each once, the soonest first."""
        ...

    def bring_forward(self, now: datetime) -> None:
        """Keep when each next starts, as of now: no answer changes, and the next ones are quicker."""
        ...

    def apply(self, change: Change, now: datetime) -> None:
        """Keep one edit, remember how to undo it, and mark its reminders to be derived anew from ``now``.

        One transaction: after a crash all of it is there or nothing.
        """
        ...

    def last_change(self, now: datetime) -> Undone | None:
        """What ``undo`` would take back; nothing is done."""
        ...

    def undo(self, now: datetime) -> Undone | None:
        """Take back the last edit that was not taken back yet; None where there is none, or none so young."""
        ...


@dataclass(frozen=True, slots=True)
class Derived:
    """What an appointment means for the reminders of one stretch of time."""

    reminders: tuple[Reminder, ...]
    next_at: datetime | None
    """When its first reminder after that stretch is due; None where there is none."""


Derive = Callable[[Appointment, datetime], Derived]
"""Given an appointment and the instant from which its reminders are not derived yet."""


class ReminderRepository(Protocol):
    """Keeps reminders and their states. Every method may raise ``StoreError``."""

    def plan(self, until: datetime, derive: Derive) -> int:
        """Derive what is missing before ``until``; returns how many reminders are new.

        A reminder whose key is known, in whatever state, is left as it is.
        """
        ...

    def waiting(self, until: datetime) -> list[Reminder]:
        """Those still due with ``fire_at`` up to and including a moment, earliest first, with their appointments."""
        ...

    def in_state(
        self, state: State, *, uid: str | None = None, changed_since: datetime | None = None
    ) -> list[Reminder]:
        """Reminders in one state, earliest first, with their appointments.

        Args:
            state: in which they are.
            uid: only those of one appointment.
            changed_since: only those that came into this state at or after an aware moment.
        """
        ...

    def instants(self, until: datetime) -> list[datetime]:
        """The different moments up to and including ``until`` at which something still due fires, earliest first."""
        ...

    def next_at(self) -> datetime | None:
        """The earliest moment at which something still due fires."""
        ...

    def add(self, reminder: Reminder) -> bool:
        """Keep one more; False, and nothing is done, where its key is known."""
        ...

    def begin(self, key: str, settles: Sequence[str], now: datetime) -> bool:
        """Move one from due to speaking, kept before this returns.

        Args:
            key: the one to be said.
            settles: others, due or missed, that are told with it.
            now: aware.

        Returns:
            False, and nothing is done, where it is not due (any more).
        """
        ...

    def move(self, keys: Sequence[str], before: State, after: State, now: datetime) -> int:
        """Move those of ``keys`` that are in one state to another; returns how many were."""
        ...

    def forget_settled(self, before: datetime) -> None:
        """Delete spoken, told and dropped reminders that fired before a moment, and all without an appointment."""
        ...
