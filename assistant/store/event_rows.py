"""Appointments as rows and back."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row

from assistant.calendar.appointment import Appointment, Kind, Override
from assistant.calendar.recurrence import next_occurrence, span

EventRow = dict[str, object]


def event_row(appointment: Appointment, household_id: str, next_at: datetime | None, now: datetime) -> EventRow:
    """The row of ``event``; ``next_at`` is the instant from which reminders are not derived yet."""
    first_at, last_at = span(appointment)
    return {
        "household_id": household_id,
        "uid": appointment.uid,
        "sequence": appointment.sequence,
        "kind": appointment.kind,
        "title": appointment.title,
        "text": appointment.text,
        "dtstart_local": appointment.start,
        "tzid": appointment.zone,
        "duration_seconds": round(appointment.duration.total_seconds()),
        "all_day": appointment.all_day,
        "rrule": appointment.rrule,
        "rdates": json.dumps([each.isoformat() for each in appointment.rdates]),
        "ics": appointment.ical,
        "created_at": appointment.created_at,
        "first_at": first_at,
        "last_at": last_at,
        "next_at": next_at if appointment.alarms else None,
        **upcoming(appointment, now),
    }


def upcoming(appointment: Appointment, now: datetime) -> EventRow:
    """When it next starts, as of now: nothing of it starts from ``upcoming_since`` to before ``upcoming_at``.

    Without ``upcoming_at`` nothing of it starts any more.
    """
    return {"upcoming_since": now, "upcoming_at": starts_next(appointment, now)}


def starts_next(appointment: Appointment, now: datetime) -> datetime | None:
    """When it next starts; None where nothing of it starts any more."""
    following = next_occurrence(appointment, now)
    return None if following is None else following.start


def override_rows(appointment: Appointment, household_id: str) -> list[EventRow]:
    """The rows of ``override``: occurrences left out, and those changed on their own."""
    left_out: list[EventRow] = [
        {
            "household_id": household_id,
            "uid": appointment.uid,
            "recurrence_id": each,
            "cancelled": True,
            "new_start": None,
            "new_duration_seconds": None,
            "new_title": None,
        }
        for each in dict.fromkeys(appointment.exdates)
    ]
    changed: list[EventRow] = [
        {
            "household_id": household_id,
            "uid": appointment.uid,
            "recurrence_id": each.recurrence_id,
            "cancelled": False,
            "new_start": each.start,
            "new_duration_seconds": None if each.duration is None else round(each.duration.total_seconds()),
            "new_title": each.title,
        }
        for each in appointment.overrides
        if each.recurrence_id not in appointment.exdates
    ]
    return left_out + changed


def alarm_rows(appointment: Appointment, household_id: str) -> list[EventRow]:
    """The rows of ``alarm``."""
    leads = dict.fromkeys(round(each.total_seconds()) for each in appointment.alarms)
    return [{"household_id": household_id, "uid": appointment.uid, "lead_seconds": lead} for lead in leads]


def appointments_from(
    events: Sequence[Row[Any]], overrides: Iterable[Row[Any]], alarms: Iterable[Row[Any]]
) -> list[Appointment]:
    """The appointments that these rows are, in the order of ``events``."""
    changed: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in overrides:
        changed[row.uid].append(row)
    leads: dict[str, list[timedelta]] = defaultdict(list)
    for row in alarms:
        leads[row.uid].append(timedelta(seconds=row.lead_seconds))
    return [_appointment(row, changed[row.uid], leads[row.uid]) for row in events]


def _appointment(row: Row[Any], changed: Sequence[Row[Any]], leads: Sequence[timedelta]) -> Appointment:
    ordered = sorted(changed, key=lambda each: each.recurrence_id)
    return Appointment(
        uid=row.uid,
        title=row.title,
        start=row.dtstart_local,
        zone=row.tzid,
        created_at=row.created_at,
        duration=timedelta(seconds=row.duration_seconds),
        rrule=row.rrule,
        exdates=tuple(each.recurrence_id for each in ordered if each.cancelled),
        rdates=tuple(datetime.fromisoformat(each) for each in json.loads(row.rdates)),
        overrides=tuple(
            Override(
                recurrence_id=each.recurrence_id,
                start=each.new_start,
                duration=None if each.new_duration_seconds is None else timedelta(seconds=each.new_duration_seconds),
                title=each.new_title,
            )
            for each in ordered
            if not each.cancelled
        ),
        kind=Kind(row.kind),
        text=row.text,
        alarms=tuple(sorted(leads, reverse=True)),
        sequence=row.sequence,
        all_day=row.all_day,
        ical=row.ics,
    )
