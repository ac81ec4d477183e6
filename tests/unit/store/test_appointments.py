"""What the store promises of appointments beyond the contract."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.calendar.appointment import Appointment, Kind
from assistant.scheduling.ports import Change
from assistant.store.appointments import StoredAppointments
from assistant.store.database import open_database

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def appointment(title: str, start: str, rrule: str | None = None, kind: Kind = Kind.APPOINTMENT) -> Appointment:
    return Appointment(title, title, datetime.fromisoformat(start), "Europe/Berlin", NOW, rrule=rrule, kind=kind)


PLANNED = (
    appointment("today", "2026-11-23T20:00"),
    appointment("daily", "2026-11-01T20:30", "FREQ=DAILY"),
    appointment("tomorrow week", "2026-12-01T10:00"),
    appointment("weekly", "2026-11-02T10:00", "FREQ=WEEKLY", Kind.REMINDER),
)


def test_what_comes_next_is_told_where_nothing_can_be_written_any_more(tmp_path: Path) -> None:
    with open_database(tmp_path, NOW) as database:
        kept = StoredAppointments(database)
        kept.apply(Change("import", saved=PLANNED), NOW)
        with database.reading() as connection:
            connection.execute(text("PRAGMA query_only=ON"))
        later = NOW + timedelta(days=2)
        assert [each.title for each in kept.upcoming(later)] == ["daily", "weekly", "tomorrow week"]
        assert [each.title for each in kept.upcoming(later, limit=1)] == ["daily"]
        assert [each.title for each in kept.upcoming(later, kind=Kind.REMINDER)] == ["weekly"]
        assert [each.title for each in kept.upcoming(later, titles=["today", "tomorrow week"])] == ["tomorrow week"]
        assert kept.titles(later) == ["daily", "weekly", "tomorrow week"]


NEW = Change("schedule", saved=(appointment("new", "2026-12-24T10:00"),))


@pytest.mark.parametrize(
    ("bring_forward", "titles"),
    [
        (lambda kept, later: kept.apply(NEW, later), ["daily", "weekly", "tomorrow week", "new"]),
        (lambda kept, later: kept.bring_forward(later), ["daily", "weekly", "tomorrow week"]),
    ],
    ids=["a change", "tidying"],
)
def test_when_everything_comes_next_is_kept_anew_with_a_change_and_now_and_then(
    tmp_path: Path, bring_forward: Callable[[StoredAppointments, datetime], None], titles: list[str]
) -> None:
    with open_database(tmp_path, NOW) as database:
        kept = StoredAppointments(database)
        kept.apply(Change("import", saved=PLANNED), NOW)
        later = NOW + timedelta(days=2)
        bring_forward(kept, later)
        with database.reading() as connection:
            rows = {row.uid: row.upcoming_at for row in connection.execute(text("SELECT uid, upcoming_at FROM event"))}
        assert rows["today"] is None
        assert rows["daily"].startswith("2026-11-25 19:30")
        assert kept.titles(later) == titles
