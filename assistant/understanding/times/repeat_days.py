"""The days of a repetition: "on the last friday", "mondays and thursdays", "in april and august"."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.understanding.times.dates import ordinal
from assistant.understanding.times.holidays import holiday_at
from assistant.understanding.times.lexicon import MONTHS, WEEKDAYS
from assistant.understanding.times.scene import MONTH, NAMED_PART, WEEKDAY, Scene, after, words

Frequency = Literal["HOURLY", "MINUTELY", "SECONDLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Which days repeat."""

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    """Pairs of an ordinal (0 for every, -1 for the last) and a weekday, Monday is 0."""

    month_days: tuple[int, ...] = ()
    """Days of the month, negative from its end."""

    months: tuple[int, ...] = ()
    count: int | None = None
    part: str | None = None
    """A part of the day ("friday evenings")."""

    other_part: str | None = None
    """A second part of the same days ("every morning and evening")."""

    rule: str | None = None
    """A whole RRULE, for holidays."""

    weak: bool = False
    """True for "our weekly check in": a repetition only where the rest of the sentence names a day."""

    hours: tuple[int, ...] = ()
    minute: int = 0
    """Of each of the hours."""

    set_position: int = 0
    """Which of the weekdays of the month: 1 with Monday to Friday is its first weekday; 0 for all of them."""


Hit = tuple[Repeat, int]

GROUPS = words(
    r"(?:(?:on|at|over) )?(?:the )?(?P<group>weekdays|weekends|weeknights|workdays|"
    rf"weekday(?= {NAMED_PART}))(?: (?P<part>{NAMED_PART})s?)?"
)
_DAY = rf"{WEEKDAY}s?"
_LIST = re.compile(
    rf"(?:on )?(?:the )?(?P<days>{_DAY}(?:(?:(?: ,)? and | , |(?: ,)? or | )(?:on )?(?:every )?{_DAY})*)(?= |$)"
)
RUN = re.compile(
    rf"(?:on |from )?(?P<first>{WEEKDAY})(?P<plural>s?) (?:to|through|-) (?P<last>{WEEKDAY})(?P<plural2>s?)(?= |$)"
)
PART_TAIL = words(rf"(?P<part>{NAMED_PART})(?P<plural>s?)")
NTH_ITEM = r"\d\d?th(?:(?: to the| to)? last(?! \d))?|last"
_NTHS = rf"(?P<nths>(?:{NTH_ITEM})(?:(?:(?: ,)? and | , | )(?:the |on the )?(?:{NTH_ITEM}))*)"
NTH_WEEKDAY = words(
    rf"(?:(?:on|every) )*(?:the )?{_NTHS} (?:(?:instances?|occurrences?) of )?(?P<weekday>{WEEKDAY}|day|weekday|"
    rf"workday|"
    r"weekend)(?P<more>(?:(?: ,)? and |"
    rf" , )(?:{WEEKDAY}))?"
    rf"(?: (?P<part>{NAMED_PART}))?",
)
MONTH_DAYS = words(
    r"(?:(?:on|every) )*(?:the |day |day the )?(?P<days>(?:\d\d?th(?: (?:to the |to )?last)?|(?<=day )\d\d?)"
    r"(?:(?:(?: ,)? and | , | )(?:on )?(?:the )?(?:\d\d?th|(?<=and )\d\d?))*)(?: day)?",
)
_BEGIN_END = words(r"(?:(?:at|on|by) )?(?:the )?(?P<which>beginning|start|end)")
IN_MONTHS = re.compile(rf"(?:(?:in|of|during) )?(?P<months>{MONTH}(?:(?:(?: ,)? and | , | ){MONTH})*)(?= |$)")


FREQUENCIES: dict[str, tuple[Frequency, int]] = {
    "second": ("SECONDLY", 1),
    "minute": ("MINUTELY", 1),
    "hour": ("HOURLY", 1),
    "day": ("DAILY", 1),
    "week": ("WEEKLY", 1),
    "fortnight": ("WEEKLY", 2),
    "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3),
    "year": ("YEARLY", 1),
}


def step(said: str | None) -> int:
    """The interval of "other", "3th" or "4"; 1 if nothing was said."""
    if not said:
        return 1
    return 2 if said in {"other", "alternate"} else int(said.removesuffix("th"))


