"""Days of the calendar by number, month and ordinal: "the 26th", "may 5", "the last sunday of may"."""

# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.messages.times import Ambiguity
from assistant.understanding.times.lexicon import CORRECTING, MONTHS, WEEKDAYS
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
_OF_MONTH = (
    r"(?:(?:of|in) (?:this coming |the coming |this |next )?)?(?:(?:the )?month of )?"
    rf"(?P<month>{MONTH})(?:(?: ,)?(?: of)? {YEAR})?"
)
_OF_RELATIVE = (
    r"(?:(?:of|in) (?P<which>this coming|this next|this|next|the following|the next|the coming|the|that|"
    r"last)|(?P<bare>this|next|the following))"
    r" month"
)
_LONGEST_MONTH = 31
DAY_MONTH = words(rf"(?:the )?(?P<day>\d\d?)(?:th(?: day)?)? {_OF_MONTH}")
DAY_OF_RELATIVE = words(rf"(?:the )?(?P<day>\d\d?)(?:th)?(?: day)? {_OF_RELATIVE}")
MONTH_DAY = words(
    rf"(?P<month>{MONTH})(?: the)? (?P<day>\d\d?)(?:th)?(?! ?(?:am|pm|oclock|:))(?:(?: ,| of)?(?: in)? {YEAR})?",
)
NTH_DAY = words(r"(?:the )?(?P<day>\d\d?)th(?! (?:thing|of all|to none))")
WEEKDAY_NUMBER = words(r"(?:the )?(?P<day>1[3-9]|2\d|3[01])(?! \d)")
_NTH = r"(?P<nth>\d\d?th(?: (?:to |to the )?last)?|next to last|last|final)"
_NTH_WEEKDAY = words(
    rf"(?:the )?{_NTH} (?P<weekday>{WEEKDAY}|day|weekday|workday|weekend)(?: (?P<part>{NAMED_PART}))? "
    rf"(?:{_OF_MONTH}|(?:(?:of|in) (?P<rel>this|next|the following|the coming|the new|the)|(?P<bare>this|next)) "
    r"(?P<unit>week|month|year))",
)
_NEW_YEAR = words(r"(?:the )?1th of (?P<rel>the|next|the new|the coming) year")
_IDES = words(rf"(?:the )?ides of (?P<month>{MONTH})")
_LONG_MONTHS = frozenset({3, 5, 7, 10})


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
    """A day with its month: "the fourth of may", "may 4 2027"; "april 31" is the end of April."""
    match = DAY_MONTH.match(scene.text, at) or MONTH_DAY.match(scene.text, at)
    if not match:
        return None
    month, day, year = MONTHS.index(match["month"]) + 1, int(match["day"]), year_said(match["year"])
    found = next_such_day(scene.today, day=day, month=month, year=year)
    missing = found is None and day <= _LONGEST_MONTH
    found = _end_of_month(scene.today, month, year) if missing else found
    marks = (Ambiguity.NO_SUCH_DAY,) if missing else ()
    return (Day(found, ambiguous=(*past_mark(scene, found), *marks)), after(match)) if found else None


def _end_of_month(today: date, month: int, year: int | None) -> date:
    """The last day of the coming month of this name, or of the year that was said."""
    ends = [date(each, month, calendar.monthrange(each, month)[1]) for each in (year or today.year, today.year + 1)]
    return ends[0] if year or ends[0] >= today else ends[1]


_NUMBERED_MONTH = words(r"(?:the )?(?P<day>\d\d?)th of the (?P<month>\d\d?)th")


def read_numbered_month(scene: Scene, at: int) -> Hit | None:
    """For "the sixth of the twelfth": the month by its number."""
    match = _NUMBERED_MONTH.match(scene.text, at)
    if not match or not 1 <= int(match["month"]) <= 12 or not _LONE_AFTER.match(scene.text[match.end() + 1 :]):
        return None
    found = next_such_day(scene.today, day=int(match["day"]), month=int(match["month"]))
    return (Day(found), after(match)) if found else None


