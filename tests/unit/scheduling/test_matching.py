import pytest

from assistant.scheduling.matching import matches

NAMES = ["date night", "weekly check-in", "Friday dinner", "dinner with Mia", "walks"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("our date night", ["date night"]),
        ("date nights", ["date night"]),
        ("the weekly check in", ["weekly check-in"]),
        ("tomorrow's walk", ["walks"]),
        ("the walk", ["walks"]),
        ("friday dinners", ["Friday dinner"]),
        ("dinner", ["Friday dinner", "dinner with Mia"]),
        ("date knight", ["date night"]),
        ("yoga", []),
    ],
)
def test_words_name_what_was_planned(wanted: str, found: list[str]) -> None:
    assert [NAMES[place] for place in matches(wanted, NAMES)] == found
