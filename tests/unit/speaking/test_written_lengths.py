import pytest

from assistant.speaking.written_lengths import say_about, with_its_lengths

SEVEN_MINUTES_AND_A_HALF = 450


@pytest.mark.parametrize(
    ("written", "share", "told"),
    [
        ("Take about seven minutes.", 0.5, "Take about three minutes."),
        ("Take about two minutes for both.", 0.5, "Take about one minute for both."),
        ("Take about a minute and a half.", 0.5, "Take about forty five seconds."),
        ("Go to separate places for twenty minutes.", 0.5, "Go to separate places for about ten minutes."),
        ("Half an hour is yours.", 0.5, "About fifteen minutes is yours."),
        ("You have two and three minutes.", 2.0, "You have two and about six minutes."),
    ],
)
def test_a_length_in_a_text_is_told_as_long_as_it_is_now(written: str, share: float, told: str) -> None:
    assert with_its_lengths(written, share, longest=1800) == told


@pytest.mark.parametrize("share", [1.0, 0.9, 1.1])
def test_what_is_nearly_as_long_as_written_is_told_as_written(share: float) -> None:
    assert with_its_lengths("Take about two minutes.", share, longest=120) == "Take about two minutes."


@pytest.mark.parametrize(
    "written",
    ["Let it be twenty minutes from now or later.", "Point things out for a few minutes.", "Here's a second idea."],
)
def test_what_is_no_length_of_this_step_is_told_as_written(written: str) -> None:
    assert with_its_lengths(written, 0.5, SEVEN_MINUTES_AND_A_HALF) == written


@pytest.mark.parametrize(("seconds", "told"), [(225, "about four minutes"), (7, "about five seconds")])
def test_about_is_rounded_as_people_say_it(seconds: int, told: str) -> None:
    assert say_about(seconds) == told
