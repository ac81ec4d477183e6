"""Appointments to and from iCalendar files; a round trip loses nothing, foreign properties stay.

Why: what is exported may lie on a server or a phone that others see, so our own titles leave the house only when the
couple chose so. A title that came from outside goes back as it came.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from icalendar import Calendar, Component

from assistant.calendar.appointment import NEUTRAL_TITLE, Appointment
from assistant.calendar.ical_kept import KeptTexts
from assistant.calendar.ical_reading import DAMAGE, Defaults, TooMuch, is_foreign_zone, read_appointment
from assistant.calendar.ical_writing import edit_components, make_components
from assistant.calendar.publishing import TitlePolicy, is_published, published
from assistant.errors import CalendarUnreadable

LEAD_TIMES = (timedelta(hours=1), timedelta())

PRODUCT = "-//Hearthside//Time for two//EN"
"""Who wrote a calendar, as RFC 5545 wants it said."""


def export_calendar(
    appointments: Iterable[Appointment],
    *,
    own_titles: bool = False,
    neutral_title: str = NEUTRAL_TITLE,
    default_alarms: tuple[timedelta, ...] = LEAD_TIMES,
) -> bytes:
    """An iCalendar file.

    Args:
        appointments: in any order. Dictated reminders are left out unless ``own_titles``, since their words are all
            that they are.
        own_titles: write the couple's own titles and words.
        neutral_title: stands for them otherwise.
        default_alarms: as at the import; what an imported event without alarms was given.
    """
    policy = TitlePolicy(own_titles, neutral_title)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    zones: dict[str, Component] = {}
    components: list[Component] = []
    for appointment in appointments:
        if appointment.ical is not None:
            kept = Calendar.from_ical(appointment.ical)
            zones |= {str(each["TZID"]): each for each in kept.subcomponents if each.name == "VTIMEZONE"}
            components += _edited(kept, appointment, policy, default_alarms)
        elif is_published(appointment, policy):
            components += make_components(published(appointment, policy))
    for each in (*zones.values(), *components):
        calendar.add_component(each)
    calendar.add_missing_timezones()
    data: bytes = calendar.to_ical()
    return data


@dataclass(frozen=True, slots=True)
class Imported:
    """What an iCalendar file holds for us."""

    appointments: list[Appointment]
    """In the order of the file."""

    refused: tuple[str, ...] = ()
    """Titles of events that can be read and not be kept, to be named: they would flood everything else."""


def import_calendar(
    data: bytes, *, zone: str, now: datetime, default_alarms: tuple[timedelta, ...] = LEAD_TIMES
) -> Imported:
    """The appointments of an iCalendar file; events that were called off are left out.

    Args:
        data: the file.
        zone: IANA name, for times without a zone of their own.
        now: aware; when they were taken over.
        default_alarms: lead times for events that have no alarm.

    Raises:
        CalendarUnreadable: it is no iCalendar, or an event in it cannot be read.
    """
    try:
        calendars = Calendar.from_ical(data, multiple=True)
    except DAMAGE as error:
        raise CalendarUnreadable(_NOT_ICALENDAR) from error
    if not calendars or any(each.name != "VCALENDAR" for each in calendars):
        raise CalendarUnreadable(_NOT_ICALENDAR)
    defaults = Defaults(zone, now, default_alarms)
    texts = KeptTexts(data, calendars)
    found: list[Appointment] = []
    refused: list[str] = []
    for calendar in calendars:
        timezones = [each for each in calendar.subcomponents if each.name == "VTIMEZONE" and is_foreign_zone(each)]
        for uid, components in _by_uid(calendar).items():
            try:
                appointment = read_appointment(uid, components, defaults)
                if appointment is not None:
                    found.append(replace(appointment, ical=texts.of(components, timezones)))
            except TooMuch:
                refused.append(str(components[0].get("SUMMARY", "")) or uid)
            except DAMAGE as error:
                message = f"The calendar event {uid} is damaged, so nothing was taken over."
                raise CalendarUnreadable(message) from error
    return Imported(found, tuple(refused))


_NOT_ICALENDAR = "That file is not an iCalendar file, so nothing was taken over."


def _by_uid(calendar: Component) -> dict[str, list[Component]]:
    found: dict[str, list[Component]] = {}
    for number, event in enumerate(calendar.walk("VEVENT")):
        uid = str(event.get("UID", "")) or f"without-uid-{number}"
        found.setdefault(uid, []).append(event)
    return found


def _edited(
    kept: Component, appointment: Appointment, policy: TitlePolicy, default_alarms: tuple[timedelta, ...]
) -> list[Component]:
    events = list(kept.walk("VEVENT"))
    before = read_appointment(
        appointment.uid, events, Defaults(appointment.zone, appointment.created_at, default_alarms)
    )
    if before is None:
        return events
    return edit_components(events, before, published(appointment, policy, before))
