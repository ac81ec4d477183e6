from datetime import date

import pytest

from assistant.understanding.times.holidays import easter, holiday_at


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1961, date(1961, 4, 2)),
        (2000, date(2000, 4, 23)),
        (2019, date(2019, 4, 21)),
        (2024, date(2024, 3, 31)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_falls_where_the_churches_say(year: int, day: date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("christmas eve", date(2026, 12, 24)),
        ("new year 's day", date(2027, 1, 1)),
        ("valentine 's day", date(2027, 2, 14)),
        ("good friday", date(2027, 3, 26)),
        ("thanksgiving", date(2026, 11, 26)),
        ("black friday", date(2026, 11, 27)),
        ("mother 's day", date(2027, 5, 9)),
        ("memorial day", date(2027, 5, 31)),
    ],
)
def test_a_holiday_is_the_next_one(name: str, day: date) -> None:
    found = holiday_at(name, 0)
    assert found is not None
    assert found[0].on_or_after(date(2026, 11, 23)) == day
