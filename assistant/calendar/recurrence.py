"""When an appointment happens: each occurrence exactly once, also where the clocks change."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.calendar.appointment import Appointment, Occurrence, Override, instant, wall_time
from assistant.calendar.rule import last_wall, next_wall, walls

_DAY = timedelta(days=1)
"""More than any zone's distance between wall time and instant can move within a window."""


def occurrences(appointment: Appointment, start: datetime, end: datetime) -> list[Occurrence]:
    """Those that start in a window, in order.

    Args:
        appointment: what may happen.
        start: aware, inclusive.
        end: aware, exclusive.
    """
    lower, upper = wall_time(start, appointment.zone) - _DAY, wall_time(end, appointment.zone) + _DAY
    left_out = {*appointment.exdates, *(each.recurrence_id for each in appointment.overrides)}
    found = [_occurrence(appointment, wall) for wall in _planned(appointment, lower, upper) if wall not in left_out]
    found += _moved(appointment)
    inside = [each for each in found if start <= each.start < end]
    return sorted(inside, key=lambda each: (each.start, each.recurrence_id))


def overlapping(appointment: Appointment, start: datetime, end: datetime) -> list[Occurrence]:
    """Those that share time with a window (aware, end exclusive), in order; none touches it only at its edge."""
    longest = max([appointment.duration, *(each.duration or timedelta() for each in appointment.overrides)])
    return [each for each in occurrences(appointment, start - longest, end) if each.end > start or each.start == start]


def next_occurrence(appointment: Appointment, after: datetime) -> Occurrence | None:
    """The first that starts at or after an aware instant."""
    left_out = {*appointment.exdates, *(each.recurrence_id for each in appointment.overrides)}
    candidates = [each for each in _moved(appointment) if each.start >= after]
    candidates += [
        each
        for each in (_occurrence(appointment, wall) for wall in appointment.rdates if wall not in left_out)
        if each.start >= after
    ]
    lower = wall_time(after, appointment.zone) - _DAY
    while (wall := _next_planned(appointment, lower)) is not None:
        found = _occurrence(appointment, wall)
        if wall not in left_out and found.start >= after:
            candidates.append(found)
            break
        lower = wall + timedelta(microseconds=1)
    return min(candidates, key=lambda each: (each.start, each.recurrence_id), default=None)


def next_regular(appointment: Appointment, after: datetime) -> Occurrence | None:
    """The first at or after an aware instant as the rule has it, wherever it was moved to on its own."""
    unmoved = next_occurrence(replace(appointment, overrides=()), after)
    return None if unmoved is None else replace(unmoved, appointment=appointment)


def find_occurrence(appointment: Appointment, recurrence_id: datetime) -> Occurrence | None:
    """The occurrence of that name, wherever it was moved to; None where it was left out or never was."""
    for override in appointment.overrides:
        if override.recurrence_id == recurrence_id and recurrence_id not in appointment.exdates:
            return _occurrence(appointment, recurrence_id, override)
    if recurrence_id in appointment.exdates:
        return None
    instant_of = instant(recurrence_id, appointment.zone)
    near = occurrences(appointment, instant_of, instant_of + timedelta(microseconds=1))
    return next((each for each in near if each.recurrence_id == recurrence_id), None)


def span(appointment: Appointment) -> tuple[datetime, datetime | None]:
    """The instants between which everything of it lies: its earliest start and its latest end.

    The end is None for an endless rule.
    """
    starts = [appointment.start, *appointment.rdates, *(each.start for each in appointment.overrides)]
    ends = [wall + appointment.duration for wall in (appointment.start, *appointment.rdates)]
    ends += [each.start + (each.duration or appointment.duration) for each in appointment.overrides]
    first = instant(min(starts), appointment.zone)
    if appointment.rrule is None:
        return first, instant(max(ends), appointment.zone) + _DAY
    last = last_wall(appointment.start, appointment.rrule)
    if last is None:
        return first, None
    return first, instant(max([last + appointment.duration, *ends]), appointment.zone) + _DAY


def _planned(appointment: Appointment, lower: datetime, upper: datetime) -> Iterable[datetime]:
    if appointment.rrule is not None:
        seen = set(walls(appointment.start, appointment.rrule, lower, upper))
    else:
        seen = {appointment.start} if lower <= appointment.start < upper else set()
    return sorted(seen | {wall for wall in appointment.rdates if lower <= wall < upper})


def _next_planned(appointment: Appointment, lower: datetime) -> datetime | None:
    if appointment.rrule is not None:
        return next_wall(appointment.start, appointment.rrule, lower)
    return appointment.start if appointment.start >= lower else None


def _moved(appointment: Appointment) -> list[Occurrence]:
    return [
        _occurrence(appointment, each.recurrence_id, each)
        for each in appointment.overrides
        if each.recurrence_id not in appointment.exdates
    ]


def _occurrence(appointment: Appointment, recurrence_id: datetime, override: Override | None = None) -> Occurrence:
    wall = recurrence_id if override is None else override.start
    duration = appointment.duration if override is None or override.duration is None else override.duration
    start = instant(wall, appointment.zone)
    return Occurrence(
        appointment=appointment,
        recurrence_id=recurrence_id,
        wall=wall,
        start=start,
        end=start + duration,
        title=appointment.title if override is None or override.title is None else override.title,
    )
