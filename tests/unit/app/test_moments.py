"""``now`` with an offset is an instant; without one it is wall time at home."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.app.moments import present
from assistant.clock import SystemClock

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_moment_without_an_offset_is_wall_time_at_home() -> None:
    given = datetime(2026, 11, 23, 19, 0)  # noqa: DTZ001 - wall time
    assert present(given, BERLIN) == datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def test_a_moment_with_an_offset_is_an_instant_shown_at_home() -> None:
    shown = present(datetime(2026, 11, 23, 18, 0, tzinfo=UTC), BERLIN)
    assert (shown.hour, shown.tzinfo) == (19, BERLIN)


def test_without_a_moment_it_is_now() -> None:
    assert abs(present(None, BERLIN) - SystemClock().now()) < timedelta(seconds=60)
