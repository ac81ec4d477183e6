"""Dates in figures, as people type them: "24/12", "24.12.2026", "2026-12-24".

The day comes before the month, unless only the other order gives a date; every date is read back anyway.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.understanding.times.lexicon import MONTHS

_DATE = re.compile(
    r"(?<![\d/.:-])(?:(?P<iso>\d{4})(?P<mark>[-/.])(?P<iso_month>\d\d)(?P=mark)(?P<iso_day>\d\d)"
    r"|(?P<first>\d\d?)/(?P<second>\d\d?)(?:/(?P<year>\d{4}|\d\d))?"
    r"|(?P<dotted>\d\d?)\.(?P<dotted_second>\d\d?)\.(?P<dotted_year>\d{4}|\d\d)?)(?![\d/])"
)
_FRACTION = re.compile(r"[13]/[24]$")
_AFTER_ON = re.compile(r"\b(?:on|by|until|from|before|after)\s+(?:the\s+)?$")
_CENTURY = 2000
_LAST_DAY, _LAST_MONTH = 31, 12


class WrittenDate(NamedTuple):
    """A date in figures and its words."""

    start: int
    end: int
    words: tuple[str, ...]
    """Day, month and, if it was written, year: ``24th``, ``december``, ``2026``."""


def written_dates(text: str) -> Iterator[WrittenDate]:
    """Every date in figures, in order; a fraction ("1/2 an hour") and "24/7" are none.

    Args:
        text: lower case.
    """
    for match in _DATE.finditer(text):
        said = _FRACTION.match(match[0]) and not _AFTER_ON.search(text[: match.start()])
        words = None if said or match[0] == "24/7" else _words(match)
        if words:
            yield WrittenDate(match.start(), match.end(), words)


def _words(match: re.Match[str]) -> tuple[str, ...] | None:
    if match["iso"]:
        return _date(int(match["iso_day"]), int(match["iso_month"]), match["iso"])
    first, second = int(match["first"] or match["dotted"]), int(match["second"] or match["dotted_second"])
    year = match["year"] or match["dotted_year"]
    return _date(first, second, year) or _date(second, first, year)


def _date(day: int, month: int, year: str | None) -> tuple[str, ...] | None:
    if not (1 <= day <= _LAST_DAY and 1 <= month <= _LAST_MONTH):
        return None
    ending = "th" if day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    years = () if year is None else (str(int(year) + (_CENTURY if len(year) <= 2 else 0)),)  # noqa: PLR2004
    return (f"{day}{ending}", MONTHS[month - 1], *years)
