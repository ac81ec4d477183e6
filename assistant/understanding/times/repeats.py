"""Repetitions as they are spoken: "every other friday", "weekdays", "the last sunday of every month".

A ``Repeat`` says which days. The clock time, the end and the exceptions are read elsewhere and joined in
``recurrence``.
"""

# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

import re
from dataclasses import replace

from assistant.understanding.times.dates import ordinal
from assistant.understanding.times.holidays import holiday_at
from assistant.understanding.times.lexicon import MONTHS, WEEKDAYS
from assistant.understanding.times.repeat_counts import (
    read_days_in_number,
    read_days_per,
    read_edge_of_every,
    read_next_n,
    read_times_per,
)
from assistant.understanding.times.repeat_days import (
    FREQUENCIES,
    GROUPS,
    IN_MONTHS,
    MONTH_LAST,
    RUN,
    Frequency,
    Hit,
    Repeat,
    group_days,
    read_month_date,
    read_weekday_list,
    step,
    with_days,
    with_months,
)
from assistant.understanding.times.repeat_ordinals import (
    OF_EVERY_MONTH,
    read_dated_every_year,
    read_monthly_day,
    read_nth_days,
    read_nth_of_month,
)
from assistant.understanding.times.scene import MONTH, NAMED_PART, WEEKDAY, Scene, after, longest, words

_ADVERBS: dict[str, tuple[Frequency, int]] = {
    "daily": ("DAILY", 1),
    "weekly": ("WEEKLY", 1),
    "monthly": ("MONTHLY", 1),
    "yearly": ("YEARLY", 1),
    "annually": ("YEARLY", 1),
}
_EVERY = r"(?:(?:once )?(?:on |in |at |for |of )?(?:every|per|any)(?: single| full| whole| and every)?)"
_STEP = r"(?: (?P<step>other|alternate|\d+th|\d+))?"
_HALF_YEARLY = words(rf"{_EVERY} half (?:a )?year")
_ALTERNATE_UNIT = words(r"(?:on |in )?(?:alternate|alternating) (?P<unit>day|week|month|year)")
_EVERY_UNIT = words(
    rf"{_EVERY}{_STEP} (?P<unit>second|minute|hour|day|week|fortnight|month|quarter|"
    r"year)(?! end| now)(?: of the (?:week|month|year))?",
)
_EVERY_PART = words(rf"{_EVERY}{_STEP} (?P<part>{NAMED_PART})s?")
_AND_PART = words(rf"and (?:every )?(?P<part>{NAMED_PART})s?")
_EVERY_GROUP = words(
    rf"{_EVERY}{_STEP} (?P<group>weekdays?|weekends?|weeknights?|workdays?|work day)(?: (?P<part>{NAMED_PART})s?)?"
)
_ON_ONE_DAY = words(rf"on (?:the )?(?P<day>{WEEKDAY})s?")
_EVERY_DAYS = re.compile(rf"{_EVERY}{_STEP} (?={WEEKDAY})")
_ADVERB = words(r"(?P<adverb>daily|weekly|monthly|yearly|annually)(?: basis)?")
_STRONG_AFTER = re.compile(
    r"(?:$|(?:at|on|in|from|for|until|starting|beginning|every|\d|around|except|through|and|,|between|monday|"
    r"tuesday|wednesday|"
    r"thursday|friday|saturday|sunday|mornings?|evenings?|please|\dth|with|after|before|twice|the \d+th|"
    r"the last|noon|midnight)(?= |$|\d))",
)
_PARTS = words(r"(?:(?:in|on) )?(?:the )?(?P<part>mornings|afternoons|evenings|nights)(?! at home)")
_EVERY_MONTH_NAME = re.compile(rf"{_EVERY}(?P<year> year)? (?:in )?(?={MONTH})")


def read_repeat(scene: Scene, at: int) -> Hit | None:
    """A repetition at this place, with the days that belong to it."""
    return longest(_READERS, scene, at)


