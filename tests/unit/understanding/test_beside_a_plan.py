"""What is to be so long before or after something planned is understood without that length."""

from datetime import datetime

import pytest

from assistant.messages.speech import Asking, Expectation, Transcript, Vocabulary
from assistant.messages.times import BesidePlan
from tests.conversations.understood import recognizer

NOW = datetime(2026, 11, 25, 18)  # noqa: DTZ001 - wall time, as the recogniser takes it


@pytest.mark.parametrize(
    ("said", "thing", "title", "minutes", "day"),
    [
        ("schedule a walk half an hour after dinner on friday", "walk", "dinner", 30, 27),
        ("walk on friday ten minutes before yoga", "walk", "yoga", -10, 27),
        ("plan tea an hour after date night", "tea", "date night", 60, None),
        ("remind us half an hour before our movie night to buy popcorn", "buy popcorn", "movie night", -30, None),
        ("remind us to feed the cat ten minutes after date night is over", "feed the cat", "date night", 10, None),
    ],
)
def test_what_it_hangs_on_is_handed_on(said: str, thing: str, title: str, minutes: int, day: int | None) -> None:
    intent = recognizer().recognize(Transcript(said), Expectation(), Vocabulary(), NOW)
    assert thing in intent.slots.values()
    assert intent.beside == BesidePlan(title, 60 * minutes)
    found = intent.times.get("when")
    assert (None if found is None or found.start is None else found.start.day) == day


@pytest.mark.parametrize(
    "said", ["plan a walk half an hour before seven on friday", "plan a walk after dinner tomorrow"]
)
def test_a_clock_time_and_a_part_of_the_day_are_no_plans(said: str) -> None:
    assert recognizer().recognize(Transcript(said), Expectation(), Vocabulary(), NOW).beside is None


def test_whoever_is_asked_for_a_time_may_name_what_it_hangs_on() -> None:
    asked = Expectation(asking=Asking.TIME, about="ScheduleTime")
    intent = recognizer().recognize(Transcript("half an hour after dinner"), asked, Vocabulary(), NOW)
    assert (intent.name, intent.beside) == ("ScheduleTime", BesidePlan("dinner", 1800))
