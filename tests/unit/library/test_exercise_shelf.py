from pathlib import Path

import pytest

from assistant.errors import ContentError
from assistant.library.exercise_shelf import load_exercises, with_own
from tests.fakes.exercise_evening import EXERCISES

UNLOAD = (EXERCISES / "unload_the_day.yaml").read_text(encoding="utf-8")
OWN = UNLOAD.replace("id: unload_the_day", "id: our_own").replace("title: Unload the day", "title: Our own")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "exercises"
    folder.mkdir()
    return folder


def test_an_exercise_is_found_by_id_title_and_other_names_however_they_are_written() -> None:
    shelf = load_exercises(EXERCISES)
    exercise = shelf.find("unload_the_day")
    assert exercise is not None
    for name in ("Unload the day", "unload THE day!", "unload_the_day", "stress reducing conversation", "Can I vent?"):
        assert shelf.named(name) is exercise
    assert shelf.find("nothing") is None
    assert shelf.named("nothing like it") is None


def test_their_own_exercise_stands_beside_the_others(own: Path) -> None:
    (own / "our_own.yaml").write_text(OWN, encoding="utf-8")
    shelf = with_own(load_exercises(EXERCISES), own)
    found = shelf.named("our own")
    assert found is not None
    assert found.id in shelf.own_ids
    assert shelf.troubles == ()
    named = shelf.named("can i vent")
    assert named is not None
    assert named.id == "unload_the_day"


def test_a_broken_file_of_their_own_is_told_and_left_out(own: Path) -> None:
    (own / "broken.yaml").write_text(OWN.replace("seconds: 450", "seconds: ninety", 1), encoding="utf-8")
    (own / "long.yaml").write_text(OWN.replace("minutes: 20", "minutes: 25"), encoding="utf-8")
    (own / "noise.yaml").write_bytes(b"\xff\xfe\x00\x01")
    (own / "our_own.yaml").write_text(OWN, encoding="utf-8")
    (own / "twice.yaml").write_text(OWN, encoding="utf-8")
    (own / "notes.txt").write_text("not an exercise", encoding="utf-8")
    shelf = with_own(load_exercises(EXERCISES), own)
    assert shelf.own_ids == {"our_own"}
    assert [trouble.split(":")[0] for trouble in shelf.troubles] == [
        "broken.yaml, line 34",
        "long.yaml, line 15",
        "noise.yaml is not a text file in UTF-8.",
        "twice.yaml is left out",
    ]


def test_a_matter_of_taste_keeps_nobodys_own_exercise_off_the_shelf(own: Path) -> None:
    (own / "our_own.yaml").write_text(OWN.replace("Take about seven minutes.", "Just talk."), encoding="utf-8")
    assert with_own(load_exercises(EXERCISES), own).own_ids == {"our_own"}


def test_a_folder_that_is_not_there_is_no_trouble(own: Path) -> None:
    assert with_own(load_exercises(EXERCISES), own / "missing").troubles == ()


def test_a_broken_file_that_came_with_hearthside_is_an_error(own: Path) -> None:
    (own / "broken.yaml").write_text("id: broken\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"broken\.yaml, line 1"):
        load_exercises(own)
