"""When something is that hangs on a plan: "half an hour after dinner", "an hour before date night on friday"."""

from datetime import datetime, time, timedelta

from assistant.calendar.appointment import Occurrence, wall_time
from assistant.messages.speech import Intent
from assistant.messages.times import SpokenTime
from assistant.scheduling.couple_time import CoupleTime

_A_DAY = timedelta(days=1)


def time_beside(couple_time: CoupleTime, intent: Intent, now: datetime) -> SpokenTime | None:
    """The moment that is meant, on the day that was named or else the next time; None where nothing is planned so."""
    if intent.beside is None:
        return None
    found = _meant(couple_time, intent.beside.title, intent.times.get("when"), now)
    if found is None:
        return None
    before = intent.beside.seconds < 0
    moment = (found.start if before else found.end) + timedelta(seconds=intent.beside.seconds)
    return SpokenTime(wall_time(moment, couple_time.zone))


def _meant(couple_time: CoupleTime, title: str, when: SpokenTime | None, now: datetime) -> Occurrence | None:
    if when is None or when.start is None or not when.names_day:
        return couple_time.next(now, title)
    day = datetime.combine(when.start.date(), time())
    coming = couple_time.occurrences(day, day + _A_DAY, title)
    return next((each for each in coming if each.end > now), None)
