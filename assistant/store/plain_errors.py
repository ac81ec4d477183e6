"""What the database driver raises, as errors of ours; by SQLite's result codes, never by the words it uses.

Source: https://www.sqlite.org/rescode.html; the last eight bits of a code are the primary one.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from assistant.errors import StoreDamaged, StoreError, StoreFull, StoreInUse

_IN_USE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_NOT_OURS = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM})
_NO_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE})
"""Without room for the file that several processes share, SQLite calls it an I/O error."""


@contextmanager
def plain_errors(path: Path | None) -> Iterator[None]:
    """Turn what the driver raises inside into errors of ours, each one plain sentence; ``path`` is SQLite's file."""
    try:
        yield
    except DBAPIError as error:
        raise _plain(error, path) from error


def damaged(path: Path | None) -> StoreDamaged:
    """The database cannot be read."""
    return StoreDamaged("The database cannot be read." if path is None else f"The database {path} cannot be read.")


def _plain(error: DBAPIError, path: Path | None) -> StoreError:
    where = path if path is not None else "the database"
    code: int | None = getattr(error.orig, "sqlite_errorcode", None)
    if code is None:  # another database, or the driver itself
        return StoreError(f"I cannot read or write {where}: {_first_line(error)}.")
    if code & 0xFF in _DAMAGED:
        return damaged(path)
    if code & 0xFF in _IN_USE:
        return StoreInUse(f"Something else is using {where} just now; close it or try again in a moment.")
    if {code, code & 0xFF} & _NO_ROOM:
        return StoreFull(f"There is no space left to write {where}; free some and try again.")
    if code & 0xFF in _NOT_OURS:
        return StoreError(f"I cannot write to {where}; check its permissions or choose another folder.")
    return StoreError(f"I cannot read or write {where}: {_first_line(error)}.")


def _first_line(error: DBAPIError) -> str:
    words = str(error.orig).lower().splitlines()
    return words[0] if words else "it did not say why"
