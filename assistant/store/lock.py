"""Who owns the data: one ``hearthside run`` at a time; every other command reads and writes beside it.

Why: an operating system's own lock on an open file, because it is let go of by a crash too, where a file with a
process number in it would have to be judged.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from assistant.errors import StoreError, StoreInUse

LOCK_NAME = "run.lock"
DOOR_NAME = "door.lock"
"""Locked for a moment by whoever asks or changes who owns the data; nobody is refused because of a question."""

_owned: set[Path] = set()


@contextlib.contextmanager
def owning(data_dir: Path) -> Iterator[None]:
    """Own a data directory for as long as the block lasts.

    Raises:
        StoreInUse: another ``hearthside run`` owns it.
        StoreError: the folder cannot be written.
    """
    path = data_dir.resolve() / LOCK_NAME
    with contextlib.ExitStack() as owned:
        with at_the_door(data_dir):
            descriptor = owned.enter_context(_opened(path))
            if path in _owned or not _try_lock(descriptor):
                message = (
                    f"Hearthside is already running on {data_dir}; stop that one first, or use another --data-dir."
                )
                raise StoreInUse(message)
        _owned.add(path)
        owned.callback(_owned.discard, path)
        yield


@contextlib.contextmanager
def at_the_door(data_dir: Path) -> Iterator[None]:
    """Wait until nobody else is here; as long as the block lasts nobody begins to own the data.

    Raises:
        StoreError: the folder cannot be written.
    """
    with _opened(data_dir.resolve() / DOOR_NAME) as descriptor:
        _wait_for_lock(descriptor)
        yield


def is_owned_elsewhere(data_dir: Path) -> bool:
    """Whether another process owns a data directory; to be asked at the door."""
    path = data_dir.resolve() / LOCK_NAME
    if path in _owned or not path.exists():
        return False
    try:
        with _opened(path) as descriptor:
            return not _try_lock(descriptor)
    except StoreError:
        return False


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    """A file to be locked; closing it lets go."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        message = f"I cannot write to {path.parent}; check its permissions or choose another folder with --data-dir."
        raise StoreError(message) from error
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _wait_for_lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there

        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - everywhere else

        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _try_lock(descriptor: int) -> bool:
    """Lock an open file without waiting."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415 - everywhere else

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
