"""Days by the name of their weekday: "next friday", "friday the 26th", "monday in two weeks"."""

import re
from datetime import timedelta

from assistant.messages.times import Ambiguity
from assistant.understanding.times.dates import (
    DAY_MONTH,
    MONTH_DAY,
    NTH_DAY,
    WEEKDAY_NUMBER,
    Day,
    Hit,
    in_week,
    next_such_day,
    read_day_of_relative_month,
    week_of,
    week_start,
    year_said,
)
from assistant.understanding.times.lengths import read_length
from assistant.understanding.times.lexicon import MONTHS, WEEKDAYS
from assistant.understanding.times.scene import WEEKDAY, Scene, after, words

_WEEKDAY = words(
    r"(?:the )?(?:(?P<which>this coming|this|next|last|past|coming|the following|following|upcoming|the coming|"
    r"the next) )?"
    rf"(?P<weekday>{WEEKDAY})"
    r"(?: (?P<later>(?:(?:of|in|on) )?(?:(?:the )?(?P<week>this|next|following|coming|that|same|current) week|"
    r"the week after next)"
    r"|after next|before last|just gone|week(?! end)|fortnight|coming))?",
)
_WEEK_WEEKDAY = words(
    rf"(?:the )?(?P<week>this|next|following|coming) week(?: 's)?(?: on)?(?: ,)? (?P<weekday>{WEEKDAY})",
)
_WEEKDAYS_FROM_NOW = words(
    rf"(?:the )?(?P<count>\d\d?(?:th)?|a) (?P<weekday>{WEEKDAY})s?(?: time)? (?:from (?:now|today)|hence|time)|"
    rf"in (?P<count2>\d\d?) (?P<weekday2>{WEEKDAY})s?(?: time)?",
)
_FROM_NOW = words(r"from (?:now|today)|hence|out|time(?: from now)?|later")


def read_weekday(scene: Scene, at: int) -> Hit | None:
    """A day by its weekday, with the week or the date that stands beside it."""
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
        following = in_week(scene, weekday, week_start(scene, 1))
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
    if later in {"before last", "just gone"}:
        weeks = 2 if later == "before last" else 1
        return Day(coming - timedelta(weeks=weeks), ambiguous=(Ambiguity.PAST,))
    if later == "after next":
        return Day(coming + timedelta(days=7))
    if later in {"week", "fortnight"}:
        base = _which_weekday(scene, weekday, which).date if which else coming
        return Day(base + timedelta(days=7 if later == "week" else 14))
    if later.endswith("after next"):
        return Day(in_week(scene, weekday, week_start(scene, 2)))
    return Day(in_week(scene, weekday, week_start(scene, 0 if week in {"this", "that", "same", "current"} else 1)))


_BEFORE_DATE = re.compile(r",? ?(?:on )?")


def _with_date(scene: Scene, match: re.Match[str], weekday: int) -> Hit | None:
    """For "friday the 26th", "monday, february 18": the next day that is both."""
    start = _BEFORE_DATE.match(scene.text, match.end() + 1)
    at = start.end() if start else match.end() + 1
    relative = read_day_of_relative_month(scene, at)
    if relative:
        return relative
    for pattern in (DAY_MONTH, MONTH_DAY, NTH_DAY, WEEKDAY_NUMBER):
        dated = pattern.match(scene.text, at)
        if not dated:
            continue
        groups = dated.groupdict()
        month = MONTHS.index(groups["month"]) + 1 if groups.get("month") else None
        year = year_said(groups.get("year"))
        found = next_such_day(scene.today, weekday=weekday, day=int(groups["day"]), month=month, year=year)
        found = found or next_such_day(scene.today, day=int(groups["day"]), month=month, year=year)
        if found and not re.match(rf" (?:{WEEKDAY}|week|of (?:every|the)|every)", scene.text[dated.end() :]):
            return Day(found), after(dated)
    return None


_IN = re.compile(r"(?:in )?")


def _weeks_after(scene: Scene, day: Day, match: re.Match[str]) -> Hit | None:
    """For "monday in two weeks", "monday two weeks from now": the monday of the week that far ahead."""
    opening = _IN.match(scene.text, match.end() + 1)
    length = read_length(scene, opening.end()) if opening else None
    if not length or not length[0].in_days or length[0].unit == "day" or not opening:
        return None
    tail = _FROM_NOW.match(scene.text, length[1])
    if not tail and not opening[0]:
        return None
    target = length[0].after_day(scene.today)
    return Day(in_week(scene, day.date.weekday(), week_of(scene, target))), after(tail) if tail else length[1]


def read_week_weekday(scene: Scene, at: int) -> Hit | None:
    """The weekday after its week: "next week wednesday"."""
    match = _WEEK_WEEKDAY.match(scene.text, at)
    if not match:
        return None
    first = week_start(scene, 0 if match["week"] == "this" else 1)
    return Day(in_week(scene, WEEKDAYS.index(match["weekday"]), first)), after(match)


def read_weekdays_from_now(scene: Scene, at: int) -> Hit | None:
    """The third of "three fridays from now"."""
    match = _WEEKDAYS_FROM_NOW.match(scene.text, at)
    if not match:
        return None
    said = match["count"] or match["count2"]
    count = 1 if said == "a" else int(said.removesuffix("th"))
    first = next_such_day(
        scene.today + timedelta(days=1), weekday=WEEKDAYS.index(match["weekday"] or match["weekday2"])
    )
    return (Day(first + timedelta(weeks=count - 1)), after(match)) if first else None
