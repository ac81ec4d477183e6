"""Runs of days: "next week", "this weekend", "mid january", "the next three days", "from the 3rd to the 9th of may".

Ends are exclusive: a whole day ends at the midnight after it.
"""

import re
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from assistant.messages.times import Ambiguity, Grain
from assistant.understanding.times.dates import YEAR, week_of, week_start
from assistant.understanding.times.days import read_day
from assistant.understanding.times.lengths import Length, read_length
from assistant.understanding.times.lexicon import MONTHS
from assistant.understanding.times.scene import MONTH, Scene, after, longest, words
from assistant.understanding.times.stretches import (
    Period,
    month_period,
    nth_week_of,
    part_of,
    unit_ahead,
    weekend_of,
    year_period,
)

Hit = tuple[Period, int]

_DET = r"(?:(?:all|the whole|whole|the entire|entire|during|over|throughout|any time|anytime|sometime|around) )*"
_UNIT_PERIOD = words(
    rf"{_DET}(?:the |at the )?(?P<which>this coming|this|next|following|coming|upcoming|last|past|current|whole|"
    r"entire|same) "
    r"(?P<unit>week|weekend|month|year|fortnight)(?P<next> after next)?(?: 's)?",
)
_THE_WEEKEND = words(r"(?:the|at the|on the|over the|at|all) weekend|all (?P<week>week)(?: long)?|weekend$")
_AFTER_NEXT = words(r"(?:the )?(?P<unit>week|weekend|month|year) after next")
_MONTH = words(
    rf"(?P<which>this coming|this|next|last|coming)? ?(?P<month>{MONTH})(?:(?: ,)?(?: of| in)? (?:{YEAR}|"
    r"(?P<rel>this|next) year))?"
)
_YEAR = words(r"(?:the year )?(?P<year>20\d\d|20 [23]\d)")
_PART = words(
    r"(?:(?:at|in|by|towards?|around|about) )?(?:the )?(?:very )?"
    r"(?P<part>beginning|start|early|mid|middle|end|late|(?:early|late)(?= in )|first half|second half|2th half|"
    r"1th half)(?: part)?(?: of|(?<=early) in|(?<=late) in)?(?: -)?",
)
_ITS_END = words(r"(?:(?:at|by|until|before) )?(?:the )?(?P<unit>month|year) 's end")
_ROLLING = words(r"(?:over|within|during|in|for) the next (?P<unit>week|fortnight|month)")
_BARE_UNIT = words(r"(?:the )?(?P<unit>week|weekend|month|year)")
_NEXT_COUNT = words(
    r"(?:(?:over|during|within|in|for) )?(?:the )?(?:next|coming|following|upcoming) (?P<count>\d+)(?: coming|"
    r" full)? "
    r"(?P<unit>day|week|weekend|month|year|fortnight|hour|minute|second)",
)
_COUNT_COMING = words(r"(?:the )?(?P<count>\d+) (?:upcoming|coming|following) (?P<unit>day|week|month|year)")
_REST = words(
    r"(?:(?:for|during|over) )?(?:(?:the )?(?:rest|remainder) of (?:the|this|my|our)|later (?:in )?(?:this|the)) "
    r"(?P<unit>day|week|month|year)|(?:(?:for|during|over) )?(?:the )?(?:rest|remainder) of (?P<today>today)"
)
_WEEK_OF = words(
    r"(?:the )?(?:(?:last|next|1th) (?=weekend))?(?P<unit>week|weekend) "
    r"(?:of|beginning|commencing|starting|around|after|before|preceding)(?: on)?"
)


def read_period(scene: Scene, at: int) -> Hit | None:
    """A run of days at this place; the reading that takes the most words."""
    return longest(_READERS, scene, at)


def _unit_period(scene: Scene, at: int) -> Hit | None:
    match = _UNIT_PERIOD.match(scene.text, at)
    if not match:
        return None
    which = {"current": "this", "whole": "this", "entire": "this", "same": "this"}.get(match["which"], match["which"])
    if which == "this coming" and match["unit"] != "weekend":
        which = "coming"
    if match["unit"] == "fortnight" and which in {"coming", "upcoming", "following"}:
        first = scene.today + timedelta(days=1)
        return Period(first, first + timedelta(days=14), Grain.WEEK), after(match)
    if match["next"]:
        return unit_ahead(scene, match["unit"], 2), after(match)
    ahead = {"this": 0, "last": -1, "past": -1, "this coming": 0}.get(which, 1)
    if match["unit"] == "weekend" and which in {"coming", "upcoming"}:
        ahead = 0
    period = unit_ahead(scene, match["unit"], ahead)
    near = (period.start - scene.today).days - 7 <= scene.conventions.ask_within_days
    if match["unit"] == "weekend" and which == "next" and near:
        period = Period(period.start, period.end, period.grain, (Ambiguity.WHICH_WEEK,))
    return period, after(match)


