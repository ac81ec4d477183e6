# ruff: noqa: DTZ001 - spoken times are wall time
from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from assistant.messages.times import Recurrence, SpokenTime
from assistant.understanding.times.reading import read_time

NOW = datetime(2026, 11, 23, 9, 0)
"""A Monday morning."""


def read(text: str, now: datetime = NOW) -> SpokenTime:
    time = read_time(text, now)
    assert time is not None, text
    return time


def recurrence(text: str, now: datetime = NOW) -> Recurrence:
    found = read(text, now).recurrence
    assert found is not None, text
    return found


PHRASES = {
    "every day": ("FREQ=DAILY", "2026-11-23 00:00"),
    "every morning at seven": ("FREQ=DAILY", "2026-11-24 07:00"),
    "every 3rd day": ("FREQ=DAILY;INTERVAL=3", "2026-11-23 00:00"),
    "every day at ten and four": ("FREQ=DAILY;BYHOUR=10,16;BYMINUTE=0", "2026-11-23 10:00"),
    "nightly at ten": ("FREQ=DAILY", "2026-11-23 22:00"),
    "every other week on thursday": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "2026-11-26 00:00"),
    "on fridays every two weeks": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-11-27 00:00"),
    "alternate fridays at seven": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-11-27 19:00"),
    "every second friday": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-11-27 00:00"),
    "fortnightly on tuesdays": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24 00:00"),
    "twice a week": ("FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-23 00:00"),
    "once every three weeks on sunday": ("FREQ=WEEKLY;INTERVAL=3;BYDAY=SU", "2026-11-29 00:00"),
    "monday wednesday and friday mornings": ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-11-23 09:00"),
    "every weekday morning at seven fifteen": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-24 07:15"),
    "monday to friday at six": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-23 18:00"),
    "weekends at ten a m": ("FREQ=WEEKLY;BYDAY=SA,SU", "2026-11-28 10:00"),
    "friday nights": ("FREQ=WEEKLY;BYDAY=FR", "2026-11-27 20:00"),
    "every sunday in december": ("FREQ=WEEKLY;BYMONTH=12;BYDAY=SU", "2026-12-06 00:00"),
    "a weekly check in on sunday at six": ("FREQ=WEEKLY;BYDAY=SU", "2026-11-29 18:00"),
    "saturday and sunday at three": ("FREQ=WEEKLY;BYDAY=SA,SU;COUNT=2", "2026-11-28 15:00"),
    "the first monday of each month at half past six": ("FREQ=MONTHLY;BYDAY=1MO", "2026-12-07 18:30"),
    "the first sunday of the month": ("FREQ=MONTHLY;BYDAY=1SU", "2026-12-06 00:00"),
    "every last sunday": ("FREQ=MONTHLY;BYDAY=-1SU", "2026-11-29 00:00"),
    "first and third sunday of every month": ("FREQ=MONTHLY;BYDAY=1SU,3SU", "2026-12-06 00:00"),
    "every other month on the second sunday": ("FREQ=MONTHLY;INTERVAL=2;BYDAY=2SU", "2026-12-13 00:00"),
    "the fifteenth of every month": ("FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15 00:00"),
    "the last day of every month": ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30 00:00"),
    "every year on the twelfth of june": ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=12", "2027-06-12 00:00"),
    "every christmas eve at five": ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", "2026-12-24 17:00"),
    "every thanksgiving": ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "2026-11-26 00:00"),
    "every year on the last sunday of november": ("FREQ=YEARLY;BYMONTH=11;BYDAY=-1SU", "2026-11-29 00:00"),
    "every half hour": ("FREQ=MINUTELY;INTERVAL=30", "2026-11-23 09:00"),
    "the next four thursdays": ("FREQ=WEEKLY;BYDAY=TH;COUNT=4", "2026-11-26 00:00"),
    "every friday for ten times": ("FREQ=WEEKLY;BYDAY=FR;COUNT=10", "2026-11-27 00:00"),
    "every friday until june": ("FREQ=WEEKLY;BYDAY=FR;UNTIL=20270531T235959", "2026-11-27 00:00"),
    "every friday through june": ("FREQ=WEEKLY;BYDAY=FR;UNTIL=20270630T235959", "2026-11-27 00:00"),
    "every tuesday until christmas": ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261225T235959", "2026-11-24 00:00"),
    "every friday for six weeks": ("FREQ=WEEKLY;BYDAY=FR;UNTIL=20270103T235959", "2026-11-27 00:00"),
    "the last friday of every month until june": ("FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270531T235959", "2026-11-27 00:00"),
    "every friday at seven starting on december eleventh": ("FREQ=WEEKLY;BYDAY=FR", "2026-12-11 19:00"),
    "from january every sunday at four": ("FREQ=WEEKLY;BYDAY=SU", "2027-01-03 16:00"),
    "every day except sundays": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", "2026-11-23 00:00"),
    "every day but not on weekends": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-23 00:00"),
    "every day until christmas at eight p m": ("FREQ=DAILY;UNTIL=20261225T235959", "2026-11-23 20:00"),
    "every sunday until the fifth of march at six": ("FREQ=WEEKLY;BYDAY=SU;UNTIL=20270305T235959", "2026-11-29 18:00"),
    "every sunday between now and easter at six": ("FREQ=WEEKLY;BYDAY=SU;UNTIL=20270328T235959", "2026-11-29 18:00"),
    "once a month on a sunday at six": ("FREQ=MONTHLY;BYDAY=1SU", "2026-12-06 18:00"),
    "twice a month on a sunday at six": ("FREQ=MONTHLY;BYDAY=1SU,3SU", "2026-12-06 18:00"),
    "one sunday a month at six": ("FREQ=MONTHLY;BYDAY=1SU", "2026-12-06 18:00"),
    "two evenings a week at nine": ("FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-23 21:00"),
    "every fourteen days on sunday": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "2026-11-29 00:00"),
    "five times every sunday": ("FREQ=WEEKLY;BYDAY=SU;COUNT=5", "2026-11-29 00:00"),
    "every day apart from the weekend": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-23 00:00"),
    "first sundays at six": ("FREQ=MONTHLY;BYDAY=1SU", "2026-12-06 18:00"),
    "on the fifteenth monthly": ("FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15 00:00"),
    "tuesday evenings and sunday mornings": ("FREQ=WEEKLY;BYDAY=TU,SU", "2026-11-24 19:00"),
    "three consecutive sundays at six": ("FREQ=WEEKLY;BYDAY=SU;COUNT=3", "2026-11-29 18:00"),
    "twice a year in may and november": ("FREQ=YEARLY;BYMONTH=5,11", "2027-05-01 00:00"),
    "mon wed fri at 6 30 am": ("FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=3", "2026-11-25 06:30"),
    "monday and thursday every week at six": ("FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-23 18:00"),
    "alternate weekends at ten a m": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU", "2026-11-28 10:00"),
    "every weekend on sunday at six": ("FREQ=WEEKLY;BYDAY=SU", "2026-11-29 18:00"),
    "every full hour": ("FREQ=HOURLY", "2026-11-23 09:00"),
    "every monday except in july and august": (
        "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=MO",
        "2026-11-23 00:00",
    ),
    "every monday except in august": (
        "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12;BYDAY=MO",
        "2026-11-23 00:00",
    ),
}


