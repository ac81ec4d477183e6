"""Forgetting everything: the files go, and an empty database takes their place.

Why: files are deleted and not only rows, because a deleted row leaves its words in the file. What cannot be deleted,
since another system keeps an open file from it, is emptied and overwritten.
"""

import shutil
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

    Raises:
        NotErased: something cannot be deleted; the message names it.
    """
    if database.path is None:
        _empty(database)
    else:
        for path in database.path.parent.glob(f"{escape(database.path.stem)}{DAMAGED_MARK}*"):
            _delete(path)
        try:
            database.start_afresh()
        except PermissionError:
            _empty(database)
    for path in others:
        _delete(path)


def _empty(database: Database) -> None:
    if database.path is not None:
        with database.reading() as connection:
            connection.execute(text("PRAGMA secure_delete=ON"))
    with database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    if database.path is not None:
        database.checkpoint()


def _delete(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        message = f"I could not erase {path}; please delete it yourself."
        raise NotErased(message) from error
