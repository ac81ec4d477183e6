"""Mutual free time: merge what is busy, walk the daily windows, keep the gaps that are long enough.

Why: twenty lines beat every library here; what costs is parsing and expanding calendars, not the sweep.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from assistant.calendar.appointment import instant


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A stretch of time between two aware instants, the end exclusive."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return self.end - self.start


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time, in order, without overlaps; what touches is joined, what is empty is dropped."""
    found: list[Interval] = []
    for each in sorted(intervals):
        if each.end <= each.start:
            continue
        if found and each.start <= found[-1].end:
            if each.end > found[-1].end:
                found[-1] = Interval(found[-1].start, each.end)
        else:
            found.append(each)
    return found


def daily_windows(first: date, days: int, begins: time, ends: time, zone: str) -> Iterator[Interval]:
    """The same wall-clock stretch of each day; where it ends before it begins, it ends on the next day."""
    over_midnight = timedelta(days=1 if ends <= begins else 0)
    for number in range(days):
        day = first + timedelta(days=number)
        last = day + over_midnight
        yield Interval(instant(datetime.combine(day, begins), zone), instant(datetime.combine(last, ends), zone))


def free(busy: Sequence[Interval], windows: Iterable[Interval], at_least: timedelta) -> list[Interval]:
    """The gaps within the windows, in order.

    Args:
        busy: merged; of as many people as must be free.
        windows: where to look, in any order.
        at_least: shorter gaps are left out.
    """
    starts = [each.start for each in busy]
    found: list[Interval] = []
    for window in windows:
        cursor = window.start
        place = max(0, bisect_right(starts, window.start) - 1)
        while place < len(busy) and busy[place].start < window.end:
            if busy[place].start - cursor >= at_least:
                found.append(Interval(cursor, busy[place].start))
            cursor = max(cursor, busy[place].end)
            place += 1
        if window.end - cursor >= at_least and cursor < window.end:
            found.append(Interval(cursor, window.end))
    return found
