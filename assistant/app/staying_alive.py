"""Keeps the loops of one run going: what breaks one is told by its kind alone, and the loop begins again.

Why: an assistant that has gone deaf or mute and does not know it is worse than one that failed once and says so.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.clock import Clock
from assistant.messages.events import EventSink, Failed

BREATH_SECONDS = 3.0
"""Between a failure and the next beginning, so that what fails at once fills no log."""

OUTSIDE_BREATH_SECONDS = 300.0
"""The same for what asks somebody else's server."""

_LOG = logging.getLogger("hearthside")


def _nothing() -> None:
    """Nobody needs to be told."""


@dataclass(frozen=True, slots=True)
class StayingAlive:
    """Survives whatever goes wrong in one part of a run."""

    events: EventSink
    clock: Clock

    async def keep(
        self,
        part: str,
        work: Callable[[], Awaitable[None]],
        failed: Callable[[], None] = _nothing,
        breath_seconds: float = BREATH_SECONDS,
    ) -> None:
        """Do something that has to go on for ever, from its beginning after each failure; cancelling ends it.

        Args:
            part: what goes on, for the log.
            work: begins it; where it comes to its end by itself, that is the end.
            failed: called after each failure.
            breath_seconds: how long to wait after each failure.
        """
        while True:
            with self.surviving(part, failed):
                await work()
                return
            await self.clock.sleep(breath_seconds)

    @contextlib.contextmanager
    def surviving(self, part: str, failed: Callable[[], None] = _nothing) -> Iterator[None]:
        """Go on after whatever goes wrong inside; arguments as in ``keep``."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - its name only, never its words
            self._tell(part, type(error).__name__)
            failed()

    def unheeded(self, loop: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
        """Take what went wrong in a task that nobody waits for; asyncio would print it with all its words.

        Give it to ``set_exception_handler``.
        """
        del loop
        self._tell("task", type(context.get("exception")).__name__)

    def _tell(self, part: str, code: str) -> None:
        _LOG.error("%s failed: %s", part, code)  # no traceback: it may hold words
        self.events.emit(Failed(part=part, code=code))
