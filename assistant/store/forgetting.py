"""Forgetting everything: the files go, and an empty database takes their place.

Why: files are deleted and not only rows, because a deleted row leaves its words in the file. What cannot be deleted,
since another system keeps an open file from it, is emptied and overwritten.
"""

import os
import shutil
from contextlib import suppress
from glob import escape
from pathlib import Path

from sqlalchemy import delete, text

from assistant.errors import NotErased
from assistant.store.database import DAMAGED_MARK, Database
from assistant.store.tables import metadata


def forget(database: Database, *others: Path) -> None:
    """Erase all that is remembered; the same ``database`` goes on, empty. Nothing can take this back.

    Args:
        database: open; its file, its write-ahead log and files of it that were set aside are deleted.
        others: files and folders that go as well: caches, feeds, pronunciations.

    Whatever cannot be erased, everything else is.

    Raises:
        NotErased: something cannot be deleted; the message names all of it.
        StoreError: the database cannot be erased.
    """
    try:
        _erase(database)
    finally:
        left = [path for path in (*_set_aside(database), *others) if not _is_deleted(path)]
    if left:
        message = f"I could not erase {' and '.join(map(str, left))}; please delete that yourself."
        raise NotErased(message)


def _erase(database: Database) -> None:
    if database.path is None:
        _empty(database)
        return
    try:
        database.start_afresh()
    except OSError:
        _empty(database)


def _set_aside(database: Database) -> list[Path]:
    if database.path is None:
        return []
    return sorted(database.path.parent.glob(f"{escape(database.path.stem)}{DAMAGED_MARK}*"))


def _empty(database: Database) -> None:
    if database.path is not None:
        with database.reading() as connection:
            connection.execute(text("PRAGMA secure_delete=ON"))
    with database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    if database.path is not None:
        database.checkpoint()


def _is_deleted(path: Path) -> bool:
    """Delete a file, or a folder with all in it that can be deleted; whether nothing of it is left."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)
    return not os.path.lexists(path)
