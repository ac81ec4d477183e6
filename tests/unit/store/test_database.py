import sqlite3
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.errors import StoreDamaged, StoreError, StoreFull, StoreInUse
from assistant.household.household import Household, Partner
from assistant.store.database import FILE_NAME, Database, open_database
from assistant.store.households import StoredHouseholds
from assistant.store.lock import at_the_door, owning
from tests.unit.store.disk import full_disk
from tests.unit.store.owner import owned_elsewhere

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
NAMED = Household(partners=(Partner("Ana"), Partner("Sam")))


def opened(folder: Path, busy_seconds: float = 0.05) -> Database:
    return open_database(folder, NOW, busy_seconds=busy_seconds)


def remember(folder: Path) -> None:
    with opened(folder) as database:
        StoredHouseholds(database).save(NAMED)


def test_what_was_kept_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    remember(tmp_path / "deep" / "folder")
    with opened(tmp_path / "deep" / "folder") as database:
        assert StoredHouseholds(database).load() == NAMED
        assert database.set_aside is None


def test_commits_are_written_through_to_the_disk(tmp_path: Path) -> None:
    with opened(tmp_path) as database, database.reading() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in asked]
        assert found == ["wal", 2, 1, 50]


@pytest.mark.parametrize("damage", ["not a database at all, but long enough to be read as one " * 40, "short"])
def test_a_file_that_is_no_database_is_kept_aside_and_a_fresh_one_started(tmp_path: Path, damage: str) -> None:
    (tmp_path / FILE_NAME).write_text(damage)
    with opened(tmp_path) as database:
        assert database.set_aside is not None
        assert database.set_aside.kept_as == tmp_path / "hearthside.damaged-20261123T180000.db"
        assert database.set_aside.kept_as.read_text() == damage
        assert str(database.set_aside.kept_as) in database.set_aside.sentence
        StoredHouseholds(database).save(NAMED)
    with opened(tmp_path) as database:
        assert database.set_aside is None
        assert StoredHouseholds(database).load() == NAMED


def test_a_database_with_a_damaged_page_is_kept_aside(tmp_path: Path) -> None:
    remember(tmp_path)
    path = tmp_path / FILE_NAME
    whole = path.read_bytes()
    path.write_bytes(whole[:5000] + b"\xff" * 6000 + whole[11000:])
    with opened(tmp_path) as database:
        assert database.set_aside is not None
        assert StoredHouseholds(database).load() == Household()


def test_a_second_damage_in_the_same_second_leaves_what_was_kept_before(tmp_path: Path) -> None:
    for words in ("the first damage " * 40, "the second damage " * 40):
        (tmp_path / FILE_NAME).write_text(words)
        opened(tmp_path).close()
    kept = [(tmp_path / f"hearthside.damaged-20261123T180000{number}.db").read_text() for number in ("", "-2")]
    assert kept == ["the first damage " * 40, "the second damage " * 40]


def test_of_several_that_find_it_damaged_at_once_one_sets_it_aside(tmp_path: Path) -> None:
    damage = "not a database " * 100
    (tmp_path / FILE_NAME).write_text(damage)
    with ThreadPoolExecutor(4) as commands:
        with at_the_door(tmp_path):
            asked = [commands.submit(opened, tmp_path) for _ in range(4)]
            assert not wait(asked, timeout=0.5).done
        databases = [each.result() for each in asked]
    kept = [database.set_aside for database in databases if database.set_aside is not None]
    for database in databases:
        database.close()
    assert [each.kept_as.read_text() for each in kept] == [damage]


def test_beside_a_running_hearthside_a_damaged_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("not a database" * 100)
    with owned_elsewhere(tmp_path), pytest.raises(StoreDamaged):
        opened(tmp_path)
    with owning(tmp_path), opened(tmp_path) as database:
        assert database.set_aside is not None


def test_a_database_that_somebody_holds_is_in_use(tmp_path: Path) -> None:
    remember(tmp_path)
    with opened(tmp_path) as database, closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert StoredHouseholds(database).load() == NAMED
        with pytest.raises(StoreInUse, match="Something else is using"):
            StoredHouseholds(database).save(NAMED)
        other.execute("ROLLBACK")
        StoredHouseholds(database).save(NAMED)


