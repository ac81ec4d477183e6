from datetime import datetime, timedelta
from time import process_time

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.calendar.rule import aligned, last_wall, next_wall, parse, until_of, walls

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 5))}"]
    if frequency == "WEEKLY" and draw(st.booleans()):
        parts.append("BYDAY=" + ",".join(sorted(draw(st.sets(st.sampled_from(DAYS), min_size=1)))))
    if frequency == "MONTHLY":
        position = draw(st.sampled_from(["", "BYMONTHDAY=31", "BYMONTHDAY=-1", "BYDAY=1SU", "BYDAY=-1FR", "BYDAY=TU"]))
        parts += [position] if position else []
    if frequency == "YEARLY":
        position = draw(st.sampled_from(["", "BYMONTH=2", "BYMONTH=3;BYDAY=1SU", "BYYEARDAY=100"]))
        parts += [position] if position else []
    ending = draw(st.sampled_from(["", "COUNT=7", "UNTIL=20200301T120000", "UNTIL=20260301"]))
    return ";".join(parts + ([ending] if ending else []))


@given(
    rule=rules(),
    start=st.datetimes(wall("2004-01-01T00:00"), wall("2026-12-31T00:00")),
    window=st.datetimes(wall("2003-01-01T00:00"), wall("2028-01-01T00:00")),
    days=st.integers(1, 900),
)
@settings(max_examples=300)
def test_beginning_the_walk_late_finds_what_walking_from_the_start_finds(
    rule: str, start: datetime, window: datetime, days: int
) -> None:
    start = aligned(start.replace(second=0, microsecond=0), rule)
    assume(next_wall(start, rule, start) is not None)
    until = until_of(parse(rule))
    slow = rrulestr(rule, dtstart=start).between(window - timedelta(seconds=1), window + timedelta(days=days), inc=True)
    wanted = [each for each in slow if window <= each < window + timedelta(days=days)]
    if until is not None:
        late = rrulestr(rule.replace("UNTIL=20260301", "UNTIL=20260301T235959"), dtstart=start)
        wanted = [each for each in late if window <= each < window + timedelta(days=days)]
    assert list(walls(start, rule, window, window + timedelta(days=days))) == wanted


@given(rule=rules(), start=st.datetimes(wall("2004-01-01T00:00"), wall("2019-12-31T00:00")))
@settings(max_examples=100)
def test_an_aligned_start_is_the_first_occurrence(rule: str, start: datetime) -> None:
    start = aligned(start.replace(second=0, microsecond=0), rule)
    assume(next_wall(start, rule, start) is not None)
    first = next(iter(rrulestr(rule, dtstart=start)), None)
    assert first == start


def test_a_rule_without_end_has_no_last_occurrence_and_a_counted_one_has() -> None:
    start = wall("2026-11-06T19:30")
    assert last_wall(start, "FREQ=WEEKLY") is None
    assert last_wall(start, "FREQ=WEEKLY;COUNT=3") == wall("2026-11-20T19:30")


def test_the_twenty_ninth_of_february_is_found_eight_years_on() -> None:
    assert next_wall(wall("1896-02-29T09:00"), "FREQ=YEARLY", wall("1896-03-01T00:00")) == wall("1904-02-29T09:00")


@pytest.mark.parametrize("words", ["", "every friday", "FREQ=SOMETIMES"])
def test_what_is_no_rule_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="no recurrence rule"):
        parse(words)


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYMONTH=2", "FREQ=MONTHLY;BYMONTH=2", "FREQ=DAILY;INTERVAL=7;BYDAY=MO"])
def test_a_rule_that_never_comes_is_searched_for_once(rule: str) -> None:
    start = wall("2024-01-30T12:00")
    assert next_wall(start, rule, start) is None
    began = process_time()
    assert list(walls(start, rule, start, wall("2034-01-01T00:00"))) == []
    assert process_time() - began < 0.05  # searched for again, it takes seconds
