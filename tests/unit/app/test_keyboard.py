"""Lines that are typed while everything else goes on."""

import asyncio
import errno
import io

import pytest

from assistant.app.keyboard import typed_lines


async def test_bytes_that_are_no_text_end_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"read \xff\xfe\nhelp\n"), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stdin)
    assert [line async for line in typed_lines()] == ["read \ufffd\ufffd", "help"]


class _GoneTerminal(io.RawIOBase):
    """Gives one line, then what a system says of a terminal whose window was closed."""

    def __init__(self) -> None:
        self._left = [b"help\n"]

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        del size
        if self._left:
            return self._left.pop()
        raise OSError(errno.EIO, "Input/output error")


async def test_a_terminal_that_goes_away_ends_the_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(_GoneTerminal(), encoding="utf-8"))  # type: ignore[type-var]
    async with asyncio.timeout(5):
        assert [line async for line in typed_lines()] == ["help"]
