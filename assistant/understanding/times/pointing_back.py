"""Times named by pointing at another one: "not this friday but the one after", "this time next week"."""

import re
from datetime import timedelta

from assistant.messages.times import Grain
from assistant.understanding.times.clocks import Clock
from assistant.understanding.times.dates import Day, next_such_day, week_of
from assistant.understanding.times.lexicon import WEEKDAYS
from assistant.understanding.times.part_kinds import Found, Hit, ThisTime
from assistant.understanding.times.scene import WEEKDAY, Scene, after, words
from assistant.understanding.times.stretches import Period, month_period, unit_ahead, weekend_of

_ONE_AFTER = words(
    rf"(?:on )?the (?:(?P<what>1|day|week|weekend|month|{WEEKDAY}) after(?: (?:that|this)(?: 1)?| it)?|"
    r"(?:next|following) 1|next)|(?<=but )next(?: 1)?"
)
_FOLLOWED = re.compile(
    r"$|(?:at|in|from|for|around|about|on|instead|please|then|evening|morning|afternoon|,|\d)(?= |$)"
)


def read_one_after(scene: Scene, at: int, found: list[Found]) -> tuple[Day | Period, int] | None:
    """The day, week or weekend after the one that was said last; None where none was."""
    match = _ONE_AFTER.match(scene.text, at)
    said = next((part for part in reversed(found) if isinstance(part.value, (Day, Period))), None)
    if not match or not _FOLLOWED.match(scene.text, after(match)):
        return None
    what = match["what"] or "1"
    if not said and match[0].endswith(" this 1"):
        if what in {"week", "weekend"}:
            return unit_ahead(scene, what, 1), after(match)
        coming = next_such_day(scene.today, weekday=WEEKDAYS.index(what)) if what in WEEKDAYS else None
        return (Day(coming + timedelta(days=7)), after(match)) if coming else None
    if not said:
        return None
    if scene.text.startswith("and ", found[-1].end):
        return None
    later = _later(scene, said, what)
    return (later, after(match)) if later else None


def _later(scene: Scene, said: Found, what: str) -> Day | Period | None:
    value = said.value
    named = re.search(WEEKDAY, scene.text[said.start : said.end])
    if isinstance(value, Day):
        if what in WEEKDAYS:
            day = next_such_day(value.date + timedelta(days=1), weekday=WEEKDAYS.index(what))
            return Day(day) if day else None
        if what == "day":
            return Day(value.date + timedelta(days=1))
        return Day(value.date + timedelta(days=7)) if named and what == "1" else None
    if not isinstance(value, Period):
        return None
    if value.grain is Grain.MONTH and what in {"1", "month"}:
        return month_period(value.end.year, value.end.month)
    if value.grain is Grain.WEEK and what in {"1", "week"}:
        return Period(value.end, value.end + timedelta(days=7), Grain.WEEK)
    if what in {"1", "weekend"} and value == weekend_of(scene, week_of(scene, value.start)):
        return weekend_of(scene, week_of(scene, value.start) + timedelta(days=7))
    return None


_THIS_TIME = words(
    r"(?:at )?(?:(?:about|around|exactly) )?(?P<which>this|(?:the |that |this )?(?:very )?same) (?P<what>time|day)"
)
_BESIDE = re.compile(
    rf"(?:on |in |the )*(?:tomorrow|next|{WEEKDAY}|a week|a fortnight|\d|this (?:{WEEKDAY}|week)|"
    r"day after|week after|every)"
    r"(?=[ s]|$)"
)


def read_this_time(scene: Scene, at: int, found: list[Found]) -> Hit | None:
    """For "this time tomorrow" and "in a week at the same time"; "this time" alone names no time."""
    match = _THIS_TIME.match(scene.text, at)
    if not match:
        return None
    follows_day = bool(found) and found[-1].end == at and match[0].startswith(("at ", "same ", "the same "))
    if not follows_day and not _BESIDE.match(scene.text, after(match)):
        return None
    return ThisTime(same="same" in match["which"], whole_day=match["what"] == "day"), after(match)


_MINUTES = words(
    r"(?:(?:at|by|around|about|just) )*(?P<minutes>half|(?:a )?quarter|[1-5]?[05]) (?P<way>past|to)"
    r"(?P<whole> the hour)?(?=$| (?:please|then|instead|,))"
)


_FULL_HOUR = words(r"(?:on|at) (?:the top of )?the hour")


def read_full_hour(scene: Scene, at: int) -> tuple[Clock, int] | None:
    """For "on the hour": the next full one."""
    match = _FULL_HOUR.match(scene.text, at)
    return (Clock((scene.now.hour + (scene.now.minute > 0)) % 24, 0, "known"), after(match)) if match else None


def read_minutes_of_hour(scene: Scene, at: int) -> tuple[Clock, int] | None:
    """For "at twenty past": the next time that the minute hand stands there."""
    match = _MINUTES.match(scene.text, at)
    if not match or (at and match["minutes"] == match[0].split(" ")[0] and not match["whole"]):
        return None
    said = match["minutes"].removeprefix("a ")
    minutes = {"half": 30, "quarter": 15}.get(said) or int(said)
    minutes = minutes if match["way"] == "past" else 60 - minutes
    hour = scene.now.hour + (minutes < scene.now.minute)
    return Clock(hour % 24, minutes % 60, "known"), after(match)
