"""A sound server of our own for the tests that listen and speak for real."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audio.room import VirtualRoom, missing_programs

ROOM_RERUNS = 2
"""A virtual room keeps real time. Where a busy machine tears its sound, the test is begun again, in a new room."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("room"):
            item.add_marker(pytest.mark.flaky(reruns=ROOM_RERUNS))


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
