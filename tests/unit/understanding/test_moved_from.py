"""What something planned is moved away from."""

from collections.abc import Callable

import pytest

from assistant.messages.speech import Intent

Understand = Callable[..., Intent]


@pytest.mark.parametrize(
    ("said", "which", "when"),
    [
        ("move the walk from saturday to sunday", "saturday", "sunday"),
        ("can we do the walk on sunday rather than saturday", "saturday", "on sunday"),
        ("saturday's no good so let's move the walk to sunday", "saturday", "sunday"),
        ("saturday isn't good so let's move the walk to sunday", "saturday", "sunday"),
        ("saturday doesn't suit so move the walk to sunday", "saturday", "sunday"),
        ("saturday won't really work so move the walk to sunday", "saturday", "sunday"),
        ("saturday's not possible so move the walk to sunday", "saturday", "sunday"),
        ("saturday's already full so move the walk to sunday", "saturday", "sunday"),
        ("sam's working saturday so can we move the walk to sunday", "saturday", "sunday"),
    ],
)
def test_a_move_names_the_day_that_is_left(understand: Understand, said: str, which: str, when: str) -> None:
    heard = understand(said)
    assert (heard.name, dict(heard.slots)) == ("MoveTime", {"activity": "walk", "which": which, "when": when})
    assert heard.times["which"].start is not None
    assert heard.times["when"].start is not None


@pytest.mark.parametrize(
    "said",
    [
        "move the walk to sunday from six to eight",
        "sunday's good so move the walk to sunday",
        "sunday is really good so move the walk to sunday at three",
        "sunday would suit so move the walk to sunday",
        "sunday is possible so move the walk to sunday",
        "sunday isn't full so move the walk to sunday",
        "sunday's not bad so move the walk to sunday",
        "sunday's free now so move the walk to sunday",
        "her train gets in on friday so move the walk to sunday",
    ],
)
def test_a_day_that_hinders_nothing_is_not_left(understand: Understand, said: str) -> None:
    heard = understand(said)
    assert heard.name == "MoveTime"
    assert "which" not in heard.slots


def test_from_a_day_to_another_needs_no_from(understand: Understand) -> None:
    heard = understand("shift the walk this friday to next sunday")
    assert dict(heard.slots) == {"activity": "walk", "which": "this friday", "when": "next sunday"}


def test_hush_may_last_until_something_happens(understand: Understand) -> None:
    heard = understand("keep quiet until the twins are asleep")
    assert (heard.name, dict(heard.slots)) == ("Hush", {"when": "until the twins are asleep"})


def test_the_day_behind_an_activity_is_no_part_of_its_name(understand: Understand) -> None:
    heard = understand("the walk tomorrow is off i'm afraid")
    assert (heard.name, dict(heard.slots)) == ("CancelTime", {"activity": "walk", "when": "tomorrow"})


def test_a_check_in_keeps_its_name_before_a_day(understand: Understand) -> None:
    heard = understand("skip the check in on friday")
    assert dict(heard.slots) == {"activity": "check in", "when": "on friday"}


def test_any_next_time_names_no_activity(understand: Understand) -> None:
    heard = understand("when's our next date of any kind")
    assert (heard.name, dict(heard.slots)) == ("NextTime", {})
