"""Two names that an "and" joins in one plan."""

from collections.abc import Callable

import pytest

from assistant.messages.speech import Intent

Understand = Callable[..., Intent]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("dinner with mum and dad on friday at seven", "dinner with mum and dad"),
        ("plan a picnic and a swim on saturday at three", "picnic and a swim"),
        ("dinner and a movie on friday at seven", "dinner and a movie"),
    ],
)
def test_an_and_within_a_name_belongs_to_it(understand: Understand, text: str, title: str) -> None:
    found = understand(text)
    assert (found.name, found.slots["activity"]) == ("ScheduleTime", title)


@pytest.mark.parametrize(
    "text", ["date night on friday and saturday at seven", "plan a walk between two and four tomorrow"]
)
def test_what_is_one_time_stays_one(understand: Understand, text: str) -> None:
    assert set(understand(text).times) == {"when"}
