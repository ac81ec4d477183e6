"""What is kept at the moment, table by table, and what of it goes by itself when its time is over."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, delete, false, not_, select

from assistant.exercises.progress import KEPT_FOR
from assistant.scheduling.ports import UNDO_KEPT_FOR
from assistant.store.database import DAMAGED_MARK, Database
from assistant.store.tables import evening, exercise_progress, metadata, tour_progress, undo

_PASSING: Mapping[Table, tuple[Column[Any], timedelta]] = {
    undo: (undo.c.at, UNDO_KEPT_FOR),
    evening: (evening.c.deep_until, timedelta()),
    exercise_progress: (exercise_progress.c.saved_at, KEPT_FOR),
    tour_progress: (tour_progress.c.saved_at, KEPT_FOR),
}
"""What goes by itself: counted from which moment, and how long after it."""


def kept_tables(database: Database, now: datetime) -> frozenset[str]:
    """The names of the tables that hold something whose time is not over."""
    with database.reading() as connection:
        return frozenset(
            table.name for table in metadata.sorted_tables if _holds(connection, table, not_(_is_outdated(table, now)))
        )


def has_files_set_aside(database: Database) -> bool:
    """Whether a damaged database lies beside this one."""
    path = database.path
    return path is not None and any(path.stem + DAMAGED_MARK in each.name for each in path.parent.iterdir())


def forget_outdated(database: Database, now: datetime) -> None:
    """Erase what goes by itself: ways back, what could be continued, and that something deep was done on an evening.

    Nothing is written where nothing is outdated.
    """
    with database.reading() as connection:
        outdated = [each for each in _PASSING if _holds(connection, each, _is_outdated(each, now))]
    if outdated:
        with database.writing() as connection:
            for table in outdated:
                connection.execute(delete(table).where(_is_outdated(table, now)))


def _holds(connection: Connection, table: Table, which: ColumnElement[bool]) -> bool:
    return connection.execute(select(1).select_from(table).where(which).limit(1)).first() is not None


def _is_outdated(table: Table, now: datetime) -> ColumnElement[bool]:
    if table not in _PASSING:
        return false()
    column, kept_for = _PASSING[table]
    return column < now - kept_for
