import pytest

from assistant.skills.fitting_forms import fitting_forms, that_fill_the_time
from tests.fakes.exercise_evening import script

SHELF = tuple(script(name) for name in ("unload_the_day", "know_my_world", "day_or_us", "big_questions_date"))


def told(minutes: int | None) -> list[tuple[str, str, int]]:
    return [(form.exercise.id, form.variant, form.minutes) for form in fitting_forms(SHELF, minutes)]


def test_nothing_takes_longer_than_there_is_time_and_each_comes_in_its_longest_form_that_fits() -> None:
    assert told(20) == [
        ("unload_the_day", "full", 20),
        ("big_questions_date", "short", 15),
        ("know_my_world", "full", 12),
        ("day_or_us", "full", 3),
    ]
    assert [form for form in told(10) if form[0] == "unload_the_day"] == [("unload_the_day", "short", 10)]


def test_without_a_time_each_is_whole_and_in_its_place() -> None:
    assert [(name, form) for name, form, _ in told(None)] == [(each.id, "full") for each in SHELF]


@pytest.mark.parametrize(("minutes", "expected"), [(60, {45}), (20, {20, 15}), (2, set())])
def test_the_time_is_filled(minutes: int, expected: set[int]) -> None:
    assert {form.minutes for form in that_fill_the_time(fitting_forms(SHELF, minutes))} == expected
