from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from assistant.household.household import QuietHours
from assistant.scheduling.availability import Interval
from assistant.scheduling.intention import WeeklyTime
from assistant.scheduling.offers import Purpose
from tests.unit.scheduling.planning import DATE, SUNDAY_AT_SIX, TALK, Planning
from tests.unit.scheduling.weeks import clock, ritual


def berlin(day: int, hour: float) -> datetime:
    return datetime(2026, 11, day, tzinfo=UTC) + timedelta(hours=hour - 1)


def test_before_they_ask_nothing_is_planned_and_nothing_will_be_said() -> None:
    home = Planning()
    assert home.planner.offers(home.now) == []
    assert home.planner.next_at(home.now) is None
    assert not home.planner.begin_round(home.now)


def test_from_friday_on_our_week_is_the_coming_one() -> None:
    home = Planning(DATE)
    assert f"{home.planner.week_of(home.now)}" == "2026-11-23"
    assert f"{home.planner.week_of(home.now + timedelta(days=2))}" == "2026-11-30"


def test_what_both_accepted_is_in_the_calendar_and_not_offered_again() -> None:
    home = Planning(DATE)
    home.book_first()
    assert home.planned() == ["Date Fri 27 19:00"]
    assert home.planner.offers(home.now) == []


def test_all_the_small_ones_are_one_change_that_one_undo_takes_back() -> None:
    home = Planning(TALK)
    home.book_first()
    assert len(home.planned()) == 5
    assert all(each.alarms == (timedelta(),) for each in home.time.all())
    home.time.undo(home.now)
    assert home.planned() == []


def test_what_they_put_in_themselves_counts_as_theirs() -> None:
    home = Planning(replace(DATE, names=("our date",)))
    home.plan("Our date", "2026-11-26T20:00")
    assert home.planner.offers(home.now) == []


def test_a_partner_s_busy_evening_is_never_offered() -> None:
    home = Planning(DATE)
    planner = home.with_calendars([Interval(berlin(27, 0), berlin(28, 24))])
    days = {choice.first.wall.day for choice in planner.offers(home.now)[0].choices}
    assert days == {26, 29}


def test_nothing_is_offered_in_their_quiet_hours() -> None:
    home = Planning(ritual("late", 30, 20, 23.5, preferred=22))
    home.households.household = replace(home.households.household, quiet_hours=QuietHours(time(21), time(7)))
    [offer] = home.planner.offers(home.now)
    assert all(choice.first.wall.time() <= time(20, 30) for choice in offer.choices)


def test_a_place_is_offered_twice_and_then_others_are() -> None:
    home = Planning(DATE)
    offered = []
    for _ in range(3):
        [offer] = home.planner.offers(home.now)
        home.planner.note_offered(offer, home.now)
        offered.append([choice.first.wall for choice in offer.choices])
    assert offered[0] == offered[1]
    assert not set(offered[0]) & set(offered[2])


def test_what_was_booked_moves_when_something_else_comes_to_its_time() -> None:
    home = Planning(DATE)
    uid = home.book_first()
    home.plan("Dinner out", "2026-11-27T19:30")
    [offer] = home.planner.offers(home.now)
    assert (offer.purpose, offer.moves) == (Purpose.MOVE, (uid,))
    home.planner.book(offer, offer.choices[1], home.now)
    assert "Date Sat 28 19:00" in home.planned()
    assert home.planner.moves(home.now) == []


def test_their_own_bookings_are_never_moved() -> None:
    home = Planning(DATE)
    home.plan("Date", "2026-11-27T19:00", 120)
    home.plan("Dinner out", "2026-11-27T19:30")
    assert home.planner.moves(home.now) == []


def test_a_move_keeps_the_days_apart() -> None:
    home = Planning(ritual("walk", 30, per_week=4))
    home.book_first()
    before = {each.split()[1] for each in home.planned()}
    first = home.time.upcoming(home.now)[0].start.astimezone(UTC)
    planner = home.with_calendars([Interval(first, first + timedelta(hours=5))])
    for offer in planner.moves(home.now):
        assert f"{offer.choices[0].first.wall:%a}" not in before


def test_a_shared_calendar_that_holds_what_was_booked_is_not_in_its_way() -> None:
    home = Planning(DATE)
    home.book_first()
    [kept] = home.time.upcoming(home.now)
    assert home.with_calendars([Interval(kept.start, kept.end)]).moves(home.now) == []
    assert home.with_calendars([Interval(kept.start, kept.end + timedelta(hours=1))]).moves(home.now) != []


def test_a_move_that_they_did_not_want_twice_is_not_offered_again() -> None:
    home = Planning(DATE)
    home.book_first()
    home.plan("Dinner out", "2026-11-27T19:30")
    for _ in range(2):
        [offer] = home.planner.moves(home.now)
        home.planner.note_offered(offer, home.now)
    assert home.planner.moves(home.now) == []


def test_it_speaks_of_the_week_at_the_time_they_chose() -> None:
    home = Planning(DATE, prepares=SUNDAY_AT_SIX)
    assert home.planner.next_at(home.now) == berlin(29, 18)


def test_without_such_a_time_it_never_speaks_by_itself() -> None:
    assert Planning(DATE, prepares=None).planner.next_at(Planning().now) is None


def test_it_asks_once_more_a_day_later_and_then_waits_a_week() -> None:
    home = Planning(DATE, prepares=WeeklyTime(4, clock(18)))
    home.now = berlin(27, 18)
    assert home.planner.begin_round(home.now)
    assert home.planner.next_at(home.now) == berlin(28, 18)
    home.now = berlin(28, 18)
    assert home.planner.begin_round(home.now)
    assert home.planner.next_at(home.now) == berlin(27, 18) + timedelta(days=7)
    assert not home.planner.begin_round(home.now)


def test_it_speaks_earlier_where_something_must_move() -> None:
    home = Planning(DATE, prepares=SUNDAY_AT_SIX)
    home.book_first()
    home.plan("Dinner out", "2026-11-27T19:30")
    assert home.planner.next_at(home.now) == berlin(26, 18)


def test_what_they_want_no_more_is_not_planned_any_more() -> None:
    home = Planning(DATE)
    home.planner.adopt(None, home.now)
    assert home.planner.offers(home.now) == []
    assert home.planner.next_at(home.now) is None
