"""What each spoken operation makes of an appointment."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from assistant.calendar.appointment import Appointment, Occurrence, instant, wall_time
from assistant.calendar.editing import (
    change_rule,
    end_before,
    leave_out,
    move_all,
    move_one,
    resize,
    take_back,
)
from assistant.calendar.recurrence import next_occurrence, occurrences
from assistant.calendar.rule import settled
from assistant.messages.changes import EditOperation, Following, SpokenEdit
from assistant.messages.times import Ambiguity, Grain, SpokenTime

_NOON = 12
_A_WEEK = timedelta(days=7)
_DAY_GRAINS = (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.YEAR)


class Unclear(StrEnum):
    """Why a change could not be decided."""

    NOTHING_PLANNED = "nothing_planned"
    """Nothing of that name is to come."""

    SEVERAL = "several"
    """The words fit several appointments."""

    NO_SUCH_OCCURRENCE = "no_such_occurrence"
    """It does not happen on that day."""

    NO_TIME = "no_time"
    """The new time is missing."""

    PAST = "past"
    """The new time is over."""

    IMPOSSIBLE = "impossible"
    """It cannot be done to this appointment, such as an end before its start."""


class NoSuchChange(Exception):
    """The change cannot be decided; never leaves this room."""

    def __init__(self, reason: Unclear) -> None:
        """Carry the reason."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of one appointment is to change."""

    chosen: tuple[Occurrence, ...]
    """At least one, in order."""

    whole: bool
    """Everything to come, of which ``chosen`` is the first."""

    @property
    def appointment(self) -> Appointment:
        """What they are occurrences of."""
        return self.chosen[0].appointment


def changed(edit: SpokenEdit, wanted: Wanted, now: datetime, zone: str) -> Appointment | None:
    """The appointment as it would be; None where nothing of it would remain.

    Raises:
        NoSuchChange: something is missing or makes no sense.
    """
    match edit.operation:
        case EditOperation.SKIP | EditOperation.CANCEL:
            return _without(wanted)
        case EditOperation.MOVE:
            return _moved(wanted, _way(wanted, edit, now, zone), now)
        case EditOperation.SHIFT:
            delta = _length(edit.when)
            return _moved(wanted, lambda each: each.wall + delta, now)
        case EditOperation.EXTEND | EditOperation.SHORTEN:
            delta = abs(_length(edit.when))
            longer = edit.operation is EditOperation.EXTEND
            return _resized(wanted, lambda each: each.duration + (delta if longer else -delta))
        case EditOperation.SET_DURATION:
            length = _length(edit.when)
            return _resized(wanted, lambda _: length)
        case EditOperation.CHANGE:
            return _rhythm(wanted, edit.when, zone, now)
        case EditOperation.END:
            return _ended(wanted, edit.when, zone)
        case EditOperation.PAUSE:
            return _paused(wanted, edit.when, now, zone)
        case EditOperation.RESUME:
            return take_back(wanted.appointment, wall_time(now, wanted.appointment.zone))
        case _:
            raise NoSuchChange(Unclear.IMPOSSIBLE)


def _without(wanted: Wanted) -> Appointment | None:
    if wanted.whole:
        return _ended_with(wanted.chosen[0])
    return leave_out(wanted.appointment, tuple(each.recurrence_id for each in wanted.chosen))


def _ended_with(first: Occurrence) -> Appointment | None:
    """Without one occurrence and everything after it, also what was moved there from before its place in the rule."""
    whole = first.appointment
    moved_ones = tuple(each.recurrence_id for each in whole.overrides)
    unmoved = replace(whole, overrides=(), exdates=(*whole.exdates, *moved_ones))
    regular = next_occurrence(unmoved, first.start)
    kept = whole if regular is None else end_before(whole, regular.recurrence_id)
    if kept is None:
        return None
    to_come = tuple(each.recurrence_id for each in kept.overrides if instant(each.start, kept.zone) >= first.start)
    return leave_out(kept, to_come) if to_come else kept


def _moved(wanted: Wanted, start_of: Callable[[Occurrence], datetime], now: datetime) -> Appointment:
    after = wanted.appointment
    if wanted.whole:
        first = wanted.chosen[0]
        return move_all(after, first, _still_to_come(start_of(first), after.zone, now))
    starts = [start_of(each) for each in wanted.chosen]
    if len(set(starts)) < len(starts):
        raise NoSuchChange(Unclear.IMPOSSIBLE)
    for each, start in zip(wanted.chosen, starts, strict=True):
        after = move_one(after, each.recurrence_id, _still_to_come(start, after.zone, now))
    return after


