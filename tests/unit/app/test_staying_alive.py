"""What breaks one loop of a run is told by its kind, and the loop begins again."""

import asyncio
import gc
import logging
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from assistant.adapters.jobs_apscheduler import ApschedulerAlarms
from assistant.app.staying_alive import BREATH_SECONDS, OUTSIDE_BREATH_SECONDS, StayingAlive
from assistant.clock import SimulatedClock, SystemClock
from assistant.messages.events import Failed
from tests.fakes.event_sink import KeptEvents

NOW = datetime(2026, 11, 23, 19, tzinfo=UTC)


class Loop:
    """Fails so many times, with words in its error, and then comes to its end."""

    def __init__(self, clock: SimulatedClock, failures: int) -> None:
        self.clock = clock
        self.failures = failures
        self.began: list[float] = []

    async def run(self) -> None:
        self.began.append(self.clock.monotonic())
        await self.clock.sleep(1.0)
        if len(self.began) <= self.failures:
            await self.fail()

    async def fail(self) -> None:
        message = "date night at the harbour"
        raise LookupError(message)


def test_a_loop_that_fails_begins_again_after_a_breath_and_tells_each_failure() -> None:
    clock, events, told = SimulatedClock(NOW), KeptEvents(), list[str]()
    loop = Loop(clock, failures=2)
    clock.run(StayingAlive(events, clock).keep("ears", loop.run, lambda: told.append("sorry")))
    step = 1.0 + BREATH_SECONDS
    assert loop.began == pytest.approx([0.0, step, 2 * step])
    assert events.events == [Failed("ears", "LookupError")] * 2
    assert told == ["sorry", "sorry"]


def test_what_asks_a_server_waits_longer_before_it_asks_again() -> None:
    clock = SimulatedClock(NOW)
    loop = Loop(clock, failures=1)
    clock.run(StayingAlive(KeptEvents(), clock).keep("calendars", loop.run, breath_seconds=OUTSIDE_BREATH_SECONDS))
    assert loop.began == pytest.approx([0.0, 301.0])


def test_the_log_holds_the_kind_of_the_error_and_no_word_of_it(caplog: pytest.LogCaptureFixture) -> None:
    clock = SimulatedClock(NOW)
    with caplog.at_level(logging.DEBUG):
        clock.run(StayingAlive(KeptEvents(), clock).keep("ears", Loop(clock, failures=1).run))
    assert "ears failed: LookupError" in caplog.text
    assert "harbour" not in caplog.text
    assert "Traceback" not in caplog.text


def test_cancelling_ends_it() -> None:
    clock, events = SimulatedClock(NOW), KeptEvents()
    loop = Loop(clock, failures=0)

    async def broken_off() -> None:
        keeping = asyncio.create_task(StayingAlive(events, clock).keep("ears", loop.run))
        await clock.sleep(0.5)
        keeping.cancel()
        with pytest.raises(asyncio.CancelledError):
            await keeping

    clock.run(broken_off())
    assert len(loop.began) == 1
    assert events.events == []


def test_what_fails_in_a_task_that_nobody_waits_for_is_told_without_its_words(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    events = KeptEvents()

    async def forgotten() -> None:
        asyncio.get_running_loop().set_exception_handler(StayingAlive(events, SimulatedClock(NOW)).unheeded)
        task = asyncio.create_task(Loop(SimulatedClock(NOW), failures=1).fail())
        await asyncio.wait({task})
        del task
        gc.collect()

    asyncio.run(forgotten())
    assert events.events == [Failed("task", "LookupError")]
    assert "harbour" not in caplog.text + capsys.readouterr().err


def test_an_alarm_that_fails_is_told_without_its_words_and_the_next_one_rings(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    events, clock, rung = KeptEvents(), SystemClock(), list[str]()

    def fail() -> None:
        message = "date night at the harbour"
        raise LookupError(message)

    async def scene() -> None:
        alarms = ApschedulerAlarms(clock, surviving=partial(StayingAlive(events, clock).surviving, "alarms"))
        alarms.set("first", clock.now(), fail)
        alarms.set("second", clock.now() + timedelta(milliseconds=50), lambda: rung.append("second"))
        alarms.start()
        await clock.sleep(0.2)
        await alarms.stop()

    asyncio.run(scene())
    assert (events.events, rung) == ([Failed("alarms", "LookupError")], ["second"])
    assert "harbour" not in caplog.text + capsys.readouterr().err
