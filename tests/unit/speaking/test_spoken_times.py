# ruff: noqa: DTZ001 - spoken times are wall time

from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from assistant.messages.times import Grain, Recurrence, SpokenTime
from assistant.speaking.spoken_times import say_clock, say_date, say_how_far, say_length, say_recurrence, say_time
from assistant.understanding.times.conventions import DAYPARTS
from assistant.understanding.times.reading import read_time

NOW = datetime(2026, 11, 23, 9, 0)

nows = st.datetimes(datetime(2024, 1, 1), datetime(2036, 1, 1)).map(lambda now: now.replace(second=0, microsecond=0))
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


@st.composite
def moments(draw: st.DrawFn) -> tuple[datetime, datetime]:
    now = draw(nows)
    return now, now + timedelta(minutes=draw(st.integers(1, 3 * 366 * 24 * 60)))


def read(said: str, now: datetime) -> SpokenTime:
    time = read_time(said, now)
    assert time is not None, said
    return time


@given(moments())
def test_what_it_says_of_a_moment_is_read_as_that_moment(case: tuple[datetime, datetime]) -> None:
    now, start = case
    said = say_time(SpokenTime(start=start), now)
    assert read(said, now).start == start, said


@given(nows, st.integers(-400, 1200))
def test_what_it_says_of_a_day_is_read_as_that_day(now: datetime, days: int) -> None:
    day = now.date() + timedelta(days=days)
    said = say_time(SpokenTime(start=datetime.combine(day, time()), grain=Grain.DAY), now)
    again = read(said, now)
    assert (again.start, again.end, again.grain) == (datetime.combine(day, time()), None, Grain.DAY), said


@given(moments(), st.integers(1, 24 * 60))
def test_what_it_says_of_a_range_of_clock_times_is_read_as_that_range(
    case: tuple[datetime, datetime], minutes: int
) -> None:
    now, start = case
    end = start + timedelta(minutes=minutes)
    said = say_time(SpokenTime(start=start, end=end), now)
    again = read(said, now)
    assert (again.start, again.end) == (start, end), said


@given(moments(), st.integers(1, 40))
def test_what_it_says_of_a_range_of_days_is_read_as_that_range(case: tuple[datetime, datetime], days: int) -> None:
    now, moment = case
    start = datetime.combine(moment.date(), time())
    end = start + timedelta(days=days + 1)
    said = say_time(SpokenTime(start=start, end=end, grain=Grain.DAY), now)
    again = read(said, now)
    assert (again.start, again.end) == (start, end), said


@given(moments(), st.sampled_from(["morning", "afternoon", "evening", "night"]))
def test_what_it_says_of_a_part_of_a_day_is_read_as_that_part(case: tuple[datetime, datetime], part: str) -> None:
    now, moment = case
    start = datetime.combine(moment.date(), DAYPARTS[part].start)
    end = start + timedelta(hours=(DAYPARTS[part].end.hour - start.hour) % 24)
    said = say_time(SpokenTime(start=start, end=end, grain=Grain.DAYPART), now)
    again = read(said, now)
    assert (again.start, again.end, again.grain) == (start, end, Grain.DAYPART), said


@given(st.integers(1, 40 * 86_400))
def test_what_it_says_of_a_length_is_read_as_that_length(seconds: int) -> None:
    said = say_time(SpokenTime(duration_seconds=seconds), NOW)
    again = read(said, NOW)
    assert (again.start, again.duration_seconds) == (None, seconds), said


@given(moments(), st.integers(1, 8 * 60).map(lambda minutes: 60 * minutes))
def test_what_it_says_of_a_moment_with_a_length_is_read_as_both(case: tuple[datetime, datetime], seconds: int) -> None:
    now, start = case
    said = say_time(SpokenTime(start=start, duration_seconds=seconds), now)
    again = read(said, now)
    assert (again.start, again.duration_seconds) == (start, seconds), said


DAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NTHS = st.sampled_from([1, 2, 3, 4, -1, -2])


@st.composite
def rules(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "NTH", "YEARLY", "NTH_YEARLY"]))
    interval = draw(st.integers(1, 12))
    step = f";INTERVAL={interval}" if interval > 1 else ""
    days = ",".join(draw(st.lists(st.sampled_from(DAY_NAMES), min_size=1, unique=True)))
    month_days = ",".join(str(day) for day in draw(st.lists(st.integers(1, 28), min_size=1, max_size=3, unique=True)))
    month = draw(st.integers(1, 12))
    nth = f"{draw(NTHS)}{draw(st.sampled_from(DAY_NAMES))}"
    return {
        "DAILY": f"FREQ=DAILY{step}",
        "WEEKLY": f"FREQ=WEEKLY{step};BYDAY={days}",
        "MONTHLY": f"FREQ=MONTHLY{step};BYMONTHDAY={month_days}",
        "NTH": f"FREQ=MONTHLY{step};BYDAY={nth}",
        "YEARLY": f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={month_days}",
        "NTH_YEARLY": f"FREQ=YEARLY;BYMONTH={month};BYDAY={nth}",
    }[kind]


