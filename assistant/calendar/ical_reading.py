"""Appointments from iCalendar components.

Why: only what Hearthside acts on is read into the value; the components themselves are kept beside it as text, so that
an export can put back everything else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrulestr
from icalendar import Component
from icalendar.error import BrokenCalendarProperty
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from assistant.calendar.appointment import Appointment, Kind, Override, wall_time
from assistant.calendar.rule import parse, text, until_value, walls
from assistant.errors import CalendarUnreadable

KIND_NAME = "X-HEARTHSIDE-KIND"
"""Marks a dictated reminder in an export of one's own, so that it comes back as one."""

_LONGEST_LEAD = timedelta(weeks=8)
_LONGEST = timedelta(days=3_660)
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_MOST_A_DAY = 24
_MOST_COUNTED = 20_000
_MOST_LISTED = 2_000
_WIDEST_INTERVAL = 1_000
"""What is more, longer or farther away than these is no appointment of two people, and may be meant to do harm."""

_ALARMS_READ = frozenset({"DISPLAY", "AUDIO"})


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a file does not say."""

    zone: str
    """IANA name, for times without a zone of their own."""

    created_at: datetime
    """Aware."""

    alarms: tuple[timedelta, ...]
    """For events without an alarm."""


DAMAGE = (BrokenCalendarProperty, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What reading a damaged event may raise: neither icalendar nor dateutil expects every kind of damage."""


class TooMuch(CalendarUnreadable):
    """An event that repeats too often, lists too much or lies too far away; others of its file can be kept."""


def read_appointment(uid: str, components: Sequence[Component], defaults: Defaults) -> Appointment | None:
    """One appointment from all components of a uid; None where it was called off.

    Raises:
        TooMuch: it cannot be kept, though it can be read.
        CalendarUnreadable: it has no start, or a rule that nobody can follow.
    """
    if len(components) > _MOST_LISTED:
        raise TooMuch(_TOO_MUCH)
    masters = [each for each in components if "RECURRENCE-ID" not in each]
    master = masters[0] if masters else components[0]
    if str(master.get("STATUS", "")).upper() == "CANCELLED":
        return None
    start_value = _moment(master, "DTSTART", uid)
    zone = _zone(start_value, master, defaults.zone)
    start = _wall(start_value, zone)
    others = [each for each in components if each is not master and "RECURRENCE-ID" in each]
    called_off = [each for each in others if str(each.get("STATUS", "")).upper() == "CANCELLED"]
    overrides = [_override(each, zone, uid) for each in others if each not in called_off]
    rrule = _rule(master, start, zone, uid)
    beside = _listed(master, "RDATE", start, zone)
    if rrule is not None and start not in walls(start, rrule, start, start + timedelta(seconds=1)):
        # RFC 5545 counts DTSTART as an occurrence even where its rule does not meet it.
        beside.add(start)
    left_out = _listed(master, "EXDATE", start, zone)
    left_out |= {_wall(_moment(each, "RECURRENCE-ID", uid), zone) for each in called_off}
    title = str(master.get("SUMMARY", ""))
    kind = Kind.REMINDER if str(master.get(KIND_NAME, "")).upper() == "REMINDER" else Kind.APPOINTMENT
    return Appointment(
        uid=uid,
        title=title,
        start=start,
        zone=zone,
        created_at=defaults.created_at,
        duration=_duration(master),
        rrule=rrule,
        exdates=tuple(sorted(left_out)),
        rdates=tuple(sorted(beside)),
        overrides=tuple(sorted(overrides, key=lambda each: each.recurrence_id)),
        kind=kind,
        text=title if kind is Kind.REMINDER else None,
        # Nobody wants to hear at midnight that a day has begun.
        alarms=_alarms(master, defaults.alarms if isinstance(start_value, datetime) else ()),
        sequence=int(master.get("SEQUENCE", 0)),
        all_day=not isinstance(start_value, datetime),
    )


def is_foreign_zone(timezone: Component) -> bool:
    """Whether a VTIMEZONE defines a zone that cannot be looked up by its name; one without a name defines none."""
    name = timezone.get("TZID", "")
    return isinstance(name, str) and bool(name) and _known_zone(name) is None


def _moment(component: Component, name: str, uid: str) -> date:
    found = _dt(component, name)
    if not isinstance(found, date):
        message = f"The calendar event {uid} has no readable {name}, so nothing was taken over."
        raise CalendarUnreadable(message)
    return _near(found)


def _near(moment: date) -> date:
    """A moment that can be reckoned with.

    Raises:
        TooMuch: it lies too far away.
    """
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise TooMuch(_TOO_MUCH)
    return moment


def _zone(value: date, component: Component, home: str) -> str:
    if not isinstance(value, datetime) or value.tzinfo is None:
        return home
    if value.utcoffset() == timedelta() and "TZID" not in component["DTSTART"].params:
        return "UTC"
    return _known_zone(str(component["DTSTART"].params.get("TZID", ""))) or _key(value.tzinfo) or home