def past_mark(scene: Scene, day: date) -> tuple[Ambiguity, ...]:
    """What marks a day that is over."""
    return (Ambiguity.PAST,) if day < scene.today else ()


def read_day_of_relative_month(scene: Scene, at: int) -> Hit | None:
    """A day of this or next month: "the 12th of next month"."""
    match = DAY_OF_RELATIVE.match(scene.text, at)
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
    rf"(?:on|by|until|to|for|from|till|after|before|following|preceding|past|nearest|closest|since|starting|beginning|"
    rf"through|{WEEKDAY}|,|-|and|or|of|except|than|what about|how about|not|but|{NAMED_PART}|{CORRECTING}|"
    r"not the \d\d?th) $",
)
_LONE_AFTER = re.compile(
    r"(?:$|(?:at|from|in the|until|to|through|and|or|for|around|about|after|before|no|of this|of next|"
    r"next month|this month|,|-|\d|"
    rf"please|instead|this|too|then|that|only|just|if|because|so|when|do|we|is|would|as|skip|"
    rf"cancel|but|the \d\d?th|{NAMED_PART}|which is|monthly|{CORRECTING}|"
    r"an? (?:bit|little|hour|quarter|half|minute)|half an hour|later|earlier|sooner|longer|shorter|back|"
    r"forward)(?= |$))",
)


_LONE_AT_START = re.compile(
    rf"(?:at|from|in the|until|to|for|around|instead|but|that 's an?|which is an?|,|{CORRECTING})(?= )|\d"
)


_ASKED_BEFORE = re.compile(r"(?:^|(?:does|would|will|is|maybe|perhaps|so|say|then|take|do|make|try) )$")
_ASKED_AFTER = re.compile(
    r"$| (?:sounds?|works?|suits?|is|be|would|will|then|maybe|instead|fine|good|ok|okay|possible|free)(?= |$)"
)
"""For "how does the twelfth sound"; the first three may be other things than days."""

_BEFORE_WEEKDAY = re.compile(rf" (?:{WEEKDAY}|in the {NAMED_PART})(?= |$)")
"""No month has a sixth friday, so that "the sixth friday evening" is the sixth."""


_ONE_OF_SEVERAL = words(r" 1(?! (?:\d|am|pm|oclock|in the))")
"""For "the second one", which is a thing and no day at one."""

_LEFT_OUT = re.compile(r"(?:but|except|except for|skipping|without) $")


def read_lone_ordinal(scene: Scene, at: int) -> Hit | None:
    """For "the 26th", where the words around it leave no room for "the 26th of something else"."""
    match = NTH_DAY.match(scene.text, at)
    if not match or int(match["day"]) > 31:
        return None
    if _ONE_OF_SEVERAL.match(scene.text, match.end()) and not _LEFT_OUT.search(scene.text[:at]):
        return None
    introduced = at == 0 or _LONE_BEFORE.search(scene.text[:at])
    alone = at == 0 and match.end() == len(scene.text)
    if int(match["day"]) > 3 and _ASKED_BEFORE.search(scene.text[:at]) and _ASKED_AFTER.match(scene.text, match.end()):
        introduced, alone = True, True
    follows = (_LONE_AFTER if at else _LONE_AT_START).match(scene.text[match.end() + 1 :])
    if not follows and int(match["day"]) > 5:
        follows = _BEFORE_WEEKDAY.match(scene.text, match.end())
    if not alone and not (introduced and follows):
        return None
    found = next_such_day(scene.today, day=int(match["day"]))
    return (Day(found, number_only=True), after(match)) if found else None


def ordinal(said: str) -> int:
    """The number of an ordinal: "3th" is 3, "last" -1, "2th to the last" -2."""
    if said in {"last", "final"}:
        return -1
    if said == "next to last":
        return -2
    number = int(said.split("th", 1)[0])
    return -number if said.endswith("last") else number


