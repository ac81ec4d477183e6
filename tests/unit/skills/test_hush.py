"""How long a hush lasts, also in the night in which an hour comes twice: 25 October 2026, three becomes two."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.messages.speech import Intent
from assistant.messages.times import SpokenTime
from assistant.skills.reminders import ReminderSkill
from tests.unit.scheduling.evening import Evening, wall

IN_SUMMER_TIME = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
"""A quarter to three, the first time."""

IN_WINTER_TIME = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
"""Half past two, the second time."""


def hushed(spoken: SpokenTime | None, now: datetime) -> datetime | None:
    """Until when it is quiet."""
    evening = Evening()
    skill = ReminderSkill(evening.desk, evening.households)
    skill.handle(Intent("Hush", times={} if spoken is None else {"when": spoken}), now)
    return evening.households.household.hush_until


@pytest.mark.parametrize("now", [IN_SUMMER_TIME, IN_WINTER_TIME, datetime(2026, 11, 23, 18, tzinfo=UTC)])
@pytest.mark.parametrize("minutes", [10, 20, 30, 90])
def test_so_many_minutes_are_as_many_as_really_pass(now: datetime, minutes: int) -> None:
    assert hushed(SpokenTime(duration_seconds=60 * minutes), now) == now + timedelta(minutes=minutes)


def test_nobody_is_hushed_for_more_than_a_year() -> None:
    thousands = SpokenTime(duration_seconds=9_000 * 365 * 24 * 3600)
    assert hushed(thousands, IN_WINTER_TIME) == IN_WINTER_TIME + timedelta(days=365)


def test_the_next_twenty_minutes_may_pass_into_the_second_hour() -> None:
    read = SpokenTime(start=wall("2026-10-25T02:45"), end=wall("2026-10-25T02:05").replace(fold=1))
    assert hushed(read, IN_SUMMER_TIME) == IN_SUMMER_TIME + timedelta(minutes=20)


@pytest.mark.parametrize(
    ("now", "clock", "until"),
    [
        (datetime(2026, 10, 25, 0, 10, tzinfo=UTC), "2026-10-25T02:40", datetime(2026, 10, 25, 0, 40, tzinfo=UTC)),
        (IN_SUMMER_TIME, "2026-10-25T02:40", datetime(2026, 10, 25, 1, 40, tzinfo=UTC)),
        (IN_WINTER_TIME, "2026-10-25T02:40", datetime(2026, 10, 25, 1, 40, tzinfo=UTC)),
        (IN_WINTER_TIME, "2026-10-25T03:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_of_a_clock_time_that_comes_twice_the_next_is_meant(now: datetime, clock: str, until: datetime) -> None:
    assert hushed(SpokenTime(start=wall(clock)), now) == until


@pytest.mark.parametrize("spoken", [None, SpokenTime(start=wall("2026-10-25T02:00"))])
def test_without_an_end_that_is_still_to_come_it_lasts_until_the_morning(spoken: SpokenTime | None) -> None:
    assert hushed(spoken, IN_WINTER_TIME) == datetime(2026, 10, 25, 6, 0, tzinfo=UTC)
