from dataclasses import replace
from datetime import time, timedelta

import pytest

from assistant.household.household import QuietHours
from assistant.messages.times import Grain, SpokenTime
from assistant.scheduling.free_time import FreeTimeSettings
from tests.unit.scheduling.evening import wall
from tests.unit.scheduling.planning import Planning

THIS_WEEK = SpokenTime(start=wall("2026-11-23T00:00"), end=wall("2026-11-30T00:00"), grain=Grain.WEEK)
FRIDAY_EVENING = SpokenTime(start=wall("2026-11-27T18:00"), end=wall("2026-11-27T23:00"), grain=Grain.DAYPART)
SATURDAY = SpokenTime(start=wall("2026-11-28T00:00"), grain=Grain.DAY)
AT_SEVEN = SpokenTime(start=wall("2026-11-27T19:00"), grain=Grain.HOUR)


def found(home: Planning, when: SpokenTime | None, count: int = 2) -> list[str]:
    return [f"{each.wall:%a %H:%M}" for each in home.free_time.find("Time together", when, home.now, count)]


def test_the_next_free_evenings_are_found_one_a_day() -> None:
    assert found(Planning(), None) == ["Wed 19:30", "Thu 19:00"] or found(Planning(), None) == [
        "Thu 19:00",
        "Fri 19:00",
    ]


def test_what_is_planned_is_not_free() -> None:
    home = Planning()
    home.plan("Choir", "2026-11-26T18:00", 300)
    assert "Thu" not in " ".join(found(home, THIS_WEEK, 7))


@pytest.mark.parametrize(
    ("when", "expected"), [(FRIDAY_EVENING, ["Fri 19:00"]), (SATURDAY, ["Sat 19:00"]), (AT_SEVEN, ["Fri 19:00"])]
)
def test_it_stays_within_what_was_asked_for(when: SpokenTime, expected: list[str]) -> None:
    assert found(Planning(), when) == expected


def test_a_day_off_is_whatever_day_their_weekend_has() -> None:
    home = Planning()
    home.plan("Choir", "2026-11-27T14:00", 540)
    friday = replace(SATURDAY, start=wall("2026-11-27T00:00"))
    assert found(home, friday) == []
    fridays = FreeTimeSettings(weekend=frozenset({4, 5}))
    slots = replace(home.free_time, settings=fridays).find("Time together", friday, home.now)
    assert [f"{each.wall:%a %H:%M}" for each in slots] == ["Fri 10:00"]


def test_a_length_that_was_named_is_kept_free() -> None:
    home = Planning()
    home.plan("Call", "2026-11-27T20:30")
    [slot] = home.free_time.find("Time together", replace(FRIDAY_EVENING, duration_seconds=7200), home.now)
    assert slot.end - slot.start == timedelta(hours=2)
    assert slot.wall == wall("2026-11-27T18:30")


def test_where_nothing_is_free_there_is_nothing() -> None:
    home = Planning()
    home.plan("Conference", "2026-11-27T08:00", 900)
    assert found(home, FRIDAY_EVENING) == []


def test_quiet_hours_are_not_free() -> None:
    home = Planning()
    home.households.household = replace(home.households.household, quiet_hours=QuietHours(time(19, 30), time(7)))
    assert found(home, FRIDAY_EVENING) == ["Fri 18:00"]


def test_what_is_over_is_not_offered() -> None:
    home = Planning()
    assert (
        found(home, SpokenTime(start=wall("2026-11-24T18:00"), end=wall("2026-11-24T23:00"), grain=Grain.DAYPART)) == []
    )
