"""RFC 5545 rules in natural words: "every other Friday", "every month on the last Sunday"."""

import re
from datetime import datetime, time

from dateutil.rrule import rrulestr

from assistant.messages.times import Recurrence
from assistant.speaking.all_but_a_few import without_what_is_left_out
from assistant.speaking.time_words import time_words

_DAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKDAYS = ["MO", "TU", "WE", "TH", "FR"]
_WEEKEND = ["SA", "SU"]
_UNITS = {
    "SECONDLY": "second",
    "MINUTELY": "minute",
    "HOURLY": "hour",
    "DAILY": "day",
    "WEEKLY": "week",
    "MONTHLY": "month",
    "YEARLY": "year",
}
_NOON = 12
_FEW_MINUTES = 10
_EVERY_OTHER = 2


def rule_parts(rrule: str) -> dict[str, str]:
    """The parts of an RRULE value, by name."""
    return dict(part.split("=", 1) for part in rrule.split(";") if "=" in part)


def starts_later(recurrence: Recurrence, now: datetime) -> bool:
    """True when a day before the first occurrence would fit the rule as well; both are naive wall time."""
    if recurrence.dtstart <= now:
        return False
    parts = rule_parts(recurrence.rrule)
    kept = {name: value for name, value in parts.items() if name not in {"COUNT", "UNTIL", "INTERVAL"}}
    if parts["FREQ"] in {"SECONDLY", "MINUTELY", "HOURLY"}:
        return False
    clock = recurrence.dtstart.time()
    whole_day = clock == time()
    since = datetime.combine(now.date(), clock)
    if parts["FREQ"] == "WEEKLY":
        kept.setdefault("BYDAY", _DAY_NAMES[recurrence.dtstart.weekday()])
    if parts["FREQ"] in {"MONTHLY", "YEARLY"} and not kept.keys() & {"BYDAY", "BYMONTHDAY"}:
        kept["BYMONTHDAY"] = str(recurrence.dtstart.day)
    if parts["FREQ"] == "YEARLY" and "BYMONTH" not in kept and "BYDAY" not in kept:
        kept["BYMONTH"] = str(recurrence.dtstart.month)
    rule = rrulestr(";".join(f"{name}={value}" for name, value in kept.items()), dtstart=since)
    first = rule.after(since if whole_day else now, inc=True)
    return first is not None and first < recurrence.dtstart


def say_rule(recurrence: Recurrence, clock: str | None) -> str:
    """The rule without its beginning and end, with a time of day if one is given."""
    words = time_words()
    parts, left_out = without_what_is_left_out(rule_parts(recurrence.rrule))
    said = _days(parts, recurrence.dtstart)
    hours = parts.get("BYHOUR", "").split(",")
    if len(hours) > 1:
        minute = int(parts.get("BYMINUTE", "0").split(",")[0])
        clock = words.joined([_short_clock(int(hour), minute) for hour in hours])
    said = words.recurrence["at"].format(every=said, clock=clock) if clock else said
    if not left_out:
        return said
    named = [
        words.recurrence["the"].format(days=words.recurrence["nth"].format(nth=_nth(nth), weekday=_weekday(day)))
        for nth, day in left_out
    ]
    return words.recurrence["except_of_month"].format(every=said, days=words.joined(named))


def _weekday(name: str | None) -> str:
    words = time_words()
    return words.weekdays[_DAY_NAMES.index(name)] if name else words.recurrence["day"]


def _short_clock(hour: int, minute: int) -> str:
    words = time_words()
    if hour == _NOON and not minute:
        return words.clock.noon
    half, said = words.clock.halves[hour >= _NOON], words.number((hour - 1) % _NOON + 1)
    if minute:
        pattern = words.clock.minute if minute >= _FEW_MINUTES else words.clock.few_minutes
        return pattern.format(hour=said, minute=words.number(minute), part=half)
    return words.clock.short.format(hour=said, half=half)


def _days(parts: dict[str, str], start: datetime) -> str:
    frequency, interval = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    days = parts["BYDAY"].split(",") if "BYDAY" in parts else []
    months = [int(month) for month in parts.get("BYMONTH", "").split(",") if month]
    month_days = [int(day) for day in parts.get("BYMONTHDAY", "").split(",") if day]
    if "BYSETPOS" in parts and sorted(days) == sorted(_WORKDAYS):
        return _in_months(_monthly_workday(int(parts["BYSETPOS"]), interval), months)
    if frequency == "WEEKLY":
        said = _weekly(days or [_DAY_NAMES[start.weekday()]], interval)
    elif frequency == "MONTHLY":
        said = _monthly(days, month_days or ([] if days else [start.day]), interval)
    elif frequency == "YEARLY":
        return _yearly(days, month_days, months, interval, start)
    else:
        said = _every(interval, _UNITS[frequency])
    return _in_months(said, months)


