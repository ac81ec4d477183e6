from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assistant.clock import SimulatedClock
from assistant.scheduling.clock_alarms import ClockAlarms
from assistant.scheduling.planner_alarms import PlannerAlarms
from tests.unit.scheduling.planning import DATE, Planning


@dataclass
class Speaker:
    """Speaks of the week, or cannot."""

    can: Callable[[datetime], bool] = lambda _: True
    tried: list[datetime] = field(default_factory=list)
    said: list[datetime] = field(default_factory=list)

    def __call__(self, now: datetime) -> bool:
        self.tried.append(now)
        if self.can(now):
            self.said.append(now)
            return True
        return False


def live(home: Planning, speaker: Speaker, length: timedelta) -> None:
    """Let time pass with the alarms set."""
    clock = SimulatedClock(home.now)
    alarms = ClockAlarms(clock)

    async def play() -> None:
        PlannerAlarms(home.planner, alarms, clock, speaker).start()
        await clock.sleep(length.total_seconds())
        alarms.clear()
        await clock.sleep(0)  # lets the cancelled tasks end

    clock.run(play())


SUNDAY_AT_SIX = Planning().now + timedelta(days=3, hours=23)


def test_it_speaks_once_a_week_at_the_time_they_chose() -> None:
    home, speaker = Planning(DATE), Speaker()
    live(home, speaker, timedelta(days=15))
    assert speaker.said == [SUNDAY_AT_SIX, SUNDAY_AT_SIX + timedelta(days=7)]


def test_without_an_intention_it_never_rings() -> None:
    speaker = Speaker()
    live(Planning(), speaker, timedelta(days=15))
    assert speaker.tried == []


def test_what_cannot_be_said_just_now_is_said_a_little_later() -> None:
    speaker = Speaker(lambda now: now >= SUNDAY_AT_SIX + timedelta(minutes=9))
    live(Planning(DATE), speaker, timedelta(days=5))
    assert speaker.said == [SUNDAY_AT_SIX + timedelta(minutes=10)]


def test_an_hour_later_it_is_left_until_the_next_week() -> None:
    speaker = Speaker(lambda now: now > SUNDAY_AT_SIX + timedelta(hours=2))
    live(Planning(DATE), speaker, timedelta(days=12))
    assert speaker.said == [SUNDAY_AT_SIX + timedelta(days=7)]
    assert len(speaker.tried) == 32
