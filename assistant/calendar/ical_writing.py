"""Appointments as iCalendar components: what was imported is edited in place, what is our own is made new."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Alarm, Component, Event, vRecur

from assistant.calendar.appointment import Appointment, Kind, Override, wall_time
from assistant.calendar.ical_reading import KIND_NAME
from assistant.calendar.rule import parse, text, until_of

_UTC = ZoneInfo("UTC")
_ALARMS_WRITTEN = 2
"""Phones show one or two alarms of an event."""


def make_components(appointment: Appointment) -> list[Component]:
    """New components: the master and one for each occurrence that was changed on its own.

    Args:
        appointment: as others may see it.
    """
    master = Event()
    master.add("uid", appointment.uid)
    master.add("dtstamp", appointment.created_at.astimezone(_UTC))
    master.add("created", appointment.created_at.astimezone(_UTC))
    if appointment.kind is Kind.REMINDER:
        master.add(KIND_NAME, "REMINDER")
    _write_title(master, appointment.title)
    _write_times(master, appointment)
    _write_alarms(master, appointment)
    _write_sequence(master, appointment)
    return [master, *(_changed_occurrence(appointment, each) for each in appointment.overrides)]


def edit_components(kept: Sequence[Component], before: Appointment, after: Appointment) -> list[Component]:
    """What was imported, changed only where the appointment was.

    Args:
        kept: as they were imported, master first or alone.
        before: what they mean.
        after: what they should mean, as others may see it.
    """
    masters = [each for each in kept if "RECURRENCE-ID" not in each]
    master = masters[0] if masters else kept[0]
    if before.title != after.title:
        _write_title(master, after.title)
    timing = ("start", "zone", "duration", "rrule", "exdates", "rdates", "all_day")
    if any(getattr(before, name) != getattr(after, name) for name in timing):
        _write_times(master, after)
    if before.alarms != after.alarms:
        _write_alarms(master, after)
    if before.sequence != after.sequence:
        _write_sequence(master, after)
    if before.overrides == after.overrides and before.exdates == after.exdates:
        return list(kept)
    known = {each.recurrence_id: each for each in before.overrides}
    unchanged = [
        component
        for component in kept
        if component is not master and _override_of(component, before) in set(after.overrides)
    ]
    new = [each for each in after.overrides if known.get(each.recurrence_id) != each]
    return [master, *unchanged, *(_changed_occurrence(after, each) for each in new)]


def _override_of(component: Component, appointment: Appointment) -> Override | None:
    moment = getattr(component.get("RECURRENCE-ID"), "dt", None)
    if not isinstance(moment, datetime):
        return None
    wall = moment if moment.tzinfo is None else wall_time(moment, appointment.zone)
    return next((each for each in appointment.overrides if each.recurrence_id == wall), None)


def _changed_occurrence(appointment: Appointment, override: Override) -> Component:
    component = Event()
    component.add("uid", appointment.uid)
    component.add("dtstamp", appointment.created_at.astimezone(_UTC))
    component.add("recurrence-id", _property(override.recurrence_id, appointment))
    _write_title(component, override.title or appointment.title)
    component.add("dtstart", _property(override.start, appointment))
    component.add("duration", override.duration or appointment.duration)
    _write_alarms(component, appointment)
    _write_sequence(component, appointment)
    return component


def _write_title(component: Component, title: str) -> None:
    _replace(component, "SUMMARY", title)


def _write_sequence(component: Component, appointment: Appointment) -> None:
    _replace(component, "SEQUENCE", appointment.sequence)


def _write_times(component: Component, appointment: Appointment) -> None:
    _replace(component, "DTSTART", _property(appointment.start, appointment))
    component.pop("DTEND", None)
    _replace(component, "DURATION", appointment.duration)
    _replace(component, "RRULE", None if appointment.rrule is None else _recurrence(appointment, appointment.rrule))
    beside = [each for each in appointment.rdates if each != appointment.start]
    for name, walls in (("RDATE", beside), ("EXDATE", appointment.exdates)):
        _replace(component, name, [_property(each, appointment) for each in walls] or None)


def _write_alarms(component: Component, appointment: Appointment) -> None:
    """Only what phones honour: shown, and relative to the start."""
    component.subcomponents[:] = [each for each in component.subcomponents if each.name != "VALARM"]
    for lead in sorted(appointment.alarms, reverse=True)[:_ALARMS_WRITTEN]:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", str(component["SUMMARY"]))
        alarm.add("trigger", -lead)
        component.add_component(alarm)


def _replace(component: Component, name: str, value: Any) -> None:  # noqa: ANN401 - what icalendar takes
    component.pop(name, None)
    if value is not None:
        component.add(name, value)


def _property(wall: datetime, appointment: Appointment) -> Any:  # noqa: ANN401 - a date or a datetime, as RFC 5545 has it
    if appointment.all_day and wall.time() == datetime.min.time():
        return wall.date()
    return wall.replace(tzinfo=ZoneInfo(appointment.zone))


def _recurrence(appointment: Appointment, rrule: str) -> vRecur:
    """The rule with UNTIL in UTC, as RFC 5545 wants it beside a zone."""
    parts = parse(rrule)
    until = until_of(parts)
    if until is not None and appointment.all_day:
        parts["UNTIL"] = f"{until:%Y%m%d}"
    elif until is not None:
        moment = until.replace(tzinfo=ZoneInfo(appointment.zone), fold=1).astimezone(_UTC)
        parts["UNTIL"] = f"{moment:%Y%m%dT%H%M%SZ}"
    recurrence: vRecur = vRecur.from_ical(text(parts))
    return recurrence
