"""Single days, in whatever way they are named: "tomorrow", "friday the 26th", "three days after easter".

Grain is the day. A weekday alone stays movable until it is known whether a clock time was said with it.
"""

import re
from datetime import timedelta
from fractions import Fraction

from assistant.messages.times import Ambiguity
from assistant.understanding.times.dates import (
    YEAR,
    Day,
    Hit,
    past_mark,
    read_day_of_relative_month,
    read_lone_ordinal,
    read_month_day,
    read_named_day,
    read_nth_weekday,
    read_numbered_month,
    read_possessed_day,
    year_said,
)
from assistant.understanding.times.holidays import holiday_at
from assistant.understanding.times.lengths import SECONDS, Length, read_length
from assistant.understanding.times.lexicon import WEEKDAYS
from assistant.understanding.times.scene import WEEKDAY, Scene, after, longest, words
from assistant.understanding.times.weekdays import read_week_weekday, read_weekday, read_weekdays_from_now
from assistant.understanding.times.workdays import read_workdays

_RELATIVE = words(
    r"(?P<name>(?:today|tomorrow) (?:week|fortnight)|today|tomorrow|yesterday|"
    r"(?:the )?day after tomorrow|(?:the )?day before yesterday|"
    r"(?:the )?(?:next|following) day)"
)
_OFFSETS = {
    "today": 0,
    "tomorrow": 1,
    "yesterday": -1,
    "day after tomorrow": 2,
    "day before yesterday": -2,
}
_NTH_WEEKDAY_AFTER = words(
    rf"(?:the )?(?:(?P<nth>\d\d?)th|next|very next|last)(?: to last)? (?P<weekday>{WEEKDAY}) "
    r"(?P<way>after|before|preceding)"
)
_DAY_AFTER = words(
    rf"(?:the )?(?P<which>day|{WEEKDAY}|weekend|night|evening|morning|eve(?= of)) "
    r"(?P<way>after|before|following|preceding|of)"
)
_AFTER_DAY = words(r"(?P<way>after|before|from|on|prior to|past|ago(?: on)?(?= \S))")


def read_day(scene: Scene, at: int) -> Hit | None:
    """A single day at this place; the reading that takes the most words."""
    return longest(_READERS, scene, at)


def _relative(scene: Scene, at: int) -> Hit | None:
    match = _RELATIVE.match(scene.text, at)
    if not match:
        return None
    name, _, weeks = match["name"].removeprefix("the ").partition(" ")
    offset = _OFFSETS.get(match["name"].removeprefix("the "), 1)
    if weeks in {"week", "fortnight"}:
        offset = _OFFSETS[name] + (7 if weeks == "week" else 14)
    past = (Ambiguity.PAST,) if offset < 0 else ()
    return Day(scene.today + timedelta(days=offset), ambiguous=past), after(match)


def _holiday(scene: Scene, at: int) -> Hit | None:
    hit = holiday_at(scene.text, at)
    if not hit:
        return _last_holiday(scene, at)
    holiday, end = hit
    match = words(rf"(?:of |in )?(?:{YEAR}|(?P<rel>this|next) year)").match(scene.text, end)
    if match:
        year = year_said(match["year"]) or scene.today.year + (match["rel"] == "next")
        day = holiday.in_year(year)
        return Day(day, ambiguous=past_mark(scene, day)), after(match)
    return Day(holiday.on_or_after(scene.today)), end


def _last_holiday(scene: Scene, at: int) -> Hit | None:
    """For "last christmas"."""
    hit = holiday_at(scene.text, at + len("last ")) if scene.text.startswith("last ", at) else None
    if not hit:
        return None
    this_year = hit[0].in_year(scene.today.year)
    day = this_year if this_year < scene.today else hit[0].in_year(scene.today.year - 1)
    return Day(day, ambiguous=(Ambiguity.PAST,)), hit[1]


