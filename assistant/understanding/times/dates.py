"""Days of the calendar by number, month and ordinal: "the 26th", "may 5", "the last sunday of may"."""

# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

import re
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.messages.times import Ambiguity
from assistant.understanding.times.holidays import nth_weekday
from assistant.understanding.times.lexicon import MONTHS, WEEKDAYS
from assistant.understanding.times.scene import MONTH, NAMED_PART, WEEKDAY, Scene, after, words


@dataclass(frozen=True, slots=True)
class Day:
    """One day."""

    date: date
    weekday_only: bool = False
    """True for "friday": today's weekday means today only when a clock time still lies ahead."""

    number_only: bool = False
    """True for "the 5th": the month may be said elsewhere."""

    part: str | None = None
    """A part of the day named inside ("the first monday evening of may")."""

    ambiguous: tuple[Ambiguity, ...] = ()


Hit = tuple[Day, int]

YEAR = r"(?P<year>20\d\d|19\d\d|20 \d\d)"
_OF_MONTH = rf"(?:(?:of|in) )?(?:(?:the )?month of )?(?P<month>{MONTH})(?:(?: ,)?(?: of)? {YEAR})?"
_OF_RELATIVE = (
    r"(?:(?:of|in) (?P<which>this|next|the following|the next|the coming|the|that|last)|(?P<bare>this|next|"
    r"the following))"
    r" month"
)
DAY_MONTH = words(rf"(?:the )?(?P<day>\d\d?)(?:th)?(?: day)? {_OF_MONTH}")
_DAY_OF_RELATIVE = words(rf"(?:the )?(?P<day>\d\d?)(?:th)?(?: day)? {_OF_RELATIVE}")
MONTH_DAY = words(
    rf"(?P<month>{MONTH})(?: the)? (?P<day>\d\d?)(?:th)?(?! ?(?:am|pm|oclock|:))(?:(?: ,| of)?(?: in)? {YEAR})?",
)
NTH_DAY = words(r"(?:the )?(?P<day>\d\d?)th")
WEEKDAY_NUMBER = words(r"(?:the )?(?P<day>1[3-9]|2\d|3[01])")
_NTH = r"(?P<nth>\d\d?th(?: (?:to |to the )?last)?|last|final)"
_NTH_WEEKDAY = words(
    rf"(?:the )?{_NTH} (?P<weekday>{WEEKDAY}|day|weekend)(?: (?P<part>{NAMED_PART}))? "
    rf"(?:{_OF_MONTH}|(?:of|in) (?P<rel>this|next|the following|the coming|the) (?P<unit>month|year))",
)


def next_such_day(
    today: date,
    *,
    weekday: int | None = None,
    day: int | None = None,
    month: int | None = None,
    year: int | None = None,
) -> date | None:
    """The first day from today on that fits all that was said; None if there is none in eight years."""
    if month is not None and day is not None:
        for candidate in [year] if year else range(today.year, today.year + 9):
            found = _valid(candidate, month, day)
            if found and (found >= today or year) and weekday in {None, found.weekday()}:
                return found
        return None
    if day is not None:
        for ahead in range(100):
            years, months = divmod(today.month - 1 + ahead, 12)
            found = _valid(today.year + years, months + 1, day)
            if found and found >= today and weekday in {None, found.weekday()}:
                return found
        return None
    return today + timedelta(days=((weekday or 0) - today.weekday()) % 7)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def week_start(scene: Scene, weeks: int = 0) -> date:
    """The first day of the week that is so many weeks from this one."""
    return week_of(scene, scene.today) + timedelta(weeks=weeks)


def week_of(scene: Scene, day: date) -> date:
    """The first day of the week that a day lies in."""
    return day - timedelta(days=(day.weekday() - scene.conventions.week_start) % 7)


def in_week(scene: Scene, weekday: int, first: date) -> date:
    """The weekday of the week that begins on a day."""
    return first + timedelta(days=(weekday - scene.conventions.week_start) % 7)


def year_said(said: str | None) -> int | None:
    """The year of "2027" or "20 27"."""
    return int(said.replace(" ", "")) if said else None


def read_month_day(scene: Scene, at: int) -> Hit | None:
    """A day with its month: "the fourth of may", "may 4 2027"."""
    match = DAY_MONTH.match(scene.text, at) or MONTH_DAY.match(scene.text, at)
    if not match:
        return None
    month = MONTHS.index(match["month"]) + 1
    found = next_such_day(scene.today, day=int(match["day"]), month=month, year=year_said(match["year"]))
    return (Day(found, ambiguous=past_mark(scene, found)), after(match)) if found else None


