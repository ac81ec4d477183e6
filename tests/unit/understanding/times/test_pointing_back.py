# ruff: noqa: DTZ001 - spoken times are wall time
from datetime import datetime

import pytest

from assistant.messages.times import Ambiguity
from assistant.understanding.times.edits import read_edit
from assistant.understanding.times.reading import read_time

NOW = datetime(2026, 11, 23, 9, 10)
"""A Monday morning."""


def start(text: str) -> str:
    time = read_time(text, NOW)
    assert time is not None, text
    assert time.start is not None, text
    return time.start.isoformat(" ", "minutes")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("this time tomorrow", "2026-11-24 09:10"),
        ("at this time on sunday", "2026-11-29 09:10"),
        ("this time next week", "2026-11-30 09:10"),
        ("in a week at this time", "2026-11-30 09:10"),
        ("this time next month", "2026-12-23 09:10"),
        ("this time next year", "2027-11-23 09:10"),
        ("this day next year", "2027-11-23 00:00"),
    ],
)
def test_this_time_is_the_time_of_day_that_it_is_now(text: str, moment: str) -> None:
    assert start(text) == moment


@pytest.mark.parametrize("text", ["on the hour", "at the top of the hour"])
def test_on_the_hour_is_the_next_full_one(text: str) -> None:
    assert start(text) == "2026-11-23 10:00"


def test_what_comes_every_hour_on_the_hour_begins_with_the_next_full_one() -> None:
    time = read_time("every hour on the hour", NOW)
    assert time is not None
    assert time.recurrence is not None
    assert time.recurrence.dtstart == datetime(2026, 11, 23, 10)


@pytest.mark.parametrize("text", ["the same time tomorrow", "same time tomorrow"])
def test_the_same_time_is_now_s_and_marked_where_nothing_is_changed(text: str) -> None:
    time = read_time(text, NOW)
    assert time is not None
    assert (time.start, time.ambiguous) == (datetime(2026, 11, 24, 9, 10), (Ambiguity.SAME_TIME,))


def test_the_same_time_of_something_that_is_moved_is_its_own() -> None:
    edit = read_edit("move the walk to the same time tomorrow", NOW)
    assert edit is not None
    assert edit.when is not None
    assert (edit.when.start, edit.when.grain.value) == (datetime(2026, 11, 24), "day")


def test_an_hour_before_what_is_to_be_done_is_no_minute_hand() -> None:
    assert start("remind us at ten to leave the house") == "2026-11-23 10:00"


@pytest.mark.parametrize("text", ["this time i mean it", "just this time", "it is the same day in day out"])
def test_this_time_without_a_day_is_no_time(text: str) -> None:
    assert read_time(text, NOW) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("not this sunday but the next one", "2026-12-06 00:00"),
        ("not this weekend but the one after", "2026-12-05 00:00"),
        ("not next week, the week after", "2026-12-07 00:00"),
        ("not on the fourth but the day after that", "2026-12-05 00:00"),
        ("christmas or the sunday after that", "2026-12-25 00:00"),
    ],
)
def test_the_one_after_follows_the_one_that_was_said(text: str, moment: str) -> None:
    assert start(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("twenty past", "2026-11-23 09:20"),
        ("quarter past the hour", "2026-11-23 09:15"),
        ("at twenty past", "2026-11-23 09:20"),
        ("at quarter to", "2026-11-23 09:45"),
        ("at five past", "2026-11-23 10:05"),
    ],
)
def test_minutes_without_an_hour_are_the_next_ones(text: str, moment: str) -> None:
    assert start(text) == moment