@st.composite
def recurrences(draw: st.DrawFn) -> tuple[datetime, Recurrence]:
    now, since = draw(moments())
    rule = draw(rules())
    clock = draw(st.one_of(st.just(time()), clocks.filter(lambda clock: clock != time())))
    aligned = rrulestr(rule, dtstart=datetime.combine(since, clock))
    first = aligned.after(now)
    assert first is not None
    end = draw(st.sampled_from(["", "count", "until"]))
    if end == "count":
        rule += f";COUNT={draw(st.integers(1, 60))}"
    elif end == "until":
        rule += f";UNTIL={first + timedelta(days=draw(st.integers(1, 320))):%Y%m%d}T235959"
    return now, Recurrence(rule, first)


def occurrences(recurrence: Recurrence) -> list[datetime]:
    return list(islice(rrulestr(recurrence.rrule, dtstart=recurrence.dtstart), 15))


@given(recurrences())
def test_what_it_says_of_a_repetition_is_read_as_the_same_occurrences(case: tuple[datetime, Recurrence]) -> None:
    now, recurrence = case
    said = say_recurrence(recurrence, now)
    again = read(said, now).recurrence
    assert again is not None, said
    assert occurrences(again) == occurrences(recurrence), said


def test_exceptions_are_said_and_read_again() -> None:
    weekly = Recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", datetime(2026, 11, 26, 20), (date(2026, 12, 24),))
    said = say_recurrence(weekly, NOW)
    assert said == "every other Thursday at eight in the evening, except Thursday the twenty fourth of December"
    assert read(said, NOW).recurrence == weekly


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        (time(19, 30), "seven thirty in the evening"),
        (time(7, 5), "seven oh five in the morning"),
        (time(0), "midnight"),
        (time(12), "noon"),
        (time(21), "nine at night"),
        (time(0, 30), "twelve thirty in the morning"),
    ],
)
def test_clock_times_are_said_with_their_part_of_the_day(clock: time, said: str) -> None:
    assert say_clock(clock) == said


def test_a_near_day_needs_no_month_and_a_far_one_its_year() -> None:
    assert say_date(date(2026, 11, 27), NOW) == "Friday the twenty seventh"
    assert say_date(date(2026, 12, 4), NOW) == "Friday the fourth of December"
    assert say_date(date(2028, 2, 29), NOW) == "Tuesday the twenty ninth of February twenty twenty eight"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1800, "half an hour"),
        (5400, "an hour and a half"),
        (9000, "two and a half hours"),
        (450, "seven minutes and thirty seconds"),
        (1_209_600, "two weeks"),
        (60, "one minute"),
    ],
)
def test_lengths_are_said_as_people_say_them(seconds: int, said: str) -> None:
    assert say_length(seconds) == said


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(seconds=20), "in twenty seconds"),
        (timedelta(minutes=20), "in twenty minutes"),
        (timedelta(hours=10), "in about ten hours"),
        (timedelta(days=1), "tomorrow"),
        (timedelta(days=3), "in three days"),
        (timedelta(days=7), "in one week"),
        (timedelta(days=36), "in about five weeks"),
        (timedelta(days=200), "in about seven months"),
        (timedelta(days=800), "in about two years"),
        (timedelta(days=-1), "yesterday"),
        (timedelta(days=-3), "three days ago"),
    ],
)
def test_how_far_off_a_moment_is_rounded_as_people_round(ahead: timedelta, said: str) -> None:
    assert say_how_far(NOW + ahead, NOW) == said


def test_a_time_without_anything_in_it_cannot_be_said() -> None:
    with pytest.raises(ValueError, match="cannot be said"):
        say_time(SpokenTime(), NOW)


def test_sixty_minutes_are_an_hour() -> None:
    now = datetime(2026, 11, 24, 19, 0)
    assert say_how_far(now + timedelta(minutes=60), now) == "in one hour"


def test_how_far_off_counts_real_hours_while_the_clocks_change() -> None:
    now = datetime(2027, 3, 28, 1, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert say_how_far(now.replace(hour=4), now) == "in about two hours"
    assert say_how_far(now.replace(hour=3), now) == "in one hour"