def _way(wanted: Wanted, edit: SpokenEdit, now: datetime, zone: str) -> Callable[[Occurrence], datetime]:
    """Where each one moves.

    Of several, and of what changes from a day on, each stays in its own week; where the first would then be over, or
    before that day, all are one week later.
    """
    when = edit.when
    since = edit.which.since if isinstance(edit.which, Following) else None
    is_alone = len(wanted.chosen) == 1 and since is None
    if is_alone or when is None or when.start is None or not when.names_day:
        return lambda each: _new_start(each, when, zone)
    earliest = now if since is None else max(now, instant(datetime.combine(since, time()), zone))
    first = _new_start(wanted.chosen[0], _in_week_of(wanted.chosen[0], when, zone), zone)
    later = _A_WEEK if instant(first, wanted.appointment.zone) <= earliest else timedelta()
    return lambda each: _new_start(each, _in_week_of(each, when, zone), zone) + later


def _in_week_of(occurrence: Occurrence, when: SpokenTime, zone: str) -> SpokenTime:
    """A spoken day as the same weekday in the week, from Monday on, that an occurrence is in."""
    start = occurrence.local(zone) if when.start is None else when.start
    old = occurrence.local(zone).date()
    day = old + timedelta(days=start.weekday() - old.weekday())
    further = timedelta(days=(day - start.date()).days)
    return replace(when, start=start + further, end=None if when.end is None else when.end + further)


def _resized(wanted: Wanted, length_of: Callable[[Occurrence], timedelta]) -> Appointment:
    after = wanted.appointment
    for each in wanted.chosen:
        length = length_of(each)
        if length <= timedelta():
            raise NoSuchChange(Unclear.IMPOSSIBLE)
        after = resize(after, length, None if wanted.whole else each.recurrence_id)
    return after


def _rhythm(wanted: Wanted, when: SpokenTime | None, zone: str, now: datetime) -> Appointment:
    if when is None:
        raise NoSuchChange(Unclear.NO_TIME)
    if when.recurrence is None:
        return _moved(Wanted(wanted.chosen, whole=True), lambda each: _new_start(each, when, zone), now)
    first = when.recurrence.dtstart
    if when.grain in _DAY_GRAINS or not when.names_hour:
        first = datetime.combine(first.date(), wanted.chosen[0].local(zone).time())
    start, rule = settled(first, when.recurrence.rrule)
    left_out = tuple(datetime.combine(day, start.time()) for day in when.recurrence.exdates)
    return change_rule(wanted.appointment, _in_zone(start, zone, wanted.appointment.zone), rule, left_out)


def _ended(wanted: Wanted, when: SpokenTime | None, zone: str) -> Appointment | None:
    if when is None or when.start is None:
        return _without(Wanted(wanted.chosen, whole=True))
    return end_before(wanted.appointment, _in_zone(when.start, zone, wanted.appointment.zone))


def _paused(wanted: Wanted, when: SpokenTime | None, now: datetime, zone: str) -> Appointment | None:
    if not wanted.whole:
        return _without(wanted)
    if when is None or (when.end is None and when.duration_seconds is None):
        raise NoSuchChange(Unclear.NO_TIME)
    since = now if when.start is None else instant(when.start, zone)
    until = since + _length(when) if when.end is None else instant(when.end, zone)
    paused = occurrences(wanted.appointment, since, until)
    return leave_out(wanted.appointment, tuple(each.recurrence_id for each in paused))


def _new_start(occurrence: Occurrence, when: SpokenTime | None, zone: str) -> datetime:
    """Where a move leads, as wall time in the appointment's zone.

    A bare day keeps the time of day, a bare time the day; an hour of either half of the day is the one nearer by. In
    a part of the day the hour stays where it lies in it.
    """
    if when is None or when.start is None or when.begins is None:
        raise NoSuchChange(Unclear.NO_TIME)
    start, old = when.begins, occurrence.local(zone)
    same_hour = datetime.combine(when.start.date(), old.time())
    if when.grain is Grain.DAYPART and when.end is not None and when.start <= same_hour < when.end:
        start = same_hour
    if when.grain in _DAY_GRAINS:
        start = datetime.combine(start.date(), old.time())
    elif not when.names_day:
        start = datetime.combine(old.date(), start.time())
        if Ambiguity.AM_OR_PM in when.ambiguous:
            halves = (start.replace(hour=start.hour % _NOON), start.replace(hour=start.hour % _NOON + _NOON))
            start = min(halves, key=lambda half: abs(half - old))
    return _in_zone(start, zone, occurrence.appointment.zone)


def _still_to_come(start: datetime, zone: str, now: datetime) -> datetime:
    if instant(start, zone) <= now:
        raise NoSuchChange(Unclear.PAST)
    return start.replace(second=0, microsecond=0)


def _length(when: SpokenTime | None) -> timedelta:
    if when is None or when.duration_seconds is None:
        raise NoSuchChange(Unclear.NO_TIME)
    return timedelta(seconds=when.duration_seconds)


def _in_zone(wall: datetime, zone: str, other: str) -> datetime:
    return wall if zone == other else wall_time(instant(wall, zone), other)
