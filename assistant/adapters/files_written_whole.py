"""Writing files whole or not at all, readable by their owner alone unless they are meant for others."""

import os
import tempfile
from pathlib import Path

from assistant.errors import FileUnwritable

OWNER_ALONE = 0o600
EVERYBODY = 0o644


def write_file(path: Path, data: bytes, mode: int = OWNER_ALONE) -> None:
    """Put a file in the place of another in one step: whoever reads meanwhile gets the old one whole.

    Args:
        path: its folder must exist.
        data: all of it.
        mode: who may read it.

    Raises:
        FileUnwritable: it cannot be written; the message says where.
    """
    try:
        place = path.resolve()  # a link stays one
        if place.exists() and not place.is_file() and not place.is_dir():
            place.write_bytes(data)  # a device or a pipe is no file to be replaced
            return
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(mode)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        message = f"I cannot write {path}: {error.strerror}."
        raise FileUnwritable(message) from error