def _the_weekend(scene: Scene, at: int) -> Hit | None:
    match = _THE_WEEKEND.match(scene.text, at)
    if not match or (match[0] == "weekend" and at):
        return None
    return (unit_ahead(scene, "week", 0) if match["week"] else weekend_of(scene, week_start(scene))), after(match)


def _after_next(scene: Scene, at: int) -> Hit | None:
    match = _AFTER_NEXT.match(scene.text, at)
    return (unit_ahead(scene, match["unit"], 2), after(match)) if match else None


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
    rf"(?:(?:{MONTH}|\d|\dth|now|today|beginning|middle|end) to|in|of|by|until|during|for|throughout|through|from|"
    r"since|before|after|mid|early|late|and|or|every|"
    r"all|starting|-|except|with|than) $",
)


def _means_month(scene: Scene, at: int, match: re.Match[str]) -> bool:
    """For "may", "march" and "august" are words of their own: these need a preposition, or to stand alone."""
    if match["month"] not in {"may", "march", "august"}:
        return True
    alone = at == 0 and match.end() == len(scene.text)
    alone = alone or bool(re.compile(rf" (?:to|through|until|-|and) {MONTH}(?= |$)").match(scene.text, match.end()))
    return alone or bool(_MONTH_BEFORE.search(scene.text[:at]))


def _year(scene: Scene, at: int) -> Hit | None:
    match = _YEAR.match(scene.text, at)
    if not match or not re.search(r"(?:in|of|year|until|by) $|^$", scene.text[:at]):
        return None
    return year_period(int(match["year"].replace(" ", ""))), after(match)


def _part(scene: Scene, at: int) -> Hit | None:
    """The beginning, middle or end of a week, month or year."""
    match = _PART.match(scene.text, at)
    if not match:
        return None
    bare = _BARE_UNIT.match(scene.text, after(match))
    whole = read_period(scene, after(match))
    if whole is None and bare:
        whole = unit_ahead(scene, bare["unit"], 0), after(bare)
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
    return part_of(whole[0], part), whole[1]


def _its_end(scene: Scene, at: int) -> Hit | None:
    """For "at year's end"."""
    match = _ITS_END.match(scene.text, at)
    if not match:
        return None
    end = unit_ahead(scene, match["unit"], 0).end
    return Period(end - timedelta(days=1), end, Grain.DAY), after(match)


_STARTING = re.compile(r"(?:starting|beginning|commencing)(?: (?:on|from))? ")


def _length_starting(scene: Scene, at: int) -> Hit | None:
    """For "two weeks starting on friday"."""
    opening = re.compile(r"(?:for )?").match(scene.text, at)
    length = read_length(scene, opening.end()) if opening else None
    way = _STARTING.match(scene.text, length[1]) if length and length[0].in_days else None
    day = read_day(scene, way.end()) if way else None
    if not length or not day:
        return None
    return Period(day[0].date, length[0].after_day(day[0].date), Grain.DAY), day[1]


def _two_months(scene: Scene, at: int) -> Hit | None:
    """For "january and february"."""
    first = _month(scene, at)
    joint = re.compile(rf"and (?={MONTH}(?: |$))").match(scene.text, first[1]) if first else None
    second = _month(scene, joint.end()) if joint else None
    if not first or not second or second[0].start.month != first[0].end.month:
        return None
    return Period(first[0].start, month_period(first[0].end.year, first[0].end.month).end, Grain.MONTH), second[1]


def _rolling(scene: Scene, at: int) -> Hit | None:
    """For "over the next fortnight", which begins tomorrow and not with a week."""
    match = _ROLLING.match(scene.text, at)
    if not match:
        return None
    first = scene.today + timedelta(days=1)
    if match["unit"] == "month":
        return Period(first, Length(Fraction(1), Fraction(0), "month").after_day(first), Grain.DAY), after(match)
    return Period(first, first + timedelta(days=7 if match["unit"] == "week" else 14), Grain.DAY), after(match)


def _next_count(scene: Scene, at: int) -> Hit | None:
    match = _NEXT_COUNT.match(scene.text, at) or _COUNT_COMING.match(scene.text, at)
    if not match or match["unit"] in {"hour", "minute", "second"}:
        return None
    count, unit = int(match["count"]), match["unit"]
    if unit == "weekend":
        first = weekend_of(scene, week_start(scene))
        return Period(first.start, first.end + timedelta(weeks=count - 1), Grain.DAY), after(match)
    if unit in {"month", "year"}:
        first_period, last = unit_ahead(scene, unit, 1), unit_ahead(scene, unit, count)
        return Period(first_period.start, last.end, Grain.MONTH), after(match)
    days = {"day": 1, "week": 7, "fortnight": 14}[unit]
    first_day = scene.today + timedelta(days=1)
    return Period(first_day, first_day + timedelta(days=days * count), Grain.DAY), after(match)


def _rest(scene: Scene, at: int) -> Hit | None:
    match = _REST.match(scene.text, at)
    if not match:
        return None
    if match["today"] or match["unit"] == "day":
        return Period(scene.today, scene.today + timedelta(days=1), Grain.DAY, from_now=True), after(match)
    return Period(scene.today, unit_ahead(scene, match["unit"], 0).end, Grain.DAY), after(match)


