from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from assistant.errors import StoreError, StoreInUse
from assistant.store.lock import at_the_door, is_owned_elsewhere, owning
from tests.unit.store.owner import owned_elsewhere


def test_a_second_owner_is_refused_in_plain_words_and_may_own_it_afterwards(tmp_path: Path) -> None:
    with owning(tmp_path):
        with pytest.raises(StoreInUse, match="already running"), owning(tmp_path):
            pass
        assert not is_owned_elsewhere(tmp_path)
    with owning(tmp_path):
        pass


def test_another_process_owns_it_until_it_dies_however_it_dies(tmp_path: Path) -> None:
    with owned_elsewhere(tmp_path) as holder:
        assert is_owned_elsewhere(tmp_path)
        with pytest.raises(StoreInUse), owning(tmp_path):
            pass
        holder.kill()
        holder.wait()
    assert not is_owned_elsewhere(tmp_path)
    with owning(tmp_path):
        pass


def test_nobody_owns_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert not is_owned_elsewhere(tmp_path / "nothing")


def test_a_folder_that_cannot_be_made_is_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot write"), owning(tmp_path / "file"):
        pass


def test_whoever_starts_while_somebody_asks_waits_and_is_not_refused(tmp_path: Path) -> None:
    def own() -> str:
        with owning(tmp_path):
            return "owned"

    with ThreadPoolExecutor(1) as other:
        with at_the_door(tmp_path):
            starting = other.submit(own)
            assert not wait([starting], timeout=0.2).done
            assert not is_owned_elsewhere(tmp_path)
        assert starting.result(timeout=10) == "owned"