def _length_after_day(scene: Scene, at: int) -> Hit | None:
    """For "two days after next friday", "a week on tuesday", "three days from tomorrow"."""
    length = read_length(scene, at) or _bare_week(scene, at)
    if not length or not length[0].in_days:
        return None
    way = _AFTER_DAY.match(scene.text, length[1])
    today = words(r"today|from now").match(scene.text, length[1])
    if today and not way:
        return Day(length[0].after_day(scene.today)), after(today)
    at_day = after(way) if way else length[1]
    if not way and not (
        length[0].unit in {"week", "fortnight", "month", "year"} and _bare_after_week(scene, length[1])
    ):
        return None
    base = read_day(scene, at_day)
    relative = re.match(r"(?:today|tomorrow|now)\b", scene.text[at_day:])
    lasts = scene.text[:at].endswith("for ")
    vague = way and way["way"] == "on" and (lasts or length[0].unit not in {"week", "fortnight", "month"})
    lasting = vague or (lasts and way and way["way"] == "from" and not relative)
    if not base or lasting:
        return None
    day = base[0]
    if day.weekday_only and day.date == scene.today:
        day = Day(day.date + timedelta(days=7))
    if way and way["way"].startswith("ago"):
        return _ago(scene, length[0], day), base[1]
    sign = -1 if way and way["way"] in {"before", "prior to"} else 1
    return Day(length[0].after_day(day.date, sign), ambiguous=day.ambiguous), base[1]


def _ago(scene: Scene, length: Length, day: Day) -> Day:
    """For "a week ago yesterday", "a fortnight ago on friday": counted back from the last such day."""
    last = day.date - timedelta(days=7) if day.weekday_only and day.date >= scene.today else day.date
    return Day(length.after_day(last, -1), ambiguous=(Ambiguity.PAST,))


def _bare_week(scene: Scene, at: int) -> tuple[Length, int] | None:
    """For "week from thursday", where the article was not heard."""
    week = words(r"week(?= from )").match(scene.text, at) if at == 0 else None
    return (Length(Fraction(0), Fraction(SECONDS["week"]), "week"), after(week)) if week else None


def _bare_after_week(scene: Scene, at: int) -> bool:
    """For "a week tomorrow", "a fortnight friday"."""
    return bool(re.compile(rf"(?:tomorrow|today|(?:this |next )?{WEEKDAY})(?= |$)").match(scene.text, at))


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
    if match["way"] == "of" and name != "eve":
        return None
    sign = -1 if match["way"] in {"before", "preceding", "of"} else 1
    first = base[0].date + timedelta(days=sign)
    if name in WEEKDAYS:
        away = (
            (WEEKDAYS.index(name) - first.weekday()) % 7 if sign > 0 else (first.weekday() - WEEKDAYS.index(name)) % 7
        )
        first += sign * timedelta(days=away)
    elif name == "weekend":
        return None
    part = name if name in {"night", "evening", "morning"} else None
    return Day(first + sign * timedelta(weeks=count - 1), part=part), base[1]


_NEAREST = words(
    rf"(?:the )?(?:(?:(?P<nth>\d)th )?(?:closest|nearest) (?P<weekday>{WEEKDAY}) to|"
    rf"(?P<weekday_first>{WEEKDAY}) (?:closest|nearest)(?: to)?)"
)


def _nearest(scene: Scene, at: int) -> Hit | None:
    """For "the closest monday to the fifth of march"."""
    match = _NEAREST.match(scene.text, at)
    base = read_day(scene, after(match)) if match else None
    if not match or not base:
        return None
    weekday = WEEKDAYS.index(match["weekday"] or match["weekday_first"])
    around = [base[0].date + timedelta(days=days) for days in range(-35, 36)]
    same = sorted((day for day in around if day.weekday() == weekday), key=lambda day: abs(day - base[0].date))
    return Day(same[int(match["nth"] or 1) - 1]), base[1]


def _workdays(scene: Scene, at: int) -> Hit | None:
    return read_workdays(scene, at, read_day)


_LAST_NIGHT = words(r"(?P<late>late )?last (?P<part>night|evening)")


def _last_night(scene: Scene, at: int) -> Hit | None:
    match = _LAST_NIGHT.match(scene.text, at)
    if not match:
        return None
    part = f"late {match['part']}" if match["late"] else match["part"]
    return Day(scene.today - timedelta(days=1), part=part, ambiguous=(Ambiguity.PAST,)), after(match)


_READERS = (
    _relative,
    read_weekday,
    read_week_weekday,
    read_month_day,
    read_numbered_month,
    read_day_of_relative_month,
    read_lone_ordinal,
    read_nth_weekday,
    read_possessed_day,
    read_named_day,
    _holiday,
    read_weekdays_from_now,
    _length_after_day,
    _day_after_day,
    _nearest,
    _last_night,
    _workdays,
)
