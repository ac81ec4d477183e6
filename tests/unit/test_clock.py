"""Simulated time passes only when everybody waits."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from assistant.clock import SimulatedClock, StandingClock, SystemClock, wait_until

NOW = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)


def test_two_sleepers_wake_in_order_and_no_real_time_passes() -> None:
    clock = SimulatedClock(NOW)
    woken: list[tuple[str, datetime]] = []

    async def sleep(name: str, seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append((name, clock.now()))

    async def both() -> None:
        await asyncio.gather(sleep("late", 7200), sleep("early", 60))

    before = SystemClock().monotonic()
    clock.run(both())
    assert woken == [("early", NOW + timedelta(minutes=1)), ("late", NOW + timedelta(hours=2))]
    assert SystemClock().monotonic() - before < 5


def test_a_sleeper_also_wakes_after_more_than_half_a_year() -> None:
    clock = SimulatedClock(NOW)

    async def sleep() -> None:
        await clock.sleep(timedelta(days=300).total_seconds())
        await clock.sleep(0.1)

    clock.run(sleep())
    assert clock.now() == NOW + timedelta(days=300, seconds=0.1)


def test_waiting_for_what_never_comes_is_an_error_and_not_a_hang() -> None:
    async def forever() -> None:
        await asyncio.Event().wait()

    with pytest.raises(RuntimeError, match="no timer"):
        SimulatedClock(NOW).run(forever())


def test_a_simulated_clock_starts_at_an_aware_moment_and_never_goes_back() -> None:
    with pytest.raises(ValueError, match="timezone-aware"):
        SimulatedClock(datetime(2026, 11, 23, 19, 0))  # noqa: DTZ001 - the mistake itself
    clock = SimulatedClock(NOW)
    clock.move_to(NOW + timedelta(hours=1))
    assert clock.now() == NOW + timedelta(hours=1)
    with pytest.raises(ValueError, match="does not go back"):
        clock.move_to(NOW)


def test_a_standing_clock_stays_and_still_measures() -> None:
    clock = StandingClock(NOW)
    assert clock.now() == clock.now() == NOW
    assert clock.monotonic() <= clock.monotonic()


def test_waiting_until_a_moment_ends_there_or_with_news() -> None:
    clock = SimulatedClock(NOW)

    async def wait() -> tuple[datetime, datetime]:
        news = asyncio.Event()
        await wait_until(clock, NOW + timedelta(minutes=3), news)
        first = clock.now()
        asyncio.get_running_loop().call_later(5, news.set)
        await wait_until(clock, None, news)
        return first, clock.now()

    first, second = clock.run(wait())
    assert first == NOW + timedelta(minutes=3)
    assert second == first + timedelta(seconds=5)


def test_what_is_handed_to_another_thread_takes_no_simulated_time_and_fails_as_itself() -> None:
    clock = SimulatedClock(NOW)

    async def evening() -> str:
        with pytest.raises(ZeroDivisionError):
            await asyncio.to_thread(lambda: 1 // 0)
        return await asyncio.to_thread(lambda: "read")

    assert clock.run(evening()) == "read"
    assert clock.now() == NOW
