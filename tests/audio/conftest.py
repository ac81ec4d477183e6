"""A sound server and a home of our own for the tests that listen and speak for real."""

import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.audio.room import TornSound, VirtualRoom, missing_programs
from tests.audio.running import RunningHearthside
from tests.needs import lacking

MORE_TIMES = 2
"""A virtual room keeps real time: where this machine tore its sound, and only there, what failed is begun again."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("room"):
            item.add_marker(pytest.mark.flaky(reruns=MORE_TIMES, only_rerun=[TornSound.__name__]))


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Tell a failure in a room whose sound was torn from one that is ours; torn every time, the room proves nothing."""
    try:
        return (yield)
    except Exception as error:
        room = pyfuncitem.funcargs.get("room")
        if isinstance(room, VirtualRoom) and room.torn:
            message = f"this machine tore the room's sound {room.torn} times: {error}"
            if getattr(pyfuncitem, "execution_count", 1) > MORE_TIMES:
                lacking(message.splitlines()[0])
            raise TornSound(message) from error
        raise


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualRoom]:
    """A virtual room that this process and its children (``env=room.env``) live in."""
    missing = missing_programs()
    if missing:
        message = f"a virtual room needs PulseAudio; {', '.join(missing)} not found"
        lacking(message)
    with VirtualRoom() as virtual_room:
        for name, value in virtual_room.variables.items():
            monkeypatch.setenv(name, value)
        yield virtual_room


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory that the first ``run`` of all left behind; to be copied, never used."""
    data = tmp_path_factory.mktemp("first_run") / "data"
    with RunningHearthside(data, "--typed") as hearthside:
        hearthside.wait_for("Ready.")
        hearthside.type("q")
        assert hearthside.wait_until_ended() == 0
    return data


@pytest.fixture
def known_data(first_run: Path, tmp_path: Path) -> Path:
    """A data directory of this test's own on which ``run`` was started before, so that nobody is welcomed."""
    return shutil.copytree(first_run, tmp_path / "data")


@pytest.fixture(scope="session")
def clips() -> Path:
    """The folder of recorded commands."""
    return Path(__file__).parent / "clips"
