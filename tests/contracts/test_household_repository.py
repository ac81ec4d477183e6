from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from assistant.household.household import Household, Partner, Place, QuietHours, VoiceSettings
from assistant.household.ports import HouseholdRepository
from assistant.store.database import open_database
from assistant.store.households import StoredHouseholds
from tests.fakes.calendar_store import FakeHouseholds

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "memory"])
def households(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[HouseholdRepository]:
    if request.param == "memory":
        yield FakeHouseholds(Household(zone="Europe/Berlin"))
        return
    with open_database(tmp_path, NOW) as database:
        yield StoredHouseholds(database, zone="Europe/Berlin")


def test_a_fresh_household_has_nobody_s_name_and_the_home_s_zone(households: HouseholdRepository) -> None:
    assert households.load() == Household(zone="Europe/Berlin")


def test_a_household_comes_back_as_it_was(households: HouseholdRepository) -> None:
    full = Household(
        partners=(Partner("Ana", "Anna"), Partner("Sam")),
        assistant_name="Ember",
        zone="America/New_York",
        quiet_hours=QuietHours(time(22, 0), time(7, 0)),
        hush_until=NOW,
        region="de",
        voice=VoiceSettings(rate=1.2, volume=0.5),
        spoke_first_last=Place.SECOND,
    )
    households.save(full)
    assert households.load() == full
    households.save(replace(full, quiet_hours=None, spoke_first_last=None))
    assert households.load() == replace(full, quiet_hours=None, spoke_first_last=None)
