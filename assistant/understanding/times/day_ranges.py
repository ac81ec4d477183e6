"""From one day to another: "july 13 to 15", "from monday to thursday", "between the 3rd and the 12th of may"."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from assistant.messages.times import Grain
from assistant.understanding.times.clock_settling import settle
from assistant.understanding.times.clocks import Clock, not_past_form, read_clock
from assistant.understanding.times.dates import Day, in_week, next_such_day, week_of
from assistant.understanding.times.dayparts import Part, read_part
from assistant.understanding.times.days import read_day
from assistant.understanding.times.lexicon import MONTHS
from assistant.understanding.times.periods import read_period
from assistant.understanding.times.scene import MONTH, Scene, after, words
from assistant.understanding.times.stretches import Period


@dataclass(frozen=True, slots=True)
class MomentRange:
    """From a time on one day to a time on another: "from friday evening to sunday at noon"."""

    first: Day
    first_at: Clock | Part | None
    last: Day
    last_at: Clock | Part | None


_NOON = 12
_OPENING = re.compile(r"(?:(?:on|for) )?(?:(?P<sure>from|between|in between) )?(?:on )?")
_JOINT = re.compile(r"(?:,? ?(?:to|-|until|through|and|up to|till|thru)(?: and including)?(?: on)? )")
_NUMBER = r"(?:the )?(?P<{}>\d\d?)(?:th)?"
_TO = r"(?: (?:to|-|until|through|and) )"
_DAYS_OF_MONTH = words(
    _NUMBER.format("first")
    + _TO
    + _NUMBER.format("last")
    + rf"(?: of)? (?P<month>{MONTH})(?! (?:the )?\d\d?(?:th)?(?= |$))(?:(?: ,)? (?P<year>20\d\d))?",
)
_DAYS_OF_RELATIVE = words(
    _NUMBER.format("first") + _TO + _NUMBER.format("last") + r" (?:of|in) (?P<rel>this|next|the) month",
)
_MONTH_DAYS = words(
    rf"(?P<month>{MONTH}) {_NUMBER.format('first')}{_TO}{_NUMBER.format('last')}"
    r"(?! ?(?:am|pm|oclock|:))(?:(?: ,)? (?P<year>20\d\d))?",
)
_ORDINALS = words(r"(?:the )?(?P<first>\d\d?)th" + _TO + r"(?:the )?(?P<last>\d\d?)th")


def read_day_range(scene: Scene, at: int) -> tuple[Period, int] | None:
    """A range of days at this place; both days belong to it."""
    opening = _OPENING.match(scene.text, at)
    if not opening:
        return None
    start = opening.end()
    numbered = _numbered(scene, start, sure=bool(opening["sure"]))
    spelled_out = _spelled_out(scene, start, opening["sure"])
    if numbered and spelled_out:
        return max(numbered, spelled_out, key=lambda hit: hit[1])
    return numbered or spelled_out


def read_moment_range(scene: Scene, at: int) -> tuple[MomentRange, int] | None:
    """A range from one day to another with a clock time or part of the day at either end."""
    return _clocks_first(scene, at) or _days_first(scene, at)


_CLOCKS_OPENING = re.compile(r"(?:from|between) ")


def _clocks_first(scene: Scene, at: int) -> tuple[MomentRange, int] | None:
    """For "from ten tonight until seven tomorrow morning", "from six on friday to four on sunday"."""
    opening = _CLOCKS_OPENING.match(scene.text, at)
    first = _clock_and_day(scene, opening.end()) if opening else None
    joint = _JOINT.match(scene.text, first[2]) if first else None
    if not first or not joint:
        return None
    clock, day, _ = first
    seen = replace(scene, now=datetime.combine(day.date, scene.now.time())) if day else scene
    last = _clock_and_day(seen, joint.end())
    if last and re.match(r"tomorrow|today|tonight", scene.text[joint.end() :].split(" ", 1)[-1]):
        last = _clock_and_day(scene, joint.end())
    if not last or not last[1]:
        return None
    if not day and last[1].date == scene.today + timedelta(days=1) and _is_overnight(clock, last[0]):
        day, clock = Day(scene.today), replace(clock, half="pm")
    if not day or last[1].date <= day.date:
        return None
    end = last[0]
    if end.half == "open" and last[1].date == day.date + timedelta(days=1) and _in_evening(clock):
        end = replace(end, half="am")
    return MomentRange(day, clock, last[1], end), last[2]


_EVENING = 18


def _in_evening(clock: Clock) -> bool:
    """For "from ten tonight to seven tomorrow", which ends in the morning."""
    hour = clock.hour if clock.half == "known" else clock.hour % _NOON + _NOON
    return clock.half in {"known", "pm"} and hour >= _EVENING


def _is_overnight(start: Clock, end: Clock) -> bool:
    """For "from ten until seven tomorrow morning"."""
    ends_in_the_morning = end.half == "am" or (end.half == "known" and end.hour < _NOON)
    return ends_in_the_morning and (start.half == "pm" or (start.half == "open" and start.hour % _NOON > end.hour))


def _clock_and_day(scene: Scene, at: int) -> tuple[Clock, Day | None, int] | None:
    """A clock time, the day that stands after it, if one does, and the position of the next word."""
    hit = read_clock(scene, at, bare=True)
    if not hit:
        return None
    hit = not_past_form(scene, at, hit)
    opening = re.compile(r"(?:on )?").match(scene.text, hit[1])
    part = read_part(scene, hit[1])
    if part and part[0].today:
        return _in_half(scene, hit[0], part[0]), Day(scene.today), part[1]
    day = read_day(scene, opening.end()) if opening else None
    if not day:
        return hit[0], None, hit[1]
    part = read_part(scene, day[1])
    return (_in_half(scene, hit[0], part[0]), day[0], part[1]) if part else (hit[0], day[0], day[1])


def _in_half(scene: Scene, clock: Clock, part: Part) -> Clock:
    """The clock time in the part of the day that stands beside it."""
    minutes = int(settle(clock, scene.conventions.dayparts[part.name], scene.conventions)[0].total_seconds()) // 60
    return Clock(minutes // 60 % 24, minutes % 60, "known")


def _days_first(scene: Scene, at: int) -> tuple[MomentRange, int] | None:
    opening = _OPENING.match(scene.text, at)
    first = read_day(scene, opening.end()) if opening else None
    if not first:
        return None
    first_at, position = read_side(scene, first[1])
    joint = _JOINT.match(scene.text, position)
    if not joint or not opening or (" and" in f" {joint[0]}" and "between" not in (opening["sure"] or "")):
        return None
    seen = replace(scene, now=datetime.combine(first[0].date, scene.now.time()))
    last = read_day(seen, joint.end())
    if not last or last[0].date <= first[0].date:
        return None
    last_at, position = read_side(scene, last[1])
    if first_at is None and not isinstance(last_at, Part):
        return None
    return MomentRange(first[0], first_at, last[0], last_at), position


_AT = re.compile(r"at ")


def read_side(scene: Scene, at: int) -> tuple[Clock | Part | None, int]:
    """The clock time or part of the day that stands beside a day, if one does."""
    part = read_part(scene, at)
    if part:
        return part
    introduced = _AT.match(scene.text, at)
    clock = read_clock(scene, introduced.end() if introduced else at, bare=bool(introduced))
    return clock or (None, at)


def _numbered(scene: Scene, at: int, *, sure: bool) -> tuple[Period, int] | None:
    for pattern in (_DAYS_OF_MONTH, _MONTH_DAYS, _DAYS_OF_RELATIVE, _ORDINALS):
        match = pattern.match(scene.text, at)
        if not match:
            continue
        following = int(match["last"]) == int(match["first"]) + 1
        if " and " in match[0] and not sure and (pattern is _ORDINALS or not following):
            continue
        groups = match.groupdict()
        if pattern is _ORDINALS and not sure and at:
            return None
        first = _first_day(scene, groups)
        last = next_such_day(first, day=int(groups["last"])) if first else None
        if first and last:
            return Period(first, last + timedelta(days=1), Grain.DAY), after(match)
    return None


def _first_day(scene: Scene, groups: dict[str, str | None]) -> date | None:
    day = int(groups["first"] or 0)
    if groups.get("month"):
        month = MONTHS.index(groups["month"] or "") + 1
        year = int(groups["year"] or 0) or None
        return next_such_day(scene.today, day=day, month=month, year=year)
    if groups.get("rel") == "next":
        following = scene.today.replace(day=1) + timedelta(days=31)
        return next_such_day(following.replace(day=1), day=day)
    return next_such_day(scene.today, day=day)


def _spelled_out(scene: Scene, at: int, sure: str | None) -> tuple[Period, int] | None:
    first = read_day(scene, at)
    opening = first or read_period(scene, at)
    if not opening:
        return None
    joint = _JOINT.match(scene.text, opening[1])
    if not joint:
        return None
    start = _start_day(scene, at, opening)
    last = _later_end(scene, joint.end(), start)
    if not last or last[0] <= start:
        return None
    start = _in_year_of_end(scene, opening, joint, start, last) if first else start
    listed = "and" in joint[0].split() and "between" not in (sure or "")
    if listed and (not first or last[0] != start + timedelta(days=2)):
        return None
    if first and first[0].weekday_only and " week" in scene.text[joint.end() : last[1]]:
        start = in_week(scene, start.weekday(), week_of(scene, last[0] - timedelta(days=1)))
    return Period(start, last[0], Grain.DAY), last[1]


_YEAR_AT_END = re.compile(r".*20 ?\d\d ?$")


def _in_year_of_end(
    scene: Scene, opening: tuple[Day | Period, int], joint: re.Match[str], start: date, last: tuple[date, int]
) -> date:
    """For "from the 3rd of december to the 9th of january 2028" the year is said once, at the end."""
    named = _YEAR_AT_END.match(scene.text[joint.end() : last[1]])
    if not named or _YEAR_AT_END.match(scene.text[: opening[1]]):
        return start
    end = last[0] - timedelta(days=1)
    years = [year for year in (end.year, end.year - 1) if (start.month, start.day) != (2, 29)]
    return max((day for day in (start.replace(year=year) for year in years) if day <= end), default=start)


_MIDDLE = re.compile(r"(?:(?:in|from) )?(?:the )?(?:very )?(?:middle|mid) ")
"""As an end of a range the middle of a month is one day."""


def _start_day(scene: Scene, at: int, opening: tuple[Day | Period, int]) -> date:
    value = opening[0]
    if isinstance(value, Day):
        return value.date
    return middle_day(scene, at, value) or value.start


def middle_day(scene: Scene, at: int, period: Period) -> date | None:
    """The day meant by "the middle of may" where a range begins or ends with it; None for other stretches."""
    if not _MIDDLE.match(scene.text, at):
        return None
    return period.start + (period.end - period.start) // 2


_NAMED_WEEK = re.compile(r" (?:next|this|following|coming|that) week ?$")


def _later_end(scene: Scene, at: int, start: date) -> tuple[date, int] | None:
    """The day after the last one, as seen from the first."""
    seen = Scene(scene.text, scene.now.replace(year=start.year, month=start.month, day=start.day), scene.conventions)
    day = read_day(seen, at)
    period = read_period(seen, at)
    if period and (not day or period[1] > day[1]):
        return middle_day(seen, at, period[0]) or period[0].end, period[1]
    if not day:
        return None
    relative = re.match(r"(?:today|tomorrow|the day after|next|this)", scene.text[at:])
    if relative or _NAMED_WEEK.search(scene.text[at : day[1]]):
        day = read_day(scene, at) or day
    same_weekday = day[0].weekday_only and day[0].date == start
    last = day[0].date + timedelta(days=7 if same_weekday else 0)
    return last + timedelta(days=1), day[1]
