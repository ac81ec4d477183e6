"""Keeps the alarm clock in step with the desk: one alarm for each moment at which something fires.

Why: one alarm a moment and not one a reminder. An alarm only says "look at the desk"; what is due is asked of the
database, so an alarm too many or one that rings late does no harm, and a thousand reminders at half past seven are
one job.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from assistant.clock import Clock
from assistant.errors import StoreError
from assistant.scheduling.desk import ReminderDesk
from assistant.scheduling.ports import AlarmClock, Ring
from assistant.scheduling.reminder import ReminderSettings

_PREFIX = "due|"
_REPLAN = "replan"
_LOOK = "look"
_RETRY = "retry"
_RETRY_AFTER = timedelta(seconds=10)
_LOOK_EVERY = timedelta(seconds=10)
"""How often to look whether another process wrote; the house promises thirty seconds."""


class ReminderAlarms:
    """One object beside one desk."""

    def __init__(
        self,
        desk: ReminderDesk,
        alarms: AlarmClock,
        clock: Clock,
        ring: Ring,
        *,
        settings: ReminderSettings | None = None,
        changed_elsewhere: Callable[[], bool] | None = None,
        tidy: Callable[[datetime], None] | None = None,
    ) -> None:
        """Join them; nothing rings before ``start``.

        Args:
            desk: knows what is due when.
            alarms: rings.
            clock: tells the time.
            ring: called whenever the desk should be asked what is due; must not block.
            settings: the same as the desk's.
            changed_elsewhere: whether another process wrote to the data since it was last asked.
            tidy: told the time at the start and now and then, to keep what is kept quick to be asked.
        """
        self._desk = desk
        self._alarms = alarms
        self._clock = clock
        self._say_due = ring
        self._settings = settings or ReminderSettings()
        self._changed_elsewhere = changed_elsewhere
        self._tidy = tidy or (lambda _: None)
        self._rung: set[datetime] = set()

    def start(self) -> None:
        """Take over the desk, set every alarm, and go on doing so; rings at once where something waits."""
        self._desk.tell(self._set_alarms)
        self._patiently(lambda: self._desk.start(self._clock.now()))
        self._tidy_up()
        self._alarms.every(_REPLAN, self._settings.replan_every, self._replan)
        if self._changed_elsewhere is not None:
            self._alarms.every(_LOOK, _LOOK_EVERY, self._look)

    def follow(self, now: datetime) -> None:
        """Something was planned or changed: derive, and set the alarms anew."""
        self._patiently(lambda: self._desk.rebuild(now))

    def resumed(self) -> None:
        """The machine slept or its clock was set: what fell due meanwhile is late, and is asked for now."""
        self._desk.resumed(self._clock.now())
        self._catch_up()

    def stop(self) -> None:
        """No more alarms."""
        self._alarms.clear()

    def _ring(self) -> None:
        self._patiently(self._say_due)

    def _catch_up(self) -> None:
        self.follow(self._clock.now())
        self._ring()

    def _replan(self) -> None:
        self.follow(self._clock.now())
        self._tidy_up()

    def _tidy_up(self) -> None:
        with suppress(StoreError):  # the next time will do
            self._tidy(self._clock.now())

    def _look(self) -> None:
        if self._changed_elsewhere is not None:
            changed = self._changed_elsewhere
            self._patiently(lambda: self._desk.rebuild(self._clock.now()) if changed() else None)

    def _patiently(self, action: Callable[[], None]) -> None:
        """Do it; where the store cannot just then, catch up a little later: a reminder must not hang on one moment."""
        try:
            action()
        except StoreError:
            self._alarms.set(_RETRY, self._clock.now() + _RETRY_AFTER, self._catch_up)

    def _set_alarms(self, now: datetime) -> None:
        moments = {_key(moment): moment for moment in self._desk.instants(now)}
        known = {key for key in self._alarms.keys() if key.startswith(_PREFIX)}  # noqa: SIM118 - a port, no dict
        for key in known - moments.keys():
            self._alarms.cancel(key)
        for key, moment in moments.items():
            if key not in known and moment > now:
                self._alarms.set(key, moment, self._ring)
        # What is over and still waits rings once; after that it waits for its turn to speak.
        over = {moment for key, moment in moments.items() if moment <= now and key not in known}
        if over - self._rung:
            self._ring()
        self._rung = over


def _key(moment: datetime) -> str:
    return f"{_PREFIX}{moment:%Y%m%dT%H%M%S.%f}"
