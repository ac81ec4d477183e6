import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from assistant.calendar.appointment import Appointment
from assistant.errors import NotErased
from assistant.household.household import Household, Partner
from assistant.scheduling.ports import Change
from assistant.store import forgetting
from assistant.store.appointments import StoredAppointments
from assistant.store.database import FILE_NAME, Database, open_database
from assistant.store.forgetting import forget
from assistant.store.households import StoredHouseholds
from assistant.store.tables import metadata

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
MARK = "Quillfeather"


def fill(database: Database) -> None:
    StoredHouseholds(database).save(Household(partners=(Partner(MARK), Partner(MARK))))
    planned = Appointment("u", MARK, datetime.fromisoformat("2026-11-27T19:30"), "UTC", NOW)
    StoredAppointments(database).apply(Change("schedule", saved=(planned,)), NOW)
    StoredAppointments(database).apply(Change("cancel", removed=("u",)), NOW)


def is_found(folder: Path) -> bool:
    return any(MARK.encode() in each.read_bytes() for each in folder.rglob("*") if each.is_file())


def test_nothing_that_was_kept_is_left_and_the_same_database_goes_on_empty(tmp_path: Path) -> None:
    (tmp_path / "hearthside.damaged-20260101T000000.db").write_text(MARK)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "sentence.wav").write_text(MARK)
    (tmp_path / "feed.ics").write_text(MARK)
    with open_database(tmp_path, NOW) as database:
        fill(database)
        assert is_found(tmp_path)
        forget(database, tmp_path / "cache", tmp_path / "feed.ics", tmp_path / "never-there")
        assert not is_found(tmp_path)
        assert StoredHouseholds(database).load() == Household()
        assert StoredAppointments(database).undo(NOW) is None
        assert not database.changed_elsewhere()
    assert {each.name for each in tmp_path.iterdir()} == {FILE_NAME}


def test_what_is_somebody_else_s_stays(tmp_path: Path) -> None:
    others = ("exercises/ours.yaml", "letters.damaged-by-water.txt")
    (tmp_path / "exercises").mkdir()
    for name in others:
        (tmp_path / name).write_text("ours")
    with open_database(tmp_path, NOW) as database:
        forget(database)
    assert [(tmp_path / name).read_text() for name in others] == ["ours", "ours"]


def test_where_the_file_cannot_be_deleted_it_is_emptied_and_overwritten(tmp_path: Path) -> None:
    with open_database(tmp_path, NOW) as database:
        fill(database)
        forgetting._empty(database)
        assert not is_found(tmp_path)
        with database.reading() as connection:
            for table in metadata.sorted_tables:
                assert connection.execute(select(func.count()).select_from(table)).scalar() == 0


@pytest.mark.parametrize(
    "kept", ["hearthside.damaged-20260101T000000.db", "hearthside.damaged-20260101T000000.db-wal", "a.wav", "feed.ics"]
)
def test_whatever_cannot_be_deleted_all_the_rest_is_erased_and_it_is_named(
    tmp_path: Path, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").mkdir()
    places = ("hearthside.damaged-20260101T000000.db", "hearthside.damaged-20260101T000000.db-wal", "feed.ics")
    for place in (*places, "cache/a.wav", "cache/b.wav"):
        (tmp_path / place).write_text(MARK)
    with open_database(tmp_path, NOW) as database:
        fill(database)
        with monkeypatch.context() as disk:
            disk.setattr(os, "unlink", _refusing(os.unlink, kept))
            named = "cache" if kept == "a.wav" else kept
            with pytest.raises(NotErased, match=rf"erase \S*/{named}; please"):
                forget(database, tmp_path / "cache", tmp_path / "feed.ics")
        assert StoredHouseholds(database).load() == Household()
    assert {each.name for each in tmp_path.rglob("*") if each.is_file()} == {FILE_NAME, kept}


def _refusing(unlink: Callable[..., None], kept: str) -> Callable[..., None]:
    """A disk on which one file cannot be deleted."""

    def refuse(path: str | Path, *, dir_fd: int | None = None) -> None:
        if Path(path).name == kept:
            raise PermissionError(kept)
        unlink(path, dir_fd=dir_fd)

    return refuse
