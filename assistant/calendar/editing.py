"""Changing an appointment: each function gives the appointment as it would be, and keeps nothing.

Changing one occurrence leaves the rule alone; changing all begins the rule anew at the next occurrence, so that what
is over keeps no trace and occurrences that had been moved on their own follow the rest.
"""

from calendar import monthrange
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.calendar.appointment import Appointment, Kind, Occurrence, Override
from assistant.calendar.rule import aligned, next_wall, parse, text, until_of, until_value, walls

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_INSTANT = timedelta(microseconds=1)


def move_one(appointment: Appointment, recurrence_id: datetime, start: datetime) -> Appointment:
    """One occurrence elsewhere: naive wall time in the appointment's zone."""
    if not appointment.repeats:
        return _changed(replace(appointment, start=start, overrides=()))
    known = _override(appointment, recurrence_id)
    return _with_override(appointment, replace(known, start=start))


def move_all(appointment: Appointment, occurrence: Occurrence, start: datetime) -> Appointment:
    """Everything from one occurrence on elsewhere, as far as that occurrence moves to ``start`` (naive wall time)."""
    if appointment.rrule is None:
        moved = move_one(appointment, occurrence.recurrence_id, start)
        delta = start - occurrence.wall
        return replace(moved, rdates=tuple(each + delta for each in appointment.rdates))
    delta = start - occurrence.recurrence_id
    parts = _remaining(appointment, occurrence.recurrence_id)
    if (until := until_of(parts)) is not None:
        parts["UNTIL"] = until_value(until + delta)
    if (start.date() - occurrence.recurrence_id.date()).days:
        _turn_days(parts, occurrence.recurrence_id, start)
    rule = text(parts)
    left_out = (each + delta for each in appointment.exdates if each >= occurrence.recurrence_id)
    beside = (each + delta for each in appointment.rdates if each >= occurrence.recurrence_id)
    return _changed(
        replace(
            appointment,
            start=aligned(start, rule),
            rrule=rule,
            exdates=tuple(left_out),
            rdates=tuple(beside),
            overrides=(),
        )
    )


def resize(appointment: Appointment, duration: timedelta, recurrence_id: datetime | None = None) -> Appointment:
    """Another length, for one occurrence or for all."""
    if recurrence_id is None or not appointment.repeats:
        kept = tuple(replace(each, duration=None) for each in appointment.overrides)
        return _changed(replace(appointment, duration=duration, overrides=kept))
    return _with_override(appointment, replace(_override(appointment, recurrence_id), duration=duration))


def rename(appointment: Appointment, title: str, recurrence_id: datetime | None = None) -> Appointment:
    """Another title, for one occurrence or for all; a dictated reminder's words follow."""
    if recurrence_id is None or not appointment.repeats:
        words = title if appointment.kind is Kind.REMINDER else appointment.text
        kept = tuple(replace(each, title=None) for each in appointment.overrides)
        return _changed(replace(appointment, title=title, text=words, overrides=kept))
    return _with_override(appointment, replace(_override(appointment, recurrence_id), title=title))


def leave_out(appointment: Appointment, recurrence_ids: tuple[datetime, ...]) -> Appointment | None:
    """Without some occurrences; None where nothing of it remains."""
    left_out = tuple(sorted({*appointment.exdates, *recurrence_ids}))
    kept = tuple(each for each in appointment.overrides if each.recurrence_id not in recurrence_ids)
    remaining = replace(appointment, exdates=left_out, overrides=kept)
    return _changed(remaining) if _happens(remaining) else None


def take_back(appointment: Appointment, since: datetime) -> Appointment:
    """With the occurrences again that were left out from a moment on (naive wall time)."""
    return _changed(replace(appointment, exdates=tuple(each for each in appointment.exdates if each < since)))


def end_before(appointment: Appointment, wall: datetime) -> Appointment | None:
    """Without what the rule puts at or after a moment (naive wall time); None where nothing of it remains."""
    if appointment.start >= wall:
        return None
    kept = replace(
        appointment,
        exdates=tuple(each for each in appointment.exdates if each < wall),
        rdates=tuple(each for each in appointment.rdates if each < wall),
        overrides=tuple(each for each in appointment.overrides if each.recurrence_id < wall),
    )
    if appointment.rrule is None:
        return _changed(kept)
    parts = {name: value for name, value in parse(appointment.rrule).items() if name != "COUNT"}
    last = appointment.start
    for last in walls(appointment.start, appointment.rrule, appointment.start, wall):  # noqa: B007 - the last one
        pass
    parts["UNTIL"] = until_value(last)
    ended = replace(kept, rrule=text(parts))
    return _changed(ended) if _happens(ended) else None


