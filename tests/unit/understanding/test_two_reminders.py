"""Two reminders in one sentence are told from one reminder with an "and"."""

from datetime import datetime

import pytest

from assistant.understanding.times.reading import find_times
from assistant.understanding.two_reminders import apart

NOW = datetime.fromisoformat("2026-11-25T20:00")


@pytest.mark.parametrize(
    ("text", "first", "hour"),
    [
        ("remind us to call mum at six tomorrow and to buy wine at five", "remind us to call mum at six tomorrow", 17),
        (
            "remind us in an hour about the soup and in two hours about the oven",
            "remind us in an hour about the soup",
            22,
        ),
        ("remind us to call mum at six and buy wine at seven", "remind us to call mum at six", 19),
    ],
)
def test_a_second_time_with_words_of_its_own_is_a_second_reminder(text: str, first: str, hour: int) -> None:
    two = apart(text, find_times, NOW)
    assert two is not None
    assert two.first == first
    assert two.time_of_second.start is not None
    assert two.time_of_second.start.hour == hour


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
    assert apart(text, find_times, NOW) is None
