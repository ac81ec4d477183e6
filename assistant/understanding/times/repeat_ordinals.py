"""Repetitions by ordinals: "the last friday of every month", "the 15th of each month", "first fridays"."""

import re
from dataclasses import replace

from assistant.understanding.times.dates import ordinal
from assistant.understanding.times.lexicon import WEEKDAYS
from assistant.understanding.times.repeat_days import (
    MONTH_DAYS,
    NTH_ITEM,
    NTH_WEEKDAY,
    Hit,
    Repeat,
    group_days,
    nth_weekdays,
    numbers_said,
    read_month_date,
    step,
    with_months,
)
from assistant.understanding.times.scene import WEEKDAY, Scene, after, words

OF_EVERY_MONTH = words(
    r"(?:(?:of|in) )?(?:the|every|a|per)(?: (?P<step>other|\d+th|\d+))? month(?P<s>)(?! of)",
)
_OF_EVERY_YEAR = words(r"(?:(?:of|in) )?every(?: (?P<step>other|\d+th|\d+))? year")
_OF_EVERY_QUARTER = words(r"(?:of|in) every (?P<unit>quarter|year)")
_MONTHS_OF = {"quarter": ((1, 4, 7, 10), (3, 6, 9, 12)), "year": ((1,), (12,))}
"""The first and the last months of each."""


_NTH_DAYS = words(rf"(?:on )?(?:the )?(?P<nth>[1-5]th|last) (?P<day>{WEEKDAY})s")


def read_nth_days(scene: Scene, at: int) -> Hit | None:
    """For "first fridays": of every month."""
    match = _NTH_DAYS.match(scene.text, at)
    if not match:
        return None
    of_month = OF_EVERY_MONTH.match(scene.text, after(match))
    weekdays = ((ordinal(match["nth"]), WEEKDAYS.index(match["day"])),)
    return Repeat("MONTHLY", weekdays=weekdays), after(of_month) if of_month else after(match)


def read_nth_of_month(scene: Scene, at: int) -> Hit | None:
    """For "the last friday of every month", "every first and third monday", "the first sunday of the month"."""
    match = NTH_WEEKDAY.match(scene.text, at)
    if not match:
        return None
    every = "every " in match[0]
    if match["weekday"] in {"weekend", "weekday", "workday"}:
        return _nth_group(scene, match)
    if match["weekday"] == "day":
        if not re.compile(r"(?:of|in)?(?: the)? ?(?:every|per)(?= )").match(scene.text, after(match)) and not every:
            return None
        hit: Hit = (
            Repeat("MONTHLY", month_days=tuple(ordinal(n) for n in re.findall(NTH_ITEM, match["nths"]))),
            after(match),
        )
    else:
        hit = Repeat("MONTHLY", weekdays=nth_weekdays(match), part=match["part"]), after(match)
    return _of_every(scene, hit, every=every and match["weekday"] != "day" and _is_monthly(match["nths"]))


def _nth_group(scene: Scene, match: re.Match[str]) -> Hit | None:
    """For "the third weekend of every month", "the last weekday of each month"."""
    nth = ordinal(match["nths"]) if re.fullmatch(NTH_ITEM, match["nths"]) else 0
    of_quarter = _OF_EVERY_QUARTER.match(scene.text, after(match)) if match["weekday"] != "weekend" else None
    if nth and of_quarter:
        days, months = group_days("weekdays", scene), _MONTHS_OF[of_quarter["unit"]][nth < 0]
        return Repeat("MONTHLY", weekdays=days, months=months, set_position=nth), after(of_quarter)
    of_month = OF_EVERY_MONTH.match(scene.text, after(match))
    named = of_month and ("the month" not in of_month[0] or "every " in match[0])
    if not nth or not of_month or not named:
        return None
    if match["weekday"] == "weekend":
        days, position = group_days("weekend", scene, nth), 0
    else:
        days, position = group_days("weekdays", scene), nth
    repeat = Repeat("MONTHLY", step(of_month["step"]), days, part=match["part"], set_position=position)
    return repeat, after(of_month)


def _is_monthly(nths: str) -> bool:
    """For "every second friday" is every other week; "every first", "last" and "first and third" are of the month."""
    return nths.count("th") != 1 or nths.endswith("last") or nths not in {"2th", "3th"}


def _of_every(scene: Scene, hit: Hit, *, every: bool) -> Hit | None:
    of_month = OF_EVERY_MONTH.match(scene.text, hit[1])
    if of_month:
        return replace(hit[0], interval=step(of_month["step"])), after(of_month)
    of_quarter = _OF_EVERY_QUARTER.match(scene.text, hit[1])
    if of_quarter and of_quarter["unit"] == "quarter":
        nth = min((*hit[0].month_days, *(nth for nth, _ in hit[0].weekdays)))
        return replace(hit[0], months=_MONTHS_OF["quarter"][nth < 0]), after(of_quarter)
    of_year = _OF_EVERY_YEAR.match(scene.text, hit[1])
    if of_year:
        return with_months(scene, replace(hit[0], frequency="YEARLY", interval=step(of_year["step"])), after(of_year))
    if not every:
        in_months = with_months(scene, *hit)
        every_year = _OF_EVERY_YEAR.match(scene.text, in_months[1])
        return (in_months[0], after(every_year)) if in_months[0].months and every_year else None
    return with_months(scene, *hit)


def read_monthly_day(scene: Scene, at: int) -> Hit | None:
    """For "the 4th of every other month", "every 2nd of the month", "the 15th of each month"."""
    match = MONTH_DAYS.match(scene.text, at)
    if not match:
        return None
    every = "every " in match[0]
    of_month = OF_EVERY_MONTH.match(scene.text, after(match))
    if of_month and (every or " every" in f" {of_month[0]}" or "per" in of_month[0] or " a " in f" {of_month[0]} "):
        return Repeat("MONTHLY", step(of_month["step"]), month_days=numbers_said(match["days"])), after(of_month)
    alone = re.compile(r"$|(?:at|from|until|for|starting|in the|,)(?= |$)").match(scene.text, after(match))
    if every and alone and "day" not in match[0]:
        return Repeat("MONTHLY", month_days=numbers_said(match["days"])), after(match)
    return read_dated_every_year(scene, at)


_ON_THE = re.compile(r"(?:on )?(?:the )?")


def read_dated_every_year(scene: Scene, at: int) -> Hit | None:
    """For "the third of june every year"."""
    match = _ON_THE.match(scene.text, at)
    dated = read_month_date(scene, match.end()) if match else None
    every = _OF_EVERY_YEAR.match(scene.text, dated[1]) if dated else None
    return (replace(dated[0], interval=step(every["step"])), after(every)) if dated and every else None
