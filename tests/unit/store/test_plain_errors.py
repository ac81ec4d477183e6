"""What is wrong with the database is told by SQLite's code and never by the words around it."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, OperationalError

from assistant.errors import StoreDamaged, StoreError, StoreFull, StoreInUse
from assistant.store.plain_errors import plain_errors

FILE = Path("/home/ana/hearthside.db")
QUERY = "SELECT 1"


def raised(words: str, code: int | None) -> StoreError:
    driver = sqlite3.OperationalError(words)
    if code is not None:
        driver.sqlite_errorcode = code
    with pytest.raises(StoreError) as found, plain_errors(FILE):
        raise OperationalError(QUERY, None, driver)
    return found.value


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, StoreFull),
        (sqlite3.SQLITE_IOERR_SHMSIZE, StoreFull),
        (sqlite3.SQLITE_BUSY, StoreInUse),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StoreInUse),
        (sqlite3.SQLITE_LOCKED, StoreInUse),
        (sqlite3.SQLITE_CORRUPT, StoreDamaged),
        (sqlite3.SQLITE_NOTADB, StoreDamaged),
        (sqlite3.SQLITE_READONLY, StoreError),
        (sqlite3.SQLITE_CANTOPEN, StoreError),
        (sqlite3.SQLITE_IOERR, StoreError),
    ],
)
def test_an_error_is_known_by_its_code_whatever_words_it_comes_with(code: int, kind: type[StoreError]) -> None:
    assert type(raised("something went wrong", code)) is kind


def test_words_alone_mean_nothing() -> None:
    told = raised("a full join is busy; the table is locked and malformed", sqlite3.SQLITE_ERROR)
    assert type(told) is StoreError
    assert str(told).startswith(f"I cannot read or write {FILE}: a full join")


def test_another_database_gets_the_general_sentence() -> None:
    driver = RuntimeError("the disk is full")
    said = "I cannot read or write the database: the disk is full"
    with pytest.raises(StoreError, match=said) as found, plain_errors(None):
        raise DBAPIError(QUERY, None, driver)
    assert type(found.value) is StoreError
