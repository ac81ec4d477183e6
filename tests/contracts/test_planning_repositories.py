from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from assistant.scheduling.intention import Hours, Intention, Ritual, WeeklyTime
from assistant.scheduling.planning_ports import Booking, IntentionRepository, OfferRepository
from assistant.store.database import open_database
from assistant.store.planning import StoredIntentions, StoredOffers
from tests.fakes.planning_store import FakeIntentions, FakeOffers

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
WEEK = date(2026, 11, 23)
NEXT_WEEK = date(2026, 11, 30)
FULL = Intention(
    rituals=(
        Ritual(
            id="walk",
            title="Walk",
            length=timedelta(minutes=40),
            within=Hours(time(9), time(20, 30)),
            preferred=time(11),
            per_week=2,
            days=frozenset({5, 6, 0}),
            likes=frozenset({6}),
            apart=2,
            forbidden=(Hours(time(12), time(13)),),
            names=("stroll",),
        ),
    ),
    forbidden=(Hours(time(22), time(7)),),
    prepares=WeeklyTime(6, time(18)),
)


@pytest.fixture(params=["sqlite", "memory"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[IntentionRepository, OfferRepository]]:
    if request.param == "memory":
        yield FakeIntentions(), FakeOffers()
        return
    with open_database(tmp_path, NOW) as database:
        yield StoredIntentions(database), StoredOffers(database)


@pytest.fixture
def intentions(kept: tuple[IntentionRepository, OfferRepository]) -> IntentionRepository:
    return kept[0]


@pytest.fixture
def offers(kept: tuple[IntentionRepository, OfferRepository]) -> OfferRepository:
    return kept[1]


def test_without_asking_there_is_no_intention(intentions: IntentionRepository) -> None:
    assert intentions.load() is None


def test_an_intention_comes_back_as_it_was(intentions: IntentionRepository) -> None:
    intentions.save(FULL, NOW)
    assert intentions.load() == FULL
    intentions.save(replace(FULL, prepares=None), NOW)
    assert intentions.load() == replace(FULL, prepares=None)
    intentions.clear()
    assert intentions.load() is None


def test_every_time_that_something_was_offered_counts(offers: OfferRepository) -> None:
    other = NOW + timedelta(days=1)
    offers.note_offered(WEEK, [("date", NOW), ("date", other)])
    offers.note_offered(WEEK, [("date", NOW), ("date", NOW)])
    assert offers.offered(WEEK) == {("date", NOW): 2, ("date", other): 1}
    assert offers.offered(NEXT_WEEK) == {}


def test_bookings_come_oldest_week_first(offers: OfferRepository) -> None:
    later, sooner = Booking("u1", "date", NEXT_WEEK), Booking("u2", "walk", WEEK)
    offers.book([later, sooner])
    assert offers.bookings() == [sooner, later]


def test_rounds_are_kept_for_each_week(offers: OfferRepository) -> None:
    offers.note_round(WEEK, 1)
    offers.note_round(WEEK, 2)
    assert (offers.rounds(WEEK), offers.rounds(NEXT_WEEK)) == (2, 0)


def test_weeks_that_are_over_are_forgotten(offers: OfferRepository) -> None:
    for week in (WEEK, NEXT_WEEK):
        offers.book([Booking(f"u{week}", "date", week)])
        offers.note_offered(week, [("date", NOW)])
        offers.note_round(week, 1)
    offers.forget_before(NEXT_WEEK)
    assert [each.week for each in offers.bookings()] == [NEXT_WEEK]
    assert (offers.offered(WEEK), offers.rounds(WEEK)) == ({}, 0)
    assert (offers.offered(NEXT_WEEK), offers.rounds(NEXT_WEEK)) == ({("date", NOW): 1}, 1)
