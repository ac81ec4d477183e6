"""The keyboard of ``hearthside run``: lines from stdin, without blocking anything."""

import asyncio
import io
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import suppress


async def typed_lines() -> AsyncIterator[str]:
    """Every line from stdin, without its end; ends where stdin ends or the terminal goes away.

    A daemon thread reads, because a blocked read on a terminal cannot be cancelled: it must not keep the process.
    What is no UTF-8 is replaced, and the next line is read.
    """
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()

    def read() -> None:
        # Closed or gone, as a terminal is whose window was closed: then nobody types any more. Without a loop nobody
        # listens any more.
        try:
            with suppress(RuntimeError, ValueError, OSError):
                for line in sys.stdin:
                    loop.call_soon_threadsafe(lines.put_nowait, line.rstrip("\r\n"))
        finally:
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(lines.put_nowait, None)

    threading.Thread(target=read, name="keyboard", daemon=True).start()
    while (line := await lines.get()) is not None:
        yield line
