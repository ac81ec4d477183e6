"""Single days: "tomorrow", "friday the 26th", "the last sunday of may", "a week from thursday", "three days after easter".

Grain is the day. A weekday alone stays movable until it is known whether a clock time was said with it.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.messages.times import Ambiguity
from assistant.understanding.times.holidays import holiday_at, nth_weekday
from assistant.understanding.times.lengths import read_length
from assistant.understanding.times.lexicon import MONTHS, WEEKDAYS
from assistant.understanding.times.scene import MONTH, NAMED_PART, WEEKDAY, Scene, after, words

# ruff: noqa: PLR2004 - the numbers of the calendar are their own names

_FAR = 3000
"""No day further off than about eight years is searched for."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day."""

    date: date
    weekday_only: bool = False
    """True for "friday": today's weekday means today only when a clock time still lies ahead."""

    part: str | None = None
    """A part of the day named inside ("the first monday evening of may")."""

    ambiguous: tuple[Ambiguity, ...] = ()


Hit = tuple[Day, int]

YEAR = r"(?P<year>20\d\d|19\d\d|20 \d\d)"
_RELATIVE = words(
    r"(?P<name>today|tomorrow|yesterday|(?:the )?day after tomorrow|(?:the )?day before yesterday|(?:the )?(?:next|following) day)"
)
_OFFSETS = {
    "today": 0,
    "tomorrow": 1,
    "yesterday": -1,
    "day after tomorrow": 2,
    "day before yesterday": -2,
}
_WEEKDAY = words(
    rf"(?:the )?(?:(?P<which>this coming|this|next|last|past|coming|the following|following|upcoming|the coming|the next) )?"
    rf"(?P<weekday>{WEEKDAY})"
    r"(?: (?P<later>(?:(?:of|in|on) )?(?:(?:the )?(?P<week>this|next|following|coming|that|same|current) week|the week after next)"
    r"|after next|week(?! end)|fortnight|coming))?",
)
_WEEK_WEEKDAY = words(
    rf"(?:the )?(?P<week>this|next|following|coming) week(?: 's)?(?: on)?(?: ,)? (?P<weekday>{WEEKDAY})",
)
_OF_MONTH = rf"(?:(?:of|in) )?(?:(?:the )?month of )?(?P<month>{MONTH})(?:(?: ,)?(?: of)? {YEAR})?"
_OF_RELATIVE = r"(?:of|in) (?P<which>this|next|the following|the next|the coming|the|that|last) month"
_DAY_MONTH = words(rf"(?:the )?(?P<day>\d\d?)(?:th)?(?: day)? {_OF_MONTH}")
_DAY_OF_RELATIVE = words(rf"(?:the )?(?P<day>\d\d?)(?:th)?(?: day)? {_OF_RELATIVE}")
_MONTH_DAY = words(
    rf"(?P<month>{MONTH})(?: the)? (?P<day>\d\d?)(?:th)?(?! ?(?:am|pm|oclock|:))(?:(?: ,| of)?(?: in)? {YEAR})?",
)
_NTH_DAY = words(r"(?:the )?(?P<day>\d\d?)th")
_WEEKDAY_NUMBER = words(r"(?:the )?(?P<day>1[3-9]|2\d|3[01])")
_NTH = r"(?P<nth>\d\d?th(?: (?:to |to the )?last)?|last|final)"
_NTH_WEEKDAY = words(
    rf"(?:the )?{_NTH} (?P<weekday>{WEEKDAY}|day|weekend)(?: (?P<part>{NAMED_PART}))? "
    rf"(?:{_OF_MONTH}|(?:of|in) (?P<rel>this|next|the following|the coming|the) (?P<unit>month|year))",
)
_NTH_WEEKDAY_AFTER = words(rf"(?:the )?(?P<nth>\d\d?)th (?P<weekday>{WEEKDAY}) (?P<way>after|before)")
_WEEKDAYS_FROM_NOW = words(
    rf"(?P<count>\d\d?|a) (?P<weekday>{WEEKDAY})s?(?: time)? (?:from (?:now|today)|hence|time)|"
    rf"in (?P<count2>\d\d?) (?P<weekday2>{WEEKDAY})s?(?: time)?",
)
_DAY_AFTER = words(rf"(?:the )?(?P<which>day|{WEEKDAY}|weekend) (?P<way>after|before|following)")
_AFTER_DAY = words(r"(?P<way>after|before|from|on|prior to|past)")
_FROM_NOW = words(r"from (?:now|today)|hence|out|time(?: from now)?|later")


