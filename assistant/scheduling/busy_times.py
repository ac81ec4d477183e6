"""What takes both partners' time, kept ready to be asked.

Why: merging two calendars of 5,000 events costs tens of milliseconds, asking a merged one for a few weeks less than
one. So they are merged once, when they change, and asked as often as somebody speaks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from assistant.scheduling.availability import Interval, merged


class BusyCalendars(Protocol):
    """The busy times of calendars that their owners agreed to share; starts and ends, and nothing else.

    Whose they are is not told: every answer speaks of the two.
    """

    def between(self, start: datetime, end: datetime) -> list[Interval]:
        """What shares time with a stretch (aware, end exclusive), merged and in order."""
        ...


class BusyTimes:
    """Busy times of any number of calendars, merged once; implements ``BusyCalendars``."""

    def __init__(self, intervals: Iterable[Interval] = ()) -> None:
        """Take them in any order."""
        self._merged = merged(intervals)
        self._starts = [each.start for each in self._merged]
        self._ends = [each.end for each in self._merged]

    def between(self, start: datetime, end: datetime) -> list[Interval]:
        """What shares time with a stretch, in order."""
        return self._merged[bisect_right(self._ends, start) : bisect_left(self._starts, end)]
