from hypothesis import given
from hypothesis import strategies as st

from assistant.scheduling.availability import Interval, merged
from assistant.scheduling.busy_times import BusyTimes
from tests.unit.scheduling.weeks import busy, moment

STRETCHES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda each: busy(0, each[0], each[0] + each[1])), max_size=15
)


@given(STRETCHES, st.integers(0, 60), st.integers(1, 30))
def test_what_shares_time_with_a_stretch_is_told_and_nothing_else(
    stretches: list[Interval], begins: int, length: int
) -> None:
    start, end = moment(0, begins), moment(0, begins + length)
    expected = [each for each in merged(stretches) if each.start < end and each.end > start]
    assert BusyTimes(stretches).between(start, end) == expected
