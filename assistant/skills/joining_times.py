"""An answer about a time joined to what was said before: a day keeps its time, a time keeps its day."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, timedelta

from assistant.messages.times import Ambiguity, Grain, Recurrence, SpokenTime

NOON = 12
DAYS = (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.YEAR)
"""Readings that name no time of day."""

AN_HOUR = timedelta(hours=1)
_A_WEEK = timedelta(days=7)
_IN_NEXT_MONTH = 31
"""So many days after the first of a month it is the next one."""

_LONG = frozenset({Grain.WEEK, Grain.MONTH, Grain.YEAR})
_DAY_BY_RULE = {"WEEKLY": "BYDAY", "MONTHLY": "BYMONTHDAY"}
"""The part of a rule that says the day."""

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def joined(before: SpokenTime | None, answer: SpokenTime) -> SpokenTime:
    """What was said before with what an answer adds or mends.

    A bare hour is of the half of the day that was meant before: "no, at eight" about an evening is eight in the
    evening. A weekday that follows "next week" is that week's; any other day that leaves its week or month open lies
    beside the day named before. What repeats goes on repeating. Minutes without an hour are those nearest to the time
    before, a length alone leaves its beginning.
    """
    if before is not None and before.recurrence is not None and answer.recurrence is None:
        return _repeating(before, before.recurrence, answer)
    if before is None or before.start is None:
        return answer
    if answer.recurrence is not None:
        return _made_repeating(before, before.start, answer, answer.recurrence)
    answer = _beside(before.start, answer, long=before.grain in _LONG)
    mended, said = _mended(before, answer), answer.start
    if mended is not None or said is None:
        return mended or answer
    timed = before.grain not in DAYS
    if answer.grain in DAYS:
        day = said
        if answer.grain is Grain.WEEK and (timed or before.grain is Grain.DAY):
            day += timedelta(days=before.start.weekday() - day.weekday())  # of "next week" its friday
            answer = replace(answer, end=None, grain=Grain.DAY)
        return _at(before, datetime.combine(day, before.start.time())) if timed else _at(answer, day)
    if not answer.names_day and before.grain is not Grain.WEEK:
        answer = _at(answer, datetime.combine(before.start.date(), said.time()))
    if answer.grain is Grain.DAYPART:
        return _in_part(before, answer) if timed else answer
    if Ambiguity.AM_OR_PM in answer.ambiguous and timed and Ambiguity.AM_OR_PM not in before.ambiguous:
        answer = _settled(answer, evening=before.start.hour >= NOON)
    return _as_long(answer, before) if timed else answer


def _mended(before: SpokenTime, answer: SpokenTime) -> SpokenTime | None:
    """A time that is only so much later, at other minutes, or of another length; None where the answer says more."""
    moment = _with_its_clock(before)
    if moment.start is not None and answer.shift_seconds is not None:
        return _at(moment, moment.start + timedelta(seconds=answer.shift_seconds))
    if answer.start is None:
        return replace(before, end=None, duration_seconds=answer.duration_seconds)
    if moment.start is not None and not answer.names_hour:
        return _at(moment, _nearest(moment.start, answer.start.minute))
    return None


def lacks_day(recurrence: Recurrence, wall: datetime) -> bool:
    """Whether something that comes every so many weeks or months begins on no day that was named."""
    rule = _parts(recurrence)
    named = any(part.startswith("BY") for part in rule)
    return rule["FREQ"] in _DAY_BY_RULE and not named and recurrence.dtstart.date() <= wall.date()


def _repeating(before: SpokenTime, recurrence: Recurrence, answer: SpokenTime) -> SpokenTime:
    """What repeats, at another time or on another day; only the answer where the rule cannot follow it."""
    mended = joined(replace(before, start=recurrence.dtstart, recurrence=None), answer)
    if mended.start is None:
        return answer
    rule = _parts(recurrence)
    if (answer.names_day and mended.start.date() != recurrence.dtstart.date()) or lacks_day(recurrence, mended.start):
        by = _DAY_BY_RULE.get(rule["FREQ"])
        others = {part for part in rule if part.startswith("BY")} - {by}
        if others or "," in rule.get(by or "", ""):
            return answer
        if by is not None and answer.names_day:
            rule[by] = _WEEKDAYS[mended.start.weekday()] if by == "BYDAY" else str(mended.start.day)
    text = ";".join(f"{part}={value}" for part, value in rule.items())
    moved = replace(recurrence, rrule=text, dtstart=mended.start)
    return replace(mended, start=None, end=None, recurrence=moved)


def _made_repeating(before: SpokenTime, start: datetime, answer: SpokenTime, recurrence: Recurrence) -> SpokenTime:
    """What is said before, repeating as the answer says: "make it every week" about a friday is every friday."""
    rule = _parts(recurrence)
    names_day = any(part.startswith("BY") for part in rule)
    by = _DAY_BY_RULE.get(rule["FREQ"])
    if by is not None and not names_day:
        rule[by] = _WEEKDAYS[start.weekday()] if by == "BYDAY" else str(start.day)
    first = datetime.combine((recurrence.dtstart if names_day else start).date(), recurrence.dtstart.time())
    text = ";".join(f"{part}={value}" for part, value in rule.items())
    if answer.grain not in DAYS or before.grain in DAYS:
        return replace(answer, recurrence=replace(recurrence, rrule=text, dtstart=first))
    first = datetime.combine(first.date(), start.time())
    seconds = before.duration_seconds or (before.end and round((before.end - start).total_seconds())) or None
    return replace(
        answer,
        recurrence=replace(recurrence, rrule=text, dtstart=first),
        grain=before.grain,
        duration_seconds=answer.duration_seconds or (None if before.grain is Grain.DAYPART else seconds),
        ambiguous=before.ambiguous,
    )


def _parts(recurrence: Recurrence) -> dict[str, str]:
    return dict(part.split("=", 1) for part in recurrence.rrule.split(";"))


def _beside(near: datetime, answer: SpokenTime, *, long: bool) -> SpokenTime:
    """A weekday, or a day of a month, beside the day that was named before; of a ``long`` stretch its first one.

    It is never before the next such day.
    """
    if answer.start is None or answer.leaves_open is None:
        return answer
    earliest, day = answer.start, near.date()
    if answer.leaves_open is Grain.WEEK:
        first = near + timedelta(days=(earliest.weekday() - near.weekday()) % _A_WEEK.days)
        days = [(first + weeks * _A_WEEK).date() for weeks in (-1, 0)]
    else:
        months = [day.replace(day=1) + timedelta(days=off) for off in (-1, 0, _IN_NEXT_MONTH)]
        days = [month.replace(day=earliest.day) for month in months if earliest.day <= _days_in(month)]
    coming = [each for each in days if each >= earliest.date() and (each >= day or not long)]
    if not coming:
        return answer
    chosen = min(coming, key=lambda each: (abs(each - day), each < day))
    return replace(_at(answer, datetime.combine(chosen, earliest.time())), leaves_open=None)


def _days_in(month: date) -> int:
    return monthrange(month.year, month.month)[1]


def _in_part(before: SpokenTime, part: SpokenTime) -> SpokenTime:
    """The time said before in the part of the day that the answer names, where it can be; else the part itself."""
    if before.start is None or part.start is None or part.end is None:
        return part
    settled = _settled(before, evening=part.start.hour >= NOON)
    if settled.start is None:
        return part
    moved = _at(settled, datetime.combine(part.start.date(), settled.start.time()))
    fits = moved.start is not None and part.start <= moved.start < part.end
    return moved if fits or Ambiguity.AM_OR_PM in before.ambiguous else part


def _as_long(answer: SpokenTime, before: SpokenTime) -> SpokenTime:
    """As long as what was said before, unless the answer says otherwise."""
    if answer.duration_seconds or answer.end is not None or answer.start is None or before.start is None:
        return answer
    if before.duration_seconds:
        return replace(answer, duration_seconds=before.duration_seconds)
    if before.end is not None and before.grain is not Grain.DAYPART:
        return replace(answer, end=answer.start + (before.end - before.start))
    return answer


def _settled(time: SpokenTime, *, evening: bool) -> SpokenTime:
    """A time of two readings, in one half of the day."""
    if time.start is None:
        return time
    settled = _at(time, time.start.replace(hour=time.start.hour % NOON + (NOON if evening else 0)))
    return replace(settled, ambiguous=tuple(each for each in settled.ambiguous if each is not Ambiguity.AM_OR_PM))


def _with_its_clock(time: SpokenTime) -> SpokenTime:
    """A part of the day as the moment that stands for it."""
    if time.grain is not Grain.DAYPART:
        return time
    return replace(time, start=time.begins, end=None, grain=Grain.HOUR, clock=None)


def _nearest(start: datetime, minute: int) -> datetime:
    """The time with these minutes that is nearest to another; of two as near, the later one."""
    same_hour = start.replace(minute=minute)
    return min((same_hour + hour for hour in (AN_HOUR, timedelta(), -AN_HOUR)), key=lambda near: abs(near - start))


def _at(time: SpokenTime, start: datetime) -> SpokenTime:
    """The same time with another beginning, as long as it was."""
    if time.start is None:
        return time
    end = None if time.end is None else start + (time.end - time.start)
    doubts = tuple(each for each in time.ambiguous if each not in {Ambiguity.PAST, Ambiguity.NO_SUCH_DAY})
    return replace(time, start=start, end=end, ambiguous=doubts, names_day=True)
