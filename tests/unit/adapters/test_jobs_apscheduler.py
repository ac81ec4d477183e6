import asyncio
from datetime import UTC, datetime, timedelta

from assistant.adapters.jobs_apscheduler import ApschedulerAlarms
from assistant.clock import SystemClock


class JumpingClock(SystemClock):
    """The system's clock, whose wall time somebody sets forward while monotonic time goes on."""

    ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self.ahead


def test_a_jump_of_the_clock_is_noticed_once_and_a_small_step_is_not() -> None:
    async def scene() -> list[str]:
        noticed: list[str] = []
        clock = JumpingClock()
        alarms = ApschedulerAlarms(clock, watch_seconds=0.02)
        alarms.on_jump(lambda: noticed.append("jump"))
        alarms.start()
        clock.ahead = timedelta(seconds=1)
        await clock.sleep(0.1)
        assert noticed == []
        clock.ahead = timedelta(hours=8)
        await clock.sleep(0.1)
        await alarms.stop()
        return noticed

    assert asyncio.run(scene()) == ["jump"]


def test_stopped_before_it_was_started_it_holds_nothing() -> None:
    async def scene() -> None:
        alarms = ApschedulerAlarms(SystemClock())
        alarms.set("a", datetime.now(UTC) + timedelta(hours=1), lambda: None)  # noqa: TID251 - APScheduler reads it too
        await alarms.stop()

    asyncio.run(scene())
