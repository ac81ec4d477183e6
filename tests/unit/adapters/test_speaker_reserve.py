"""When a device ran dry, and what is learned from it."""

import pytest

from assistant.adapters.speaker_reserve import FEWEST, MOST, Reserve, periods_after

PERIOD = 0.02


def gaps(*taken_at: float) -> int:
    reserve = Reserve()
    for now in taken_at:
        reserve.take(PERIOD, now)
    return reserve.gaps


def test_a_device_that_asks_in_time_has_no_gaps() -> None:
    assert gaps(0.0, 0.0, 0.0, 0.02, 0.04, 0.06, 0.08) == 0


def test_a_device_that_is_late_lives_on_its_reserve() -> None:
    assert gaps(0.0, 0.0, 0.0, 0.055, 0.055, 0.055) == 0


def test_each_time_that_nothing_was_left_is_a_gap() -> None:
    assert gaps(0.0, 0.0, 0.0, 0.1, 0.1, 0.2) == 2


def test_clocks_that_differ_a_little_make_no_gap() -> None:
    assert gaps(0.0, 0.021, 0.042, 0.063) == 0


@pytest.mark.parametrize(
    ("gaps_heard", "before", "after"),
    [
        (1, FEWEST, FEWEST + 1),
        (3, FEWEST, FEWEST + 3),
        (50, FEWEST, MOST),
        (0, FEWEST + 2, FEWEST + 1),
        (0, FEWEST, FEWEST),
    ],
)
def test_every_gap_adds_a_period_and_a_sound_without_one_takes_one(gaps_heard: int, before: int, after: int) -> None:
    assert periods_after(gaps_heard, before) == after