def group_days(group: str, scene: Scene, nth: int = 0) -> tuple[tuple[int, int], ...]:
    """The weekdays of "weekdays", "weekends" or "weeknights"; with ``nth`` those of the third weekend of a month.

    A weeknight is one before a day that is no weekend.
    """
    weekend = scene.conventions.weekend
    if group.startswith("weekend"):
        return tuple((nth, day) for day in sorted(weekend))
    if group.startswith("weeknight"):
        return tuple((nth, day) for day in range(len(WEEKDAYS)) if (day + 1) % len(WEEKDAYS) not in weekend)
    return tuple((nth, day) for day in range(len(WEEKDAYS)) if day not in weekend)


def read_weekday_list(scene: Scene, at: int) -> tuple[tuple[tuple[int, int], ...], str | None, bool, int] | None:
    """Weekdays, the part of the day after them, whether they stood in the plural, and the next word."""
    run = RUN.match(scene.text, at)
    listed = None if run else _LIST.match(scene.text, at)
    if run:
        first, last = WEEKDAYS.index(run["first"]), WEEKDAYS.index(run["last"])
        days = [(first + ahead) % 7 for ahead in range((last - first) % 7 + 1)]
        plural, end = bool(run["plural"] and run["plural2"]), run.end() + 1
    elif listed:
        names = re.findall(WEEKDAY, listed["days"])
        days = list(dict.fromkeys(WEEKDAYS.index(name) for name in names))
        plural, end = bool(re.search(rf"{WEEKDAY}s", listed["days"])), listed.end() + 1
    else:
        return None
    tail = PART_TAIL.match(scene.text, end)
    part = tail["part"] if tail else None
    if tail:
        plural, end = plural or bool(tail["plural"]), after(tail)
    return tuple((0, day) for day in days), part, plural, end


def with_days(scene: Scene, repeat: Repeat, at: int) -> Hit:
    """Join the days that follow: "every month on the last friday", "once a week on sundays"."""
    end = at
    if scene.text[at : at + 2] == ", ":
        at += 2
    for reader in (_join_nth_weekday, _join_month_date, _join_month_days, _join_edges, _join_weekdays):
        joined = reader(scene, repeat, at)
        if joined:
            return with_months(scene, *joined)
    return with_months(scene, repeat, end)


