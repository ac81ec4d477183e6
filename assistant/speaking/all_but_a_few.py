"""Monthly rules that name nearly every day or weekday, as what comes each week but for a few of the month.

"The second, third, fourth and fifth Sunday of every month" is every Sunday, except the first Sunday of the month.
"""

import re

LeftOut = tuple[tuple[int, str | None], ...]
"""Ordinals, negative from the end of the month, each with the weekday that it counts; None for days."""

_WEEKDAY = re.compile(r"([+-]?\d+)(\w\w)")
_WEEKS, _DAYS = 5, 31
"""The most of a weekday, and of days, that a month has."""

_FEW_WEEKS, _FEW_DAYS = 1, 3
"""So many may be left out; where there are more, those that stay are named."""


def without_what_is_left_out(parts: dict[str, str]) -> tuple[dict[str, str], LeftOut]:
    """The parts of a rule that comes every day or week, and what it leaves out; other rules stay as they are.

    Args:
        parts: of an RRULE value, by name.
    """
    if parts["FREQ"] != "MONTHLY" or "INTERVAL" in parts or "BYSETPOS" in parts:
        return parts, ()
    days = parts.get("BYDAY", "").split(",") if "BYDAY" in parts else []
    month_days = [int(day) for day in parts.get("BYMONTHDAY", "").split(",") if day]
    rest = {name: value for name, value in parts.items() if name not in {"FREQ", "BYDAY", "BYMONTHDAY"}}
    if month_days:
        missing = _missing(month_days, _DAYS, _FEW_DAYS)
        if not missing or any(_WEEKDAY.match(day) for day in days):
            return parts, ()
        base = {"FREQ": "WEEKLY", "BYDAY": ",".join(days)} if days else {"FREQ": "DAILY"}
        return base | rest, tuple((nth, None) for nth in missing)
    nths = _by_weekday(days)
    left_out = {day: _missing(numbers, _WEEKS, _FEW_WEEKS) for day, numbers in nths.items()}
    if not nths or any(missing is None for missing in left_out.values()):
        return parts, ()
    named = tuple((nth, day) for day, missing in left_out.items() for nth in missing or ())
    return ({"FREQ": "WEEKLY", "BYDAY": ",".join(nths)} | rest, named) if named else (parts, ())


def _by_weekday(days: list[str]) -> dict[str, list[int]]:
    """The ordinals of each weekday; none where a weekday has no ordinal."""
    nths: dict[str, list[int]] = {}
    for day in days:
        match = _WEEKDAY.fullmatch(day)
        if not match:
            return {}
        nths.setdefault(match[2], []).append(int(match[1]))
    return nths


def _missing(numbers: list[int], most: int, few: int) -> list[int] | None:
    """The others up to the most that there are, counted from the same side; None where they are more than a few."""
    side = 1 if numbers[0] > 0 else -1
    others = [side * number for number in range(1, most + 1) if side * number not in numbers]
    same_side = all(side * number > 0 for number in numbers)
    return others if same_side and len(others) <= few else None
