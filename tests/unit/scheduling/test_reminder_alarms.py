from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta

from assistant.clock import SimulatedClock
from assistant.errors import StoreInUse
from assistant.scheduling.clock_alarms import ClockAlarms
from assistant.scheduling.couple_time import CoupleTime
from assistant.scheduling.desk import ReminderDesk
from assistant.scheduling.reminder_alarms import ReminderAlarms
from tests.unit.scheduling.evening import Evening, wall


class Watch:
    """An evening whose alarm clock is simulated; says everything that is due as soon as it rings."""

    def __init__(self, *, changed_elsewhere: Callable[[], bool] | None = None, busy: int = 0) -> None:
        self.clock = SimulatedClock(datetime(2026, 11, 23, 18, 0, tzinfo=UTC))
        self.evening = Evening()
        self.said: list[str] = []
        self.busy = busy
        """How many times the store is too busy to be asked."""

        self.desk: ReminderDesk = self.evening.desk
        self.alarms = ClockAlarms(self.clock)
        self.keeper = ReminderAlarms(
            self.desk, self.alarms, self.clock, self.say_due, changed_elsewhere=changed_elsewhere
        )
        self.time = CoupleTime(
            self.evening.appointments,
            self.evening.households,
            changed=self.keeper.follow,
            new_uid=self._uids().__next__,
        )

    def play(self, scene: Callable[["Watch"], Awaitable[None]]) -> list[str]:
        async def whole() -> None:
            self.keeper.start()
            await scene(self)
            self.keeper.stop()

        self.clock.run(whole())
        return self.said

    def say_due(self) -> None:
        if self.busy > 0:
            self.busy -= 1
            message = "busy"
            raise StoreInUse(message)
        now = self.clock.now()
        for due in self.desk.due(now):
            if self.desk.begin(due, now):
                self.desk.spoken(due, now)
                self.said.append(f"{now:%H:%M:%S} {due.text or due.title}")

    async def wait(self, **length: float) -> None:
        await self.clock.sleep(timedelta(**length).total_seconds())

    def remind(self, words: str, start: str) -> str:
        draft = self.time.draft_reminder(words, wall(start), self.clock.now())
        return self.time.add(draft, self.clock.now()).uid

    @staticmethod
    def _uids() -> Iterator[str]:
        number = 0
        while True:
            number += 1
            yield f"u{number}"


def test_what_is_planned_while_it_runs_rings_at_its_time_and_once_more() -> None:
    async def scene(watch: Watch) -> None:
        watch.remind("tea", "2026-11-23T19:20")
        await watch.wait(minutes=19)
        assert watch.said == []
        await watch.wait(hours=2)

    assert Watch().play(scene) == ["18:20:00 tea", "18:25:00 tea"]


def test_cancelled_it_does_not_ring() -> None:
    async def scene(watch: Watch) -> None:
        uid = watch.remind("tea", "2026-11-23T19:20")
        watch.time.cancel(uid, watch.clock.now())
        assert not any(key.startswith("due|") for key in watch.alarms.keys())  # noqa: SIM118 - a port, no dict
        await watch.wait(hours=2)

    assert Watch().play(scene) == []


def test_beyond_the_horizon_it_is_planned_in_time() -> None:
    async def scene(watch: Watch) -> None:
        watch.remind("tea", "2026-11-28T19:20")
        await watch.wait(days=6)

    assert Watch().play(scene)[0] == "18:20:00 tea"


def test_snoozed_it_rings_again() -> None:
    async def scene(watch: Watch) -> None:
        watch.remind("tea", "2026-11-23T19:20")
        await watch.wait(minutes=21)
        watch.desk.snooze(watch.clock.now(), timedelta(minutes=15))
        await watch.wait(minutes=16)
        watch.desk.reacted(watch.clock.now())
        await watch.wait(hours=1)

    assert Watch().play(scene) == ["18:20:00 tea", "18:36:00 tea"]


def test_what_another_process_planned_is_noticed_within_thirty_seconds() -> None:
    beside: list[bool] = []

    def changed() -> bool:
        return bool(beside and beside.pop())

    async def scene(watch: Watch) -> None:
        other = CoupleTime(watch.evening.appointments, watch.evening.households)
        draft = other.draft_reminder("tea", wall("2026-11-23T19:01"), watch.clock.now())
        other.add(draft, watch.clock.now())
        beside.append(True)
        await watch.wait(seconds=30)
        assert any(key.startswith("due|") for key in watch.alarms.keys())  # noqa: SIM118 - a port, no dict
        await watch.wait(minutes=2)

    assert Watch(changed_elsewhere=changed).play(scene) == ["18:01:00 tea"]


def test_a_busy_store_delays_a_reminder_and_does_not_lose_it() -> None:
    async def scene(watch: Watch) -> None:
        watch.remind("tea", "2026-11-23T19:20")
        await watch.wait(minutes=22)

    assert Watch(busy=3).play(scene) == ["18:20:20 tea"]


def test_after_a_suspend_what_fell_due_is_said_once_and_late() -> None:
    async def scene(watch: Watch) -> None:
        watch.remind("tea", "2026-11-23T19:20")
        watch.alarms.clear()
        await watch.wait(hours=3)
        [due] = watch.desk.due(watch.clock.now())
        assert not due.late
        watch.desk.resumed(watch.clock.now())
        [due] = watch.desk.due(watch.clock.now())
        assert due.late
        watch.keeper.resumed()

    assert Watch().play(scene) == ["21:00:00 tea"]


def test_what_waits_at_the_start_rings_at_once() -> None:
    watch = Watch()
    draft = watch.evening.time.draft_reminder("tea", wall("2026-11-23T19:20"), watch.evening.now)
    watch.evening.time.add(draft, watch.evening.now)
    watch.clock.move_to(datetime(2026, 11, 23, 19, 0, tzinfo=UTC))

    async def scene(watch: Watch) -> None:
        await watch.wait(seconds=1)

    assert watch.play(scene) == ["19:00:00 tea"]


def test_a_start_on_a_full_disk_is_made_good_as_soon_as_there_is_room() -> None:
    watch = Watch()
    draft = watch.evening.time.draft_reminder("tea", wall("2026-11-23T19:20"), watch.evening.now)
    watch.evening.time.add(draft, watch.evening.now)
    watch.evening.reminders.is_full = True

    async def scene(watch: Watch) -> None:
        await watch.wait(minutes=5)
        watch.evening.reminders.is_full = False
        await watch.wait(minutes=16)

    assert watch.play(scene) == ["18:20:00 tea"]


def test_what_is_kept_is_tidied_at_the_start_and_every_six_hours() -> None:
    tidied: list[str] = []
    watch = Watch()
    keeper = ReminderAlarms(
        watch.desk, watch.alarms, watch.clock, watch.say_due, tidy=lambda now: tidied.append(f"{now:%H:%M}")
    )

    async def scene() -> None:
        keeper.start()
        await watch.wait(hours=13)
        keeper.stop()

    watch.clock.run(scene())
    assert tidied == ["18:00", "00:00", "06:00"]
