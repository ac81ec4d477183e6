"""Two reminders or plans in one sentence are told from one with an "and"."""

from collections.abc import Callable
from datetime import datetime

import pytest

from assistant.messages.speech import Intent
from assistant.understanding.times.reading import find_times
from assistant.understanding.two_at_once import first_reminder

Understand = Callable[..., Intent]
NOW = datetime.fromisoformat("2026-11-25T20:00")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("remind us to call mum at six tomorrow", "to buy wine at five"),
        ("remind us in an hour about the soup", "in two hours about the oven"),
        ("remind us tomorrow evening to call mum", "on friday at three to call dad"),
        ("remind us tomorrow evening to call mum", "on friday to call dad"),
        ("remind us to call mum at six", "buy wine at seven"),
    ],
)
def test_a_second_time_with_words_of_its_own_is_a_second_reminder(first: str, second: str) -> None:
    assert first_reminder(f"{first} and {second}", find_times, NOW) == first


@pytest.mark.parametrize(
    "text",
    [
        "remind us to call mum and dad at six",
        "remind us between five and seven to stretch",
        "remind us on friday and saturday to water the plants",
        "remind us at five to pack the bags and tomorrow's lunch",
        "remind us at five to buy milk and eggs for tomorrow",
    ],
)
def test_an_and_inside_one_reminder_leaves_it_whole(text: str) -> None:
    assert first_reminder(text, find_times, NOW) is None


@pytest.mark.parametrize(
    ("said", "activity", "when"),
    [
        ("schedule date night on friday and yoga on saturday", "date night", "on friday"),
        ("schedule date night on friday at seven and remind us at six to dress", "date night", "on friday at seven"),
        ("schedule dinner for friday at seven and schedule a walk for sunday at three", "dinner", "friday at seven"),
    ],
)
def test_of_two_plans_the_first_is_understood_and_the_second_handed_on(
    understand: Understand, said: str, activity: str, when: str
) -> None:
    heard = understand(said)
    assert (heard.name, dict(heard.slots)) == ("ScheduleTime", {"activity": activity, "when": when})
    assert heard.is_first_of_two


def test_of_two_rhythms_of_one_plan_the_second_is_handed_on(understand: Understand) -> None:
    heard = understand("plan yoga on mondays at six and on fridays at seven")
    assert dict(heard.slots) == {"activity": "yoga", "when": "on mondays at six"}
    assert heard.is_first_of_two


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("schedule date night on friday at seven and again on sunday", "2026-11-27T19:00"),
        ("yoga at six on tuesday and at seven on thursday", "2026-11-24T18:00"),
        ("breakfast tomorrow and friday at nine in the morning", "2026-11-24T09:00"),
    ],
)
def test_of_two_days_of_one_plan_the_second_is_handed_on(understand: Understand, said: str, first: str) -> None:
    heard = understand(said)
    assert heard.times["when"].start == datetime.fromisoformat(first)
    assert heard.is_first_of_two


@pytest.mark.parametrize(
    ("said", "first", "other"),
    [
        ("yoga on tuesday or wednesday at six in the evening", "2026-11-24T18:00", "2026-11-25T18:00"),
        ("schedule date night on friday at seven or saturday at eight", "2026-11-27T19:00", "2026-11-28T20:00"),
    ],
)
def test_of_two_days_with_an_or_one_is_wanted(understand: Understand, said: str, first: str, other: str) -> None:
    heard = understand(said)
    assert not heard.is_first_of_two
    assert heard.times["when"].start == datetime.fromisoformat(first)
    assert heard.other_time is not None
    assert heard.other_time.start == datetime.fromisoformat(other)


def test_of_two_days_to_move_to_one_is_wanted(understand: Understand) -> None:
    heard = understand("move yoga to friday or saturday")
    assert not heard.is_first_of_two
    assert heard.name == "MoveTime"
    assert heard.other_time is not None
    assert heard.other_time.start == datetime(2026, 11, 28)  # noqa: DTZ001 - wall time


@pytest.mark.parametrize(
    ("said", "first"),
    [("cancel date night and yoga", "date night"), ("move the walk and the picnic to sunday", "walk")],
)
def test_of_two_changes_the_first_is_taken(understand: Understand, said: str, first: str) -> None:
    heard = understand(said)
    assert (heard.slots["activity"], heard.is_first_of_two) == (first, True)


@pytest.mark.parametrize(
    "said",
    [
        "schedule dinner and a movie for friday at seven",
        "schedule yoga on monday and wednesday at six",
        "dinner between six and seven on friday",
    ],
)
def test_one_plan_with_an_and_is_one(understand: Understand, said: str) -> None:
    heard = understand(said)
    assert heard.name == "ScheduleTime"
    assert not heard.is_first_of_two


@pytest.mark.parametrize("said", ["skip it on friday and saturday", "cancel that and the walk on friday"])
def test_a_change_to_it_and_more_is_understood_too(understand: Understand, said: str) -> None:
    assert understand(said).name in {"SkipTime", "CancelTime"}
