"""Runs of days: "next week", "this weekend", "mid january", "the next three days", "from the 3rd to the 9th of may".

Ends are exclusive: a whole day ends at the midnight after it.
"""

import re
from datetime import timedelta

from assistant.messages.times import Ambiguity, Grain
from assistant.understanding.times.dates import week_of, week_start
from assistant.understanding.times.days import read_day
from assistant.understanding.times.holidays import SEASONS, holiday_at
from assistant.understanding.times.lengths import read_length
from assistant.understanding.times.months import read_month, read_two_months, read_year
from assistant.understanding.times.period_lengths import (
    read_length_beside_day,
    read_length_starting,
    read_next_count,
    read_rolling,
)
from assistant.understanding.times.scene import MONTH, Scene, after, longest, words
from assistant.understanding.times.stretches import (
    Period,
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
_PART = words(
    r"(?:(?:at|in|by|towards?|around|about) )?(?:the )?(?:very )?"
    r"(?P<part>beginning|start|early|mid|middle|end|late|(?:early|late)(?= in )|first half|second half|2th half|"
    r"1th half)(?: part)?(?: of|(?<=early) in|(?<=late) in)?(?: -)?",
)
_ITS_END = words(r"(?:(?:at|by|until|before) )?(?:the )?(?P<unit>month|year)(?: 's)? end")
_BARE_UNIT = words(r"(?:the )?(?P<unit>week|weekend|month|year)")
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


_SEASON = words(r"(?:in|during|throughout|for) (?P<name>advent|lent)")


def _church_season(scene: Scene, at: int) -> Hit | None:
    """Advent ends on Christmas Eve, Lent on the Saturday before Easter."""
    match = (
        _SEASON.match(scene.text, at) if scene.text.startswith(("in ", "during ", "for ", "throughout "), at) else None
    )
    if not match:
        return None
    first, last = SEASONS[match["name"]]
    year = scene.today.year + (last.in_year(scene.today.year) < scene.today)
    return Period(first.in_year(year), last.in_year(year) + timedelta(days=1), Grain.DAY), after(match)


_ITS_WEEK = words(r"(?P<unit>week|weekend)")


def _week_of_holiday(scene: Scene, at: int) -> Hit | None:
    """For "christmas week", "easter weekend"."""
    holiday = holiday_at(scene.text, at)
    unit = _ITS_WEEK.match(scene.text, holiday[1]) if holiday else None
    if not holiday or not unit:
        return None
    week = week_of(scene, holiday[0].on_or_after(scene.today))
    if unit["unit"] == "weekend":
        return weekend_of(scene, week), after(unit)
    return Period(week, week + timedelta(days=7), Grain.WEEK), after(unit)


_NTH_WEEK = words(r"(?:the )?(?P<nth>\d\d?th|last) (?P<unit>week|weekend) (?:(?:of|in)|(?=this|next))")


_THE_UNIT = words(r"the (?P<unit>month|year)")


def _whole(scene: Scene, at: int) -> Hit | None:
    """A month or year, and "the month" as this one."""
    bare = _THE_UNIT.match(scene.text, at)
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
    if period.end <= scene.today and re.search(r"the year *$", scene.text[: hit[1]]):
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


_READERS = (
    read_rolling,
    _unit_period,
    _the_weekend,
    _after_next,
    read_month,
    read_year,
    _part,
    read_next_count,
    _its_end,
    read_length_starting,
    read_length_beside_day,
    read_two_months,
    _rest,
    _week_of,
    _week_of_holiday,
    _church_season,
    _nth_week,
    _edge,
    _weekends_from_now,
)
