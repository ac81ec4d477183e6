from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.scheduling.availability import Interval, daily_windows, free, merged

ORIGIN = datetime(2026, 11, 23, tzinfo=UTC)


def interval(begins: float, ends: float) -> Interval:
    return Interval(ORIGIN + timedelta(hours=begins), ORIGIN + timedelta(hours=ends))


INTERVALS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda each: interval(each[0], each[0] + each[1])),
    max_size=12,
)


def hours(intervals: list[Interval]) -> set[int]:
    """The whole hours that these cover."""
    found = set()
    for each in intervals:
        first = round((each.start - ORIGIN) / timedelta(hours=1))
        found |= set(range(first, first + round(each.length / timedelta(hours=1))))
    return found


def test_what_touches_is_joined_and_what_is_empty_dropped() -> None:
    assert merged([interval(3, 4), interval(1, 2), interval(2, 3), interval(9, 9)]) == [interval(1, 4)]


@given(INTERVALS)
def test_merging_covers_the_same_hours_without_overlaps(intervals: list[Interval]) -> None:
    found = merged(intervals)
    assert hours(found) == hours([each for each in intervals if each.length > timedelta()])
    assert all(before.end < after.start for before, after in pairwise(found))


@given(INTERVALS, st.integers(0, 40), st.integers(1, 20), st.integers(1, 5))
def test_free_time_is_what_is_in_the_window_and_not_busy_and_long_enough(
    intervals: list[Interval], begins: int, length: int, at_least: int
) -> None:
    busy = merged(intervals)
    window = interval(begins, begins + length)
    found = free(busy, [window], timedelta(hours=at_least))
    left = hours([window]) - hours(busy)
    runs: list[set[int]] = []
    for hour in sorted(left):
        if runs and hour - 1 in runs[-1]:
            runs[-1].add(hour)
        else:
            runs.append({hour})
    wanted = [run for run in runs if len(run) >= at_least]
    assert [hours([each]) for each in found] == wanted


def test_evenings_keep_their_wall_time_over_the_change_of_the_clocks() -> None:
    saturday, sunday = daily_windows(date(2026, 10, 24), 2, time(18), time(23), "Europe/Berlin")
    assert saturday.start == datetime(2026, 10, 24, 16, tzinfo=UTC)
    assert sunday.start == datetime(2026, 10, 25, 17, tzinfo=UTC)


def test_a_window_may_pass_midnight() -> None:
    [late] = daily_windows(date(2026, 11, 23), 1, time(22), time(1), "UTC")
    assert late.length == timedelta(hours=3)
