from dataclasses import fields
from datetime import timedelta

import pytest

from assistant.exercises.progress import Progress, recall, still_fits
from assistant.library.exercise import Variant
from tests.fakes.exercise_evening import START, Evening, script
from tests.fakes.progress_store import ProgressInMemory


def kept_for(**age: float) -> tuple[Progress | None, ProgressInMemory]:
    store = ProgressInMemory()
    store.save(Progress("unload_the_day", step=3, variant="full", saved_at=START))
    return recall(store, START + timedelta(**age)), store


def test_it_is_recalled_within_seven_days() -> None:
    found, store = kept_for(days=7)
    assert found is not None
    assert found.step == 3
    assert store.load() == found


def test_after_seven_days_it_is_erased() -> None:
    found, store = kept_for(days=7, seconds=1)
    assert found is None
    assert store.load() is None


def test_from_a_clock_that_was_set_back_it_is_erased() -> None:
    found, store = kept_for(hours=-1)
    assert found is None
    assert store.load() is None


def test_nothing_is_recalled_where_nothing_was_kept() -> None:
    assert recall(ProgressInMemory(), START) is None


def test_only_the_place_is_kept_and_no_word() -> None:
    assert {field.name for field in fields(Progress)} == {"exercise_id", "step", "variant", "saved_at"}


def test_a_running_exercise_says_where_it_stands() -> None:
    evening = Evening(script("unload_the_day"), variant="short")
    evening.until(300)
    assert evening.player.progress(evening.now) == Progress("unload_the_day", 4, "short", evening.now)


@pytest.mark.parametrize(
    ("variant", "step", "fits"), [("full", 9, True), ("full", 10, False), ("short", 6, True), ("apart", 1, False)]
)
def test_a_place_in_a_file_that_was_changed_since_no_longer_fits(variant: Variant, step: int, fits: bool) -> None:  # noqa: FBT001 - a table
    assert still_fits(Progress("unload_the_day", step, variant, START), script("unload_the_day")) is fits
