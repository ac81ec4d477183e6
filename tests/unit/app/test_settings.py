"""Settings come from defaults, then the file, then the environment, then flags; what is wrong is said plainly."""

from pathlib import Path

import pytest

from assistant.app.settings import load_settings
from assistant.errors import SettingsError


def toml(folder: Path, text: str) -> Path:
    file = folder / "assistant.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_file_beats_the_defaults_and_the_environment_beats_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = toml(tmp_path, "[scheduling]\nlead_minutes = 30\ndefault_minutes = 45\n")
    monkeypatch.setenv("HEARTHSIDE_SCHEDULING__LEAD_MINUTES", "10")
    scheduling = load_settings(file, data_dir=tmp_path).scheduling
    assert (scheduling.lead_minutes, scheduling.default_minutes, scheduling.stale_hours) == (10, 45, 12.0)


def test_a_flag_beats_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARTHSIDE_DATA_DIR", str(tmp_path / "elsewhere"))
    assert load_settings(data_dir=tmp_path).data_dir == tmp_path


def test_a_file_in_the_data_directory_is_found_without_a_word(tmp_path: Path) -> None:
    toml(tmp_path, "[household]\nzone = 'Europe/Lisbon'\n")
    assert load_settings(data_dir=tmp_path).zone.key == "Europe/Lisbon"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[hearing]\nengin = 'whisper'\n", ["hearing.engin", "known ones are", "engine"]),
        ("[hearing]\nengine = 'ears'\n", ["hearing.engine", "'ears'", "whisper"]),
        ("[household]\nzone = 'Mars/Base'\n", ["household.zone", "Mars/Base", "Europe/Berlin"]),
        ("[speaking]\nvolume = 7\n", ["speaking.volume", "7", "less than or equal to 1"]),
        ("[hearing\n", ["assistant.toml", "not valid TOML"]),
    ],
)
def test_a_typo_is_named_with_what_is_allowed(tmp_path: Path, text: str, said: list[str]) -> None:
    with pytest.raises(SettingsError) as error:
        load_settings(toml(tmp_path, text), data_dir=tmp_path)
    sentence = str(error.value)
    assert [piece for piece in said if piece not in sentence] == []
    assert "\n" not in sentence.removeprefix(str(tmp_path))


def test_a_settings_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="There is no settings file"):
        load_settings(tmp_path / "nothing.toml")


def test_other_programs_variables_are_no_typos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARTHSIDE_CI", "1")
    assert load_settings(data_dir=tmp_path).data_dir == tmp_path
