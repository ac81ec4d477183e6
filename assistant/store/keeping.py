"""What is kept at the moment, table by table, and what of it goes by itself when its time is over."""

from datetime import datetime

from sqlalchemy import delete, select

from assistant.exercises.progress import KEPT_FOR
from assistant.store.database import DAMAGED_MARK, Database
from assistant.store.tables import evening, exercise_progress, metadata, tour_progress


def kept_tables(database: Database) -> frozenset[str]:
    """The names of the tables that hold something."""
    with database.reading() as connection:
        return frozenset(
            table.name
            for table in metadata.sorted_tables
            if connection.execute(select(1).select_from(table).limit(1)).first() is not None
        )


def has_files_set_aside(database: Database) -> bool:
    """Whether a damaged database lies beside this one."""
    path = database.path
    return path is not None and any(path.stem + DAMAGED_MARK in each.name for each in path.parent.iterdir())


def forget_outdated(database: Database, now: datetime) -> None:
    """Erase what can be continued no more, and that something deep was done on an evening that is over."""
    with database.writing() as connection:
        connection.execute(delete(evening).where(evening.c.deep_until <= now))
        for table in (exercise_progress, tour_progress):
            connection.execute(delete(table).where(table.c.saved_at < now - KEPT_FOR))
