"""Bringing a database to the present tables.

Why: importing Alembic costs more than everything else at start, so an up-to-date database is recognised by one query,
and Alembic is loaded only where there is a step to run.
"""

from importlib.resources import as_file, files

from sqlalchemy import Connection, inspect, text

NEWEST = "0005"
"""The newest migration step; a test compares it with the folder."""


def is_up_to_date(connection: Connection) -> bool:
    """Whether it has seen every step."""
    return _revision(connection) == NEWEST


def bring_up_to_date(connection: Connection) -> bool:
    """Run the steps that this database has not seen; returns whether there were any."""
    if is_up_to_date(connection):
        return False
    from alembic import command  # noqa: PLC0415 - see Why
    from alembic.config import Config  # noqa: PLC0415 - as above

    with as_file(files("assistant.store") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return True


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found