def test_a_full_disk_is_said_in_one_sentence_and_nothing_is_half_written(tmp_path: Path) -> None:
    remember(tmp_path)
    with opened(tmp_path) as database:
        with database.reading() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            connection.execute(text(f"PRAGMA max_page_count={pages}"))
        huge = Household(partners=(Partner("x" * 200_000), Partner("y" * 200_000)), assistant_name="z" * 200_000)
        with pytest.raises(StoreFull, match="no space left"):
            StoredHouseholds(database).save(huge)
        assert StoredHouseholds(database).load() == NAMED


def test_on_a_full_disk_it_opens_and_tells_what_it_keeps_and_writes_again_once_there_is_room(tmp_path: Path) -> None:
    remember(tmp_path)
    with full_disk():
        database = opened(tmp_path)
    with database:
        with full_disk():
            assert StoredHouseholds(database).load() == NAMED
            with pytest.raises(StoreError):
                StoredHouseholds(database).save(Household())
        StoredHouseholds(database).save(Household(assistant_name="Nell"))
    with opened(tmp_path) as database:
        assert StoredHouseholds(database).load().assistant_name == "Nell"


def test_what_is_kept_is_told_also_where_no_file_can_be_made_beside_it(tmp_path: Path) -> None:
    remember(tmp_path)
    for ending in ("-wal", "-shm"):
        (tmp_path / f"{FILE_NAME}{ending}").mkdir()
    with opened(tmp_path) as database:
        assert StoredHouseholds(database).load() == NAMED
        with pytest.raises(StoreError, match="cannot write"):
            StoredHouseholds(database).save(Household())


@pytest.mark.parametrize("name", ["what? 100% #1", "a?mode=memory", "50%20off"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    remember(tmp_path / name)
    assert (tmp_path / name / FILE_NAME).stat().st_size > 0
    with opened(tmp_path / name) as database:
        assert StoredHouseholds(database).load() == NAMED


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    remember(tmp_path)
    with opened(tmp_path) as database:
        with database.reading() as connection:
            connection.execute(text("PRAGMA query_only=ON"))
        with pytest.raises(StoreError, match="cannot write"):
            StoredHouseholds(database).save(NAMED)


def test_a_folder_that_is_a_file_is_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="choose another folder"):
        opened(tmp_path / "file")


def test_a_url_that_is_none_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        open_database(tmp_path, NOW, url="my database")


def test_a_url_may_name_another_sqlite_file(tmp_path: Path) -> None:
    with open_database(tmp_path, NOW, url=f"sqlite:///{tmp_path}/other.db") as database:
        assert database.path == tmp_path / "other.db"
    assert not (tmp_path / FILE_NAME).exists()


def test_what_another_process_wrote_is_noticed_once_and_one_s_own_writing_is_not(tmp_path: Path) -> None:
    with opened(tmp_path) as ours, opened(tmp_path) as theirs:
        assert not ours.changed_elsewhere()
        StoredHouseholds(ours).save(NAMED)
        assert not ours.changed_elsewhere()
        StoredHouseholds(theirs).save(NAMED)
        assert ours.changed_elsewhere()
        assert not ours.changed_elsewhere()


def test_what_another_process_forgot_is_noticed_and_forgotten_here(tmp_path: Path) -> None:
    remember(tmp_path)
    with opened(tmp_path) as ours, opened(tmp_path) as theirs:
        theirs.start_afresh()
        assert ours.changed_elsewhere()
        assert StoredHouseholds(ours).load() == Household()


def test_damage_found_later_is_told_apart(tmp_path: Path) -> None:
    remember(tmp_path)
    with opened(tmp_path) as database:
        database.checkpoint()
        database.close()
        (tmp_path / FILE_NAME).write_bytes(b"x" * 20_000)
        with pytest.raises(StoreDamaged, match="cannot be read"):
            StoredHouseholds(database).load()


def test_what_is_kept_is_its_owners_alone(tmp_path: Path) -> None:
    with open_database(tmp_path, NOW) as database, database.writing():
        modes = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir() if each.is_file()}
    assert modes == dict.fromkeys(modes, 0o600)
    assert "hearthside.db" in modes
