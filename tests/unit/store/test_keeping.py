from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from assistant.calendar.appointment import Appointment
from assistant.exercises.progress import Progress
from assistant.scheduling.ports import Change
from assistant.store.appointments import StoredAppointments
from assistant.store.database import Database, open_database
from assistant.store.keeping import forget_outdated, kept_tables
from assistant.store.progress import StoredEvening, StoredProgress
from assistant.store.tables import metadata

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


def rows(database: Database) -> set[str]:
    """The tables that hold something, whatever is still told of it."""
    with database.reading() as connection:
        return {each.name for each in metadata.sorted_tables if connection.execute(select(each)).first() is not None}


def test_what_is_outdated_is_told_no_more_and_erased(tmp_path: Path) -> None:
    with open_database(tmp_path, NOW) as database:
        StoredEvening(database).note_deep(NOW)
        StoredProgress(database).save(Progress("unload", 2, "full", NOW))
        for later, left in (
            (timedelta(hours=1), {"evening", "exercise_progress"}),
            (timedelta(days=1), {"exercise_progress"}),
            (WEEK + timedelta(hours=1), set[str]()),
        ):
            assert kept_tables(database, NOW + later) == left
            forget_outdated(database, NOW + later)
            assert rows(database) == left


@pytest.mark.parametrize(
    "tidy", [forget_outdated, lambda database, now: StoredAppointments(database).bring_forward(now)]
)
def test_the_way_back_from_a_change_goes_after_a_week_though_nothing_is_changed(
    tmp_path: Path, tidy: Callable[[Database, datetime], None]
) -> None:
    planned = Appointment("u", "Walk", datetime.fromisoformat("2026-11-27T19:30"), "UTC", NOW)
    with open_database(tmp_path, NOW) as database:
        kept = StoredAppointments(database)
        kept.apply(Change("schedule", saved=(planned,)), NOW)
        kept.apply(Change("cancel", removed=("u",)), NOW)
        tidy(database, NOW + WEEK)
        assert rows(database) == {"undo"}
        tidy(database, NOW + WEEK + timedelta(hours=1))
        assert rows(database) == set()


def test_what_is_gone_leaves_no_words_in_the_file(tmp_path: Path) -> None:
    planned = Appointment("u", "Quillfeather", datetime.fromisoformat("2026-11-27T19:30"), "UTC", NOW)
    with open_database(tmp_path, NOW) as database:
        kept = StoredAppointments(database)
        kept.apply(Change("schedule", saved=(planned,)), NOW)
        kept.apply(Change("cancel", removed=("u",)), NOW)
        kept.bring_forward(NOW + WEEK + timedelta(hours=1))
    assert not [each for each in tmp_path.iterdir() if b"Quillfeather" in each.read_bytes()]
