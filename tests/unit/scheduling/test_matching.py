import pytest

from assistant.scheduling.matching import matches, said_of_reminder

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


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("the pill reminder", "pill"),
        ("reminders about the babysitter", "the babysitter"),
        ("our reminder to call mum", "call mum"),
        ("the reminder", ""),
        ("the pill", None),
    ],
)
def test_a_reminder_is_named_by_what_it_says(wanted: str, said: str | None) -> None:
    assert said_of_reminder(wanted) == said