def read_nth_weekday(scene: Scene, at: int) -> Hit | None:
    """An ordinal weekday or day of one week, month or year: "the last sunday of may", "the first day of next month"."""
    match = _NTH_WEEKDAY.match(scene.text, at)
    if not match or match["weekday"] == "weekend":
        return None
    if match["rel"] == "the" and match["weekday"] in WEEKDAYS and match["unit"] != "year":
        return None
    nth, which = ordinal(match["nth"]), match["rel"] or match["bare"]
    for first, after_last in _stretches(scene, match, (which or "").removeprefix("the ")):
        found = _nth_between(first, after_last, match["weekday"], nth)
        if found and (found >= scene.today or match["year"] or (which and which != "the")):
            return Day(found, part=match["part"], ambiguous=past_mark(scene, found)), after(match)
        if found and which == "the" and match["unit"] == "month":
            return Day(found, part=match["part"], ambiguous=past_mark(scene, found)), after(match)
    return None


_OF_POSSESSOR = words(
    rf"(?P<owner>(?:this|next) (?:month|week|year)|{MONTH}) 's (?P<day>{_NTH} (?:{WEEKDAY}|day|weekday|workday))"
)


def read_possessed_day(scene: Scene, at: int) -> Hit | None:
    """For "next month's first sunday"."""
    match = _OF_POSSESSOR.match(scene.text, at)
    turned = f"{match['day']} of {match['owner']}" if match else ""
    hit = read_nth_weekday(replace(scene, text=turned), 0) if match else None
    return (hit[0], after(match)) if hit and match else None


def _stretches(scene: Scene, match: re.Match[str], which: str) -> list[tuple[date, date]]:
    """The weeks, months or years that may be meant, the likeliest first; ends are exclusive."""
    if match["unit"] == "week":
        first = week_start(scene, 0 if which in {"this", "the"} else 1)
        return [(first + timedelta(weeks=ahead), first + timedelta(weeks=ahead + 1)) for ahead in (0, 1)]
    if match["unit"] == "year":
        year = scene.today.year + (which not in {"this", "the"})
        return [(date(year + ahead, 1, 1), date(year + ahead + 1, 1, 1)) for ahead in (0, 1)]
    if match["unit"]:
        return [_month_of(*relative_month(scene, which))]
    month, year_named = MONTHS.index(match["month"]) + 1, year_said(match["year"])
    years = [year_named] if year_named else range(scene.today.year, scene.today.year + 9)
    return [_month_of(year, month) for year in years]


def _month_of(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def _nth_between(first: date, after_last: date, weekday: str, nth: int) -> date | None:
    """The nth such day of a stretch, from its end where ``nth`` is negative."""
    length, step = (after_last - first).days, 1
    if weekday in WEEKDAYS:
        first, step = first + timedelta(days=(WEEKDAYS.index(weekday) - first.weekday()) % 7), 7
        length = (after_last - first).days
    days = [first + timedelta(days=ahead) for ahead in range(0, length, step)]
    if weekday in {"weekday", "workday"}:
        days = [day for day in days if day.weekday() < WEEKDAYS.index("saturday")]
    place = nth - 1 if nth > 0 else nth
    return days[place] if -len(days) <= place < len(days) else None


def read_named_day(scene: Scene, at: int) -> Hit | None:
    """Days with a name of their own: "the ides of march", "the first of the year"."""
    ides = _IDES.match(scene.text, at)
    if ides:
        month = MONTHS.index(ides["month"]) + 1
        found = next_such_day(scene.today, day=15 if month in _LONG_MONTHS else 13, month=month)
        return (Day(found), after(ides)) if found else None
    match = _NEW_YEAR.match(scene.text, at)
    return (Day(date(scene.today.year + 1, 1, 1)), after(match)) if match else None
