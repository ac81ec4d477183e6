"""``hearthside run``, or anything else, as a process of its own, watched line by line."""

import contextlib
import os
import pty
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self


class WatchedProcess:
    """A real process, from ``with`` to the end of the block."""

    def __init__(
        self,
        *options: str,
        env: Mapping[str, str] | None = None,
        terminal: bool = True,
        inside: tuple[str, ...] = (),
    ) -> None:
        """Start Python with these options.

        ``terminal`` False gives it a pipe for stdout, as a service manager does; ``inside`` is what starts it.
        """
        command = [*inside, sys.executable, *options]
        self.began = time.perf_counter()
        screen, stdout = pty.openpty() if terminal else os.pipe()
        self._process = subprocess.Popen(
            command,
            env=dict(env) if env is not None else None,
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        os.close(stdout)
        self._lines: list[str] = []
        self._at: list[float] = []
        self._news = threading.Condition()
        assert self._process.stderr is not None
        self._screen = os.fdopen(screen, encoding="utf-8")
        self._readers = [
            threading.Thread(target=self._read, args=(stream,), daemon=True)
            for stream in (self._screen, self._process.stderr)
        ]
        for reader in self._readers:
            reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.end()
        for reader in self._readers:
            reader.join(timeout=5)
        for stream in (self._process.stdin, self._screen, self._process.stderr):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()

    @property
    def lines(self) -> list[str]:
        """Everything printed so far, stdout and stderr together."""
        with self._news:
            return list(self._lines)

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def times(self, pattern: str) -> list[float]:
        """When lines with this regular expression came, by ``time.perf_counter``."""
        with self._news:
            return [at for at, line in zip(self._at, self._lines, strict=True) if re.search(pattern, line)]

    def type(self, line: str) -> None:
        """Type a line and press Enter."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def wait_for(self, words: str, patience: float = 30.0, *, count: int = 1) -> None:
        """Block until these words were printed so many times."""
        self._wait(lambda: sum(words in line for line in self._lines) >= count, patience, words)

    def wait_until_ended(self, patience: float = 20.0) -> int:
        """Block until it ends by itself; gives the exit code."""
        return self._process.wait(timeout=patience)

    def kill(self) -> None:
        """Pull the plug: SIGKILL."""
        self._process.kill()
        self._process.wait(timeout=10)

    def end(self) -> int:
        """Ask it to end, as a service manager would."""
        if self._process.poll() is None:
            self._process.terminate()
        try:
            return self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def _wait(self, happened: Callable[[], bool], patience: float, what: str) -> None:
        with self._news:
            if not self._news.wait_for(happened, patience):
                said = "\n".join(self._lines)
                message = f"{what!r} did not come in {patience} s; there was:\n{said}"
                raise TimeoutError(message)

    def _read(self, stream: IO[str]) -> None:
        # A terminal whose other end is gone is an error and not an end.
        with contextlib.suppress(OSError):
            for line in stream:
                with self._news:
                    self._lines.append(line.rstrip("\r\n"))
                    self._at.append(time.perf_counter())
                    self._news.notify_all()


class RunningHearthside(WatchedProcess):
    """``hearthside run``."""

    def __init__(
        self,
        data_dir: Path,
        *options: str,
        env: Mapping[str, str] | None = None,
        terminal: bool = True,
        inside: tuple[str, ...] = (),
    ) -> None:
        """Start it on this data."""
        command = ("-m", "assistant", "run", "--data-dir", str(data_dir), *options)
        super().__init__(*command, env=env, terminal=terminal, inside=inside)
