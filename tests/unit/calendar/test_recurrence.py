from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.calendar.appointment import Appointment, Override, instant, told_apart
from assistant.calendar.recurrence import find_occurrence, next_occurrence, occurrences, overlapping, span

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
CREATED = datetime(2026, 1, 1, tzinfo=UTC)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def planned(start: str, rrule: str | None = None, zone: str = BERLIN) -> Appointment:
    return Appointment("u", "date night", datetime.fromisoformat(start), zone, CREATED, rrule=rrule)


def starts(appointment: Appointment, start: datetime, end: datetime) -> list[str]:
    zone = appointment.zone
    return [f"{each.local(zone):%m-%d %H:%M}" for each in occurrences(appointment, start, end)]


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "wall", "day", "spoken"),
    [
        (BERLIN, "2026-03-01T02:30", at(2026, 3, 28, 12), "03-29 03:30"),
        (BERLIN, "2027-03-01T02:30", at(2027, 3, 27, 12), "03-28 03:30"),
        (NEW_YORK, "2026-03-01T02:30", at(2026, 3, 7, 12), "03-08 03:30"),
        (NEW_YORK, "2027-03-01T02:30", at(2027, 3, 13, 12), "03-14 03:30"),
    ],
)
def test_a_time_the_clocks_jump_over_happens_once_shifted_forward(
    zone: str, wall: str, day: datetime, spoken: str
) -> None:
    assert starts(planned(wall, "FREQ=DAILY", zone), day, day + timedelta(days=1)) == [spoken]


@pytest.mark.parametrize(
    ("zone", "wall", "expected"),
    [
        (BERLIN, "2026-10-01T02:30", at(2026, 10, 25, 0, 30)),
        (BERLIN, "2027-10-01T02:30", at(2027, 10, 31, 0, 30)),
        (NEW_YORK, "2026-10-01T01:30", at(2026, 11, 1, 5, 30)),
        (NEW_YORK, "2027-10-01T01:30", at(2027, 11, 7, 5, 30)),
    ],
)
def test_of_a_time_that_comes_twice_only_the_first_happens(zone: str, wall: str, expected: datetime) -> None:
    around = occurrences(
        planned(wall, "FREQ=DAILY", zone), expected - timedelta(hours=6), expected + timedelta(hours=6)
    )
    assert [each.start for each in around] == [expected]


def test_friday_half_past_seven_stays_half_past_seven_over_the_change() -> None:
    friday = planned("2026-10-02T19:30", "FREQ=WEEKLY;BYDAY=FR")
    assert starts(friday, at(2026, 10, 20), at(2026, 11, 8)) == ["10-23 19:30", "10-30 19:30", "11-06 19:30"]


@given(
    zone=st.sampled_from([BERLIN, NEW_YORK]),
    minute_of_day=st.integers(0, 1439),
    rule=st.sampled_from([("FREQ=DAILY", 1), ("FREQ=DAILY;INTERVAL=3", 3), ("FREQ=WEEKLY", 7)]),
    first_day=st.integers(0, 20),
    cut=st.integers(1, 400),
)
@settings(max_examples=60)
def test_every_occurrence_of_two_years_comes_exactly_once_however_the_window_is_cut(
    zone: str, minute_of_day: int, rule: tuple[str, int], first_day: int, cut: int
) -> None:
    first = wall("2026-01-01T00:00") + timedelta(days=first_day, minutes=minute_of_day)
    every_day = Appointment("u", "talk", first, zone, CREATED, rrule=rule[0])
    begin, end = at(2025, 12, 30), at(2028, 1, 3)
    found = []
    while begin < end:
        following = min(end, begin + timedelta(hours=cut * 7))
        found += occurrences(every_day, begin, following)
        begin = following
    last = wall("2027-12-31T23:59")
    wanted = [first + timedelta(days=rule[1] * n) for n in range(800) if first + timedelta(days=rule[1] * n) <= last]
    inside = [each for each in found if each.wall <= last]
    assert [each.wall for each in inside] == wanted
    moments = [each.start for each in inside]
    assert moments == sorted(set(moments))
    assert all(each.start == each.wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for each in inside)


def test_a_skipped_occurrence_does_not_happen_and_a_moved_one_happens_where_it_was_moved() -> None:
    friday = replace(
        planned("2026-11-06T19:30", "FREQ=WEEKLY"),
        exdates=(wall("2026-11-13T19:30"),),
        overrides=(Override(wall("2026-11-20T19:30"), wall("2026-11-21T20:00")),),
    )
    assert starts(friday, at(2026, 11, 1), at(2026, 12, 1)) == ["11-06 19:30", "11-21 20:00", "11-27 19:30"]
    assert next_occurrence(friday, at(2026, 11, 7)) == find_occurrence(friday, wall("2026-11-20T19:30"))
    assert find_occurrence(friday, wall("2026-11-13T19:30")) is None


def test_the_next_occurrence_of_a_rule_that_is_over_is_none() -> None:
    assert next_occurrence(planned("2026-11-06T19:30", "FREQ=WEEKLY;COUNT=2"), at(2026, 11, 14)) is None


def test_a_single_appointment_happens_once() -> None:
    single = planned("2026-11-06T19:30")
    assert starts(single, at(2026, 1, 1), at(2027, 1, 1)) == ["11-06 19:30"]
    assert next_occurrence(single, at(2026, 11, 7)) is None


def test_what_began_before_a_window_and_lasts_into_it_overlaps() -> None:
    evening = planned("2026-11-06T19:30")
    assert len(overlapping(evening, at(2026, 11, 6, 19, 0), at(2026, 11, 6, 20))) == 1
    assert overlapping(evening, at(2026, 11, 6, 19, 30), at(2026, 11, 6, 20)) == []


def test_the_span_of_a_counted_rule_ends_after_its_last_occurrence() -> None:
    first, last = span(planned("2026-11-06T19:30", "FREQ=WEEKLY;COUNT=3"))
    assert first == instant(wall("2026-11-06T19:30"), BERLIN)
    assert last is not None
    assert at(2026, 11, 20, 19, 30) <= last < at(2026, 11, 23)
    assert span(planned("2026-11-06T19:30", "FREQ=WEEKLY"))[1] is None


def test_an_appointment_refuses_wall_time_with_a_zone() -> None:
    with pytest.raises(ValueError, match="naive"):
        Appointment("u", "t", CREATED, BERLIN, CREATED)


def test_the_second_of_two_times_that_the_clocks_show_is_kept_apart_from_the_first() -> None:
    twice = datetime(2026, 10, 25, 2, 30, fold=1)  # noqa: DTZ001 - wall time
    planned = Appointment("u", "oven", twice, "Europe/Berlin", datetime(2026, 10, 1, tzinfo=UTC))
    first = next_occurrence(planned, planned.created_at)
    second = next_occurrence(told_apart(planned), planned.created_at)
    assert first is not None
    assert second is not None
    assert second.start - first.start == timedelta(hours=1)
    assert second.local("Europe/Berlin").replace(fold=0) == first.local("Europe/Berlin")
