"""Recurrence rules on naive wall time, quick also where a rule began long ago.

Why: dateutil walks a rule from its start, 22 ms for a daily rule of twenty years. A rule without COUNT looks the
same from any later step of its own grid, so the walk begins a step before the wanted window; COUNT is first turned
into the moment of the last occurrence, which is remembered.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice

from dateutil.rrule import rrule as dateutil_rrule
from dateutil.rrule import rrulestr

_STEP = {
    "SECONDLY": timedelta(seconds=1),
    "MINUTELY": timedelta(minutes=1),
    "HOURLY": timedelta(hours=1),
    "DAILY": timedelta(days=1),
    "WEEKLY": timedelta(weeks=1),
}
_DAY_PARTS = {"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY"}
_MOST_COUNTED = 20_000
"""A COUNT beyond this (54 years of days) is read as endless."""

_CYCLE, _LAST_LOOK = 400, 9955
"""In years; what comes at all comes within the 44 years that are left: a leap day on one weekday takes up to forty."""

_SEARCH = (timedelta(days=45), timedelta(days=800), timedelta(days=3660), timedelta(days=36_600))
"""How far to look for a next occurrence, in growing steps, so that a rule which never comes ends the search."""


def parse(rrule: str) -> dict[str, str]:
    """The parts of a rule by name, upper case.

    Raises:
        ValueError: it is no rule, or one that dateutil cannot follow.
    """
    parts: dict[str, str] = {}
    for part in rrule.strip().removeprefix("RRULE:").strip(";").upper().split(";"):
        name, _, value = part.partition("=")
        parts[name.strip()] = value.strip()
    if parts.get("FREQ") not in {*_STEP, "MONTHLY", "YEARLY"}:
        message = f"{rrule!r} is no recurrence rule"
        raise ValueError(message)
    if "UNTIL" in parts:
        parts["UNTIL"] = parts["UNTIL"].removesuffix("Z")
    return parts


def text(parts: dict[str, str]) -> str:
    """The rule that has these parts."""
    return ";".join(f"{name}={value}" for name, value in parts.items())


def until_value(moment: datetime) -> str:
    """A wall time as UNTIL has it."""
    return moment.strftime("%Y%m%dT%H%M%S")


def until_of(parts: dict[str, str]) -> datetime | None:
    """The rule's UNTIL as naive wall time; a bare date means the whole day."""
    value = parts.get("UNTIL")
    if value is None:
        return None
    if "T" in value:
        return datetime.strptime(value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - wall time has no zone
    return datetime.strptime(value, "%Y%m%d") + timedelta(days=1, seconds=-1)  # noqa: DTZ007 - as above


def walls(start: datetime, rrule: str, lower: datetime, upper: datetime) -> Iterator[datetime]:
    """A rule's occurrences from ``lower`` to before ``upper``, naive wall time, in order.

    Args:
        start: the first occurrence, aligned with the rule.
        rrule: the rule's value.
        lower: inclusive.
        upper: exclusive.
    """
    parts, last = _endless(rrule, start)
    latest = upper if last is None else min(upper, last + timedelta(microseconds=1))
    earliest = max(lower, start)
    if latest <= earliest:
        return
    begin = _step_before(start, parts, earliest)
    for wall in _read(text(parts), start).replace(dtstart=begin, until=latest):
        if earliest <= wall < latest:
            yield wall


def next_wall(start: datetime, rrule: str, after: datetime) -> datetime | None:
    """The first occurrence at or after a wall time; None where the rule is over or never comes within a century."""
    lower = max(start, after)
    for reach in _SEARCH:
        for wall in walls(start, rrule, lower, lower + reach):
            return wall
    return None


def aligned(start: datetime, rrule: str) -> datetime:
    """The first moment at or after ``start`` that the rule meets; ``start`` itself where it meets none.

    Why: libraries disagree about a DTSTART that its rule does not meet; aligned, they all agree.
    """
    return next_wall(start, rrule, start) or start


def settled(dtstart: datetime, rrule: str) -> tuple[datetime, str]:
    """A start and a rule as they are kept: whole minutes, the time of day in the start alone, and both aligned."""
    start = dtstart.replace(second=0, microsecond=0)
    parts = parse(rrule)
    hour, minute = parts.get("BYHOUR"), parts.get("BYMINUTE", "0")
    parts.pop("BYSECOND", None)
    if hour is not None and hour.isdigit() and minute.isdigit():
        parts.pop("BYHOUR", None)
        parts.pop("BYMINUTE", None)
        start = start.replace(hour=int(hour), minute=int(minute))
    rule = text(parts)
    return aligned(start, rule), rule


def last_wall(start: datetime, rrule: str) -> datetime | None:
    """A bound for the last occurrence (exact for COUNT, UNTIL itself otherwise); None for an endless rule."""
    return _endless(rrule, start)[1]


@lru_cache(maxsize=4096)
def _endless(rrule: str, start: datetime) -> tuple[dict[str, str], datetime | None]:
    """The rule without its end, implied parts written out, and the end as a moment."""
    parts = parse(rrule)
    last = until_of(parts)
    count = int(parts.get("COUNT", 0))
    if 0 < count <= _MOST_COUNTED:
        counted = rrulestr(text(parts), dtstart=start)
        for last in islice(counted, count):  # noqa: B007 - the last one is what is wanted
            pass
    endless = {name: value for name, value in parts.items() if name not in {"COUNT", "UNTIL"}}
    if not _DAY_PARTS & endless.keys():
        if endless["FREQ"] == "YEARLY":
            endless.setdefault("BYMONTH", str(start.month))
        if endless["FREQ"] in {"YEARLY", "MONTHLY"}:
            endless["BYMONTHDAY"] = str(start.day)
    comes = not _may_never_come(parts, start) or _comes(endless, start)
    return endless, last if comes else datetime.min  # noqa: DTZ901 - wall time has no zone


def _may_never_come(parts: dict[str, str], start: datetime) -> bool:
    """Whether a rule needs looking at: what picks days or hours can pick none, and what counts steps can miss them."""
    if {"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"} & parts.keys():
        return True
    if parts["FREQ"] not in {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"} or (start.month, start.day) == (2, 29):
        return True
    days = parts.get("BYDAY", "")
    return any(letter.isdigit() for letter in days) or (bool(days) and parts["FREQ"] == "DAILY")


def is_more_than_daily(rrule: str) -> bool:
    """Whether a rule may be met several times a day."""
    parts = parse(rrule)
    return parts.get("FREQ") in {"SECONDLY", "MINUTELY", "HOURLY"} or "," in parts.get("BYHOUR", "")


def _comes(endless: dict[str, str], start: datetime) -> bool:
    """Whether a rule is ever met.

    Why: dateutil looks for a thirtieth of February until the year 9999, and nothing stops it before. Every four hundred
    years the calendar is the same to the weekday, so the search begins late, and by days where the rule goes by hours.
    """
    probe = {name: value for name, value in endless.items() if name != "INTERVAL"}
    if probe["FREQ"] == "HOURLY":
        probe["FREQ"] = "DAILY"
    late = start.replace(year=start.year + (_LAST_LOOK - start.year) // _CYCLE * _CYCLE)
    if next(iter(_read(text(probe), late)), None) is None:
        return False
    return "INTERVAL" not in endless or next(iter(_read(text(endless), start)), None) is not None


@lru_cache(maxsize=4096)
def _read(endless: str, start: datetime) -> dateutil_rrule:
    """The rule read once; from here on only its start and its end are exchanged."""
    read = rrulestr(endless, dtstart=start)
    if not isinstance(read, dateutil_rrule):
        message = f"{endless!r} is no single recurrence rule"
        raise ValueError(message)  # noqa: TRY004 - the text is wrong, not a type
    return read


def _step_before(start: datetime, parts: dict[str, str], lower: datetime) -> datetime:
    """A moment on the rule's own grid, at least one step before ``lower`` where there is one."""
    interval = int(parts.get("INTERVAL", 1))
    frequency = parts["FREQ"]
    if frequency in _STEP:
        step = _STEP[frequency] * interval
        return start + step * max(0, (lower - start) // step - 1)
    if frequency == "MONTHLY":
        gone = (lower.year - start.year) * 12 + lower.month - start.month
        month = start.year * 12 + start.month - 1 + max(0, gone // interval - 1) * interval
        return start.replace(year=month // 12, month=month % 12 + 1, day=1)
    gone = lower.year - start.year
    return start.replace(year=start.year + max(0, gone // interval - 1) * interval, month=1, day=1)
