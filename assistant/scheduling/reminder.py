"""A reminder's life: derived, due, begun, and then said or told.

::

    due ──begin──> speaking ──> spoken          said aloud to its end
     │                 │ └────> missed          only chimed, or cut off; said after all where that answered it
     ├────────────────────────> missed ──told─> told
     └────────────────────────> dropped         a repetition that nobody needs any more, or was called off

Why: *begun* is kept before the first sound and *spoken* after the last, so that a crash in between can be seen. What
was begun is never begun again; what was not said to its end is told when somebody asks what they missed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from assistant.calendar.appointment import Appointment, Kind


class State(StrEnum):
    """Where a reminder is in its life."""

    DUE = "due"
    """Its time is to come, or has come and it waits for its turn."""

    SPEAKING = "speaking"
    SPOKEN = "spoken"
    MISSED = "missed"
    """Not said; to be told when asked."""

    TOLD = "told"
    DROPPED = "dropped"


class Origin(StrEnum):
    """Why a reminder exists."""

    PLANNED = "planned"
    """Derived from an appointment's alarm."""

    SNOOZED = "snoozed"
    """Somebody wanted to hear it later."""

    AGAIN = "again"
    """Said once more because nobody reacted."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder as it is kept."""

    key: str
    """Names occurrence, alarm and origin; the same reminder always derives to the same key."""

    uid: str
    recurrence_id: datetime
    """Naive wall time, as in ``Occurrence``."""

    starts_at: datetime
    """The occurrence's start, aware."""

    ends_at: datetime
    """The occurrence's end, aware."""

    fire_at: datetime
    """When to speak up, aware."""

    origin: Origin = Origin.PLANNED
    state: State = State.DUE
    changed_at: datetime | None = None
    """When it last changed state, aware."""

    appointment: Appointment | None = None
    """What it is about; filled in when read from the store."""


class Delivery(StrEnum):
    """How a due reminder may be given."""

    SAY = "say"
    CHIME = "chime"
    """Quiet hours or a hush: a chime only, the words when asked."""


@dataclass(frozen=True, slots=True)
class DueReminder:
    """What the conversation sees of a reminder whose time has come."""

    key: str
    kind: Kind
    title: str
    """An appointment's title."""

    text: str | None
    """A dictated reminder's own words; None for an appointment."""

    start: datetime
    """When what it is about begins: aware."""

    wall: datetime
    """The same as naive wall time at home."""

    fire_at: datetime
    """When it was due: aware."""

    delivery: Delivery = Delivery.SAY
    late: bool = False
    """It fell due while the machine was off or asleep: announced without its words."""

    keys: tuple[str, ...] = ()
    """Every kept reminder that saying this one settles."""

    uid: str = ""
    """The appointment that it is about."""

    origin: Origin = Origin.PLANNED
    """Why it exists."""


@dataclass(frozen=True, slots=True)
class ReminderSettings:
    """How reminders behave."""

    lead_times: tuple[timedelta, ...] = (timedelta(hours=1), timedelta())
    """How long before an appointment to speak up; zero is at its start."""

    horizon: timedelta = timedelta(hours=48)
    """How far ahead reminders and jobs are derived."""

    replan_every: timedelta = timedelta(hours=6)
    useful_for: timedelta = timedelta(hours=6)
    """How long after its time a dictated reminder is still worth saying."""

    repeat_after: timedelta = timedelta(minutes=5)
    snooze_for: timedelta = timedelta(minutes=10)
    late_after: timedelta = timedelta(minutes=1)
    """A reminder overdue by more when the machine wakes counts as late."""

    kept_for: timedelta = timedelta(days=2)
    """How long settled reminders are remembered, so that they are not derived anew."""
