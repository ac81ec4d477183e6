"""Which reminders an appointment means for a stretch of time: derived, never guessed twice."""

from datetime import datetime, timedelta

from assistant.calendar.appointment import Appointment, Occurrence
from assistant.calendar.recurrence import next_occurrence, occurrences
from assistant.scheduling.ports import Derive, Derived
from assistant.scheduling.reminder import Origin, Reminder


def deriving(until: datetime) -> Derive:
    """How to derive reminders up to (and without) an aware instant."""

    def derive(appointment: Appointment, since: datetime) -> Derived:
        return derive_reminders(appointment, since, until)

    return derive


def derive_reminders(appointment: Appointment, since: datetime, until: datetime) -> Derived:
    """The reminders with ``since <= fire_at < until``, and when the next one after them is due."""
    if not appointment.alarms:
        return Derived((), None)
    shortest, longest = min(appointment.alarms), max(appointment.alarms)
    near = occurrences(appointment, since + shortest, until + longest)
    reminders = [
        reminder_of(each, lead) for each in near for lead in appointment.alarms if since <= each.start - lead < until
    ]
    beyond = _first_after(appointment, until, near)
    return Derived(tuple(sorted(reminders, key=lambda each: (each.fire_at, each.key))), beyond)


def reminder_of(occurrence: Occurrence, lead: timedelta) -> Reminder:
    """The reminder of one occurrence at one lead time."""
    return Reminder(
        key=key_of(occurrence, lead),
        uid=occurrence.appointment.uid,
        recurrence_id=occurrence.recurrence_id,
        starts_at=occurrence.start,
        ends_at=occurrence.end,
        fire_at=occurrence.start - lead,
        origin=Origin.PLANNED,
    )


def key_of(occurrence: Occurrence, lead: timedelta) -> str:
    """What names a reminder for ever: occurrence, where it was moved to, and alarm.

    Why: a moved occurrence is something new to be reminded of, also where its old time was already announced; moved
    back, it is the old one again. Wall time stands here, so that a change of zone rules renames nothing.
    """
    moved = "" if occurrence.wall == occurrence.recurrence_id else f">{occurrence.wall:%Y%m%dT%H%M%S}"
    name = f"{occurrence.recurrence_id:%Y%m%dT%H%M%S}{moved}"
    return f"{occurrence.appointment.uid}|{name}|{round(lead.total_seconds())}"


def _first_after(appointment: Appointment, until: datetime, near: list[Occurrence]) -> datetime | None:
    candidates = [each.start - lead for each in near for lead in appointment.alarms if each.start - lead >= until]
    # What lies beyond ``near`` starts at least the longest lead after ``until``; that lead fires first.
    after = next_occurrence(appointment, until + max(appointment.alarms))
    if after is not None:
        candidates.append(after.start - max(appointment.alarms))
    return min(candidates, default=None)
