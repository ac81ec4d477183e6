import ctypes

import pytest

from assistant.adapters.memory import give_memory_back, keep_few_arenas


class NoLibrary:
    def __init__(self, name: str | None) -> None:
        raise OSError(name)


def test_where_the_c_library_cannot_be_reached_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", NoLibrary)
    keep_few_arenas()
    give_memory_back()
