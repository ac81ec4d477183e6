from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.scheduling.availability import Interval, merged
from assistant.scheduling.intention import EVERY_DAY, Hours, Intention, Ritual
from assistant.scheduling.scoring import Reason, Slot, WeekRequest
from assistant.scheduling.week_plan import WeekPlan, plan_week
from tests.unit.scheduling.weeks import MONDAY, busy, hours, moment, request, ritual


def said(plan: WeekPlan) -> list[str]:
    return [f"{each.ritual.id} {each.wall:%a %H:%M}" for each in plan.slots]


def test_a_free_week_has_each_ritual_at_its_best_hour_on_a_day_it_likes() -> None:
    date_night = ritual("date", 120, preferred=19, likes=frozenset({4}))
    assert said(plan_week(request(date_night))) == ["date Fri 19:00"]


def test_busy_time_moves_a_ritual_as_little_as_it_must() -> None:
    talk = ritual("talk", 20, preferred=18.5, per_week=7)
    plan = plan_week(request(talk, taken=(busy(2, 18, 19.25),)))
    assert said(plan)[1:4] == ["talk Tue 18:30", "talk Wed 19:15", "talk Thu 18:30"]


def test_two_rituals_share_an_evening_without_meeting() -> None:
    plan = plan_week(request(ritual("long", 120), ritual("short", 30), days=1))
    first, second = plan.slots
    assert first.end <= second.start


def test_two_long_ones_do_not_land_on_the_same_day_while_there_is_another() -> None:
    plan = plan_week(request(ritual("date", 60), ritual("talk", 60)))
    assert len({each.wall.date() for each in plan.slots}) == 2


def test_what_comes_a_few_times_a_week_is_spread_over_it() -> None:
    plan = plan_week(request(ritual("walk", 30, per_week=2)))
    one, other = (each.wall.date() for each in plan.slots)
    assert (other - one).days >= 3


def test_nothing_is_late_on_the_evening_before_an_early_start() -> None:
    late = ritual("late", 60, 19, 23.5, preferred=22, days=frozenset({1}))
    assert said(plan_week(request(late))) == ["late Tue 22:00"]
    [slot] = plan_week(request(late, taken=(busy(2, 6.5, 9),))).slots
    assert slot.end <= moment(1, 21.5)
    assert Reason.RESTED in slot.reasons


def test_a_ritual_of_last_sunday_waits_some_days() -> None:
    [slot] = plan_week(request(ritual("date", 60), last=(("date", MONDAY - timedelta(days=1)),))).slots
    assert (slot.wall.date() - MONDAY).days >= 3
    assert Reason.SPACED in slot.reasons


def test_what_is_in_the_calendar_already_counts() -> None:
    walk = ritual("walk", 30, per_week=2, apart=2)
    plan = plan_week(request(walk, kept=(("walk", MONDAY + timedelta(days=3)),)))
    [slot] = plan.slots
    assert abs((slot.wall.date() - MONDAY).days - 3) >= 2


def test_a_second_place_is_on_another_day_and_meets_nothing() -> None:
    plan = plan_week(request(ritual("date", 120, likes=frozenset({4, 5})), ritual("talk", 20, per_week=7)))
    date_night = next(each for each in plan.slots if each.ritual.id == "date")
    other = plan.other_than(date_night)
    assert other is not None
    assert other.wall.date() != date_night.wall.date()
    assert all(other.end <= each.start or each.end <= other.start for each in plan.slots)


def test_a_place_that_was_refused_is_not_planned_again() -> None:
    [first] = plan_week(request(ritual("date", 60, days=frozenset({4})))).slots
    [again] = plan_week(request(first.ritual, refused=frozenset({("date", first.start)}))).slots
    assert again.start != first.start


def test_nothing_begins_before_the_given_moment() -> None:
    plan = plan_week(request(ritual("talk", 20, per_week=7), not_before=moment(2, 19)))
    assert said(plan)[0] == "talk Wed 19:00"
    assert plan.missing == ((plan.slots[0].ritual, 2),)


def test_what_the_week_has_no_room_for_is_named() -> None:
    talk = ritual("talk", 30, per_week=2, days=frozenset({0, 1}))
    assert plan_week(request(talk, taken=(busy(0, 12, 24),))).missing == ((talk, 1),)


def test_a_gap_off_the_round_times_is_used_where_there_is_no_other() -> None:
    talk = ritual("talk", 20, days=frozenset({0}))
    plan = plan_week(request(talk, taken=(busy(0, 18, 19 + 7 / 60), busy(0, 19 + 27 / 60, 22))))
    assert said(plan) == ["talk Mon 19:07"]


def test_the_evening_stays_an_evening_when_the_clocks_change() -> None:
    talk = ritual("talk", 20, preferred=18.5, per_week=7)
    over_the_change = replace(request(talk), first=date(2026, 10, 19), zone="Europe/Berlin")
    plan = plan_week(replace(over_the_change, not_before=moment(-40, 0)))
    assert {f"{each.wall:%H:%M}" for each in plan.slots} == {"18:30"}
    assert plan.slots[-1].start - plan.slots[-2].start == timedelta(hours=25)


