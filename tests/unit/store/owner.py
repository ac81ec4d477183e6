"""Another process that owns a data directory."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

HOLD = """
import sys
from pathlib import Path
from assistant.store.lock import owning
with owning(Path(sys.argv[1])):
    print("owned", flush=True)
    sys.stdin.read()
"""


@contextlib.contextmanager
def owned_elsewhere(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Own a folder in a child process until the block ends or the child is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "owned\n"
        try:
            yield holder
        finally:
            holder.kill()
