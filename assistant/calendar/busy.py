"""When somebody is busy, from their own calendar: starts and ends, and nothing else of it.

Why: what the events of one person are called is nobody's business here, so nothing but two instants ever leaves this
module. Parsing is what costs, 2 s for 5,000 events, so an event that plainly lies outside the window is not parsed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Component

from assistant.calendar.ical_reading import DAMAGE, Defaults, read_appointment
from assistant.calendar.recurrence import overlapping
from assistant.errors import CalendarUnreadable

Busy = tuple[datetime, datetime]
"""Start and end, in UTC; the end exclusive."""

_BLOCK = re.compile(rb"^BEGIN:(VEVENT|VFREEBUSY|VTIMEZONE)\r?$.*?^END:\1(?=\r?$)", re.MULTILINE | re.DOTALL)
_ALARM = re.compile(rb"^BEGIN:VALARM\r?\n.*?^END:VALARM\r?\n", re.MULTILINE | re.DOTALL)
_REPEATS = re.compile(rb"^(?:(?:RRULE|RDATE|RECURRENCE-ID)\b|DURATION[^:\r\n]*:(?!PT\d{1,2}[HM]))", re.MULTILINE)
"""What may lie far from its DTSTART: what repeats or moved, and what lasts longer than 99 hours."""

_DAY = re.compile(rb"^(DTSTART|DTEND)[^:\r\n]*:(\d{8})", re.MULTILINE)
_MARGIN = timedelta(days=7)
"""More than 99 hours, and any zone's distance between a written day and an instant."""

_FREE = frozenset({"FREE"})


def busy_times(data: bytes, start: datetime, end: datetime, zone: str) -> list[Busy]:
    """The stretches in which somebody is busy, in order; they may overlap.

    What is called off, or marked as taking no time, leaves its owner free. An event that cannot be read is left out.

    Args:
        data: iCalendar, of events or of free and busy times alone.
        start: aware; what ends before is left out.
        end: aware, exclusive.
        zone: IANA name, for times without a zone of their own.

    Raises:
        CalendarUnreadable: it is no iCalendar.
    """
    if b"BEGIN:VCALENDAR" not in data:
        message = "A calendar that I may read is not an iCalendar file."
        raise CalendarUnreadable(message)
    events: dict[str, list[Component]] = defaultdict(list)
    found: list[Busy] = []
    for component in _components(data, start, end):
        if component.name == "VEVENT":
            events[str(component.get("UID", "")) or f"{len(events)}"].append(component)
        else:
            found += _told(component)
    defaults = Defaults(zone, datetime(1970, 1, 1, tzinfo=UTC), ())
    for uid, components in events.items():
        found += _taken(uid, components, defaults, start, end)
    return sorted((max(begins, start), min(ends, end)) for begins, ends in found if begins < end and ends > start)


def _components(data: bytes, start: datetime, end: datetime) -> Iterator[Component]:
    """The components that may lie in the window, with the zones that they name."""
    blocks = [each.group(0) for each in _BLOCK.finditer(_ALARM.sub(b"", data))]
    zones = [each for each in blocks if each.startswith(b"BEGIN:VTIMEZONE")]
    near = [each for each in blocks if not each.startswith(b"BEGIN:VTIMEZONE") and _may_be_near(each, start, end)]
    if not near:
        return
    try:
        yield from _parsed([*zones, *near])
    except DAMAGE:
        # One of them cannot be read; each by itself, so that it does not hide the others.
        readable = [zone for zone in zones if _is_readable(zone)]
        for each in near:
            with suppress(*DAMAGE):
                yield from _parsed([*readable, each])


def _is_readable(block: bytes) -> bool:
    try:
        _parsed([block])
    except DAMAGE:
        return False
    return True


def _parsed(blocks: list[bytes]) -> list[Component]:
    text = b"\r\n".join((b"BEGIN:VCALENDAR", *blocks, b"END:VCALENDAR", b""))
    calendar = Calendar.from_ical(text)
    return [each for each in calendar.subcomponents if each.name in ("VEVENT", "VFREEBUSY")]


def _may_be_near(block: bytes, start: datetime, end: datetime) -> bool:
    days: dict[bytes, bytes] = dict(_DAY.findall(block))
    begins = days.get(b"DTSTART")
    if begins is None or _REPEATS.search(block):
        return True
    first, last = begins.decode(), days.get(b"DTEND", begins).decode()
    return first <= f"{end + _MARGIN:%Y%m%d}" and last >= f"{start - _MARGIN:%Y%m%d}"


def _taken(uid: str, components: list[Component], defaults: Defaults, start: datetime, end: datetime) -> list[Busy]:
    masters = [each for each in components if "RECURRENCE-ID" not in each] or components
    if _is_free(masters[0]):
        return []
    try:
        appointment = read_appointment(uid, components, defaults)
        if appointment is None:
            return []
        return [(each.start, each.end) for each in overlapping(appointment, start, end)]
    except (CalendarUnreadable, *DAMAGE):
        return []


def _is_free(event: Component) -> bool:
    marks = {str(event.get(name, "")).upper() for name in ("TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")}
    return bool(marks & {"TRANSPARENT", "FREE"})


def _told(component: Component) -> list[Busy]:
    """What a list of busy times tells by itself."""
    value = component.get("FREEBUSY")
    periods = value if isinstance(value, list) else [] if value is None else [value]
    found: list[Busy] = []
    for period in periods:
        kind = str(period.params.get("FBTYPE", "BUSY")).upper()
        try:
            begins, ends = period.dt
            until = begins + ends if isinstance(ends, timedelta) else ends
            if kind not in _FREE:
                found.append((begins.astimezone(UTC), until.astimezone(UTC)))
        except (AttributeError, TypeError, ValueError):
            continue
    return found