@pytest.mark.parametrize("text", PHRASES)
def test_repetitions_become_rules_that_begin_with_their_first_day(text: str) -> None:
    found = recurrence(text)
    assert (found.rrule, found.dtstart.isoformat(" ", "minutes")) == PHRASES[text]


@given(st.sampled_from(sorted(PHRASES)), st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)))
def test_the_first_occurrence_of_every_rule_is_its_beginning(text: str, now: datetime) -> None:
    found = recurrence(text, now)
    beginning = found.dtstart
    assert next(iter(rrulestr(found.rrule, dtstart=beginning))) == beginning
    assert beginning >= now.replace(hour=0, minute=0, second=0, microsecond=0)


def test_a_month_whose_last_friday_has_passed_is_the_next_year_s() -> None:
    found = recurrence("every friday through june", datetime(2026, 6, 27))
    assert (found.rrule, found.dtstart) == ("FREQ=WEEKLY;BYDAY=FR;UNTIL=20270630T235959", datetime(2026, 7, 3))


def test_an_end_that_has_no_day_left_is_the_next_year_s() -> None:
    found = recurrence("every day until christmas at eight p m", datetime(2026, 12, 25, 21))
    assert (found.rrule, found.dtstart) == ("FREQ=DAILY;UNTIL=20271225T235959", datetime(2026, 12, 26, 20))


def test_a_length_beside_a_repetition_is_how_long_it_lasts() -> None:
    assert read("weekdays at six for fifteen minutes").duration_seconds == 900
    assert read("every sunday evening from six to nine").duration_seconds == 3 * 3600
    assert read("every saturday morning from ten until noon").duration_seconds == 2 * 3600


def test_a_run_of_days_is_left_out_day_by_day() -> None:
    found = recurrence("every friday except between christmas and new year")
    assert set(found.exdates) >= {date(2026, 12, 25), date(2027, 1, 1)}


def test_a_single_day_is_left_out_by_its_date() -> None:
    found = recurrence("every other thursday except christmas eve")
    assert found.exdates == (date(2026, 12, 24),)
