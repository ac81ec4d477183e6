"""Common holidays by name, and the days on which they fall."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.understanding.times.scene import words


def easter(year: int) -> date:
    """Easter Sunday of the western churches.

    Source: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
    """
    golden, century, in_century = year % 19, year // 100, year % 100
    skipped, correction = century // 4, (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - skipped - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth weekday of a month, from its end where ``nth`` is negative; None if the month has no such day."""
    length = calendar.monthrange(year, month)[1]
    if nth > 0:
        day = 1 + (weekday - date(year, month, 1).weekday()) % 7 + 7 * (nth - 1)
    else:
        day = length - (date(year, month, length).weekday() - weekday) % 7 + 7 * (nth + 1)
    return date(year, month, day) if 1 <= day <= length else None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that comes every year."""

    in_year: Callable[[int], date]

    rrule: str | None
    """The rule that it follows, or None where no rule can say it."""

    def on_or_after(self, day: date) -> date:
        """The first one that is not before a day."""
        this_year = self.in_year(day.year)
        return this_year if this_year >= day else self.in_year(day.year + 1)


def _fixed(month: int, day: int) -> Holiday:
    return Holiday(lambda year: date(year, month, day), f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}")


def _leap_day(year: int) -> date:
    """The 29th of February of a year, or of the next one that has it."""
    while not calendar.isleap(year):
        year += 1
    return date(year, 2, 29)


def _weekday(month: int, weekday: int, nth: int, later: int = 0) -> Holiday:
    def in_year(year: int) -> date:
        found = nth_weekday(year, month, weekday, nth)
        return (found or date(year, month, 28)) + timedelta(days=later)

    name = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[weekday]
    return Holiday(in_year, None if later else f"FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{name}")


def _advent(nth: int) -> Holiday:
    """The nth of the four Sundays before Christmas."""

    def in_year(year: int) -> date:
        eve = date(year, 12, 24)
        return eve - timedelta(days=(eve.weekday() + 1) % 7 + 7 * (4 - nth))

    return Holiday(in_year, None)


def _easter(later: int) -> Holiday:
    return Holiday(lambda year: easter(year) + timedelta(days=later), None)


_NAMES: tuple[tuple[str, Holiday], ...] = (
    (r"christmas eve", _fixed(12, 24)),
    (r"christmas(?: day)?", _fixed(12, 25)),
    (r"advent sunday", _advent(1)),
    *((rf"(?:the )?{nth}th (?:advent(?: sunday)?|sunday (?:of|in) advent)", _advent(nth)) for nth in range(1, 5)),
    (r"boxing day", _fixed(12, 26)),
    (r"(?:st |saint )?(?:stephen|steven)(?: 's|s) day", _fixed(12, 26)),
    (r"new year(?: 's|s)? eve|silvester|hogmanay", _fixed(12, 31)),
    (r"(?:the )?new year(?: 's|s)?(?: day)?(?! resolution)", _fixed(1, 1)),
    (r"(?:epiphany|twelfth night|three kings(?: day)?)", _fixed(1, 6)),
    (r"groundhog day|candlemas", _fixed(2, 2)),
    (r"burns night", _fixed(1, 25)),
    (r"(?:the )?(?:next )?leap day", Holiday(_leap_day, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")),
    (r"(?:st |saint )david(?: 's|s)? day", _fixed(3, 1)),
    (r"(?:international )?women(?: 's|s)? day", _fixed(3, 8)),
    (r"(?:st |saint )george(?: 's|s)? day", _fixed(4, 23)),
    (r"midsummer(?: 's|s)? eve", _fixed(6, 23)),
    (r"midsummer(?: 's|s)?(?: day)?(?! night)", _fixed(6, 24)),
    (r"canada day", _fixed(7, 1)),
    (r"bastille day", _fixed(7, 14)),
    (r"all souls(?: '| 's)? day", _fixed(11, 2)),
    (r"(?:st |saint )martin(?: 's|s)? day", _fixed(11, 11)),
    (r"(?:st |saint )andrew(?: 's|s)? day", _fixed(11, 30)),
    (r"(?:st |saint )?valentine(?: 's|s)?(?: day)?", _fixed(2, 14)),
    (r"(?:st |saint )?patrick(?: 's|s)?(?: day)", _fixed(3, 17)),
    (r"april fool(?: 's|s)?(?: day)?", _fixed(4, 1)),
    (r"(?:may day|labou?r day may)", _fixed(5, 1)),
    (r"independence day", _fixed(7, 4)),
    (r"halloween|hallowe'en|all hallows eve", _fixed(10, 31)),
    (r"all saints(?: 's)? day", _fixed(11, 1)),
    (r"(?:guy fawkes|bonfire)(?: night| day)", _fixed(11, 5)),
    (r"(?:st |saint )?nicholas(?: 's|s)? day", _fixed(12, 6)),
    (r"veteran(?: 's|s)? day", _fixed(11, 11)),
    (r"earth day", _fixed(4, 22)),
    (r"juneteenth", _fixed(6, 19)),
    (r"good friday", _easter(-2)),
    (r"(?:maundy|holy) thursday", _easter(-3)),
    (r"ash wednesday", _easter(-46)),
    (r"(?:shrove|pancake|fat) tuesday|pancake day|mardi gras", _easter(-47)),
    (r"palm sunday", _easter(-7)),
    (r"easter eve|easter saturday|holy saturday", _easter(-1)),
    (r"easter monday", _easter(1)),
    (r"easter(?: sunday| day)?", _easter(0)),
    (r"ascension day", _easter(39)),
    (r"whit monday|pentecost monday", _easter(50)),
    (r"pentecost(?: sunday)?|whit sunday|whitsun", _easter(49)),
    (r"mothering sunday", _easter(-21)),
    (r"trinity sunday", _easter(56)),
    (r"corpus christi", _easter(60)),
    (r"remembrance sunday", _weekday(11, 6, 2)),
    (r"mother(?: 's|s)? day", _weekday(5, 6, 2)),
    (r"father(?: 's|s)? day", _weekday(6, 6, 3)),
    (r"(?:martin luther king|mlk)(?: jr)?(?: 's)? day", _weekday(1, 0, 3)),
    (r"(?:president(?: 's|s)?|washington 's) (?:day|birthday)", _weekday(2, 0, 3)),
    (r"memorial day", _weekday(5, 0, -1)),
    (r"labou?r day", _weekday(9, 0, 1)),
    (r"columbus day|indigenous people(?: 's|s)? day", _weekday(10, 0, 2)),
    (r"thanksgiving(?: day)?", _weekday(11, 3, 4)),
    (r"black friday", _weekday(11, 3, 4, later=1)),
    (r"cyber monday", _weekday(11, 3, 4, later=4)),
)

SEASONS = {"advent": (_advent(1), _fixed(12, 24)), "lent": (_easter(-46), _easter(-1))}
"""The first and the last day of each."""

_HOLIDAYS = [(words(pattern), holiday) for pattern, holiday in _NAMES]
_ANY = re.compile("|".join(f"(?:{pattern})" for pattern, _ in _NAMES))


def holiday_at(text: str, at: int) -> tuple[Holiday, int] | None:
    """The holiday named at this place, and the position of the next word."""
    if not _ANY.match(text, at):
        return None
    for pattern, holiday in _HOLIDAYS:
        match = pattern.match(text, at)
        if match:
            return holiday, match.end() + 1
    return None
