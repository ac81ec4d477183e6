"""Hours and days that stay free, as somebody says them."""

from datetime import datetime, time, timedelta

import pytest

from assistant.messages.speech import Intent
from assistant.messages.times import SpokenTime
from assistant.scheduling.intention import Hours, Intention, Ritual
from assistant.skills.wished_hours import limited
from assistant.understanding.times.reading import find_times

MONDAY = datetime(2026, 11, 23, 19)  # noqa: DTZ001 - wall time
WEEKEND = frozenset({5, 6})
WEEK = Intention(
    (
        Ritual("date", "Date night", timedelta(hours=2), Hours(time(9), time(22)), time(19)),
        Ritual("talk", "Evening talk", timedelta(minutes=20), Hours(time(9), time(22)), time(20), per_week=7),
    )
)


def intent(hours: str, words: str = "") -> Intent:
    times: dict[str, SpokenTime] = {}
    if words:
        [found] = find_times(words, MONDAY)
        times["when"] = found.time
    return Intent("PlanWeek", {"hours": hours, "when": words}, times=times)


@pytest.mark.parametrize(
    ("hours", "words", "begins", "ends"),
    [
        ("never", "before eight", "00:00", "08:00"),
        ("never", "before nine in the morning", "00:00", "09:00"),
        ("never", "after nine", "21:00", "00:00"),
        ("never", "after half past ten in the evening", "22:30", "00:00"),
        ("never", "between five and six", "17:00", "18:00"),
        ("only", "after six in the evening", "00:00", "18:00"),
        ("only", "before nine in the evening", "21:00", "00:00"),
    ],
)
def test_hours_that_stay_free(hours: str, words: str, begins: str, ends: str) -> None:
    found = limited(intent(hours, words), WEEK, WEEKEND)
    assert found is not None
    assert found.week.forbidden == (Hours(time.fromisoformat(begins), time.fromisoformat(ends)),)
    assert found.said.key == "planning.never_hours"


def test_days_that_are_left_bound_how_often_a_thing_can_be() -> None:
    found = limited(intent("weekends"), WEEK, WEEKEND)
    assert found is not None
    assert [(each.days, each.per_week) for each in found.week.rituals] == [
        (frozenset({5, 6}), 1),
        (frozenset({5, 6}), 2),
    ]
    theirs = limited(intent("weekends"), WEEK, frozenset({4, 5}))
    assert theirs is not None
    assert {each.days for each in theirs.week.rituals} == {frozenset({4, 5})}
    never = limited(intent("never", "on mondays"), WEEK, WEEKEND)
    assert never is not None
    assert [each.per_week for each in never.week.rituals] == [1, 6]
    assert all(0 not in each.days for each in never.week.rituals)


def test_where_no_day_would_be_left_it_is_asked_again() -> None:
    on_weekdays = WEEK.on_days(frozenset({0, 1}))
    assert limited(intent("weekends"), on_weekdays, WEEKEND) is None


@pytest.mark.parametrize("words", ["tomorrow", "next week", "friday"])
def test_a_single_day_names_no_hours(words: str) -> None:
    assert limited(intent("never", words), WEEK, WEEKEND) is None
