"""Where else something could be, when its own time is taken."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta

from assistant.calendar.appointment import Appointment, Occurrence, instant

BusyBetween = Callable[[datetime, datetime], Sequence[Occurrence]]
"""What takes time between two aware instants."""

_STEP = timedelta(minutes=30)
_EARLIEST, _LATEST = time(8, 0), time(22, 0)
"""Nothing is offered outside these, wall time at home, unless it was asked for there."""

_DAYS_NEAR = 14


def free_starts(draft: Appointment, busy: BusyBetween, now: datetime, zone: str, count: int) -> list[datetime]:
    """Free starts near a draft's own, as naive wall time at home, the nearest first.

    Why: the same evening comes before the same hour of another day, because the two had that evening in mind.
    """
    found: list[datetime] = []
    for wall in _candidates(draft.start):
        start = instant(wall, zone)
        if start > now and not any(each.appointment.uid != draft.uid for each in busy(start, start + draft.duration)):
            found.append(wall)
        if len(found) == count:
            break
    return found


def _candidates(start: datetime) -> Iterator[datetime]:
    yield from _same_day(start)
    for days in range(1, _DAYS_NEAR + 1):
        yield start + timedelta(days=days)


def _same_day(start: datetime) -> Iterable[datetime]:
    first, last = datetime.combine(start, _EARLIEST), datetime.combine(start, _LATEST)
    steps = [start + _STEP * number for number in range(-28, 29) if number]
    within = (each for each in steps if first <= each <= last)
    return sorted(within, key=lambda each: (abs(each - start), each < start))