def read_day(scene: Scene, at: int) -> Hit | None:
    """A single day at this place; the reading that takes the most words."""
    best: Hit | None = None
    for reader in _READERS:
        hit = reader(scene, at)
        if hit and (best is None or hit[1] > best[1]):
            best = hit
    return best


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


def _in_week(scene: Scene, weekday: int, first: date) -> date:
    return first + timedelta(days=(weekday - scene.conventions.week_start) % 7)


def _relative(scene: Scene, at: int) -> Hit | None:
    match = _RELATIVE.match(scene.text, at)
    if not match:
        return None
    offset = _OFFSETS.get(match["name"].removeprefix("the "), 1)
    past = (Ambiguity.PAST,) if offset < 0 else ()
    return Day(scene.today + timedelta(days=offset), ambiguous=past), after(match)


def _weekday(scene: Scene, at: int) -> Hit | None:
    match = _WEEKDAY.match(scene.text, at)
    if not match:
        return None
    weekday = WEEKDAYS.index(match["weekday"])
    which = (match["which"] or "").removeprefix("the ")
    day = _which_weekday(scene, weekday, which)
    if match["later"]:
        return _later_week(scene, match, weekday, which), after(match)
    return _with_date(scene, match, weekday) or _weeks_after(scene, day, match) or (day, after(match))


def _which_weekday(scene: Scene, weekday: int, which: str) -> Day:
    coming = next_such_day(scene.today, weekday=weekday) or scene.today
    ahead = (coming - scene.today).days
    if which in {"last", "past"}:
        return Day(coming - timedelta(days=7), ambiguous=(Ambiguity.PAST,))
    if which == "this":
        return Day(coming)
    if which == "next":
        nearest = coming if ahead else coming + timedelta(days=7)
        following = _in_week(scene, weekday, week_start(scene, 1))
        chosen = following if scene.conventions.next_weekday == "following_week" else nearest
        near = min(ahead, 7 - ahead if ahead == 0 else ahead) <= scene.conventions.ask_within_days
        return Day(chosen, ambiguous=(Ambiguity.WHICH_WEEK,) if near else ())
    if which:
        return Day(coming if ahead else coming + timedelta(days=7))
    return Day(coming, weekday_only=True)


def _later_week(scene: Scene, match: re.Match[str], weekday: int, which: str) -> Day:
    later, week = match["later"], match["week"]
    coming = next_such_day(scene.today + timedelta(days=1), weekday=weekday) or scene.today
    if later == "coming":
        return Day(coming)
    if later == "after next":
        return Day(coming + timedelta(days=7))
    if later in {"week", "fortnight"}:
        base = _which_weekday(scene, weekday, which).date if which else coming
        return Day(base + timedelta(days=7 if later == "week" else 14))
    if later.endswith("after next"):
        return Day(_in_week(scene, weekday, week_start(scene, 2)))
    return Day(_in_week(scene, weekday, week_start(scene, 0 if week in {"this", "that", "same", "current"} else 1)))


def _with_date(scene: Scene, match: re.Match[str], weekday: int) -> Hit | None:
    """For "friday the 26th", "monday, february 18": the next day that is both."""
    start = re.compile(r",? ?(?:on )?").match(scene.text, match.end() + 1)
    at = start.end() if start else match.end() + 1
    for pattern in (_DAY_MONTH, _MONTH_DAY, _NTH_DAY, _WEEKDAY_NUMBER):
        dated = pattern.match(scene.text, at)
        if not dated:
            continue
        groups = dated.groupdict()
        month = MONTHS.index(groups["month"]) + 1 if groups.get("month") else None
        year = _year(groups.get("year"))
        found = next_such_day(scene.today, weekday=weekday, day=int(groups["day"]), month=month, year=year)
        found = found or next_such_day(scene.today, day=int(groups["day"]), month=month, year=year)
        if found and not re.match(rf" (?:{WEEKDAY}|week|of (?:every|the)|every)", scene.text[dated.end() :]):
            return Day(found), after(dated)
    return None


