"""When nothing is to be planned, as somebody says it: "never plan anything before eight", "only on weekends"."""

from dataclasses import dataclass
from datetime import datetime, time

from assistant.messages.speech import Intent, Line
from assistant.messages.times import Ambiguity, Recurrence, SpokenTime
from assistant.scheduling.intention import EVERY_DAY, Hours, Intention

_NOON = 12
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BEFORE = ("before", "until", "till", "earlier than")
_AFTER = ("after", "past", "from", "later than")
_MIDNIGHT = time()
_ANY_DAY = datetime(2026, 1, 1)  # noqa: DTZ001 - wall time; only its time of day is told


@dataclass(frozen=True, slots=True)
class Limited:
    """What they want of their weeks, with fewer hours or days to it."""

    week: Intention
    said: Line
    """How it is read back."""


def limited(intent: Intent, week: Intention, weekend: frozenset[int]) -> Limited | None:
    """The week as it would be; None where the words name no hours and no days, or leave none.

    Args:
        intent: PlanWeek with ``hours``: ``never``, ``only`` or ``weekends``.
        week: as it is.
        weekend: the days of the weekend, Monday is 0.
    """
    wanted = intent.slots.get("hours")
    spoken = intent.times.get("when")
    days = frozenset() if spoken is None else _days(spoken)
    if wanted == "weekends" or (wanted == "only" and days == weekend):
        return _on_days(week, weekend, Line("planning.weekends_only"))
    if spoken is None:
        return None
    if days:
        key, left = ("planning.days_only", days) if wanted == "only" else ("planning.days_never", EVERY_DAY - days)
        return _on_days(week, left, Line(key, {"rule": spoken}))
    never = _never(str(intent.slots.get("when", "")), spoken, only=wanted == "only")
    if never is None or spoken.start is None:
        return None
    day = spoken.start
    ends = {"begins": datetime.combine(day, never.begins), "ends": datetime.combine(day, never.ends)}
    return Limited(week.never_in([never]), Line("planning.never_hours", ends))


def told_limits(limits: Intention, usual: Intention) -> list[Line]:
    """When they said that nothing is to be planned, for whoever asks what is kept; what is usual is not theirs."""
    lines = []
    if limits.days != EVERY_DAY:
        free = ",".join(_CODES[day] for day in sorted(EVERY_DAY - limits.days))
        rule = SpokenTime(recurrence=Recurrence(f"FREQ=WEEKLY;BYDAY={free}", _ANY_DAY))
        lines.append(Line("know.free_days", {"rule": rule}))
    for each in (hours for hours in limits.forbidden if hours not in usual.forbidden):
        ends = {"begins": datetime.combine(_ANY_DAY, each.begins), "ends": datetime.combine(_ANY_DAY, each.ends)}
        lines.append(Line("know.free_hours", ends))
    return lines


def _on_days(week: Intention, days: frozenset[int], said: Line) -> Limited | None:
    left = week.on_days(days)
    return Limited(left, said) if left.rituals else None


def _days(spoken: SpokenTime) -> frozenset[int]:
    """The weekdays that are meant whole."""
    if spoken.recurrence is None or spoken.recurrence.dtstart.time() != _MIDNIGHT:
        return frozenset()
    parts = dict(part.split("=", 1) for part in spoken.recurrence.rrule.split(";"))
    return frozenset(_CODES.index(code) for code in parts.get("BYDAY", "").split(",") if code in _CODES)


def _never(words: str, spoken: SpokenTime, *, only: bool) -> Hours | None:
    """The hours in which nothing is to be; None where the words name none."""
    if spoken.start is None or spoken.recurrence is not None:
        return None
    if words.startswith(_BEFORE) or words.startswith(_AFTER):
        # Of two readings, the early one is an early morning's and the late one a late evening's.
        before = words.startswith(_BEFORE)
        edge = spoken.start.time().replace(second=0, microsecond=0)
        if spoken.end is not None and before:
            edge = spoken.end.time()
        if Ambiguity.AM_OR_PM in spoken.ambiguous:
            edge = edge.replace(hour=edge.hour % _NOON + (0 if before else _NOON))
        return Hours(_MIDNIGHT, edge) if before is not only else Hours(edge, _MIDNIGHT)
    if spoken.end is None or spoken.end.date() != spoken.start.date() or spoken.end.time() == spoken.start.time():
        return None
    begins, ends = spoken.start.time(), spoken.end.time()
    return Hours(ends, begins) if only else Hours(begins, ends)
