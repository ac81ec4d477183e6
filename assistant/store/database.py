"""Opening the one database of a data directory, and the transactions on it.

SQLite unless a database URL says otherwise, with WAL and ``synchronous=FULL``: 2 to 3 ms a commit, and nothing that
was acknowledged is lost.

Why: one connection serves everything in a process. SQLite's ``data_version`` then changes only when somebody else
wrote, so ``run`` notices what ``hearthside calendar add`` did beside it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from assistant.errors import StoreDamaged, StoreError, StoreInUse
from assistant.store.lock import at_the_door, is_owned_elsewhere
from assistant.store.plain_errors import damaged, plain_errors
from assistant.store.schema import bring_up_to_date, is_up_to_date

FILE_NAME = "hearthside.db"
BUSY_SECONDS = 5.0
_CHECKED_WHOLE_BELOW_BYTES = 32 * 1024 * 1024
"""Up to this size the whole file is checked when it is opened; that takes a few milliseconds a megabyte."""

OWNER_ALONE = 0o600
"""What two people planned is read by nobody else on the same computer."""

_WRITES = "hearthside_writes"
_ENDINGS = ("", "-wal", "-shm", "-journal")
DAMAGED_MARK = ".damaged-"
"""Stands in the name of every file that was set aside."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A database that could not be read was kept under another name."""

    kept_as: Path

    @property
    def sentence(self) -> str:
        """What to tell the couple: one plain sentence."""
        return f"What I had remembered could not be read, so I kept that file as {self.kept_as} and started afresh."


class Database:
    """One open database. Not for use by several threads at once; another thread takes one ``beside`` it."""

    def __init__(self, connect: Callable[[], Engine], path: Path | None, set_aside: SetAside | None = None) -> None:
        """Connect; use ``open_database``.

        Args:
            connect: makes an engine whose tables are up to date.
            path: the SQLite file; None for another database.
            set_aside: what happened to a damaged file before.
        """
        self._connect = connect
        self._engine = connect()
        self.path = path
        """The SQLite file; None for another database."""

        self.set_aside = set_aside
        """What happened to a damaged file when this was opened."""

        self._seen = self._state()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of things.

        Raises:
            StoreError: it cannot be read; see the tree of errors.
        """
        with plain_errors(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept, on disk, when the block ends; all of it or nothing.

        Raises:
            StoreError: it cannot be written; see the tree of errors.
        """
        with plain_errors(self.path), self._engine.execution_options(**{_WRITES: True}).begin() as connection:
            yield connection

    def changed_elsewhere(self) -> bool:
        """Whether another process wrote, or forgot everything, since this was last asked.

        Always False on other databases than SQLite.
        """
        if self.path is not None and _inode(self.path) != self._seen[0]:
            # Somebody deleted the file and began a new one; what we hold is nowhere any more.
            self.close()
            self._engine = self._connect()
        state = self._state()
        changed = state != self._seen
        self._seen = state
        return changed

    def start_afresh(self) -> None:
        """Delete the SQLite file with all that belongs to it and go on with an empty one.

        Raises:
            PermissionError: this system does not let go of an open file.
        """
        self.close()
        try:
            if self.path is not None:
                for file in _files(self.path):
                    file.unlink(missing_ok=True)
        finally:
            self._engine = self._connect()
            self._seen = self._state()

    def checkpoint(self) -> None:
        """Rewrite the SQLite file without what was deleted and empty its write-ahead log."""
        with plain_errors(self.path), self._engine.connect() as connection:
            raw = connection.connection.cursor()
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.close()

    def beside(self) -> "Database":
        """The same database, opened once more: for reading on another thread, so that nobody here waits for it.

        Raises:
            StoreError: it cannot be opened a second time.
        """
        return Database(self._connect, self.path)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """The database itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def _state(self) -> tuple[int, int]:
        """The file's identity and the number that changes when another connection writes to it."""
        if self.path is None:
            return 0, 0
        with self.reading() as connection:
            version = int(connection.execute(text("PRAGMA data_version")).scalar_one())
        return _inode(self.path), version


