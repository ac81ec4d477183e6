# ruff: noqa: DTZ001 - spoken times are wall time
from datetime import datetime

import pytest

from assistant.messages.times import Grain
from assistant.understanding.times.reading import read_time

NOW = datetime(2026, 11, 23, 9, 0)
"""A Monday morning."""


def day(text: str) -> str:
    time = read_time(text, NOW)
    assert time is not None, text
    assert time.start is not None, text
    return time.start.date().isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("friday evening the eighteenth", "2026-12-18"),
        ("the eighteenth, friday evening", "2026-12-18"),
        ("the eighteenth friday evening about six", "2026-12-18"),
        ("on the eleventh, that's a friday", "2026-12-11"),
        ("friday the eighteenth of next month", "2026-12-18"),
    ],
)
def test_a_weekday_and_a_number_name_one_day_in_any_order(text: str, expected: str) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tomorrow week", "2026-12-01"),
        ("a week this friday", "2026-12-04"),
        ("two weeks this saturday", "2026-12-12"),
        ("the fifth of the first", "2027-01-05"),
        ("the last sunday before christmas", "2026-12-20"),
        ("the next sunday after christmas", "2026-12-27"),
        ("the saturday between christmas and new year", "2026-12-26"),
        ("at year's end", "2026-12-31"),
        ("the second advent sunday", "2026-12-06"),
        ("the fourth sunday of advent", "2026-12-20"),
    ],
)
def test_days_are_found_from_other_days(text: str, expected: str) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("over the next fortnight", "2026-11-24", "2026-12-08"),
        ("within the next month", "2026-11-24", "2026-12-24"),
        ("the last weekend before christmas", "2026-12-19", "2026-12-21"),
    ],
)
def test_stretches_of_days_are_found_from_other_days(text: str, start: str, end: str) -> None:
    time = read_time(text, NOW)
    assert time is not None
    assert (time.start, time.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))
    assert time.grain is Grain.DAY
