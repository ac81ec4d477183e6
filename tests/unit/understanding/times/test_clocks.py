# ruff: noqa: DTZ001 - spoken times are wall time
from datetime import datetime

import pytest

from assistant.understanding.times.reading import read_time

NOW = datetime(2026, 11, 23, 9, 0)
"""A Monday morning."""


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("five on thursday", "17:00"),
        ("this thursday nineteen forty", "19:40"),
        ("twenty two forty tonight", "22:40"),
        ("five at the latest", "17:00"),
        ("say five this thursday", "17:00"),
        ("half after six this evening", "18:30"),
        ("eleven fifty seven tonight", "23:57"),
        ("at 7.45 tonight", "19:45"),
        ("at won o'clock", "13:00"),
        ("twenty too nine this evening", "20:40"),
    ],
)
def test_clocks_are_read_beside_a_day_or_a_part_of_it(text: str, clock: str) -> None:
    time = read_time(text, NOW)
    assert time is not None, text
    assert time.start is not None, text
    assert f"{time.start:%H:%M}" == clock


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("between nine and noon on saturday", "2026-11-28 09:00", "2026-11-28 12:00"),
        ("from six to noon on saturday", "2026-11-28 06:00", "2026-11-28 12:00"),
        ("from eight to midnight on saturday", "2026-11-28 20:00", "2026-11-29 00:00"),
        ("for an hour from now", "2026-11-23 09:00", "2026-11-23 10:00"),
        ("from nine p m on friday to one a m", "2026-11-27 21:00", "2026-11-28 01:00"),
        ("from ten tonight until seven tomorrow morning", "2026-11-23 22:00", "2026-11-24 07:00"),
        ("from six on friday to four on sunday", "2026-11-27 18:00", "2026-11-29 16:00"),
        ("from nine a m to five p m tomorrow", "2026-11-24 09:00", "2026-11-24 17:00"),
        ("from ten until seven tomorrow morning", "2026-11-23 22:00", "2026-11-24 07:00"),
        ("from now for half an hour", "2026-11-23 09:00", "2026-11-23 09:30"),
        ("from six on friday to eight", "2026-11-27 18:00", "2026-11-27 20:00"),
    ],
)
def test_a_range_begins_on_the_side_of_noon_on_which_it_ends(text: str, start: str, end: str) -> None:
    time = read_time(text, NOW)
    assert time is not None, text
    assert (time.start, time.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))


def test_what_is_set_for_so_long_from_now_comes_then() -> None:
    time = read_time("set an alarm for ten minutes from now", NOW)
    assert time is not None
    assert (time.start, time.end) == (datetime(2026, 11, 23, 9, 10), None)


def test_a_number_after_in_is_minutes_where_a_call_is_asked_for() -> None:
    time = read_time("ping us in ten", NOW)
    assert time is not None
    assert time.start == datetime(2026, 11, 23, 9, 10)


@pytest.mark.parametrize(
    "text",
    [
        "an hour before sunset",
        "two hours after we land",
        "one day we will laugh about it",
        "one in ten",
        "room three fifteen",
        "two people on friday were late and three in five agreed",
        "on friday, two friends are coming",
        "on friday, one of us has to go",
    ],
)
def test_lengths_and_numbers_beside_other_things_are_no_times(text: str) -> None:
    time = read_time(text, NOW)
    assert time is None or time.start == datetime(2026, 11, 27)