def _in_months(said: str, months: list[int]) -> str:
    words = time_words()
    names = [words.months[month] for month in months]
    return words.recurrence["in_months"].format(every=said, months=words.joined(names)) if names else said


def _every(interval: int, unit: str) -> str:
    words = time_words()
    singular, plural = words.units[unit]
    return _stepped(interval, singular, plural)


def _stepped(interval: int, singular: str, plural: str) -> str:
    words = time_words()
    if interval == 1:
        return words.recurrence["every"].format(unit=singular)
    if interval == _EVERY_OTHER:
        return words.recurrence["every_other"].format(unit=singular)
    return words.recurrence["every_n"].format(n=words.number(interval), units=plural)


def _weekly(days: list[str], interval: int) -> str:
    words = time_words()
    names = words.joined([words.weekdays[_DAY_NAMES.index(day)] for day in sorted(days, key=_DAY_NAMES.index)])
    if interval == 1 and sorted(days) == sorted(_WORKDAYS):
        return words.recurrence["every"].format(unit=words.recurrence["weekday"])
    if interval == 1 and sorted(days) == sorted(_WEEKEND):
        return words.recurrence["every"].format(unit=words.recurrence["weekend"])
    if interval <= _EVERY_OTHER and len(days) == 1:
        return _stepped(interval, names, names)
    if interval == 1:
        return words.recurrence["every"].format(unit=names)
    return words.recurrence["on"].format(every=_every(interval, "week"), days=names)


def _monthly(days: list[str], month_days: list[int], interval: int) -> str:
    words = time_words()
    if len(days) == 1 and len(month_days) == 1 and interval == 1:
        day = words.recurrence["the"].format(days=_nth_days(month_days))
        return words.recurrence["every"].format(
            unit=words.recurrence["on_its_date"].format(weekday=_weekday(days[0]), day=day)
        )
    named = words.recurrence["the"].format(days=_nth_weekdays(days) if days else _nth_days(month_days))
    return words.recurrence["on"].format(every=_every(interval, "month"), days=named)


def _monthly_workday(position: int, interval: int) -> str:
    words = time_words()
    named = words.recurrence["nth"].format(nth=_nth(position), weekday=words.recurrence["weekday"])
    day = words.recurrence["the"].format(days=named)
    return words.recurrence["on"].format(every=_every(interval, "month"), days=day)


def _yearly(days: list[str], month_days: list[int], months: list[int], interval: int, start: datetime) -> str:
    words = time_words()
    every = _every(interval, "year")
    if days and not months:
        return words.recurrence["on"].format(every=every, days=words.recurrence["the"].format(days=_nth_weekdays(days)))
    month = words.joined([words.months[number] for number in months or [start.month]])
    if days:
        named = words.recurrence["the_in"].format(days=_nth_weekdays(days), month=month)
    else:
        named = words.recurrence["the_of"].format(days=_nth_days(month_days or [start.day]), month=month)
    return words.recurrence["on"].format(every=every, days=named)


def _nth_days(days: list[int]) -> str:
    words = time_words()
    from_end = [
        words.recurrence["nth"].format(nth=_nth(day), weekday=words.recurrence["day"]) for day in days if day < 0
    ]
    return words.joined([*(words.ordinals[day] for day in days if day > 0), *from_end])


def _nth_weekdays(days: list[str]) -> str:
    """As in "first and third Sunday": the ordinals first, for they share their weekday."""
    words = time_words()
    split = [match for day in days if (match := re.fullmatch(r"([+-]?\d+)?(\w\w)", day))]
    ordinals = [_nth(int(match[1])) for match in split if match[1]]
    weekdays = list(dict.fromkeys(words.weekdays[_DAY_NAMES.index(match[2])] for match in split))
    ordinals = list(dict.fromkeys(ordinals))
    if not ordinals:
        return words.joined(weekdays)
    return words.recurrence["nth"].format(nth=words.joined(ordinals), weekday=words.joined(weekdays))


def _nth(number: int) -> str:
    words = time_words()
    if number > 0:
        return words.ordinals[number]
    if number == -1:
        return words.recurrence["last"]
    return words.recurrence["nth_to_last"].format(nth=words.ordinals[-number])