def _weeks_after(scene: Scene, day: Day, match: re.Match[str]) -> Hit | None:
    """For "monday in two weeks", "monday two weeks from now": the monday of the week that far ahead."""
    opening = re.compile(r"(?:in )?").match(scene.text, match.end() + 1)
    length = read_length(scene, opening.end()) if opening else None
    if not length or not length[0].in_days or length[0].unit == "day" or not opening:
        return None
    tail = _FROM_NOW.match(scene.text, length[1])
    if not tail and not opening[0]:
        return None
    target = length[0].after_day(scene.today)
    return Day(_in_week(scene, day.date.weekday(), week_of(scene, target))), after(tail) if tail else length[1]


def _week_weekday(scene: Scene, at: int) -> Hit | None:
    match = _WEEK_WEEKDAY.match(scene.text, at)
    if not match:
        return None
    first = week_start(scene, 0 if match["week"] == "this" else 1)
    return Day(_in_week(scene, WEEKDAYS.index(match["weekday"]), first)), after(match)


def _year(said: str | None) -> int | None:
    return int(said.replace(" ", "")) if said else None


def _month_day(scene: Scene, at: int) -> Hit | None:
    match = _DAY_MONTH.match(scene.text, at) or _MONTH_DAY.match(scene.text, at)
    if not match:
        return None
    month = MONTHS.index(match["month"]) + 1
    found = next_such_day(scene.today, day=int(match["day"]), month=month, year=_year(match["year"]))
    return (Day(found, ambiguous=_past(scene, found)), after(match)) if found else None


def _past(scene: Scene, day: date) -> tuple[Ambiguity, ...]:
    return (Ambiguity.PAST,) if day < scene.today else ()


def _day_of_relative_month(scene: Scene, at: int) -> Hit | None:
    match = _DAY_OF_RELATIVE.match(scene.text, at)
    if not match:
        return None
    year, month = relative_month(scene, match["which"])
    found = _valid(year, month, int(match["day"]))
    if found and match["which"] in {"the", "that"} and found < scene.today:
        found = next_such_day(scene.today, day=int(match["day"]))
    return (Day(found, ambiguous=_past(scene, found)), after(match)) if found else None


def relative_month(scene: Scene, which: str) -> tuple[int, int]:
    """Year and month of "this", "next" or "last" month."""
    shift = {"this": 0, "the": 0, "that": 0, "last": -1}.get(which, 1)
    year, month = divmod(scene.today.year * 12 + scene.today.month - 1 + shift, 12)
    return year, month + 1


_LONE_BEFORE = re.compile(
    rf"(?:on|by|until|to|for|from|till|after|before|since|starting|beginning|through|{WEEKDAY}|,|-|and|or|of|no|except|than|mean) $",
)
_LONE_AFTER = re.compile(
    r"(?:$|(?:at|from|in the|until|to|through|and|or|for|around|about|after|before|no|of this|of next|,|-|\d|please|instead|this|too|then|that|if|because|so|when|do|we|is|would|as|skip|cancel)(?= |$))",
)


def _lone_ordinal(scene: Scene, at: int) -> Hit | None:
    """For "the 26th", where the words around it leave no room for "the 26th of something else"."""
    match = _NTH_DAY.match(scene.text, at)
    if not match or int(match["day"]) > 31:
        return None
    introduced = at == 0 or _LONE_BEFORE.search(scene.text[:at])
    alone = at == 0 and match.end() == len(scene.text)
    if not alone and not (introduced and at > 0 and _LONE_AFTER.match(scene.text[match.end() + 1 :])):
        return None
    found = next_such_day(scene.today, day=int(match["day"]))
    return (Day(found), after(match)) if found else None


def ordinal(said: str) -> int:
    """The number of an ordinal: "3th" is 3, "last" -1, "2th to the last" -2."""
    if said in {"last", "final"}:
        return -1
    number = int(said.split("th")[0])
    return -number if said.endswith("last") else number


def _nth_weekday(scene: Scene, at: int) -> Hit | None:
    match = _NTH_WEEKDAY.match(scene.text, at)
    if not match or match["weekday"] == "weekend" or (match["rel"] == "the" and match["weekday"] != "day"):
        return None
    nth = ordinal(match["nth"])
    for year, month in _months_meant(scene, match):
        found = _nth_in_month(year, month, match["weekday"], nth)
        if found and (found >= scene.today or match["year"] or match["rel"]):
            return Day(found, part=match["part"], ambiguous=_past(scene, found)), after(match)
    return None


