"""Repetitions by number: "twice a week", "once every three weeks", "the next four thursdays"."""

from dataclasses import replace

from assistant.understanding.times.lexicon import WEEKDAYS
from assistant.understanding.times.repeat_days import (
    FREQUENCIES,
    PART_TAIL,
    Hit,
    Repeat,
    group_days,
    step,
    with_days,
)
from assistant.understanding.times.scene import NAMED_PART, WEEKDAY, Scene, after, words

_TIMES_PER = words(
    r"(?P<times>once|twice|thrice|\d+ times?|1 time) (?:a|an|per|every|in|in a|in every)(?: (?P<step>other|"
    r"\d+th|\d+))? "
    r"(?P<unit>hour|day|week|fortnight|month|year)",
)
_ON_WEEKDAY = words(rf"on (?:an? |1 |the )?(?P<weekday>{WEEKDAY})s?(?: (?P<part>{NAMED_PART})s?)?")
_DAYS_PER = words(
    rf"(?:for |on )?(?P<count>\d+|an?) (?P<day>{WEEKDAY}|{NAMED_PART}|day)s? (?:a|an|per|every|in a|in every)"
    r"(?: (?P<step>other|\d+th|\d+))? (?P<unit>week|fortnight|month)"
)
_NEXT_N = words(
    rf"(?:(?:for|on) )?(?:the )?(?:next|coming|following|first|1th) (?P<count>\d+) (?P<days>{WEEKDAY}s?|weekends?|"
    r"weekdays|mornings|evenings|nights)"
)


def read_times_per(scene: Scene, at: int) -> Hit | None:
    """So many times in a period: "once a week on sundays", "three times a month"."""
    match = _TIMES_PER.match(scene.text, at)
    if not match:
        return None
    times = {"once": 1, "twice": 2, "thrice": 3}.get(match["times"]) or int(match["times"].split()[0])
    frequency, units = FREQUENCIES[match["unit"]]
    repeat = Repeat(frequency, units * step(match["step"]))
    on_weekday = _ON_WEEKDAY.match(scene.text, after(match)) if frequency == "MONTHLY" else None
    if on_weekday:
        days = _weekdays_of_month(on_weekday["weekday"], times)
        return replace(repeat, weekdays=days, part=on_weekday["part"]), after(on_weekday)
    if times == 1:
        return with_days(scene, repeat, after(match))
    named = with_days(scene, repeat, after(match))
    if named[0].weekdays or named[0].month_days or named[0].months:
        return named
    return _spread(repeat, times), after(match)


def _weekdays_of_month(weekday: str, times: int) -> tuple[tuple[int, int], ...]:
    """Twice a month is on the first and the third, so that they lie apart."""
    nths = {2: (1, 3)}.get(times, range(1, times + 1))
    return tuple((nth, WEEKDAYS.index(weekday)) for nth in nths)


def read_days_per(scene: Scene, at: int) -> Hit | None:
    """So many days of a kind in a period: "two evenings a week", "one sunday a month"."""
    match = _DAYS_PER.match(scene.text, at)
    times = int(match["count"]) if match and match["count"].isdigit() else 1
    if not match or not times:
        return None
    frequency, units = FREQUENCIES[match["unit"]]
    repeat, day = Repeat(frequency, units * step(match["step"])), match["day"]
    if day in WEEKDAYS and frequency == "MONTHLY":
        return replace(repeat, weekdays=_weekdays_of_month(day, times)), after(match)
    if day in WEEKDAYS:
        return (replace(repeat, weekdays=((0, WEEKDAYS.index(day)),)), after(match)) if times == 1 else None
    repeat = replace(repeat, part=None if day == "day" else day)
    return with_days(scene, repeat if times == 1 else _spread(repeat, times), after(match))


def _spread(repeat: Repeat, times: int) -> Repeat:
    """Several times a day, week, month or year, spread evenly."""
    if repeat.frequency == "WEEKLY":
        days = {2: (0, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4), 6: (0, 1, 2, 3, 4, 5)}.get(
            times, tuple(range(7))
        )
        return replace(repeat, weekdays=tuple((0, day) for day in days))
    if repeat.frequency == "MONTHLY":
        return replace(repeat, month_days=tuple(1 + 28 * turn // times for turn in range(min(times, 28))))
    if repeat.frequency == "YEARLY":
        return replace(repeat, frequency="MONTHLY", interval=repeat.interval * max(1, 12 // times))
    if repeat.frequency == "DAILY" and repeat.interval == 1:
        return replace(repeat, hours={2: (9, 21), 3: (9, 14, 20)}.get(times, (9, 12, 15, 18, 21)))
    return repeat


def read_next_n(scene: Scene, at: int) -> Hit | None:
    """For "the next four thursdays"."""
    match = _NEXT_N.match(scene.text, at)
    if not match:
        return None
    count, said = int(match["count"]), match["days"].removesuffix("s")
    tail = PART_TAIL.match(scene.text, after(match))
    end, part = (after(tail), tail["part"]) if tail else (after(match), None)
    if said in WEEKDAYS:
        return Repeat("WEEKLY", weekdays=((0, WEEKDAYS.index(said)),), count=count, part=part), end
    if said in {"weekend", "weekday"}:
        days = group_days(said, scene)
        count *= len(days) if said == "weekend" else 1
        return Repeat("WEEKLY", weekdays=days, count=count, part=part), end
    return Repeat("DAILY", count=count, part=said), end


_EDGE_OF_EVERY = words(
    r"(?:(?:at|on|by|in) )?(?:the )?(?P<which>beginning|start|middle|end) of (?:every|each)(?: (?P<step>other|"
    r"\d+th|\d+))? "
    r"(?P<unit>week|month|year)"
)


def read_edge_of_every(scene: Scene, at: int) -> Hit | None:
    """For "at the end of every month"."""
    match = _EDGE_OF_EVERY.match(scene.text, at)
    if not match:
        return None
    interval = step(match["step"])
    if match["unit"] == "week":
        day = {"middle": 2, "end": 4}.get(match["which"], 0)
        return Repeat("WEEKLY", interval, ((0, day),)), after(match)
    if match["unit"] == "year":
        month, day = {"middle": (7, 1), "end": (12, 31)}.get(match["which"], (1, 1))
        return Repeat("YEARLY", interval, month_days=(day,), months=(month,)), after(match)
    day = {"middle": 15, "end": -1}.get(match["which"], 1)
    return Repeat("MONTHLY", interval, month_days=(day,)), after(match)


_DAYS_IN_NUMBER = words(
    rf"(?:for |on )?(?:the next )?(?P<count>\d+)(?P<consecutive> (?:consecutive|successive))? "
    rf"(?P<day>{WEEKDAY}|{NAMED_PART}|day)s?(?P<row> in a row| running)?"
)


def read_days_in_number(scene: Scene, at: int) -> Hit | None:
    """For "for five fridays", "three sundays in a row", "seven nights running"."""
    match = _DAYS_IN_NUMBER.match(scene.text, at)
    if not match or int(match["count"]) < 1:
        return None
    together = match["row"] or match["consecutive"]
    if match["day"] not in WEEKDAYS and together:
        part = None if match["day"] == "day" else match["day"]
        return Repeat("DAILY", count=int(match["count"]), part=part), after(match)
    if match["day"] not in WEEKDAYS or not (together or match[0].startswith("for ")):
        return None
    return Repeat("WEEKLY", weekdays=((0, WEEKDAYS.index(match["day"])),), count=int(match["count"])), after(match)
