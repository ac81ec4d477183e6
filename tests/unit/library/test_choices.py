"""What is picked by its place."""

import pytest

from assistant.app.content import CONTENT
from assistant.library.choices import load_choices

CHOICES = load_choices(CONTENT)


@pytest.mark.parametrize(
    ("word", "two", "three"),
    [
        ("first one", "tea", "tea"),
        ("second one", "milk", "milk"),
        ("third one", None, "juice"),
        ("last one", "milk", "juice"),
        ("other one", "milk", None),
        ("you choose", "tea", "tea"),
    ],
)
def test_a_place_picks_what_was_named_there(word: str, two: str | None, three: str | None) -> None:
    assert CHOICES.among(("tea", "milk")).get(word) == two
    assert CHOICES.among(("tea", "milk", "juice")).get(word) == three