def _week_of(scene: Scene, at: int) -> Hit | None:
    match = None if scene.text.endswith("a ", 0, at) else _WEEK_OF.match(scene.text, at)
    day = read_day(scene, after(match)) if match else None
    if not match or not day:
        return None
    week = week_of(scene, day[0].date)
    if " after" in match[0]:
        week += timedelta(days=7)
    elif re.search(" before| preceding", match[0]):
        week -= timedelta(days=7)
    if match["unit"] == "weekend":
        period = weekend_of(scene, week)
        if " after" in match[0] and weekend_of(scene, week - timedelta(days=7)).start > day[0].date:
            period = weekend_of(scene, week - timedelta(days=7))
        return period, day[1]
    return Period(week, week + timedelta(days=7), Grain.WEEK), day[1]


_NTH_WEEK = words(r"(?:the )?(?P<nth>\d\d?th|last) (?P<unit>week|weekend) (?:(?:of|in)|(?=this|next))")


def _whole(scene: Scene, at: int) -> Hit | None:
    """A month or year, and "the month" as this one."""
    bare = words(r"the (?P<unit>month|year)").match(scene.text, at)
    hit = (unit_ahead(scene, bare["unit"], 0), after(bare)) if bare else read_period(scene, at)
    return hit if hit and hit[0].grain in {Grain.MONTH, Grain.YEAR} else None


def _nth_week(scene: Scene, at: int) -> Hit | None:
    """For "the second week of december", "the last weekend in may"."""
    match = _NTH_WEEK.match(scene.text, at)
    hit = _whole(scene, match.end() + 1 if match[0][-1] != " " else match.end()) if match else None
    if not match or not hit:
        return None
    nth = -1 if match["nth"] == "last" else int(match["nth"][:-2])
    whole = hit[0]
    period = nth_week_of(scene, match["unit"], nth, whole)
    if period.end <= scene.today and re.search(r"the year $", scene.text[: hit[1]] + " "):
        period = nth_week_of(scene, match["unit"], nth, year_period(whole.start.year + 1))
    return period, hit[1]


_EDGE = words(r"(?:the )?(?P<side>1th|last) (?P<count>\d+) (?P<unit>day|week|month) (?:of|in)")


def _edge(scene: Scene, at: int) -> Hit | None:
    """For "the first two weeks of january", "the last three days of the month"."""
    match = _EDGE.match(scene.text, at)
    hit = (_whole(scene, after(match)) or read_period(scene, after(match))) if match else None
    length = read_length(scene, match.start("count")) if match else None
    if not match or not hit or not length:
        return None
    if match["side"] == "last":
        return Period(length[0].after_day(hit[0].end, -1), hit[0].end, Grain.DAY), hit[1]
    return Period(hit[0].start, length[0].after_day(hit[0].start), Grain.DAY), hit[1]


_WEEKENDS_FROM_NOW = words(r"(?:in )?(?P<count>\d) weekends? (?:from (?:now|today)|time)|in (?P<count2>\d) weekends?")
_FROM_WEEKEND = re.compile(r"from (?=(?:this|next|the) )")


def _weekends_from_now(scene: Scene, at: int) -> Hit | None:
    """For "two weekends from now", where the coming one is the first, and "two weeks from this weekend"."""
    match = _WEEKENDS_FROM_NOW.match(scene.text, at)
    if match:
        return weekend_of(scene, week_start(scene, int(match["count"] or match["count2"]) - 1)), after(match)
    length = read_length(scene, at)
    opening = _FROM_WEEKEND.match(scene.text, length[1]) if length and length[0].unit == "week" else None
    hit = (_unit_period(scene, opening.end()) or _the_weekend(scene, opening.end())) if opening else None
    if not hit or not length or (hit[0].end - hit[0].start).days > len(scene.conventions.weekend):
        return None
    days = length[0].after_day(hit[0].start) - hit[0].start
    return Period(hit[0].start + days, hit[0].end + days, Grain.DAY), hit[1]


def length_ahead(scene: Scene, at: int) -> tuple[Length, int] | None:
    """For "the next two hours": a length that begins now."""
    match = re.compile(r"(?:(?:over|during|within|in|for) )?(?:the )?(?:next|coming) ").match(scene.text, at)
    if match and re.compile(r"(?:hour|minute)(?= |$)").match(scene.text, match.end()):
        one = replace(scene, text=f"{scene.text[: match.end()]}1 {scene.text[match.end() :]}")
        length = read_length(one, match.end())
        return (length[0], length[1] - len("1 ")) if length else None
    hit = read_length(scene, match.end()) if match else None
    return hit if hit and not hit[0].in_days else None


_READERS = (
    _rolling,
    _unit_period,
    _the_weekend,
    _after_next,
    _month,
    _year,
    _part,
    _next_count,
    _its_end,
    _length_starting,
    _two_months,
    _rest,
    _week_of,
    _nth_week,
    _edge,
    _weekends_from_now,
)