def in_weeks(repeat: Repeat) -> Repeat:
    """The same rhythm counted in weeks, for a weekday to join: "every fourteen days" is every other week."""
    if repeat.frequency != "DAILY":
        return repeat
    return replace(repeat, frequency="WEEKLY", interval=max(1, repeat.interval // 7))


def _join_weekdays(scene: Scene, repeat: Repeat, at: int) -> Hit | None:
    days = read_weekday_list(scene, at)
    if repeat.frequency not in {"WEEKLY", "DAILY"}:
        return None
    if days:
        return replace(in_weeks(repeat), weekdays=days[0], part=days[1]), days[3]
    group = GROUPS.match(scene.text, at)
    if group and repeat.frequency == "WEEKLY":
        return replace(repeat, weekdays=group_days(group["group"], scene), part=group["part"]), after(group)
    return None


def nth_weekdays(match: re.Match[str]) -> tuple[tuple[int, int], ...]:
    """Every ordinal with every weekday of "first and third sunday"."""
    nths = [ordinal(said) for said in re.findall(NTH_ITEM, match["nths"])]
    names = [match["weekday"], *re.findall(WEEKDAY, match["more"] or "")]
    return tuple((nth, WEEKDAYS.index(name)) for nth in nths for name in names)


def _join_nth_weekday(scene: Scene, repeat: Repeat, at: int) -> Hit | None:
    match = NTH_WEEKDAY.match(scene.text, at)
    if not match or repeat.frequency not in {"MONTHLY", "YEARLY"}:
        return None
    end = after(match)
    if match["weekday"] in WEEKDAYS:
        return replace(repeat, weekdays=nth_weekdays(match), part=match["part"]), end
    days = tuple(ordinal(said) for said in re.findall(NTH_ITEM, match["nths"]))
    if match["weekday"] in {"weekday", "workday"} and len(days) == 1 and repeat.frequency == "MONTHLY":
        return replace(repeat, weekdays=group_days("weekdays", scene), set_position=days[0]), end
    if match["weekday"] == "weekend" and repeat.frequency == "MONTHLY":
        return replace(repeat, weekdays=tuple(each for nth in days for each in group_days("weekend", scene, nth))), end
    return (replace(repeat, month_days=days), end) if match["weekday"] == "day" else None


def _join_month_days(scene: Scene, repeat: Repeat, at: int) -> Hit | None:
    match = MONTH_DAYS.match(scene.text, at)
    if not match or repeat.frequency not in {"MONTHLY", "YEARLY"}:
        return None
    hit = replace(repeat, month_days=numbers_said(match["days"])), after(match)
    if repeat.frequency == "YEARLY" and not with_months(scene, *hit)[0].months:
        return None
    return hit


def numbers_said(said: str) -> tuple[int, ...]:
    """Days of the month, counted from its end where "last" stands behind."""
    items = re.findall(r"(\d+)(?:th)?(?: (?:to the |to )?(last))?", said)
    return tuple(-int(number) if last else int(number) for number, last in items)


def _join_month_date(scene: Scene, repeat: Repeat, at: int) -> Hit | None:
    """For "every year on december 21st and 31st", "on the twelfth of june"."""
    if repeat.frequency != "YEARLY":
        return None
    opening = re.compile(r"(?:on )?(?:the )?").match(scene.text, at)
    hit = read_month_date(scene, opening.end() if opening else at)
    if hit:
        return replace(hit[0], interval=repeat.interval), hit[1]
    holiday = holiday_at(scene.text, opening.end() if opening else at)
    if holiday and holiday[0].rrule:
        return replace(repeat, rule=holiday[0].rrule), holiday[1]
    return None


_DATE_FIRST = words(
    rf"(?P<month>{MONTH})(?: on)?(?: the| day)? (?P<days>\d\d?(?:th)?(?:(?:(?: ,)? and | , |"
    r" )(?:the )?\d\d?(?:th)?)*)(?! ?(?:am|pm|oclock|:))(?! \d)",
)
MONTH_LAST = words(
    r"(?P<days>\d\d?(?:th)?(?:(?:(?: ,)? and | , )(?:the )?\d\d?(?:th)?)*)(?: of)? "
    rf"(?P<month>{MONTH})(?P<more>(?: and {MONTH})*)",
)


def read_month_date(scene: Scene, at: int) -> Hit | None:
    """Days of one month every year: "december 21 and 31", "the 12th of june"."""
    match = _DATE_FIRST.match(scene.text, at) or MONTH_LAST.match(scene.text, at)
    if not match:
        return None
    month = MONTHS.index(match["month"]) + 1
    more = re.findall(MONTH, match.groupdict().get("more") or "")
    months = (month, *(MONTHS.index(name) + 1 for name in more))
    return Repeat("YEARLY", 1, month_days=numbers_said(match["days"]), months=months), after(match)


def _join_edges(scene: Scene, repeat: Repeat, at: int) -> Hit | None:
    """For "every month at the end"."""
    match = _BEGIN_END.match(scene.text, at)
    if not match or repeat.frequency != "MONTHLY":
        return None
    return replace(repeat, month_days=(-1 if match["which"] == "end" else 1,)), after(match)


def with_months(scene: Scene, repeat: Repeat, at: int) -> Hit:
    """Join the months that follow: "every sunday in january", "the first monday in april and august"."""
    match = IN_MONTHS.match(scene.text, at)
    if not match or repeat.months:
        return repeat, at
    if not match[0].startswith(("in ", "of ", "during ")) or re.compile(r" (?:the )?\d").match(scene.text, match.end()):
        return repeat, at
    months = tuple(MONTHS.index(name) + 1 for name in re.findall(MONTH, match["months"]))
    joined = replace(repeat, months=months)
    end = match.end() + 1
    if repeat.frequency == "YEARLY" and not (repeat.weekdays or repeat.month_days):
        return with_days(scene, joined, end)
    if repeat.frequency == "MONTHLY" and repeat.weekdays and not repeat.set_position:
        joined = replace(joined, frequency="YEARLY")
    return joined, end
