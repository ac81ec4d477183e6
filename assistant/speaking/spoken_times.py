"""Times in natural words: "Friday the fourth of December at seven in the evening", "in about five weeks".

Everything is naive wall time. What is said here, ``understanding/times`` reads as the same time.
"""

import re
from datetime import UTC, date, datetime, time, timedelta

from assistant.messages.times import Grain, Recurrence, SpokenTime
from assistant.speaking.spoken_recurrences import rule_parts, say_rule, starts_later
from assistant.speaking.time_words import time_words

__all__ = ["say_clock", "say_date", "say_how_far", "say_length", "say_recurrence", "say_time", "say_whole_date"]

_MINUTE, _HOUR, _DAY, _WEEK = 60, 3600, 86_400, 604_800
_NOON, _HOURS = 12, 24
_FEW_MINUTES = 10
_NEAR_DAYS = 21
_YEAR_DAYS = 330
_DAYS_IN_MONTH = 30.44
_DAYS_IN_YEAR = 365.25
_WEEKS_FROM_DAYS, _MONTHS_FROM_DAYS, _YEARS_FROM_DAYS = 14, 60, 540
_SOON_SECONDS = 90 * _MINUTE
_ONE_DAY = timedelta(days=1)


def say_time(time: SpokenTime, now: datetime) -> str:
    """A spoken time as it is said back, without a preposition before it.

    Args:
        time: what was understood.
        now: naive wall time.

    Raises:
        ValueError: the time is empty.
    """
    words = time_words().times
    if time.recurrence is not None:
        said = say_recurrence(time.recurrence, now)
        return _lasting(said, time.duration_seconds)
    if time.start is None:
        if time.duration_seconds is None:
            message = "a spoken time without a moment, a length or a repetition cannot be said"
            raise ValueError(message)
        return say_length(time.duration_seconds)
    if time.grain is Grain.DAYPART and time.end is not None:
        part = _part_by_hours(time.start, time.end)
        if part:
            said = words.in_part.format(date=say_date(time.start.date(), now), part=part)
            return _lasting(said, time.duration_seconds)
    if time.grain in {Grain.MINUTE, Grain.HOUR, Grain.DAYPART}:
        return _say_moment(time, time.start, now)
    return _lasting(_say_days(time, time.start, now), time.duration_seconds)


def _lasting(said: str, seconds: int | None) -> str:
    return time_words().times.lasting.format(time=said, length=say_length(seconds)) if seconds else said


def _part_by_hours(start: datetime, end: datetime) -> str | None:
    hours = (start.hour, end.hour or _HOURS)
    plain = not (start.minute or end.minute) and end - start < _ONE_DAY
    return next((part.say for part in time_words().times.parts if plain and (part.start, part.end) == hours), None)


def _say_moment(spoken: SpokenTime, start: datetime, now: datetime) -> str:
    words = time_words().times
    day = start.date() - _ONE_DAY if start.time() == time() else start.date()
    said_date, clock = say_date(day, now), say_clock(start.time())
    moment = words.moment.format(date=said_date, clock=clock)
    if spoken.duration_seconds:
        return _lasting(moment, spoken.duration_seconds)
    if spoken.end is None:
        return moment
    if spoken.end - start > _ONE_DAY or start.time() == time():
        return _lasting(moment, round((spoken.end - start).total_seconds()))
    return words.from_to.format(date=said_date, first=clock, last=say_clock(spoken.end.time()))


def _say_days(spoken: SpokenTime, start: datetime, now: datetime) -> str:
    dates = time_words().dates
    first = start.date()
    if spoken.grain is Grain.WEEK and _lasts(spoken, 7):
        return dates["week"].format(first=say_whole_date(first, now))
    if spoken.grain is Grain.MONTH and spoken.end and spoken.end.date() == _next_month(first):
        month = time_words().months[first.month]
        coming = first >= now.date().replace(day=1) and (first - now.date()).days < _YEAR_DAYS
        key = "in_month" if coming else "in_month_of_year"
        return dates[key].format(month=month, year=time_words().year(first.year))
    if spoken.grain is Grain.YEAR and spoken.end and spoken.end.date() == date(first.year + 1, 1, 1):
        return dates["in_year"].format(year=time_words().year(first.year))
    if spoken.end is None or _lasts(spoken, 1) or spoken.duration_seconds:
        return say_date(first, now)
    last = (spoken.end - _ONE_DAY).date()
    return dates["days"].format(first=say_whole_date(first, now), last=say_whole_date(last, now))


def _lasts(spoken: SpokenTime, days: int) -> bool:
    return spoken.start is not None and spoken.end is not None and spoken.end - spoken.start == timedelta(days=days)


def _next_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) if first.day == 1 else first


def say_date(day: date, now: datetime) -> str:
    """Weekday and day of the month; the month unless it is near; the year if it is far or past.

    ``now`` is naive wall time.
    """
    ahead = (day - now.date()).days
    near = 0 <= ahead <= _NEAR_DAYS and day.month == now.month
    return _dated("day", day) if near else say_whole_date(day, now)


def say_whole_date(day: date, now: datetime) -> str:
    """Weekday, day of the month and month; the year if it is far or past."""
    return _dated("month" if 0 <= (day - now.date()).days < _YEAR_DAYS else "year", day)


def _dated(key: str, day: date) -> str:
    words = time_words()
    return words.dates[key].format(
        weekday=words.weekdays[day.weekday()],
        day=words.ordinals[day.day],
        month=words.months[day.month],
        year=words.year(day.year),
    )


