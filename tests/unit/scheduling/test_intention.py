from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from assistant.scheduling.intention import Intention, WeeklyTime
from tests.unit.scheduling.weeks import hours, ritual

DATE, WALK = ritual("date", 120), replace(ritual("walk", 30, per_week=3), names=("Stroll",))
MONDAY_EVENING = datetime(2026, 11, 23, 19, 0)  # noqa: DTZ001 - wall time


def at(hour: float) -> datetime:
    return datetime(2026, 11, 23) + timedelta(hours=hour)  # noqa: DTZ001 - wall time


@pytest.mark.parametrize(
    ("begins", "ends", "met"),
    [(21, 22, False), (21, 22.5, True), (30.5, 31, True), (31, 32, False), (0, 1, True), (-2, -1.5, True)],
)
def test_hours_over_midnight_are_met_on_both_sides_of_it(begins: float, ends: float, *, met: bool) -> None:
    assert hours(22, 7).meet(at(begins), at(ends)) is met


def test_a_week_of_rituals_adds_up() -> None:
    assert Intention((DATE, WALK)).a_week == timedelta(minutes=210)


def test_a_ritual_is_found_by_any_of_its_names() -> None:
    week = Intention((DATE, WALK))
    assert week.find("stroll") == WALK
    assert week.find("Date") == DATE
    assert week.find("opera") is None


def test_a_week_can_be_trimmed_and_widened() -> None:
    week = Intention((DATE, WALK))
    assert week.without(DATE).rituals == (WALK,)
    assert week.only(DATE).rituals == (DATE,)
    longer = replace(DATE, length=timedelta(hours=3))
    assert week.wanting(longer).rituals == (longer, WALK)
    assert week.without(DATE).wanting(DATE).rituals == (WALK, DATE)


@pytest.mark.parametrize(
    ("weekday", "hour", "expected"),
    [(0, 20, "2026-11-23 20:00"), (0, 19, "2026-11-30 19:00"), (6, 18, "2026-11-29 18:00")],
)
def test_a_weekly_moment_is_the_next_one_and_never_now(weekday: int, hour: int, expected: str) -> None:
    assert f"{WeeklyTime(weekday, time(hour)).next_after(MONDAY_EVENING):%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize(
    "wrong", [{"per_week": 0}, {"per_week": 8}, {"length": timedelta()}, {"apart": 0}, {"days": frozenset({7})}]
)
def test_what_no_week_can_have_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="date"):
        replace(ritual("date", 120), title="date", **wrong)  # type: ignore[arg-type]