def _every_unit(scene: Scene, at: int) -> Hit | None:
    alternate = _ALTERNATE_UNIT.match(scene.text, at)
    if alternate:
        return with_days(scene, Repeat(FREQUENCIES[alternate["unit"]][0], 2), after(alternate))
    half_yearly = _HALF_YEARLY.match(scene.text, at)
    if half_yearly:
        return with_days(scene, Repeat("MONTHLY", 6), after(half_yearly))
    match = _EVERY_UNIT.match(scene.text, at)
    if not match or (match["step"] and match["step"].isdigit() and match["step"] == "0"):
        return None
    frequency, times = FREQUENCIES[match["unit"]]
    return with_days(scene, Repeat(frequency, times * max(1, step(match["step"]))), after(match))


_EVERY_FRACTION = words(rf"{_EVERY} (?P<part>half(?: an)?|(?:1 )?quarter(?: of an)?|quarter of an) hour")


def _every_fraction(scene: Scene, at: int) -> Hit | None:
    match = _EVERY_FRACTION.match(scene.text, at)
    return (Repeat("MINUTELY", 30 if "half" in match["part"] else 15), after(match)) if match else None


def _every_part(scene: Scene, at: int) -> Hit | None:
    match = _EVERY_PART.match(scene.text, at)
    if not match:
        return None
    days = read_weekday_list(scene, after(match)) if RUN.match(scene.text, after(match)) else None
    if days:
        return Repeat("WEEKLY", step(match["step"]), days[0], part=match["part"]), days[3]
    other = _AND_PART.match(scene.text, after(match))
    daily = Repeat("DAILY", step(match["step"]), part=match["part"], other_part=other["part"] if other else None)
    return daily, after(other or match)


def _every_group(scene: Scene, at: int) -> Hit | None:
    match = _EVERY_GROUP.match(scene.text, at)
    if not match:
        return None
    part = match["part"] or ("evening" if match["group"].startswith("weeknight") else None)
    repeat = Repeat("WEEKLY", step(match["step"]), group_days(match["group"], scene), part=part)
    one = _ON_ONE_DAY.match(scene.text, after(match))
    day = WEEKDAYS.index(one["day"]) if one else None
    if one and (0, day) in repeat.weekdays:
        return replace(repeat, weekdays=((0, WEEKDAYS.index(one["day"])),)), after(one)
    return repeat, after(match)


_THE_NTH = words(r"the (?P<day>\d\d?)th(?! of)")
"""For "every friday the thirteenth"."""


def _every_days(scene: Scene, at: int) -> Hit | None:
    match = _EVERY_DAYS.match(scene.text, at)
    days = read_weekday_list(scene, match.end()) if match else None
    if not match or not days:
        return None
    listed, part, _, end = days
    said = match["step"]
    if said and said.endswith("th") and said not in {"2th", "3th"}:
        listed = tuple((ordinal(said), day) for _, day in listed)
        return with_months(scene, Repeat("MONTHLY", 1, listed, part=part), end)
    of_month = OF_EVERY_MONTH.match(scene.text, end)
    if said and said.endswith("th") and of_month:
        listed = tuple((ordinal(said), day) for _, day in listed)
        return Repeat("MONTHLY", step(of_month["step"]), listed, part=part), after(of_month)
    dated = _THE_NTH.match(scene.text, end) if len(listed) == 1 and not said else None
    if dated:
        return Repeat("MONTHLY", 1, listed, (int(dated["day"]),), part=part), after(dated)
    repeat = Repeat("WEEKLY", step(said), listed, part=part)
    if of_month and of_month["step"] is None:
        return Repeat("WEEKLY", step(said), listed, part=part), after(of_month)
    return with_months(scene, repeat, end)


_ALTERNATE = re.compile(r"(?:on )?(?:alternate|alternating) ")
_CLOCK_FOLLOWS = re.compile(r" (?:at|from|between|around) (?:\d|noon|half|a quarter|quarter)")


