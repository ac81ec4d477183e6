"""A sound server of our own for the tests that listen and speak for real."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audio.room import VirtualRoom, missing_programs


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualRoom]:
    """A virtual room that this process and its children (``env=room.env``) live in."""
    missing = missing_programs()
    if missing:
        message = f"a virtual room needs PulseAudio; {', '.join(missing)} not found"
        if os.environ.get("HEARTHSIDE_CI"):
            pytest.fail(message)
        pytest.skip(message)
    with VirtualRoom() as virtual_room:
        for name, value in virtual_room.variables.items():
            monkeypatch.setenv(name, value)
        yield virtual_room


@pytest.fixture(scope="session")
def clips() -> Path:
    """The folder of recorded commands."""
    return Path(__file__).parent / "clips"
