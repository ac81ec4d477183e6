"""The only module that reads a clock or sleeps.

Everything else is handed a ``Clock``, or is told the time (``advance(now)``) and says when it next wants it
(``next_at``).

Why: a whole evening then runs in milliseconds, and a test can stand on both sides of a clock change.
"""

import asyncio
import contextlib
import selectors
import time
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Clock(Protocol):
    """Tells the time and waits."""

    def now(self) -> datetime:
        """The present instant, timezone-aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since an arbitrary start; never goes back, stands still while the machine is suspended."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait. Cancelling the task ends the wait."""
        ...


RECHECK_SECONDS = 10.0
"""A long wait looks at the wall clock again this often: it may have been set, or the machine may have slept."""


async def wait_until(clock: Clock, moment: datetime | None, changed: asyncio.Event) -> None:
    """Wait for a moment, or for news.

    Args:
        clock: tells the time.
        moment: timezone-aware; None waits for news alone.
        changed: ends the wait when set; left as it is.
    """
    while not changed.is_set():
        left = (moment - clock.now()).total_seconds() if moment is not None else None
        if left is not None and left <= 0:
            return
        timeout = None if left is None else min(left, RECHECK_SECONDS)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                await changed.wait()


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present instant, timezone-aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since an arbitrary start; never goes back."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait on the running event loop."""
        await asyncio.sleep(max(0.0, seconds))


class StandingClock(SystemClock):
    """A moment that stays, for conversations in which no time passes; durations are still measured."""

    def __init__(self, moment: datetime) -> None:
        """Stand at ``moment``, which must be timezone-aware."""
        self._moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        """The same instant every time."""
        return self._moment


_RESOLUTION_SECONDS = 1e-6
"""What is due within this is due now. The system's nanosecond is lost in the seconds of half a year as a float, and
then nothing would ever be due."""


class SimulatedClock:
    """A clock whose time passes only when everybody waits.

    ``run`` gives the coroutine an event loop of its own in which waiting costs nothing: as soon as every task
    waits, the clock jumps to the earliest moment that somebody waits for. Everything that uses the loop's own
    timers (``asyncio.sleep``, ``asyncio.timeout``) follows, and what is handed to another thread is done at once.
    """

    def __init__(self, start: datetime) -> None:
        """Stand at ``start``, which must be timezone-aware."""
        if start.tzinfo is None:
            message = "a simulated clock starts at a timezone-aware moment"
            raise ValueError(message)
        self._start = start.astimezone(UTC)
        self._elapsed = 0.0

    def now(self) -> datetime:
        """The simulated instant, in UTC, rounded to a microsecond."""
        return self._start + timedelta(seconds=self._elapsed)

    def monotonic(self) -> float:
        """Simulated seconds since the start."""
        return self._elapsed

    async def sleep(self, seconds: float) -> None:
        """Wait in simulated time; only inside ``run``."""
        await asyncio.sleep(max(0.0, seconds))

    def move_to(self, moment: datetime) -> None:
        """Stand at ``moment`` without running anything; never backwards."""
        seconds = (moment.astimezone(UTC) - self._start).total_seconds()
        if seconds < self._elapsed:
            message = "a simulated clock does not go back"
            raise ValueError(message)
        self._elapsed = seconds

    def run(self, main: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine to its end in simulated time.

        Raises:
            RuntimeError: every task waits for something that no timer will ever bring.
        """
        with asyncio.Runner(loop_factory=lambda: _SimulatedLoop(self)) as runner:
            return runner.run(main)

    def _jump(self, seconds: float) -> None:
        self._elapsed += seconds


class _SimulatedLoop(asyncio.SelectorEventLoop):
    def __init__(self, clock: SimulatedClock) -> None:
        super().__init__(_JumpingSelector(clock._jump))  # noqa: SLF001 - the loop and its clock are one thing
        self._clock = clock
        self._clock_resolution = _RESOLUTION_SECONDS

    def time(self) -> float:
        return self._clock.monotonic()

    def run_in_executor(self, executor: Any, func: Callable[..., T], *args: Any) -> asyncio.Future[T]:  # type: ignore[override]  # noqa: ANN401 - asyncio's own
        """Do at once what would be done on another thread: that takes no simulated time."""
        del executor
        done: asyncio.Future[T] = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as error:  # noqa: BLE001 - handed to whoever awaits it
            done.set_exception(error)
        return done


class _JumpingSelector(selectors.DefaultSelector):
    """Instead of waiting for a timer, tells the clock to jump to it."""

    def __init__(self, jump: Callable[[float], None]) -> None:
        super().__init__()
        self._jump = jump

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready: list[tuple[selectors.SelectorKey, int]] = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is None:
            message = "every task waits for something that no timer will bring"
            raise RuntimeError(message)
        self._jump(max(0.0, timeout))
        return ready