def _plural_days(scene: Scene, at: int) -> Hit | None:
    alternate = _ALTERNATE.match(scene.text, at)
    days = read_weekday_list(scene, alternate.end() if alternate else at)
    run = RUN.match(scene.text, at)
    daily = run and not run[0].startswith("from ") and _CLOCK_FOLLOWS.match(scene.text, run.end())
    if not days or not (days[2] or daily):
        return None
    return with_months(scene, Repeat("WEEKLY", 2 if alternate else 1, days[0], part=days[1]), days[3])


def _several_days(scene: Scene, at: int) -> Hit | None:
    """For "monday and wednesday": each of them once."""
    days = read_weekday_list(scene, at)
    if not days or days[2] or len(days[0]) < 2 or RUN.match(scene.text, at):
        return None
    if len(days[0]) < 3 and not re.search(rf"{WEEKDAY}(?: ,)? and ", scene.text[at : days[3]]):
        return None
    return Repeat("WEEKLY", 1, days[0], part=days[1], count=len(days[0])), days[3]


_BEFORE_PARTS = re.compile(r"(?:^|(?:us|me|it|them|for|and|or|at|,|most|some) )$")


def _groups(scene: Scene, at: int) -> Hit | None:
    alternate = _ALTERNATE.match(scene.text, at)
    match = GROUPS.match(scene.text, alternate.end() if alternate else at)
    if match:
        group = match["group"].strip()
        part = match["part"] or ("evening" if group == "weeknights" else None)
        return Repeat("WEEKLY", 2 if alternate else 1, group_days(group, scene), part=part), after(match)
    parts = _PARTS.match(scene.text, at)
    if parts and not parts[0].startswith(("in ", "on ")) and not _BEFORE_PARTS.search(scene.text[:at]):
        return None
    if not parts:
        return None
    other = _AND_PART.match(scene.text, after(parts))
    daily = Repeat("DAILY", part=parts["part"].removesuffix("s"), other_part=other["part"] if other else None)
    return daily, after(other or parts)


def _adverb(scene: Scene, at: int) -> Hit | None:
    match = _ADVERB.match(scene.text, at)
    if not match:
        return None
    frequency, interval = _ADVERBS[match["adverb"]]
    strong = bool(_STRONG_AFTER.match(scene.text, after(match)))
    repeat = Repeat(frequency, interval, weak=not strong)
    return with_days(scene, repeat, after(match)) if strong else (repeat, after(match))


def _every_month_name(scene: Scene, at: int) -> Hit | None:
    """For "every august on day twenty", "every june the twelfth", "every april and august"."""
    match = _EVERY_MONTH_NAME.match(scene.text, at)
    if not match:
        return None
    dated = read_month_date(scene, match.end())
    if dated:
        return dated
    months = IN_MONTHS.match(scene.text, match.end())
    if not months:
        return None
    numbers = tuple(MONTHS.index(name) + 1 for name in re.findall(MONTH, months["months"]))
    return with_days(scene, Repeat("YEARLY", months=numbers), months.end() + 1)


_EVERY_THE = re.compile(rf"{_EVERY} (?:the )?")


def _every_date(scene: Scene, at: int) -> Hit | None:
    """For "every twelfth of june", "every christmas eve", "every 4th of the month"."""
    match = _EVERY_THE.match(scene.text, at)
    if not match:
        return None
    dated = MONTH_LAST.match(scene.text, match.end())
    if dated:
        return read_month_date(scene, match.end())
    holiday = holiday_at(scene.text, match.end())
    if holiday and holiday[0].rrule:
        return Repeat("YEARLY", rule=holiday[0].rrule), holiday[1]
    return None


_READERS = (
    _every_unit,
    _every_fraction,
    _every_part,
    _every_group,
    _every_days,
    _every_month_name,
    _every_date,
    _plural_days,
    _several_days,
    read_nth_days,
    _groups,
    _adverb,
    read_times_per,
    read_days_per,
    read_nth_of_month,
    read_monthly_day,
    read_edge_of_every,
    read_days_in_number,
    read_dated_every_year,
    read_next_n,
)
