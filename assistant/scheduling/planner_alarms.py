"""Keeps the alarm clock in step with the planner: one alarm, for the next time at which it may speak of the week.

Derived anew at every start and after every change; nothing of it is kept. What cannot be said at its moment, because
something else runs or nobody may be disturbed, is tried for a while and then left.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from assistant.clock import Clock
from assistant.errors import StoreError
from assistant.scheduling.planner import Planner
from assistant.scheduling.ports import AlarmClock

_KEY = "week"
_AGAIN = "week again"
TRY_EVERY = timedelta(minutes=2)
TRY_FOR = timedelta(minutes=60)
"""Later than that is another time than they chose."""

Speak = Callable[[datetime], bool]
"""Speaks of the week, or says False where it cannot just now."""


class PlannerAlarms:
    """One object beside one planner."""

    def __init__(self, planner: Planner, alarms: AlarmClock, clock: Clock, speak: Speak) -> None:
        """Join them; nothing rings before ``start``."""
        self._planner = planner
        self._alarms = alarms
        self._clock = clock
        self._speak = speak
        self._rang_at: datetime | None = None

    def start(self) -> None:
        """Set the alarm."""
        self.follow(self._clock.now())

    def follow(self, now: datetime) -> None:
        """Something was planned, wished or decided: set the alarm anew."""
        try:
            at = self._planner.next_at(now)
        except StoreError:
            self._alarms.set(_KEY, now + TRY_EVERY, self.start)
            return
        if at is None:
            self._alarms.cancel(_KEY)
            self._alarms.cancel(_AGAIN)
        else:
            self._alarms.set(_KEY, at, self._ring)

    def _ring(self) -> None:
        self._rang_at = self._clock.now()
        self._try()

    def _try(self) -> None:
        now = self._clock.now()
        try:
            said = self._speak(now)
        except StoreError:
            said = False
        in_time = self._rang_at is not None and now + TRY_EVERY <= self._rang_at + TRY_FOR
        if not said and in_time:
            self._alarms.set(_AGAIN, now + TRY_EVERY, self._try)
        self.follow(now)
