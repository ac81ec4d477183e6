"""An alarm clock of nothing but a ``Clock``: for rehearsals, and wherever time is simulated."""

import asyncio
from collections.abc import Coroutine
from datetime import datetime, timedelta

from assistant.clock import Clock
from assistant.scheduling.ports import Ring


class ClockAlarms:
    """Implements ``AlarmClock`` with one waiting task an alarm; needs a running event loop."""

    def __init__(self, clock: Clock) -> None:
        """Nothing is set."""
        self._clock = clock
        self._waiting: dict[str, asyncio.Task[None]] = {}

    def set(self, key: str, at: datetime, ring: Ring) -> None:
        """Ring once at an aware instant."""
        self._start(key, self._ring_at(key, at, ring))

    def every(self, key: str, period: timedelta, ring: Ring) -> None:
        """Ring again and again."""
        self._start(key, self._ring_every(period, ring))

    def cancel(self, key: str) -> None:
        """Do not ring for this key."""
        task = self._waiting.pop(key, None)
        if task is not None:
            task.cancel()

    def clear(self) -> None:
        """Do not ring for any key."""
        for key in list(self._waiting):
            self.cancel(key)

    def keys(self) -> list[str]:
        """The keys that are still to ring."""
        return list(self._waiting)

    def _start(self, key: str, waiting: Coroutine[None, None, None]) -> None:
        self.cancel(key)
        self._waiting[key] = asyncio.get_running_loop().create_task(waiting)

    async def _ring_at(self, key: str, at: datetime, ring: Ring) -> None:
        # A clock that was set back while we slept must not ring early.
        while (left := (at - self._clock.now()).total_seconds()) > 0:
            await self._clock.sleep(left)
        self._waiting.pop(key, None)
        ring()

    async def _ring_every(self, period: timedelta, ring: Ring) -> None:
        while True:
            await self._clock.sleep(period.total_seconds())
            ring()
