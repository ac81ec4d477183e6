"""The alarm clock of ``run``: APScheduler on the event loop, with a watchdog for suspend and set clocks.

Why: misfire grace None, because the default of one second deletes a reminder that is late; a memory job store, because
the database is the truth and nothing is pickled; jobs are coroutines, because AsyncIOScheduler runs plain functions on
other threads; and a watchdog, because a suspended machine makes the scheduler late by what was left of its wait.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.jobstores.base import JobLookupError
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from assistant.clock import Clock
from assistant.scheduling.ports import Ring

Surviving = Callable[[], AbstractContextManager[None]]
"""Goes on after whatever goes wrong inside."""

_JUMP_SECONDS = 2.0
"""How far wall and monotonic time may drift apart between two looks before it counts as a jump."""


class ApschedulerAlarms:
    """Implements ``AlarmClock``; start it inside a running event loop."""

    def __init__(self, clock: Clock, watch_seconds: float = 1.0, surviving: Surviving = nullcontext) -> None:
        """Nothing rings before ``start``.

        Args:
            clock: compared with itself, wall time against monotonic; APScheduler reads the system's clock.
            watch_seconds: how often the watchdog looks.
            surviving: what to ring inside of, so that what goes wrong there is not printed by APScheduler, whose log
                holds the words of the error.
        """
        self._clock = clock
        self._surviving = surviving
        self._jumped: Callable[[], None] | None = None
        self._watch_seconds = watch_seconds
        self._watchdog: asyncio.Task[None] | None = None
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            jobstores={"default": MemoryJobStore()},
            job_defaults={"misfire_grace_time": None, "coalesce": True},
        )

    def on_jump(self, jumped: Callable[[], None]) -> None:
        """Call this after a suspend or a change of the clock."""
        self._jumped = jumped

    def start(self) -> None:
        """Begin to ring, and to watch for jumps."""
        self._scheduler.start()
        self._watchdog = asyncio.get_running_loop().create_task(self._watch())

    async def stop(self) -> None:
        """Ring no more and let go of everything."""
        if self._watchdog is not None:
            self._watchdog.cancel()
            await asyncio.wait([self._watchdog])
            self._watchdog = None
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
            # APScheduler shuts down in the loop's next turn.
            await self._clock.sleep(0)

    def set(self, key: str, at: datetime, ring: Ring) -> None:
        """Ring once at an aware instant."""
        self._add(key, DateTrigger(run_date=at.astimezone(UTC)), ring)

    def every(self, key: str, period: timedelta, ring: Ring) -> None:
        """Ring again and again."""
        self._add(key, IntervalTrigger(seconds=period.total_seconds(), timezone=UTC), ring)

    def cancel(self, key: str) -> None:
        """Do not ring for this key."""
        try:
            self._scheduler.remove_job(key)
        except JobLookupError:
            return

    def clear(self) -> None:
        """Do not ring for any key."""
        self._scheduler.remove_all_jobs()

    def keys(self) -> list[str]:
        """The keys that are still to ring."""
        return [job.id for job in self._scheduler.get_jobs()]

    def _add(self, key: str, trigger: DateTrigger | IntervalTrigger, ring: Ring) -> None:
        self._scheduler.add_job(
            self._on_the_loop(ring), trigger, id=key, misfire_grace_time=None, coalesce=True, replace_existing=True
        )

    async def _watch(self) -> None:
        offset = self._offset()
        while True:
            await self._clock.sleep(self._watch_seconds)
            latest = self._offset()
            if abs(latest - offset) > _JUMP_SECONDS:
                self._scheduler.wakeup()
                if self._jumped is not None:
                    with self._surviving():
                        self._jumped()
            offset = latest

    def _offset(self) -> float:
        return self._clock.now().timestamp() - self._clock.monotonic()

    def _on_the_loop(self, ring: Ring) -> Callable[[], Coroutine[Any, Any, None]]:
        async def rung() -> None:
            with self._surviving():
                ring()

        return rung