def open_database(
    data_dir: Path,
    now: datetime,
    url: str | None = None,
    busy_seconds: float = BUSY_SECONDS,
    *,
    untouched: bool = False,
) -> Database:
    """Open the database of a data directory, making folder, file and tables where they are missing.

    A SQLite file that cannot be read is kept beside under another name, and a fresh one is started.

    Args:
        data_dir: where everything is kept.
        now: aware; names a file that is set aside.
        url: an SQLAlchemy URL; None for SQLite in ``data_dir``.
        busy_seconds: how long to wait for somebody else who writes.
        untouched: read only, and, where nobody else uses it, leave no file and no time of one changed.

    Raises:
        StoreInUse: somebody holds the database for longer than that.
        StoreFull: the disk is full.
        StoreDamaged: it cannot be read, and a running Hearthside owns it.
        StoreError: the folder cannot be written, or the URL cannot be used.
    """
    try:
        parsed = None if url is None else make_url(url)
    except ArgumentError as error:
        message = "The database URL cannot be read; it looks like sqlite:////path/to/file.db."
        raise StoreError(message) from error
    if parsed is not None and parsed.get_backend_name() != "sqlite":
        try:
            return Database(lambda: _prepared(create_engine(parsed), None), None)
        except (ArgumentError, ImportError) as error:
            message = f"The driver for a {parsed.get_backend_name()} database is not installed here."
            raise StoreError(message) from error
    path = data_dir / FILE_NAME if parsed is None else Path(parsed.database or FILE_NAME)
    if untouched and path.is_file() and not _has_more_beside(path):
        with suppress(StoreError):
            return Database(lambda: _sqlite_engine(path, busy_seconds, to_read=True), path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"I cannot write to {path.parent}; choose another folder with --data-dir."
        raise StoreError(message) from error
    try:
        return Database(lambda: _sqlite(path, busy_seconds), path)
    except StoreDamaged:
        with at_the_door(data_dir):
            return _opened_after_damage(data_dir, path, now, busy_seconds)


def _opened_after_damage(data_dir: Path, path: Path, now: datetime, busy_seconds: float) -> Database:
    """What is there instead of a damaged file: what somebody else has begun meanwhile, or a fresh one."""
    try:
        return Database(lambda: _sqlite(path, busy_seconds), path)
    except StoreDamaged:
        if is_owned_elsewhere(data_dir):
            raise
    set_aside = _put_aside(path, now)
    return Database(lambda: _sqlite(path, busy_seconds), path, set_aside)


def _sqlite(path: Path, busy_seconds: float) -> Engine:
    """Open a file beside others; where that cannot be, alone, or at least to be read.

    What several processes share takes room on the disk, which a full one has not; a read-only disk has none at all.
    """
    with suppress(OSError):  # SQLite says in its own words what is wrong; its other files take over the mode
        path.touch(OWNER_ALONE, exist_ok=False)
    with suppress(OSError):
        path.chmod(OWNER_ALONE)
    try:
        return _sqlite_engine(path, busy_seconds)
    except (StoreDamaged, StoreInUse):
        raise
    except StoreError:
        with suppress(StoreError):
            return _sqlite_engine(path, busy_seconds, alone=True)
        if not _has_more_beside(path):
            with suppress(StoreError):
                return _sqlite_engine(path, busy_seconds, to_read=True)
        raise


def _has_more_beside(path: Path) -> bool:
    """Whether something was written that is not in the file itself yet."""
    log = path.with_name(path.name + "-wal")
    return log.is_file() and log.stat().st_size > 0


def _sqlite_engine(path: Path, busy_seconds: float, *, alone: bool = False, to_read: bool = False) -> Engine:
    url = URL.create("sqlite", database=str(path))
    if to_read:
        url = URL.create("sqlite", database=path.absolute().as_uri(), query={"immutable": "1", "uri": "true"})
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": busy_seconds},
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, entry: ConnectionPoolEntry) -> None:  # noqa: ANN401 - sqlite3's own
        del entry
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={round(busy_seconds * 1000)}",
            f"locking_mode={'EXCLUSIVE' if alone else 'NORMAL'}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",  # some builds of SQLite leave the words of deleted rows in the file
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    try:
        return _prepared(engine, path)
    except StoreError:
        engine.dispose()
        raise


def _prepared(engine: Engine, path: Path | None) -> Engine:
    with plain_errors(path):
        with engine.begin() as connection:
            is_checked = path is not None and path.exists() and 0 < path.stat().st_size < _CHECKED_WHOLE_BELOW_BYTES
            if is_checked and connection.execute(text("PRAGMA quick_check(1)")).scalar() != "ok":
                raise damaged(path)
            if is_up_to_date(connection):
                return engine
        with engine.execution_options(**{_WRITES: True}).begin() as connection:
            bring_up_to_date(connection)
    return engine


def _put_aside(path: Path, now: datetime) -> SetAside:
    kept_as = next(each for each in _names_aside(path, now) if not any(file.exists() for file in _files(each)))
    for found, kept in zip(_files(path), _files(kept_as), strict=True):
        if found.exists():
            found.rename(kept)
    return SetAside(kept_as)


def _names_aside(path: Path, now: datetime) -> Iterator[Path]:
    """By its time; what was set aside in the same second before is numbered."""
    named = f"{path.stem}{DAMAGED_MARK}{now:%Y%m%dT%H%M%S}"
    yield path.with_name(f"{named}{path.suffix}")
    for number in count(2):
        yield path.with_name(f"{named}-{number}{path.suffix}")


def _files(path: Path) -> list[Path]:
    """A SQLite file and all that may belong to it."""
    return [path.with_name(path.name + ending) for ending in _ENDINGS]


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return 0
