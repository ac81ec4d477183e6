from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.calendar.appointment import Appointment
from assistant.exercises.progress import Progress
from assistant.scheduling.ports import Change
from assistant.store.appointments import StoredAppointments
from assistant.store.database import open_database
from assistant.store.keeping import forget_outdated, kept_tables
from assistant.store.progress import StoredEvening, StoredProgress

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


def test_what_is_outdated_is_erased_and_not_only_left_out(tmp_path: Path) -> None:
    with open_database(tmp_path, NOW) as database:
        StoredEvening(database).note_deep(NOW)
        StoredProgress(database).save(Progress("unload", 2, "full", NOW))
        forget_outdated(database, NOW + timedelta(hours=1))
        assert kept_tables(database) == {"evening", "exercise_progress"}
        forget_outdated(database, NOW + timedelta(days=1))
        assert kept_tables(database) == {"exercise_progress"}
        forget_outdated(database, NOW + WEEK + timedelta(hours=1))
        assert kept_tables(database) == set()


def test_the_way_back_from_a_change_goes_after_a_week_though_nothing_is_changed(tmp_path: Path) -> None:
    planned = Appointment("u", "Walk", datetime.fromisoformat("2026-11-27T19:30"), "UTC", NOW)
    with open_database(tmp_path, NOW) as database:
        kept = StoredAppointments(database)
        kept.apply(Change("schedule", saved=(planned,)), NOW)
        kept.apply(Change("cancel", removed=("u",)), NOW)
        kept.bring_forward(NOW + WEEK)
        assert kept_tables(database) == {"undo"}
        kept.bring_forward(NOW + WEEK + timedelta(hours=1))
        assert kept_tables(database) == set()


def test_what_is_gone_leaves_no_words_in_the_file(tmp_path: Path) -> None:
    planned = Appointment("u", "Quillfeather", datetime.fromisoformat("2026-11-27T19:30"), "UTC", NOW)
    with open_database(tmp_path, NOW) as database:
        kept = StoredAppointments(database)
        kept.apply(Change("schedule", saved=(planned,)), NOW)
        kept.apply(Change("cancel", removed=("u",)), NOW)
        kept.bring_forward(NOW + WEEK + timedelta(hours=1))
    assert not [each for each in tmp_path.iterdir() if b"Quillfeather" in each.read_bytes()]