def _key(zone: tzinfo) -> str | None:
    key = getattr(zone, "key", None)
    return key if isinstance(key, str) else None


def _known_zone(name: str) -> str | None:
    name = WINDOWS_TO_OLSON.get(name, name)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return name


def _wall(value: date, zone: str, at: time | None = None) -> datetime:
    """A property's value as naive wall time in a zone; a bare day takes a time of day."""
    if not isinstance(value, datetime):
        return datetime.combine(value, at or time())
    if value.tzinfo is None:
        return value
    return wall_time(value, zone)


def _duration(component: Component) -> timedelta:
    length = _written_duration(component)
    if length > _LONGEST:
        raise TooMuch(_TOO_MUCH)
    return length


def _written_duration(component: Component) -> timedelta:
    start, end, length = (_dt(component, name) for name in ("DTSTART", "DTEND", "DURATION"))
    if isinstance(length, timedelta):
        return length
    if isinstance(start, datetime) and isinstance(end, datetime) and (end.tzinfo is None) == (start.tzinfo is None):
        return max(timedelta(), _absolute(end) - _absolute(start))
    if isinstance(start, date) and isinstance(end, date):
        return timedelta(days=max(0, (_day(end) - _day(start)).days))
    return timedelta() if isinstance(start, datetime) else timedelta(days=1)


def _dt(component: Component, name: str) -> object:
    return getattr(component.get(name), "dt", None)


def _absolute(moment: datetime) -> datetime:
    return moment if moment.tzinfo is None else moment.astimezone(ZoneInfo("UTC"))


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _rule(component: Component, start: datetime, zone: str, uid: str) -> str | None:
    value = component.get("RRULE")
    if value is None:
        return None
    first: Any = value[0] if isinstance(value, list) else value
    try:
        parts = parse(first.to_ical().decode())
        _refuse_floods(parts)
        for until in first.get("UNTIL", [])[:1]:
            if until.year > _LAST_YEAR:
                del parts["UNTIL"]  # some write the end of time for no end
            else:
                parts["UNTIL"] = until_value(_wall(until, zone, time(23, 59, 59)))
        rule = text(parts)
        rrulestr(rule, dtstart=start)
    except ValueError as error:
        message = f"The calendar event {uid} repeats in a way I cannot follow, so nothing was taken over."
        raise CalendarUnreadable(message) from error
    return rule


def _refuse_floods(parts: dict[str, str]) -> None:
    """Refuse a rule that happens all day long, or reckons with numbers beyond any calendar.

    Raises:
        TooMuch: it does.
        ValueError: a number is none.
    """
    frequency = parts["FREQ"]
    hours = 24 if frequency == "HOURLY" and "BYHOUR" not in parts else _choices(parts, "BYHOUR")
    a_day = hours * _choices(parts, "BYMINUTE") * _choices(parts, "BYSECOND")
    interval, count = int(parts.get("INTERVAL", 1)), int(parts.get("COUNT", 1))
    floods = frequency in ("SECONDLY", "MINUTELY") or a_day > _MOST_A_DAY
    if floods or not 1 <= interval <= _WIDEST_INTERVAL or count > _MOST_COUNTED:
        raise TooMuch(_TOO_MUCH)


def _choices(parts: dict[str, str], name: str) -> int:
    return parts.get(name, "").count(",") + 1


def _listed(component: Component, name: str, start: datetime, zone: str) -> set[datetime]:
    value = component.get(name)
    lists: list[Any] = value if isinstance(value, list) else [value] if value is not None else []
    moments = [each.dt for one in lists for each in one.dts]
    if len(moments) > _MOST_LISTED:
        raise TooMuch(_TOO_MUCH)
    for each in moments:
        _near(each[0] if isinstance(each, tuple) else each)
    return {_wall(each[0] if isinstance(each, tuple) else each, zone, start.time()) for each in moments}


_TOO_MUCH = "A calendar event repeats too often, lists too much or lies too far away to be kept."


def _override(component: Component, zone: str, uid: str) -> Override:
    title = component.get("SUMMARY")
    return Override(
        recurrence_id=_wall(_moment(component, "RECURRENCE-ID", uid), zone),
        start=_wall(_moment(component, "DTSTART", uid), zone),
        duration=_duration(component),
        title=None if title is None else str(title),
    )


def _alarms(component: Component, otherwise: tuple[timedelta, ...]) -> tuple[timedelta, ...]:
    """The lead times that phones would honour too: before the start, relative, to be seen or heard."""
    leads = set()
    for alarm in component.walk("VALARM"):
        trigger = getattr(alarm.get("TRIGGER"), "dt", None)
        related = str(alarm["TRIGGER"].params.get("RELATED", "START")).upper() if trigger is not None else ""
        meant = str(alarm.get("ACTION", "")).upper() in _ALARMS_READ and related == "START"
        if meant and isinstance(trigger, timedelta) and timedelta() <= -trigger <= _LONGEST_LEAD:
            leads.add(-trigger)
    return tuple(sorted(leads or otherwise, reverse=True))
