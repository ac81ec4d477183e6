from pathlib import Path

import pytest

import assistant
from assistant.errors import ContentError
from assistant.speaking.pronunciation import Pronunciations, load_pronunciations

WRITTEN = {"Gottman": "Gotmun", "date night": "date-night"}


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Gottman wrote it.", "Gotmun wrote it."),
        ("gottman's idea, by GOTTMAN.", "Gotmun's idea, by Gotmun."),
        ("Gottmanesque.", "Gottmanesque."),
        ("Your Date Night.", "Your date-night."),
        ("Nothing here.", "Nothing here."),
    ],
)
def test_whole_words_are_respelled_whatever_their_case(text: str, spelled: str) -> None:
    assert Pronunciations(WRITTEN).apply(text) == spelled


def test_taught_names_are_said_as_taught_and_can_be_taught_anew() -> None:
    said = Pronunciations(WRITTEN)
    said.teach({"Siobhan": "Shivawn"})
    assert said.apply("Siobhan, read Gottman.") == "Shivawn, read Gotmun."
    said.teach({"Niamh": "Neev"})
    assert said.apply("Siobhan and Niamh.") == "Siobhan and Neev."


def test_without_spellings_nothing_changes() -> None:
    assert Pronunciations({}).apply("Hello.") == "Hello."


def test_the_written_list_can_be_read_and_an_empty_one_is_named(tmp_path: Path) -> None:
    written = load_pronunciations(Path(assistant.__file__).parent / "content" / "en" / "pronunciations.yaml")
    assert written.apply("Gottman") != "Gottman"
    (tmp_path / "empty.yaml").write_text("Gottman: [a, b]\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"empty\.yaml, line 1: 'Gottman' must be text"):
        load_pronunciations(tmp_path / "empty.yaml")
