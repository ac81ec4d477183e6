"""How a plan is read back beside what is planned already: the same again, a clash, or time that is taken elsewhere."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from assistant.calendar.appointment import Appointment, Occurrence, wall_time
from assistant.messages.speech import ReplyValue
from assistant.scheduling.couple_time import CoupleTime

FAR_AHEAD = timedelta(days=183)
MORNING = 6
"""Before this hour, wall time, a start is questioned even when it was well heard."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said of a plan that was not kept yet."""

    key: str
    """Of the response that reads it back."""

    values: dict[str, ReplyValue] = field(default_factory=dict)
    free: tuple[datetime, ...] = ()
    """Times on that day at which there is room, as naive wall time, in order."""

    clashes: tuple[Occurrence, ...] = ()


def beside(couple_time: CoupleTime, draft: Appointment, now: datetime) -> Beside:
    """Look at what is planned already, where a plan would be."""
    same = _same_that_day(couple_time, draft, now)
    if same is not None:
        other = same.local(draft.zone)
        key = "time.already_then" if other == draft.start else "time.already_that_day"
        return Beside(key, {"other": other}, clashes=(same,))
    clashes = tuple(couple_time.clashes(draft, now))
    doubt = _key_of_doubt(draft.start, wall_time(now, draft.zone))
    if not clashes and doubt is not None:
        return Beside(doubt)
    if not clashes:
        return Beside("time.not_free" if couple_time.is_taken_elsewhere(draft, now) else "time.read_back")
    values: dict[str, ReplyValue] = {"other": clashes[0].title, "clash": clashes[0].local(couple_time.zone)}
    if draft.rrule is not None:
        return Beside("time.clash_repeating", values, clashes=clashes)
    near = couple_time.alternatives(draft, now)
    free = tuple(sorted(each for each in near if each.date() == draft.start.date()))
    if not free:
        return Beside("time.clash", values, clashes=clashes)
    values |= {"first": free[0], "second": free[-1]}
    return Beside("time.clash_free" if len(free) > 1 else "time.clash_free_once", values, free, clashes)


def _key_of_doubt(start: datetime, wall: datetime) -> str | None:
    """What asks about a start that may have been misheard, where nothing else is planned then; None for any other."""
    if start.hour < MORNING:
        return "time.check_night"
    return "time.check_far" if start - wall > FAR_AHEAD else None


def _same_that_day(couple_time: CoupleTime, draft: Appointment, now: datetime) -> Occurrence | None:
    """What is planned already by the same name on the day of a plan that does not repeat."""
    if draft.rrule is not None:
        return None
    day = datetime.combine(draft.start.date(), time())
    found = couple_time.occurrences(day, day + timedelta(days=1), draft.title)
    named = (each for each in found if each.title.lower() == draft.title.lower() and each.end > now)
    return next(named, None)
