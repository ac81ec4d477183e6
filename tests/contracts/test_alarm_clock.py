"""Every alarm clock rings at its time: APScheduler in real milliseconds, the simulated one in simulated minutes."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from assistant.adapters.jobs_apscheduler import ApschedulerAlarms
from assistant.clock import Clock, SimulatedClock, SystemClock
from assistant.scheduling.clock_alarms import ClockAlarms
from assistant.scheduling.ports import AlarmClock


@dataclass
class Room:
    """An alarm clock, its clock, and what rang."""

    clock: Clock
    alarms: AlarmClock
    unit: timedelta
    """Long enough to tell moments apart on this clock."""

    rung: list[str]

    def at(self, units: float) -> datetime:
        return self.clock.now() + self.unit * units

    def ring(self, name: str) -> Callable[[], None]:
        return lambda: self.rung.append(name)

    async def wait(self, units: float) -> None:
        await self.clock.sleep((self.unit * units).total_seconds())


Scene = Callable[[Room], Awaitable[None]]
Stage = Callable[[Scene], None]


def _in_real_time(scene: Scene) -> None:
    async def play() -> None:
        clock = SystemClock()
        alarms = ApschedulerAlarms(clock)
        alarms.start()
        try:
            await scene(Room(clock, alarms, timedelta(milliseconds=60), []))
        finally:
            await alarms.stop()

    asyncio.run(play())


def _in_simulated_time(scene: Scene) -> None:
    clock = SimulatedClock(datetime(2026, 11, 23, 18, 0, tzinfo=UTC))

    async def play() -> None:
        alarms = ClockAlarms(clock)
        try:
            await scene(Room(clock, alarms, timedelta(minutes=10), []))
        finally:
            alarms.clear()

    clock.run(play())


@pytest.fixture(params=[_in_real_time, _in_simulated_time], ids=["apscheduler", "simulated"])
def stage(request: pytest.FixtureRequest) -> Stage:
    chosen: Stage = request.param
    return chosen


def test_alarms_ring_once_each_in_the_order_of_their_times(stage: Stage) -> None:
    async def scene(room: Room) -> None:
        room.alarms.set("late", room.at(3), room.ring("late"))
        room.alarms.set("early", room.at(1), room.ring("early"))
        assert room.rung == []
        await room.wait(5)
        assert room.rung == ["early", "late"]
        assert list(room.alarms.keys()) == []

    stage(scene)


def test_what_is_over_rings_at_once_however_long_ago(stage: Stage) -> None:
    async def scene(room: Room) -> None:
        room.alarms.set("old", room.clock.now() - timedelta(days=3), room.ring("old"))
        await room.wait(1)
        assert room.rung == ["old"]

    stage(scene)


def test_a_cancelled_alarm_does_not_ring_and_an_unknown_one_may_be_cancelled(stage: Stage) -> None:
    async def scene(room: Room) -> None:
        room.alarms.set("a", room.at(1), room.ring("a"))
        room.alarms.cancel("a")
        room.alarms.cancel("never set")
        await room.wait(2)
        assert room.rung == []

    stage(scene)


def test_setting_a_key_again_replaces_its_alarm(stage: Stage) -> None:
    async def scene(room: Room) -> None:
        room.alarms.set("a", room.at(1), room.ring("first"))
        room.alarms.set("a", room.at(2), room.ring("second"))
        assert list(room.alarms.keys()) == ["a"]
        await room.wait(4)
        assert room.rung == ["second"]

    stage(scene)


def test_clearing_silences_everything(stage: Stage) -> None:
    async def scene(room: Room) -> None:
        room.alarms.set("a", room.at(1), room.ring("a"))
        room.alarms.every("b", room.unit, room.ring("b"))
        assert set(room.alarms.keys()) == {"a", "b"}
        room.alarms.clear()
        await room.wait(3)
        assert room.rung == []

    stage(scene)


def test_every_rings_again_and_again_first_after_one_period(stage: Stage) -> None:
    async def scene(room: Room) -> None:
        room.alarms.every("a", room.unit * 2, room.ring("a"))
        await room.wait(1)
        assert room.rung == []
        await room.wait(6)
        assert len(room.rung) in {2, 3}

    stage(scene)


def test_an_alarm_may_set_another_when_it_rings(stage: Stage) -> None:
    async def scene(room: Room) -> None:
        room.alarms.set("a", room.at(1), lambda: room.alarms.set("b", room.at(1), room.ring("b")))
        await room.wait(4)
        assert room.rung == ["b"]

    stage(scene)


def test_alarms_ring_on_the_loop_s_own_thread(stage: Stage) -> None:
    async def scene(room: Room) -> None:
        loops = []
        room.alarms.set("a", room.at(0.1), lambda: loops.append(asyncio.get_running_loop()))
        await room.wait(2)
        assert loops == [asyncio.get_running_loop()]

    stage(scene)
