import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import assistant.store
from assistant.store.database import open_database
from assistant.store.schema import NEWEST, bring_up_to_date
from assistant.store.tables import metadata

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)

SECOND_OPENING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from assistant.store.database import open_database
open_database(Path(sys.argv[1]), datetime(2026, 11, 23, tzinfo=UTC)).close()
print("alembic" in sys.modules)
"""


def test_the_steps_make_exactly_the_tables(tmp_path: Path) -> None:
    with open_database(tmp_path, NOW) as database, database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_step_is_the_one_that_is_asked_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(assistant.store.__path__[0]) / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST


def test_every_table_carries_its_household() -> None:
    assert all("household_id" in table.c for table in metadata.tables.values())


def test_an_up_to_date_database_needs_no_step(tmp_path: Path) -> None:
    with open_database(tmp_path, NOW) as database, database.writing() as connection:
        assert not bring_up_to_date(connection)


def test_opening_what_is_up_to_date_does_not_load_alembic(tmp_path: Path) -> None:
    open_database(tmp_path, NOW).close()
    said = subprocess.run(
        [sys.executable, "-c", SECOND_OPENING, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert said.stdout == "False\n"