def _months_meant(scene: Scene, match: re.Match[str]) -> list[tuple[int, int]]:
    if match["rel"]:
        if match["unit"] == "year":
            return [(scene.today.year + (match["rel"] not in {"this", "the"}), 12 if match["nth"] == "last" else 1)]
        return [relative_month(scene, match["rel"].removeprefix("the "))]
    month = MONTHS.index(match["month"]) + 1
    year = _year(match["year"])
    return [(year, month)] if year else [(scene.today.year + ahead, month) for ahead in range(9)]


def _nth_in_month(year: int, month: int, weekday: str, nth: int) -> date | None:
    if weekday == "day":
        first = date(year + month // 12, month % 12 + 1, 1) if nth < 0 else date(year, month, 1) - timedelta(days=1)
        found = first + timedelta(days=nth)
        return found if found.month == month else None
    return nth_weekday(year, month, WEEKDAYS.index(weekday), nth)


def _holiday(scene: Scene, at: int) -> Hit | None:
    hit = holiday_at(scene.text, at)
    if not hit:
        return None
    holiday, end = hit
    match = words(rf"(?:of |in )?(?:{YEAR}|(?P<rel>this|next) year)").match(scene.text, end)
    if match:
        year = _year(match["year"]) or scene.today.year + (match["rel"] == "next")
        day = holiday.in_year(year)
        return Day(day, ambiguous=_past(scene, day)), after(match)
    return Day(holiday.on_or_after(scene.today)), end


def _weekdays_from_now(scene: Scene, at: int) -> Hit | None:
    match = _WEEKDAYS_FROM_NOW.match(scene.text, at)
    if not match:
        return None
    said = match["count"] or match["count2"]
    count = 1 if said == "a" else int(said)
    first = next_such_day(scene.today + timedelta(days=1), weekday=WEEKDAYS.index(match["weekday"] or match["weekday2"]))
    return (Day(first + timedelta(weeks=count - 1)), after(match)) if first else None


def _length_after_day(scene: Scene, at: int) -> Hit | None:
    """For "two days after next friday", "a week on tuesday", "three days from tomorrow"."""
    length = read_length(scene, at)
    if not length or not length[0].in_days:
        return None
    way = _AFTER_DAY.match(scene.text, length[1])
    today = words(r"today|from now").match(scene.text, length[1])
    if today and not way:
        return Day(length[0].after_day(scene.today)), after(today)
    at_day = after(way) if way else length[1]
    if not way and not (length[0].unit in {"week", "fortnight"} and _bare_after_week(scene, length[1])):
        return None
    base = read_day(scene, at_day)
    relative = re.match(r"(?:today|tomorrow|now)\b", scene.text[at_day:])
    lasting = way and way["way"] == "from" and not relative and scene.text[:at].endswith("for ")
    if not base or lasting:
        return None
    day = base[0]
    if day.weekday_only and day.date == scene.today:
        day = Day(day.date + timedelta(days=7))
    sign = -1 if way and way["way"] in {"before", "prior to"} else 1
    return Day(length[0].after_day(day.date, sign), ambiguous=day.ambiguous), base[1]


def _bare_after_week(scene: Scene, at: int) -> bool:
    """For "a week tomorrow", "a fortnight friday"."""
    return bool(re.compile(rf"(?:tomorrow|today|{WEEKDAY})(?= |$)").match(scene.text, at))


def _day_after_day(scene: Scene, at: int) -> Hit | None:
    """For "the day after christmas", "the friday before easter", "the third tuesday after christmas"."""
    match = _NTH_WEEKDAY_AFTER.match(scene.text, at) or _DAY_AFTER.match(scene.text, at)
    if not match:
        return None
    base = read_day(scene, after(match))
    if not base:
        return None
    groups = match.groupdict()
    name = groups.get("weekday") or groups["which"]
    count = int(groups.get("nth") or 1)
    sign = -1 if match["way"] == "before" else 1
    first = base[0].date + timedelta(days=sign)
    if name in WEEKDAYS:
        away = (
            (WEEKDAYS.index(name) - first.weekday()) % 7 if sign > 0 else (first.weekday() - WEEKDAYS.index(name)) % 7
        )
        first += sign * timedelta(days=away)
    elif name == "weekend":
        return None
    return Day(first + sign * timedelta(weeks=count - 1)), base[1]


_READERS = (
    _relative,
    _weekday,
    _week_weekday,
    _month_day,
    _day_of_relative_month,
    _lone_ordinal,
    _nth_weekday,
    _holiday,
    _weekdays_from_now,
    _length_after_day,
    _day_after_day,
)
