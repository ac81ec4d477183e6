"""Lines that are typed while everything else goes on."""

import io

import pytest

from assistant.app.keyboard import typed_lines


async def test_bytes_that_are_no_text_end_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"read \xff\xfe\nhelp\n"), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stdin)
    assert [line async for line in typed_lines()] == ["read \ufffd\ufffd", "help"]
