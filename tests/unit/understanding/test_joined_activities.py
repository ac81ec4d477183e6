"""A plan that is called by two things keeps both."""

from datetime import datetime

import pytest

from assistant.messages.speech import Expectation, Transcript, Vocabulary
from tests.conversations.understood import recognizer

NOW = datetime(2026, 11, 25, 20)  # noqa: DTZ001 - wall time, as the recogniser takes it


@pytest.mark.parametrize(
    ("said", "activity"),
    [
        ("dinner and a movie on friday at seven", "dinner and a movie"),
        ("plan a picnic and a swim on saturday at three", "picnic and a swim"),
        ("dinner with mum and dad tomorrow at seven", "dinner with mum and dad"),
        ("on saturday at three plan a walk and then a coffee", "walk and then a coffee"),
        ("dinner on friday at seven and yoga on saturday at nine", "dinner"),
        ("dinner with mum and dad on friday at seven", "dinner with mum and dad"),
        ("date night on friday at seven", "date night"),
        ("put dinner and date night in the calendar for friday", "dinner and date night"),
        ("put our check in in the calendar for friday", "check in"),
        ("date night on friday and saturday at seven", "date night"),
    ],
)
def test_an_and_between_two_things_at_one_time_makes_one_name(said: str, activity: str) -> None:
    intent = recognizer().recognize(Transcript(said), Expectation(), Vocabulary(), NOW)
    assert (intent.name, intent.slots.get("activity")) == ("ScheduleTime", activity)


@pytest.mark.parametrize("said", ["plan yoga and tell us more", "plan dinner on friday and call my mum"])
def test_what_stands_behind_an_and_is_no_name_where_no_time_is_for_both(said: str) -> None:
    intent = recognizer().recognize(Transcript(said), Expectation(), Vocabulary(), NOW)
    assert " and " not in str(intent.slots.get("activity", ""))
