from datetime import UTC, datetime, time, timedelta

import pytest

from assistant.household.household import Household, Partner, Place, QuietHours

NOW = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("begins", "ends", "at", "quiet"),
    [
        (time(22), time(7), "23:59", True),
        (time(22), time(7), "00:00", True),
        (time(22), time(7), "07:00", False),
        (time(22), time(7), "12:00", False),
        (time(13), time(15), "14:00", True),
        (time(13), time(15), "15:00", False),
    ],
)
def test_quiet_hours_may_pass_midnight(begins: time, ends: time, at: str, *, quiet: bool) -> None:
    assert QuietHours(begins, ends).cover(datetime.fromisoformat(f"2026-11-23T{at}")) is quiet


def test_quiet_hours_are_wall_time_at_home() -> None:
    home = Household(zone="Europe/Berlin", quiet_hours=QuietHours(time(22), time(7)))
    assert home.is_quiet(NOW)
    assert not home.is_quiet(NOW - timedelta(minutes=1))


def test_a_hush_ends_at_its_time() -> None:
    home = Household(hush_until=NOW)
    assert home.is_quiet(NOW - timedelta(seconds=1))
    assert not home.is_quiet(NOW)


def test_a_name_is_spoken_as_it_is_to_be_said() -> None:
    home = Household().with_partner(Place.SECOND, Partner("Saoirse", "Sersha"))
    assert home.partner(Place.SECOND).spoken == "Sersha"
    assert home.partner(Place.FIRST).spoken == ""
    assert Place.FIRST.other is Place.SECOND
    assert Place.SECOND.other is Place.FIRST
