"""Every evening in this folder, played through the whole house; the file's name is the test's."""

from pathlib import Path

import pytest

from assistant.library.yaml_reading import load_yaml
from tests.conversations.evening import Evening, complaints, play_evening

EVENINGS = sorted(Path(__file__).parent.glob("*.yaml"))
FEWEST = 170


@pytest.mark.parametrize("file", EVENINGS, ids=lambda file: file.stem)
def test_evening(file: Path, tmp_path: Path) -> None:
    evening = load_yaml(file, Evening)
    assert complaints(evening, play_evening(evening, tmp_path)) == []


def test_there_are_enough_evenings() -> None:
    assert len(EVENINGS) >= FEWEST