def begin_at(appointment: Appointment, wall: datetime) -> Appointment:
    """Without what the rule puts before one of its times (naive wall time)."""
    return _changed(
        replace(
            appointment,
            start=wall,
            rrule=text(_remaining(appointment, wall)),
            exdates=tuple(each for each in appointment.exdates if each >= wall),
            rdates=tuple(each for each in appointment.rdates if each >= wall),
            overrides=tuple(each for each in appointment.overrides if each.recurrence_id >= wall),
        )
    )


def change_rule(
    appointment: Appointment, start: datetime, rrule: str | None, exdates: tuple[datetime, ...] = ()
) -> Appointment:
    """Another rhythm from its next occurrence on; ``start`` is naive wall time, aligned here."""
    first = start if rrule is None else aligned(start, rrule)
    return _changed(replace(appointment, start=first, rrule=rrule, exdates=exdates, rdates=(), overrides=()))


def _changed(appointment: Appointment) -> Appointment:
    return replace(appointment, sequence=appointment.sequence + 1)


def _override(appointment: Appointment, recurrence_id: datetime) -> Override:
    known = (each for each in appointment.overrides if each.recurrence_id == recurrence_id)
    return next(known, Override(recurrence_id, recurrence_id))


def _with_override(appointment: Appointment, override: Override) -> Appointment:
    others = [each for each in appointment.overrides if each.recurrence_id != override.recurrence_id]
    ordered = sorted([*others, override], key=lambda each: each.recurrence_id)
    return _changed(replace(appointment, overrides=tuple(ordered)))


def _happens(appointment: Appointment) -> bool:
    """Whether anything is left of it."""
    left_out = set(appointment.exdates)
    if appointment.overrides or any(each not in left_out for each in appointment.rdates):
        return True
    if appointment.rrule is None:
        return appointment.start not in left_out
    wall = next_wall(appointment.start, appointment.rrule, appointment.start)
    while wall is not None and wall in left_out:
        wall = next_wall(appointment.start, appointment.rrule, wall + _INSTANT)
    return wall is not None


def _remaining(appointment: Appointment, recurrence_id: datetime) -> dict[str, str]:
    """The rule's parts with a COUNT that begins at one occurrence."""
    rule = appointment.rrule or ""
    parts = parse(rule)
    if "COUNT" in parts:
        over = sum(1 for _ in walls(appointment.start, rule, appointment.start, recurrence_id))
        parts["COUNT"] = str(max(1, int(parts["COUNT"]) - over))
    return parts


def _turn_days(parts: dict[str, str], before: datetime, after: datetime) -> None:
    """Let the rule's days follow an occurrence that moves from one day to another."""
    turn = (after.weekday() - before.weekday()) % 7
    if "BYDAY" in parts:
        values = parts["BYDAY"].split(",")
        parts["BYDAY"] = ",".join(_turned(value, turn, after, alone=len(values) == 1) for value in values)
    month_days = parts.get("BYMONTHDAY", "").split(",")
    if len(month_days) == 1 and month_days[0]:
        is_last = after.day == monthrange(after.year, after.month)[1]
        parts["BYMONTHDAY"] = "-1" if month_days[0] == "-1" and is_last else str(after.day)
    if parts.get("BYMONTH", "").isdigit():
        parts["BYMONTH"] = str(after.month)


def _turned(value: str, turn: int, after: datetime, *, alone: bool) -> str:
    position, day = value[:-2], value[-2:]
    if not (position and alone):
        return position + _DAYS[(_DAYS.index(day) + turn) % 7]
    from_end = position.startswith("-")
    last_day = monthrange(after.year, after.month)[1]
    nth = -((last_day - after.day) // 7 + 1) if from_end else (after.day - 1) // 7 + 1
    return f"{nth}{_DAYS[after.weekday()]}"
