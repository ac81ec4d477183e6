from dataclasses import replace
from datetime import UTC, datetime, timedelta

from assistant.calendar.appointment import Appointment, Override, instant
from assistant.calendar.recurrence import occurrences
from assistant.calendar.splitting import apart, together

MONDAY, TUESDAY, WEDNESDAY = 0, 1, 2
BEGINS = datetime(2026, 12, 7, 18, 30)  # noqa: DTZ001 - wall time


def yoga(rrule: str | None, start: datetime = BEGINS) -> Appointment:
    return Appointment("yoga", "Yoga", start, "Europe/Berlin", datetime(2026, 12, 1, tzinfo=UTC), rrule=rrule)


def days(appointment: Appointment | None, weeks: int = 4) -> list[str]:
    if appointment is None:
        return []
    since = instant(BEGINS, "Europe/Berlin")
    found = occurrences(appointment, since, since + timedelta(weeks=weeks))
    return [f"{each.wall:%a %d}" for each in found]


def test_the_mondays_are_taken_from_mondays_and_wednesdays() -> None:
    mondays, rest = apart(yoga("FREQ=WEEKLY;BYDAY=MO,WE"), frozenset({MONDAY}), "rest")
    assert days(mondays, 2) == ["Mon 07", "Mon 14"]
    assert days(rest, 2) == ["Wed 09", "Wed 16"]
    assert mondays is not None
    assert rest is not None
    assert (mondays.uid, rest.uid) == ("yoga", "rest")


def test_every_other_week_stays_the_same_weeks() -> None:
    mondays, rest = apart(yoga("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE"), frozenset({WEDNESDAY}), "rest")
    assert days(mondays) == ["Wed 09", "Wed 23"]
    assert days(rest) == ["Mon 07", "Mon 21"]


def test_the_weekend_is_taken_from_every_day_and_a_number_of_times_stays() -> None:
    weekend, rest = apart(yoga("FREQ=DAILY;COUNT=8"), frozenset({5, 6}), "rest")
    assert days(weekend) == ["Sat 12", "Sun 13"]
    assert days(rest) == ["Mon 07", "Tue 08", "Wed 09", "Thu 10", "Fri 11", "Mon 14"]


def test_what_was_left_out_or_moved_goes_with_its_day() -> None:
    wednesday = BEGINS + timedelta(days=2)
    moved = Override(BEGINS, BEGINS + timedelta(hours=1))
    both = replace(yoga("FREQ=WEEKLY;BYDAY=MO,WE"), exdates=(wednesday,), overrides=(moved,))
    mondays, rest = apart(both, frozenset({MONDAY}), "rest")
    assert days(mondays, 1) == ["Mon 07"]
    assert days(rest, 2) == ["Wed 16"]
    assert mondays is not None
    assert mondays.overrides == (moved,)


def test_what_is_on_no_other_day_is_not_taken_apart() -> None:
    for rule in ("FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=1MO", None):
        whole = yoga(rule)
        assert apart(whole, frozenset({MONDAY}), "rest") == (whole, None)
        assert apart(whole, frozenset({TUESDAY}), "rest") == (None, whole)


def test_a_rule_that_does_not_go_by_weekdays_is_on_none_of_them_alone() -> None:
    whole = yoga("FREQ=DAILY;INTERVAL=2")
    assert apart(whole, frozenset({MONDAY}), "rest") == (None, whole)


def test_a_series_that_ends_before_its_other_day_has_none() -> None:
    whole = yoga("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=1")
    mondays, rest = apart(whole, frozenset({MONDAY}), "rest")
    assert (days(mondays), rest) == (["Mon 07"], None)


def test_two_that_differ_only_by_their_day_are_one_again() -> None:
    tuesdays = yoga("FREQ=WEEKLY;BYDAY=TU", BEGINS + timedelta(days=1))
    wednesdays = replace(yoga("FREQ=WEEKLY;BYDAY=WE", BEGINS + timedelta(days=2)), uid="rest")
    joined = together(tuesdays, wednesdays)
    assert days(joined, 1) == ["Tue 08", "Wed 09"]
    assert together(tuesdays, replace(wednesdays, start=wednesdays.start + timedelta(hours=1))) is None
    assert together(tuesdays, replace(wednesdays, rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=WE")) is None
