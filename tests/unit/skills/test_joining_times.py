"""An answer about a time keeps what was said before and mends only what it names."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from assistant.messages.times import Ambiguity, Grain, Recurrence, SpokenTime
from assistant.skills.joining_times import joined

MORNING_OR_EVENING = (Ambiguity.AM_OR_PM,)


def at(
    day: int,
    hour: int,
    *,
    end: datetime | None = None,
    seconds: int | None = None,
    grain: Grain = Grain.MINUTE,
    ambiguous: tuple[Ambiguity, ...] = (),
    names_day: bool = True,
) -> SpokenTime:
    """A moment in November 2026, named with its day."""
    start = datetime(2026, 11, day, hour)  # noqa: DTZ001
    return SpokenTime(start, end, seconds, grain=grain, ambiguous=ambiguous, names_day=names_day)


def clock(hour: int, *, seconds: int | None = None, ambiguous: tuple[Ambiguity, ...] = ()) -> SpokenTime:
    """A clock time without a day, read as today's, the twenty-third."""
    return at(23, hour, seconds=seconds, ambiguous=ambiguous, names_day=False)


def day(number: int) -> SpokenTime:
    return at(number, 0, grain=Grain.DAY)


def part(number: int, begins: int, ends: int, *, named: bool) -> SpokenTime:
    end = datetime(2026, 11, number) + timedelta(hours=ends)  # noqa: DTZ001
    return at(number, begins, end=end, grain=Grain.DAYPART, names_day=named)


def left_open(answer: SpokenTime, grain: Grain) -> SpokenTime:
    """A day of which the week or the month was not said."""
    return replace(answer, leaves_open=grain)


def at_day(number: int, hour: int) -> SpokenTime:
    """A moment so many days after the last of October."""
    return SpokenTime(datetime(2026, 10, 31) + timedelta(days=number, hours=hour))  # noqa: DTZ001


FRIDAY, SATURDAY = 27, 28


@pytest.mark.parametrize(
    ("before", "answer", "start"),
    [
        pytest.param(day(FRIDAY), clock(19), (FRIDAY, 19), id="friday, then seven"),
        pytest.param(day(FRIDAY), at(SATURDAY, 19), (SATURDAY, 19), id="friday, then saturday at seven"),
        pytest.param(day(FRIDAY), day(SATURDAY), (SATURDAY, 0), id="friday, then saturday"),
        pytest.param(at(FRIDAY, 19), day(SATURDAY), (SATURDAY, 19), id="friday at seven, no, saturday"),
        pytest.param(at(FRIDAY, 19), clock(8, ambiguous=MORNING_OR_EVENING), (FRIDAY, 20), id="seven, no, eight"),
        pytest.param(
            at(FRIDAY, 19), at(SATURDAY, 8, ambiguous=MORNING_OR_EVENING), (SATURDAY, 20), id="no, saturday at eight"
        ),
        pytest.param(
            at(FRIDAY, 9), clock(22, ambiguous=MORNING_OR_EVENING), (FRIDAY, 10), id="nine in the morning, no, at ten"
        ),
        pytest.param(
            at(FRIDAY, 9, ambiguous=MORNING_OR_EVENING),
            part(23, 18, 23, named=False),
            (FRIDAY, 21),
            id="friday at nine, in the evening",
        ),
        pytest.param(
            at(FRIDAY, 8), part(23, 18, 23, named=False), (FRIDAY, 20), id="at eight in the morning, no, in the evening"
        ),
        pytest.param(
            at(FRIDAY, 3), part(23, 18, 23, named=False), (FRIDAY, 18), id="an hour that is not in that part of the day"
        ),
        pytest.param(
            at(30, 0, end=datetime(2026, 12, 7), grain=Grain.WEEK),  # noqa: DTZ001
            left_open(day(FRIDAY), Grain.WEEK),
            (FRIDAY + 7, 0),
            id="next week, then friday",
        ),
        pytest.param(
            at(FRIDAY, 19), left_open(day(SATURDAY), Grain.WEEK), (SATURDAY, 19), id="this friday, no, saturday"
        ),
        pytest.param(
            at_day(FRIDAY + 14, 19),
            left_open(day(24), Grain.WEEK),
            (FRIDAY + 11, 19),
            id="friday after next, no, tuesday",
        ),
        pytest.param(
            at_day(FRIDAY + 30, 19),
            left_open(day(FRIDAY + 1), Grain.MONTH),
            (FRIDAY + 31, 19),
            id="in december, no, the 28th",
        ),
        pytest.param(
            at_day(FRIDAY + 65, 19), left_open(day(30), Grain.MONTH), (FRIDAY + 64, 19), id="a month without such a day"
        ),
    ],
)
def test_an_answer_is_joined_to_what_was_said_before(
    before: SpokenTime, answer: SpokenTime, start: tuple[int, int]
) -> None:
    expected = datetime(2026, 11, 1) + timedelta(days=start[0] - 1, hours=start[1])  # noqa: DTZ001
    assert joined(before, answer).start == expected


