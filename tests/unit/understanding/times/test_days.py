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
        ("the sunday preceding christmas", "2026-12-20"),
        ("the eve of new year's eve", "2026-12-30"),
        ("the second sunday from now", "2026-12-06"),
        ("week from sunday", "2026-12-06"),
        ("the sunday after this one", "2026-12-06"),
        ("the eighth of next march", "2027-03-08"),
        ("the first monday of the new year", "2027-01-04"),
        ("can we do the eleventh", "2026-12-11"),
        ("next month's first sunday", "2026-12-06"),
        ("the fourth of this coming month", "2026-12-04"),
        ("next weekend on sunday", "2026-12-06"),
        ("how does the eleventh sound", "2026-12-11"),
        ("maybe the ninth then", "2026-12-09"),
        ("friday is full but sunday is fine", "2026-11-29"),
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
        ("easter weekend", "2027-03-27", "2027-03-29"),
        ("two weeks starting on the fifth", "2026-12-05", "2026-12-19"),
        ("the two weeks after christmas", "2026-12-26", "2027-01-09"),
    ],
)
def test_stretches_of_days_are_found_from_other_days(text: str, start: str, end: str) -> None:
    time = read_time(text, NOW)
    assert time is not None
    assert (time.start, time.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))
    assert time.grain is Grain.DAY


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("early tomorrow", "2026-11-24 06:00", "2026-11-24 09:00"),
        ("on sunday first thing in the morning", "2026-11-29 06:00", "2026-11-29 09:00"),
        ("late on friday", "2026-11-27 21:00", "2026-11-27 23:00"),
        ("at teatime tomorrow", "2026-11-24 18:00", "2026-11-24 20:00"),
    ],
)
def test_the_edge_of_a_day_is_a_part_of_it(text: str, start: str, end: str) -> None:
    time = read_time(text, NOW)
    assert time is not None
    assert (time.start, time.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))


def test_two_months_that_follow_each_other_are_one_stretch() -> None:
    time = read_time("march and april", NOW)
    assert time is not None
    assert (time.start, time.end) == (datetime(2027, 3, 1), datetime(2027, 5, 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on the thirty first of april", "2027-04-30"),
        ("february thirtieth", "2027-02-28"),
        ("february 30 2028", "2028-02-29"),
        ("the thirty first of november", "2026-11-30"),
        ("february 29", "2028-02-29"),
    ],
)
def test_a_day_that_a_month_does_not_have_is_its_last_one(text: str, expected: str) -> None:
    assert day(text) == expected


@pytest.mark.parametrize("text", ["the second one", "the first one", "no, the third one", "the second one of them"])
def test_one_of_several_things_is_no_day(text: str) -> None:
    assert read_time(text, NOW) is None


def test_one_may_still_be_the_hour_of_a_day() -> None:
    time = read_time("the twenty first one thirty", NOW)
    assert time is not None
    assert time.start == datetime(2026, 12, 21, 13, 30)