def say_clock(clock: time) -> str:
    """A clock time, to the minute: "seven thirty in the evening", "noon"."""
    words = time_words()
    if clock.hour in {0, _NOON} and not clock.minute:
        return words.clock.noon if clock.hour else words.clock.midnight
    part = next(part.say for part in words.clock.parts if clock.hour < part.until)
    pattern = words.clock.minute if clock.minute >= _FEW_MINUTES else words.clock.few_minutes
    pattern = pattern if clock.minute else words.clock.hour
    hour = words.number((clock.hour - 1) % _NOON + 1)
    return pattern.format(hour=hour, minute=words.number(clock.minute), part=part)


def say_length(seconds: int) -> str:
    """A length, exactly: "twenty minutes", "an hour and a half", "two days and three hours".

    Args:
        seconds: not negative.
    """
    words = time_words()
    if seconds == _HOUR // 2:
        return words.lengths["half_hour"]
    if seconds == _HOUR + _HOUR // 2:
        return words.lengths["hour_and_half"]
    if seconds % _HOUR == _HOUR // 2 and seconds < _DAY:
        return words.lengths["hours_and_half"].format(hours=words.number(seconds // _HOUR))
    if seconds and seconds % _WEEK == 0:
        return words.counted(seconds // _WEEK, "week")
    pieces = []
    for unit, length in (("day", _DAY), ("hour", _HOUR), ("minute", _MINUTE), ("second", 1)):
        count, seconds = divmod(seconds, length)
        if count:
            pieces.append(words.counted(count, unit))
    return words.joined(pieces) if pieces else words.counted(0, "second")


def say_how_far(moment: datetime, now: datetime) -> str:
    """How far off a moment is, roughly: "in twenty minutes", "tomorrow", "in about five weeks".

    Both are wall time: naive, or in the home's zone, so that hours are real ones also while the clocks change.
    """
    words = time_words()
    passing = moment - now if now.tzinfo is None else moment.astimezone(UTC) - now.astimezone(UTC)
    seconds = round(passing.total_seconds())
    days = (moment.date() - now.date()).days
    if 0 < seconds < _MINUTE:
        return _off(words.counted(seconds, "second"), ahead=True)
    if abs(seconds) < _MINUTE:
        return words.how_far["now"]
    minutes = round(abs(seconds) / _MINUTE)
    if minutes and minutes % _MINUTE == 0 and abs(seconds) <= _SOON_SECONDS:
        return _off(words.counted(minutes // _MINUTE, "hour"), ahead=seconds > 0)
    if abs(seconds) <= _SOON_SECONDS:
        return _off(words.counted(minutes, "minute"), ahead=seconds > 0)
    if days == 0:
        about = words.about.format(length=words.counted(round(abs(seconds) / _HOUR), "hour"))
        return _off(about, ahead=seconds > 0)
    if abs(days) == 1:
        return words.how_far["tomorrow" if days > 0 else "yesterday"]
    return _off(_say_many_days(abs(days)), ahead=days > 0)


def _say_many_days(days: int) -> str:
    words = time_words()
    if days < _WEEKS_FROM_DAYS:
        return words.counted(1, "week") if days == 7 else words.counted(days, "day")  # noqa: PLR2004 - a week has seven
    if days < _MONTHS_FROM_DAYS:
        weeks, over = divmod(days, 7)
        said = words.counted(weeks + (over > 3), "week")  # noqa: PLR2004 - the nearer week
        return words.about.format(length=said) if over else said
    if days < _YEARS_FROM_DAYS:
        return words.about.format(length=words.counted(round(days / _DAYS_IN_MONTH), "month"))
    return words.about.format(length=words.counted(round(days / _DAYS_IN_YEAR), "year"))


def _off(length: str, *, ahead: bool) -> str:
    return time_words().how_far["ahead" if ahead else "over"].format(length=length)


def say_recurrence(recurrence: Recurrence, now: datetime) -> str:
    """A repetition with its time of day, beginning, end and exceptions: "every other Friday at noon".

    The beginning is said only where it is not simply the next day that fits. A rule that starts at midnight is taken
    to name whole days. ``now`` is naive wall time.
    """
    words = time_words().recurrence
    start = recurrence.dtstart
    said = say_rule(recurrence, say_clock(start.time()) if start.time() != time() else None)
    if starts_later(recurrence, now):
        said = words["starting"].format(every=said, date=say_whole_date(start.date(), now))
    said = _say_end(recurrence, said, now)
    if recurrence.exdates:
        days = time_words().joined([say_whole_date(day, now) for day in recurrence.exdates])
        said = words["except"].format(every=said, days=days)
    return said


def _say_end(recurrence: Recurrence, said: str, now: datetime) -> str:
    words = time_words()
    parts = rule_parts(recurrence.rrule)
    if "COUNT" in parts:
        count = int(parts["COUNT"])
        key = "times" if count > 1 else "once"
        return words.recurrence[key].format(every=said, n=words.number(count))
    if "UNTIL" in parts:
        last_moment = re.fullmatch(r"\d{8}T(\d\d)(\d\d)00", parts["UNTIL"])
        if (
            last_moment
            and parts["FREQ"] in {"HOURLY", "MINUTELY"}
            and parts["UNTIL"][:8] == f"{recurrence.dtstart:%Y%m%d}"
        ):
            clock = say_clock(time(int(last_moment[1]), int(last_moment[2])))
            return words.recurrence["until"].format(every=said, date=clock)
        last = datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date()  # noqa: DTZ007 - wall time
        return words.recurrence["until"].format(every=said, date=say_whole_date(last, now))
    return said
