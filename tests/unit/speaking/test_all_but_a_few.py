# ruff: noqa: DTZ001 - spoken times are wall time
from datetime import datetime
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.messages.times import Recurrence
from assistant.speaking.all_but_a_few import without_what_is_left_out
from assistant.speaking.spoken_recurrences import rule_parts
from assistant.speaking.spoken_times import say_recurrence
from assistant.understanding.times.reading import read_time

NOW = datetime(2026, 11, 23, 9, 0)
_COMPARED = 30


def first_of(rule: str) -> Recurrence:
    dates = rrulestr(rule, dtstart=datetime(2026, 11, 23, 18, 0))
    first = next(iter(dates))
    assert isinstance(first, datetime)
    return Recurrence(rule, first)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            "FREQ=MONTHLY;BYDAY=2SU,3SU,4SU,5SU",
            "every Sunday at six in the evening, except the first Sunday of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=-2FR,-3FR,-4FR,-5FR",
            "every Friday at six in the evening, except the last Friday of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=1MO,2MO,3MO,4MO,5MO,2FR,3FR,4FR,5FR",
            "every Monday and Friday at six in the evening, except the first Friday of the month",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", "every Friday the thirteenth at six in the evening"),
        ("FREQ=MONTHLY;BYDAY=1SU,3SU", "every month on the first and third Sunday at six in the evening"),
    ],
)
def test_what_comes_every_week_but_once_a_month_is_said_so(rule: str, said: str) -> None:
    assert say_recurrence(first_of(rule), datetime(2026, 11, 23, 9)).split(", starting")[0] == said


@given(
    st.sampled_from(("MO", "TU", "WE", "TH", "FR", "SA", "SU")),
    st.integers(1, 5),
    st.sampled_from((1, -1)),
)
@settings(deadline=None)
def test_what_is_said_of_all_but_one_is_read_as_the_same_days(weekday: str, left_out: int, side: int) -> None:
    kept = ",".join(f"{side * nth}{weekday}" for nth in range(1, 6) if nth != left_out)
    recurrence = first_of(f"FREQ=MONTHLY;BYDAY={kept}")
    time = read_time(say_recurrence(recurrence, NOW), NOW)
    assert time is not None
    assert time.recurrence is not None
    again = time.recurrence
    days = [list(islice(rrulestr(one.rrule, dtstart=one.dtstart), _COMPARED)) for one in (recurrence, again)]
    assert days[0] == days[1]


def test_a_rule_of_few_days_stays_as_it_is() -> None:
    parts = rule_parts("FREQ=MONTHLY;BYMONTHDAY=1,15")
    assert without_what_is_left_out(parts) == (parts, ())
