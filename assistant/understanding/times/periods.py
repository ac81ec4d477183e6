"""Runs of days: "next week", "this weekend", "mid january", "the next three days", "from the 3rd to the 9th of may".

Ends are exclusive: a whole day ends at the midnight after it.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from assistant.messages.times import Ambiguity, Grain
from assistant.understanding.times.dates import YEAR, relative_month, week_of, week_start
from assistant.understanding.times.days import read_day
from assistant.understanding.times.lengths import SECONDS, Length, read_length
from assistant.understanding.times.lexicon import MONTHS
from assistant.understanding.times.scene import MONTH, Scene, after, words


@dataclass(frozen=True, slots=True)
class Period:
    """A run of whole days."""

    start: date
    end: date
    """Exclusive."""

    grain: Grain
    ambiguous: tuple[Ambiguity, ...] = ()


Hit = tuple[Period, int]

_DET = r"(?:(?:all|the whole|whole|the entire|entire|during|over|throughout|any time|anytime|sometime|around) )*"
_UNIT_PERIOD = words(
    rf"{_DET}(?:the |at the )?(?P<which>this coming|this|next|following|coming|upcoming|last|past|current|whole|"
    r"entire|same) "
    r"(?P<unit>week|weekend|month|year|fortnight)(?P<next> after next)?(?: 's)?",
)
_THE_WEEKEND = words(r"(?:the|at the|on the|over the|at|all) weekend")
_AFTER_NEXT = words(r"(?:the )?(?P<unit>week|weekend|month|year) after next")
_MONTH = words(
    rf"(?P<which>this coming|this|next|last|coming)? ?(?P<month>{MONTH})(?:(?: ,)?(?: of| in)? (?:{YEAR}|"
    r"(?P<rel>this|next) year))?"
)
_YEAR = words(r"(?:the year )?(?P<year>20\d\d|20 [23]\d)")
_PART = words(
    r"(?:(?:at|in|by|towards?|around|about) )?(?:the )?(?:very )?"
    r"(?P<part>beginning|start|early|mid|middle|end|late|first half|second half|2th half|"
    r"1th half)(?: part)?(?: of)?(?: -)?",
)
_BARE_UNIT = words(r"(?:the )?(?P<unit>week|weekend|month|year)")
_NEXT_COUNT = words(
    r"(?:(?:over|during|within|in|for) )?(?:the )?(?:next|coming|following|upcoming) (?P<count>\d+)(?: coming| full)? "
    r"(?P<unit>day|week|weekend|month|year|fortnight|hour|minute|second)",
)
_COUNT_COMING = words(r"(?:the )?(?P<count>\d+) (?:upcoming|coming|following) (?P<unit>day|week|month|year)")
_REST = words(
    r"(?:(?:for|during|over) )?(?:the )?(?:rest|remainder) of (?:the|this|my|our) (?P<unit>day|week|month|year)"
)
_WEEK_OF = words(r"(?:the )?(?P<unit>week|weekend) (?:of|beginning|starting|around|after|before)(?: on)?")
_NTH_WEEK = words(
    r"(?:the )?(?P<nth>\d\d?th|last) (?P<unit>week|weekend) (?:of|in) "
    rf"(?:(?P<rel>this|next|the following|the) (?P<long>month|year)|(?P<month>{MONTH})(?:(?: ,)?(?: of)? {YEAR})?)",
)


def read_period(scene: Scene, at: int) -> Hit | None:
    """A run of days at this place; the reading that takes the most words."""
    best: Hit | None = None
    for reader in _READERS:
        hit = reader(scene, at)
        if hit and (best is None or hit[1] > best[1]):
            best = hit
    return best


def month_period(year: int, month: int) -> Period:
    """A whole month."""
    days = calendar.monthrange(year, month)[1]
    first = date(year, month, 1)
    return Period(first, first + timedelta(days=days), Grain.MONTH)


def _year_period(year: int) -> Period:
    return Period(date(year, 1, 1), date(year + 1, 1, 1), Grain.YEAR)


def _unit_period(scene: Scene, at: int) -> Hit | None:
    match = _UNIT_PERIOD.match(scene.text, at)
    if not match:
        return None
    which = {"current": "this", "whole": "this", "entire": "this", "same": "this"}.get(match["which"], match["which"])
    if which == "this coming" and match["unit"] != "weekend":
        which = "coming"
    if match["next"]:
        return _ahead(scene, match["unit"], 2), after(match)
    ahead = {"this": 0, "last": -1, "past": -1, "this coming": 0}.get(which, 1)
    if match["unit"] == "weekend" and which in {"coming", "upcoming"}:
        ahead = 0
    period = _ahead(scene, match["unit"], ahead)
    near = (period.start - scene.today).days - 7 <= scene.conventions.ask_within_days
    if match["unit"] == "weekend" and which == "next" and near:
        period = Period(period.start, period.end, period.grain, (Ambiguity.WHICH_WEEK,))
    return period, after(match)


def _ahead(scene: Scene, unit: str, count: int) -> Period:
    """The calendar week, weekend, month or year so many ahead."""
    if unit == "week":
        first = week_start(scene, count)
        return Period(first, first + timedelta(days=7), Grain.WEEK, _over(count))
    if unit == "fortnight":
        first = week_start(scene, count)
        return Period(first, first + timedelta(days=14), Grain.WEEK, _over(count))
    if unit == "weekend":
        return _weekend(scene, week_start(scene, count))
    if unit == "month":
        year, month = divmod(scene.today.year * 12 + scene.today.month - 1 + count, 12)
        return month_period(year, month + 1)
    return _year_period(scene.today.year + count)


def _over(count: int) -> tuple[Ambiguity, ...]:
    return (Ambiguity.PAST,) if count < 0 else ()


def _weekend(scene: Scene, week: date) -> Period:
    days = [(day - scene.conventions.week_start) % 7 for day in scene.conventions.weekend]
    first = week + timedelta(days=min(days))
    return Period(first, week + timedelta(days=max(days) + 1), Grain.DAY)


def _the_weekend(scene: Scene, at: int) -> Hit | None:
    match = _THE_WEEKEND.match(scene.text, at)
    return (_weekend(scene, week_start(scene)), after(match)) if match else None


def _after_next(scene: Scene, at: int) -> Hit | None:
    match = _AFTER_NEXT.match(scene.text, at)
    return (_ahead(scene, match["unit"], 2), after(match)) if match else None


def _month(scene: Scene, at: int) -> Hit | None:
    match = _MONTH.match(scene.text, at)
    if not match or match[0].startswith(" "):
        return None
    month = MONTHS.index(match["month"]) + 1
    if not match["which"] and not match["year"] and not match["rel"] and not _means_month(scene, at, match):
        return None
    if match["year"]:
        return month_period(int(match["year"].replace(" ", "")), month), after(match)
    if match["rel"]:
        return month_period(scene.today.year + (match["rel"] == "next"), month), after(match)
    year = scene.today.year + (month < scene.today.month)
    if match["which"] == "next" and month == scene.today.month:
        year += 1
    if match["which"] == "last":
        year -= 1
    return month_period(year, month), after(match)


_MONTH_BEFORE = re.compile(
    r"(?:in|of|by|until|during|for|throughout|through|to|from|since|before|after|mid|early|late|and|or|every|"
    r"all|starting|-|except|with|than) $",
)


def _means_month(scene: Scene, at: int, match: re.Match[str]) -> bool:
    """For "may", "march" and "august" are words of their own: these need a preposition, or to stand alone."""
    if match["month"] not in {"may", "march", "august"}:
        return True
    alone = at == 0 and match.end() == len(scene.text)
    return alone or bool(_MONTH_BEFORE.search(scene.text[:at]))


def _year(scene: Scene, at: int) -> Hit | None:
    match = _YEAR.match(scene.text, at)
    if not match or not re.search(r"(?:in|of|year|until|by) $|^$", scene.text[:at]):
        return None
    return _year_period(int(match["year"].replace(" ", ""))), after(match)


def _part(scene: Scene, at: int) -> Hit | None:
    """The beginning, middle or end of a week, month or year."""
    match = _PART.match(scene.text, at)
    if not match:
        return None
    bare = _BARE_UNIT.match(scene.text, after(match))
    whole = read_period(scene, after(match))
    if whole is None and bare:
        whole = _ahead(scene, bare["unit"], 0), after(bare)
    if whole is None or (
        match["part"] in {"early", "late"} and whole[0].grain not in {Grain.MONTH, Grain.YEAR, Grain.WEEK}
    ):
        return None
    part = {"start": "beginning", "early": "beginning", "middle": "mid", "late": "end"}.get(
        match["part"], match["part"]
    )
    named = bool(re.search(MONTH, scene.text[after(match) : whole[1]]))
    if match["part"] == "end" and not named and whole[0].grain in {Grain.MONTH, Grain.YEAR}:
        last = whole[0].end - timedelta(days=1)
        return Period(last, whole[0].end, Grain.DAY), whole[1]
    return _cut(whole[0], part), whole[1]


def _cut(whole: Period, part: str) -> Period:
    """A third of a month or year, or the first or last three days of a week."""
    cuts = {Grain.WEEK: (3, 2, 4), Grain.MONTH: (10, 10, 20), Grain.YEAR: (90, 120, 270)}.get(whole.grain, (1, 0, 1))
    first, middle, last = (timedelta(days=days) for days in cuts)
    if "half" in part:
        half = whole.start + (whole.end - whole.start) // 2
        early = part.startswith(("first", "1"))
        return Period(whole.start if early else half, half if early else whole.end, Grain.DAY)
    if part == "beginning":
        return Period(whole.start, whole.start + first, Grain.DAY)
    if part == "mid":
        return Period(whole.start + middle, whole.start + last, Grain.DAY)
    return Period(whole.start + last, whole.end, Grain.DAY)


def _next_count(scene: Scene, at: int) -> Hit | None:
    match = _NEXT_COUNT.match(scene.text, at) or _COUNT_COMING.match(scene.text, at)
    if not match or match["unit"] in {"hour", "minute", "second"}:
        return None
    count, unit = int(match["count"]), match["unit"]
    if unit == "weekend":
        first = _weekend(scene, week_start(scene))
        return Period(first.start, first.end + timedelta(weeks=count - 1), Grain.DAY), after(match)
    if unit in {"month", "year"}:
        first_period, last = _ahead(scene, unit, 1), _ahead(scene, unit, count)
        return Period(first_period.start, last.end, Grain.MONTH), after(match)
    days = {"day": 1, "week": 7, "fortnight": 14}[unit]
    first_day = scene.today + timedelta(days=1)
    return Period(first_day, first_day + timedelta(days=days * count), Grain.DAY), after(match)


def _rest(scene: Scene, at: int) -> Hit | None:
    match = _REST.match(scene.text, at)
    if not match:
        return None
    end = scene.today + timedelta(days=1) if match["unit"] == "day" else _ahead(scene, match["unit"], 0).end
    return Period(scene.today, end, Grain.DAY), after(match)


def _week_of(scene: Scene, at: int) -> Hit | None:
    match = _WEEK_OF.match(scene.text, at)
    day = read_day(scene, after(match)) if match else None
    if not match or not day:
        return None
    week = week_of(scene, day[0].date)
    if " after" in match[0]:
        week += timedelta(days=7)
    elif " before" in match[0]:
        week -= timedelta(days=7)
    if match["unit"] == "weekend":
        period = _weekend(scene, week)
        if " after" in match[0] and _weekend(scene, week - timedelta(days=7)).start > day[0].date:
            period = _weekend(scene, week - timedelta(days=7))
        return period, day[1]
    return Period(week, week + timedelta(days=7), Grain.WEEK), day[1]


def _nth_week(scene: Scene, at: int) -> Hit | None:
    match = _NTH_WEEK.match(scene.text, at)
    if not match:
        return None
    if match["month"]:
        month = MONTHS.index(match["month"]) + 1
        year = int(match["year"].replace(" ", "")) if match["year"] else scene.today.year + (month < scene.today.month)
    else:
        year, month = relative_month(scene, match["rel"])
    if match["long"] == "year":
        return _week_in_month(scene, match, _year_period(scene.today.year + ("next" in match["rel"]))), after(match)
    return _week_in_month(scene, match, month_period(year, month)), after(match)


def _week_in_month(scene: Scene, match: re.Match[str], whole: Period) -> Period:
    if match["unit"] == "weekend":
        first = _weekend(scene, week_of(scene, whole.start))
        if first.start < whole.start:
            first = _weekend(scene, week_of(scene, whole.start) + timedelta(days=7))
        last = _weekend(scene, week_of(scene, whole.end - timedelta(days=1)))
        if last.start >= whole.end:
            last = _weekend(scene, last.start - timedelta(days=7))
        nth = (last.start - first.start).days // 7 if match["nth"] == "last" else int(match["nth"][:-2]) - 1
        return Period(first.start + timedelta(weeks=nth), first.end + timedelta(weeks=nth), Grain.DAY)
    if match["nth"] == "last":
        week = week_of(scene, whole.end - timedelta(days=1))
        return Period(week, week + timedelta(days=7), Grain.WEEK)
    week = week_of(scene, whole.start) + timedelta(weeks=int(match["nth"][:-2]) - 1)
    return Period(week, week + timedelta(days=7), Grain.WEEK)


def length_ahead(scene: Scene, at: int) -> tuple[Length, int] | None:
    """For "the next two hours": a length that begins now."""
    match = re.compile(r"(?:(?:over|during|within|in|for) )?(?:the )?(?:next|coming) ").match(scene.text, at)
    if match and re.compile(r"(?:hour|minute)(?= |$)").match(scene.text, match.end()):
        one = Length(Fraction(0), Fraction(SECONDS[scene.text[match.end() :].split()[0]]), "minute")
        return one, match.end() + len(scene.text[match.end() :].split()[0]) + 1
    hit = read_length(scene, match.end()) if match else None
    return hit if hit and not hit[0].in_days else None


_READERS = (
    _unit_period,
    _the_weekend,
    _after_next,
    _month,
    _year,
    _part,
    _next_count,
    _rest,
    _week_of,
    _nth_week,
)
