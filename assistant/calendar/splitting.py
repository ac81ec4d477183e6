"""One series in two: by its weekdays, as the Mondays of what is on Mondays and Wednesdays, or at one of its times."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from assistant.calendar.appointment import Appointment
from assistant.calendar.editing import begin_at, end_before
from assistant.calendar.rule import last_wall, next_wall, parse, text, until_value, walls

_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_A_YEAR = timedelta(days=366)
_INSTANT = timedelta(microseconds=1)
_LOOKED_AT = 8
"""So many times tell on which weekdays something is whose rule does not say so."""


def apart(
    appointment: Appointment, weekdays: frozenset[int], uid_of_rest: str
) -> tuple[Appointment | None, Appointment | None]:
    """What of an appointment is on certain weekdays, and what is on others; None for what there is not.

    Args:
        appointment: once or repeating; a rule that does not go by weekdays is never taken apart.
        weekdays: Monday is 0.
        uid_of_rest: what the second is known by where there are both.
    """
    own = _weekdays(appointment)
    if own is None:
        return (appointment, None) if _is_only_on(appointment, weekdays) else (None, appointment)
    inside, outside = _only(appointment, own & weekdays), _only(appointment, own - weekdays)
    if inside is None or outside is None:
        return (appointment, None) if inside is not None else (None, appointment)
    return inside, replace(outside, uid=uid_of_rest, ical=None)


def from_then_on(
    appointment: Appointment, recurrence_id: datetime, uid_of_rest: str
) -> tuple[Appointment, Appointment | None]:
    """A series from one of its times on, and what is before that; None where there is nothing.

    Args:
        appointment: once or repeating.
        recurrence_id: where its rule puts that time: naive wall time.
        uid_of_rest: what the second is known by.
    """
    before = end_before(appointment, recurrence_id) if appointment.rrule is not None else None
    if before is None:
        return appointment, None
    return begin_at(appointment, recurrence_id), replace(before, uid=uid_of_rest, ical=None)


def together(one: Appointment, other: Appointment) -> Appointment | None:
    """Two series as one, known by the first's uid, where they differ in nothing but their weekdays; else None."""
    rules = [parse(each.rrule) if each.rrule else {} for each in (one, other)]
    days = [rule.pop("BYDAY", "").split(",") for rule in rules]
    alike = all(
        (each.start.time(), each.duration, each.title, each.zone)
        == (one.start.time(), one.duration, one.title, one.zone)
        for each in (one, other)
    )
    weekly = all(rule.get("FREQ") == "WEEKLY" and not {"COUNT", "INTERVAL"} & rule.keys() for rule in rules)
    if not alike or not weekly or rules[0] != rules[1] or not all(set(each) <= set(_NAMES) for each in days):
        return None
    both = {day for each in days for day in each}
    return replace(
        one,
        start=min(one.start, other.start),
        rrule=text({**rules[0], "BYDAY": ",".join(day for day in _NAMES if day in both)}),
        exdates=tuple(sorted({*one.exdates, *other.exdates})),
        rdates=tuple(sorted({*one.rdates, *other.rdates})),
        overrides=tuple(sorted((*one.overrides, *other.overrides), key=lambda each: each.recurrence_id)),
    )


def _weekdays(appointment: Appointment) -> frozenset[int] | None:
    """The weekdays that its rule names; None where it does not go by weekdays."""
    parts = parse(appointment.rrule) if appointment.rrule else {}
    days = parts.get("BYDAY", "")
    by_day = parts.get("FREQ") == "DAILY" and parts.get("INTERVAL", "1") == "1"
    if "BYSETPOS" in parts or not (by_day or parts.get("FREQ") == "WEEKLY"):
        return None
    if not days:
        return frozenset(range(7)) if by_day else frozenset({appointment.start.weekday()})
    named = days.split(",")
    return frozenset(_NAMES.index(day) for day in named) if set(named) <= set(_NAMES) else None


def _is_only_on(appointment: Appointment, weekdays: frozenset[int]) -> bool:
    if appointment.rrule is None:
        return appointment.start.weekday() in weekdays
    coming = walls(appointment.start, appointment.rrule, appointment.start, appointment.start + 4 * _A_YEAR)
    return all(each.weekday() in weekdays for each in islice(coming, _LOOKED_AT))


def _only(appointment: Appointment, weekdays: frozenset[int]) -> Appointment | None:
    """Its times on certain weekdays; None where there are none."""
    rule = appointment.rrule or ""
    first: datetime | None = appointment.start
    while first is not None and first.weekday() not in weekdays:
        first = next_wall(appointment.start, rule, first + _INSTANT) if weekdays else None
    if first is None:
        return None
    parts = parse(rule)
    last = last_wall(appointment.start, rule)
    if parts.pop("COUNT", None) is not None and last is not None:
        parts["UNTIL"] = until_value(last)
    parts |= {"FREQ": "WEEKLY", "BYDAY": ",".join(_NAMES[day] for day in sorted(weekdays))}
    return replace(
        appointment,
        start=first,
        rrule=text(parts),
        exdates=tuple(each for each in appointment.exdates if each.weekday() in weekdays),
        rdates=tuple(each for each in appointment.rdates if each.weekday() in weekdays),
        overrides=tuple(each for each in appointment.overrides if each.recurrence_id.weekday() in weekdays),
        sequence=appointment.sequence + 1,
    )