def test_a_time_that_is_mended_stays_as_long_as_it_was() -> None:
    before = at(FRIDAY, 19, end=datetime(2026, 11, FRIDAY, 21))  # noqa: DTZ001
    assert joined(before, clock(20)).end == datetime(2026, 11, FRIDAY, 22)  # noqa: DTZ001
    assert joined(at(FRIDAY, 19, seconds=5400), day(SATURDAY)).duration_seconds == 5400


def test_a_new_length_replaces_the_old_one() -> None:
    longer = joined(at(FRIDAY, 19, seconds=3600), clock(20, seconds=7200))
    assert longer.duration_seconds == 7200


def test_a_repetition_with_its_day_and_time_replaces_everything() -> None:
    weekly = SpokenTime(recurrence=Recurrence("FREQ=WEEKLY;BYDAY=FR", datetime(2026, 11, FRIDAY, 19)))  # noqa: DTZ001
    assert joined(at(SATURDAY, 20), weekly) == weekly


@pytest.mark.parametrize(
    ("said", "rule", "first"),
    [
        ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=SA", (SATURDAY, 20)),
        ("FREQ=WEEKLY;INTERVAL=2", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", (SATURDAY, 20)),
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=28", (SATURDAY, 20)),
        ("FREQ=DAILY", "FREQ=DAILY", (SATURDAY, 20)),
        ("FREQ=WEEKLY;BYDAY=FR", "FREQ=WEEKLY;BYDAY=FR", (FRIDAY, 20)),
    ],
)
def test_a_repetition_without_a_day_or_a_time_has_them_from_before(
    said: str, rule: str, first: tuple[int, int]
) -> None:
    weekly = SpokenTime(recurrence=Recurrence(said, datetime(2026, 11, FRIDAY)), grain=Grain.DAY)  # noqa: DTZ001
    expected = Recurrence(rule, datetime(2026, 11, *first))  # noqa: DTZ001
    assert joined(at(SATURDAY, 20), weekly).recurrence == expected


def test_another_week_keeps_the_day_of_the_week_and_the_time() -> None:
    next_week = at(30, 0, end=datetime(2026, 12, 7), grain=Grain.WEEK)  # noqa: DTZ001
    assert joined(at(FRIDAY, 19), next_week).start == datetime(2026, 12, 4, 19)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("before", "minute", "joined_at"),
    [((19, 0), 15, (19, 15)), ((19, 0), 30, (19, 30)), ((19, 0), 45, (18, 45)), ((19, 30), 45, (19, 45))],
)
def test_minutes_alone_are_those_nearest_to_the_time_before(
    before: tuple[int, int], minute: int, joined_at: tuple[int, int]
) -> None:
    said = SpokenTime(datetime(2026, 11, 27, *before))  # noqa: DTZ001
    minutes = SpokenTime(datetime(2026, 11, 23, 0, minute), names_day=False, names_hour=False)  # noqa: DTZ001
    assert joined(said, minutes).start == datetime(2026, 11, 27, *joined_at)  # noqa: DTZ001


def test_so_much_later_is_later_than_the_time_before() -> None:
    assert joined(at(27, 19, seconds=7200), SpokenTime(shift_seconds=3600)) == at(27, 20, seconds=7200)


def test_a_length_alone_leaves_the_beginning() -> None:
    assert joined(at(27, 19), SpokenTime(duration_seconds=7200)) == at(27, 19, seconds=7200)


def test_a_part_of_the_day_is_mended_from_the_clock_time_that_stands_for_it() -> None:
    afternoon = replace(part(27, 12, 18, named=True), clock=time(15))
    assert joined(afternoon, SpokenTime(shift_seconds=3600)).begins == datetime(2026, 11, 27, 16)  # noqa: DTZ001