def past_mark(scene: Scene, day: date) -> tuple[Ambiguity, ...]:
    """What marks a day that is over."""
    return (Ambiguity.PAST,) if day < scene.today else ()


def read_day_of_relative_month(scene: Scene, at: int) -> Hit | None:
    """A day of this or next month: "the 12th of next month"."""
    match = _DAY_OF_RELATIVE.match(scene.text, at)
    if not match:
        return None
    year, month = relative_month(scene, match["which"] or match["bare"])
    found = _valid(year, month, int(match["day"]))
    if found and match["which"] in {"the", "that"} and found < scene.today:
        found = next_such_day(scene.today, day=int(match["day"]))
    return (Day(found, ambiguous=past_mark(scene, found)), after(match)) if found else None


def relative_month(scene: Scene, which: str) -> tuple[int, int]:
    """Year and month of "this", "next" or "last" month."""
    shift = {"this": 0, "the": 0, "that": 0, "last": -1}.get(which, 1)
    year, month = divmod(scene.today.year * 12 + scene.today.month - 1 + shift, 12)
    return year, month + 1


_LONE_BEFORE = re.compile(
    rf"(?:on|by|until|to|for|from|till|after|before|since|starting|beginning|through|{WEEKDAY}|,|-|and|or|of|no|"
    r"except|than|mean|what about|how about) $",
)
_LONE_AFTER = re.compile(
    r"(?:$|(?:at|from|in the|until|to|through|and|or|for|around|about|after|before|no|of this|of next|"
    r"next month|this month|,|-|\d|"
    r"please|instead|this|too|then|that|if|because|so|when|do|we|is|would|as|skip|cancel)(?= |$))",
)


_LONE_AT_START = re.compile(r"(?:at|from|in the|until|to|for|around|instead)(?= )|\d")


def read_lone_ordinal(scene: Scene, at: int) -> Hit | None:
    """For "the 26th", where the words around it leave no room for "the 26th of something else"."""
    match = NTH_DAY.match(scene.text, at)
    if not match or int(match["day"]) > 31:
        return None
    introduced = at == 0 or _LONE_BEFORE.search(scene.text[:at])
    alone = at == 0 and match.end() == len(scene.text)
    follows = (_LONE_AFTER if at else _LONE_AT_START).match(scene.text[match.end() + 1 :])
    if not alone and not (introduced and follows):
        return None
    found = next_such_day(scene.today, day=int(match["day"]))
    return (Day(found, number_only=True), after(match)) if found else None


def ordinal(said: str) -> int:
    """The number of an ordinal: "3th" is 3, "last" -1, "2th to the last" -2."""
    if said in {"last", "final"}:
        return -1
    number = int(said.split("th", 1)[0])
    return -number if said.endswith("last") else number


def read_nth_weekday(scene: Scene, at: int) -> Hit | None:
    """An ordinal weekday or day of one month: "the last sunday of may", "the first day of next month"."""
    match = _NTH_WEEKDAY.match(scene.text, at)
    if not match or match["weekday"] == "weekend" or (match["rel"] == "the" and match["weekday"] != "day"):
        return None
    nth = ordinal(match["nth"])
    for year, month in _months_meant(scene, match):
        found = _nth_in_month(year, month, match["weekday"], nth)
        if found and (found >= scene.today or match["year"] or match["rel"]):
            return Day(found, part=match["part"], ambiguous=past_mark(scene, found)), after(match)
    return None


def _months_meant(scene: Scene, match: re.Match[str]) -> list[tuple[int, int]]:
    if match["rel"]:
        if match["unit"] == "year":
            return [(scene.today.year + (match["rel"] not in {"this", "the"}), 12 if match["nth"] == "last" else 1)]
        return [relative_month(scene, match["rel"].removeprefix("the "))]
    month = MONTHS.index(match["month"]) + 1
    year = year_said(match["year"])
    return [(year, month)] if year else [(scene.today.year + ahead, month) for ahead in range(9)]


def _nth_in_month(year: int, month: int, weekday: str, nth: int) -> date | None:
    if weekday == "day":
        first = date(year + month // 12, month % 12 + 1, 1) if nth < 0 else date(year, month, 1) - timedelta(days=1)
        found = first + timedelta(days=nth)
        return found if found.month == month else None
    return nth_weekday(year, month, WEEKDAYS.index(weekday), nth)