def test_on_the_night_when_clocks_go_forward_nothing_reaches_into_a_forbidden_hour() -> None:
    late = ritual("late", 60, 0, 4, preferred=1.5)
    night = replace(
        request(late, forbidden=(hours(3, 8),), days=1, not_before=datetime(2027, 3, 1, tzinfo=UTC)),
        first=date(2027, 3, 28),
        zone="Europe/Berlin",
    )
    [slot] = plan_week(night).slots
    assert slot.end <= datetime(2027, 3, 28, 1, tzinfo=UTC)  # when three o'clock comes, and two never does


DAYS, GRID = 3, 0.5
HALF_HOURS = st.integers(0, 8).map(lambda number: 18 + number / 2)
"""From six to ten in the evening."""


@st.composite
def rituals(draw: st.DrawFn) -> tuple[Ritual, ...]:
    names = ["a", "b", "c"][: draw(st.integers(1, 3))]
    return tuple(
        ritual(
            name,
            draw(st.sampled_from([30, 60, 90])),
            *draw(st.sampled_from([(18, 22), (18, 20), (19.5, 22)])),
            preferred=draw(HALF_HOURS),
            per_week=draw(st.integers(1, 3)),
            apart=draw(st.integers(1, 2)),
            days=draw(st.sampled_from([EVERY_DAY, frozenset({0, 2}), frozenset({1})])),
            forbidden=draw(st.sampled_from([(), (hours(20, 20.5),)])),
        )
        for name in names
    )


@st.composite
def requests(draw: st.DrawFn) -> WeekRequest:
    taken = draw(
        st.lists(
            st.tuples(st.integers(0, DAYS - 1), HALF_HOURS, st.sampled_from([0.5, 1, 2])).map(
                lambda each: busy(each[0], each[1], each[1] + each[2])
            ),
            max_size=8,
        )
    )
    never = draw(st.sampled_from([(), (hours(21, 23),), (hours(21.5, 7),)]))
    return request(*draw(rituals()), taken=tuple(taken), forbidden=never, days=DAYS)


def fits(slot: tuple[Ritual, datetime], wanted: WeekRequest) -> bool:
    """Judged on half hours, apart from the planner's own way of doing it."""
    about, start = slot
    if start.weekday() not in about.days:
        return False
    halves = [start + timedelta(minutes=30 * each) for each in range(about.length // timedelta(minutes=30))]
    return all(
        _covered(about.within, half)
        and not any(_covered(each, half) for each in (*wanted.intention.forbidden, *about.forbidden))
        and not any(each.start <= half < each.end for each in wanted.busy)
        for half in halves
    )


def _covered(stretch: Hours, half: datetime) -> bool:
    at = half.time()
    if stretch.begins <= stretch.ends:
        return stretch.begins <= at < stretch.ends
    return at >= stretch.begins or at < stretch.ends


def most(wanted: WeekRequest) -> int:
    """How much can be had at best, by trying everything."""
    options: list[list[tuple[tuple[datetime, timedelta], ...]]] = []
    for about in wanted.intention.rituals:
        starts = [
            moment(day, 18 + half / 2)
            for day in range(DAYS)
            for half in range(8)
            if fits((about, moment(day, 18 + half / 2)), wanted)
        ]
        options.append(
            [
                tuple((start, about.length) for start in some)
                for size in range(min(about.per_week, DAYS) + 1)
                for some in combinations(starts, size)
                if all((b.date() - a.date()).days >= about.apart for a, b in pairwise(some))
            ]
        )
    return _most(options, ())


def _most(
    options: list[list[tuple[tuple[datetime, timedelta], ...]]], taken: tuple[tuple[datetime, timedelta], ...]
) -> int:
    if not options:
        return len(taken)
    best = 0
    for some in options[0]:
        if len(taken) + len(some) + sum(max(map(len, rest)) for rest in options[1:]) > best and not any(
            a < d + e and d < a + b for a, b in some for d, e in taken
        ):
            best = max(best, _most(options[1:], taken + some))
    return best


@settings(max_examples=150)
@given(requests())
def test_a_plan_overlaps_nothing_breaks_no_hour_and_leaves_nothing_out(wanted: WeekRequest) -> None:
    plan = plan_week(wanted)
    for slot in (*plan.slots, *plan.second):
        assert not any(each.start < slot.end and slot.start < each.end for each in wanted.busy)
    assert all(fits((slot.ritual, slot.start), wanted) for slot in _on_half_hours(plan.slots))
    assert all(before.end <= after.start for before, after in pairwise(plan.slots))
    for about in wanted.intention.rituals:
        days = [each.wall.date() for each in plan.slots if each.ritual.id == about.id]
        assert len(days) <= about.per_week
        assert all((after - before).days >= about.apart for before, after in pairwise(days))
    assert len(plan.slots) == most(wanted)


def _on_half_hours(slots: tuple[Slot, ...]) -> Iterator[Slot]:
    """Places on the quarter hour moved to the half hour before or after would not say more."""
    return (each for each in slots if each.start.minute in (0, 30))


@settings(max_examples=60)
@given(requests(), st.randoms())
def test_the_same_week_always_gets_the_same_plan(wanted: WeekRequest, random: Random) -> None:
    parts = [Interval(each.start, each.start + each.length / 2) for each in wanted.busy]
    parts += [Interval(each.start + each.length / 2, each.end) for each in wanted.busy]
    shuffled = list(wanted.intention.rituals)
    random.shuffle(parts)
    random.shuffle(shuffled)
    again = replace(wanted, busy=tuple(merged(parts)), intention=Intention(tuple(shuffled), wanted.intention.forbidden))
    assert plan_week(again).slots == plan_week(wanted).slots
