from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assistant.calendar.appointment import Appointment, Kind, Override
from assistant.calendar.editing import (
    change_rule,
    end_before,
    leave_out,
    move_all,
    move_one,
    rename,
    resize,
    take_back,
)
from assistant.calendar.recurrence import next_occurrence, occurrences

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def planned(start: str = "2026-11-27T19:30", rrule: str | None = "FREQ=WEEKLY") -> Appointment:
    return Appointment("u", "date night", wall(start), "UTC", NOW, rrule=rrule)


def days(appointment: Appointment | None, number: int = 4) -> list[str]:
    assert appointment is not None
    found = occurrences(appointment, NOW - timedelta(days=400), NOW + timedelta(days=800))
    return [f"{each.wall:%a %d %b %H:%M}" for each in found[:number]]


@pytest.mark.parametrize(
    ("rrule", "start", "to", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-26T19:00", "2026-11-27T19:00", ["Fri 27 Nov", "Tue 01 Dec", "Fri 04 Dec"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27T19:00", "2026-11-26T19:00", ["Thu 26 Nov", "Thu 31 Dec", "Thu 28 Jan"]),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            "2026-11-30T19:00",
            "2026-11-29T19:00",
            ["Sun 29 Nov", "Tue 29 Dec", "Fri 29 Jan"],
        ),
        ("FREQ=MONTHLY", "2026-12-15T19:00", "2026-12-31T19:00", ["Thu 31 Dec", "Sun 31 Jan", "Wed 31 Mar"]),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5", "2026-12-05T19:00", "2027-01-06T19:00", ["Wed 06 Jan", "Thu 06 Jan"]),
        (
            "FREQ=DAILY;UNTIL=20261129T235959",
            "2026-11-27T19:00",
            "2026-11-28T19:00",
            ["Sat 28 Nov", "Sun 29 Nov", "Mon 30 Nov"],
        ),
    ],
)
def test_the_days_of_a_rule_follow_an_occurrence_that_moves(
    rrule: str, start: str, to: str, expected: list[str]
) -> None:
    appointment = planned(start, rrule)
    first = next_occurrence(appointment, NOW)
    assert first is not None
    moved = move_all(appointment, first, wall(to))
    assert [each[:-6] for each in days(moved, len(expected))] == expected
    assert moved.sequence == 1


def test_moving_all_of_something_that_happens_once_moves_what_stands_beside_it() -> None:
    appointment = replace(planned(rrule=None), rdates=(wall("2026-12-01T19:30"),))
    first = next_occurrence(appointment, NOW)
    assert first is not None
    moved = move_all(appointment, first, wall("2026-11-28T20:00"))
    assert days(moved) == ["Sat 28 Nov 20:00", "Wed 02 Dec 20:00"]


def test_one_occurrence_keeps_each_of_its_own_changes() -> None:
    second = wall("2026-12-04T19:30")
    changed = rename(
        resize(move_one(planned(), second, wall("2026-12-05T18:00")), timedelta(hours=3), second), "gala", second
    )
    assert changed.overrides == (Override(second, wall("2026-12-05T18:00"), timedelta(hours=3), "gala"),)
    assert changed.sequence == 3
    everything = rename(resize(changed, timedelta(hours=2)), "party")
    assert everything.overrides == (Override(second, wall("2026-12-05T18:00")),)
    assert (everything.title, everything.duration) == ("party", timedelta(hours=2))


def test_a_reminder_s_words_follow_its_title() -> None:
    reminder = replace(planned(), kind=Kind.REMINDER, text="date night")
    assert rename(reminder, "call mum").text == "call mum"


def test_where_every_occurrence_is_left_out_nothing_remains() -> None:
    twice = planned(rrule="FREQ=WEEKLY;COUNT=2")
    once = leave_out(twice, (wall("2026-11-27T19:30"),))
    assert days(once) == ["Fri 04 Dec 19:30"]
    assert leave_out(twice, (wall("2026-11-27T19:30"), wall("2026-12-04T19:30"))) is None
    assert leave_out(planned(rrule=None), (wall("2026-11-27T19:30"),)) is None


def test_what_was_left_out_is_taken_back_from_a_moment_on() -> None:
    left_out = leave_out(planned(), (wall("2026-11-27T19:30"), wall("2026-12-04T19:30")))
    assert left_out is not None
    assert days(take_back(left_out, wall("2026-12-01T00:00")), 2) == ["Fri 04 Dec 19:30", "Fri 11 Dec 19:30"]


def test_ended_before_a_moment_it_keeps_what_was_before() -> None:
    counted = replace(
        planned(rrule="FREQ=WEEKLY;COUNT=9"), overrides=(Override(wall("2026-12-11T19:30"), wall("2026-12-12T09:00")),)
    )
    assert days(end_before(counted, wall("2026-12-05T00:00"))) == ["Fri 27 Nov 19:30", "Fri 04 Dec 19:30"]
    assert end_before(planned(), wall("2026-11-27T19:30")) is None
    beside = replace(planned(rrule=None), rdates=(wall("2026-12-01T19:30"),))
    assert days(end_before(beside, wall("2026-11-30T00:00"))) == ["Fri 27 Nov 19:30"]


def test_another_rhythm_starts_where_its_rule_first_meets() -> None:
    assert days(change_rule(planned(), wall("2026-11-25T08:00"), "FREQ=WEEKLY;BYDAY=SA"), 1) == ["Sat 28 Nov 08:00"]
    assert days(change_rule(planned(), wall("2026-11-25T08:00"), None)) == ["Wed 25 Nov 08:00"]
