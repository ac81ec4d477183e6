"""Settings come from defaults, then the file, then the environment, then flags; what is wrong is said plainly."""

from datetime import time
from pathlib import Path

import pytest

from assistant.app.settings import load_settings
from assistant.errors import SettingsError
from assistant.understanding.times.conventions import DEFAULT, Daypart


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[calendar]\nurl = 'http://calendar.example/us/'\n", "begins with https://"),
        ("[calendar]\nurl = 'https://ana:tulip@calendar.example/us/'\n", "without user and password in it"),
        ("[calendar]\npassword = 7\n", "'calendar.password' cannot be used"),
        ("[calendar.first]\naddress = 'http://calendar.example/tulip.ics'\n", "begins with https://"),
    ],
)
def test_what_is_wrong_with_a_secret_is_said_without_it(tmp_path: Path, text: str, said: str) -> None:
    file = toml(tmp_path, text)
    file.chmod(0o600)
    with pytest.raises(SettingsError) as error:
        load_settings(file, data_dir=tmp_path)
    assert said in str(error.value)
    assert "tulip" not in str(error.value)
    assert "7" not in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "[calendar]\npassword = 'tulip'\n",
        "[calendar.second]\naddress = 'https://calendar.example/tulip.ics'\n",
        "[store]\nurl = 'postgresql://ana:tulip@localhost/hearthside'\n",
    ],
)
def test_a_file_with_a_secret_must_be_its_owners_alone(tmp_path: Path, text: str) -> None:
    file = toml(tmp_path, text)
    file.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        load_settings(file, data_dir=tmp_path)
    file.chmod(0o600)
    assert "tulip" not in repr(load_settings(file, data_dir=tmp_path).calendar.password)


def test_a_password_comes_from_the_environment_and_shows_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARTHSIDE_CALENDAR__PASSWORD", "tulip")
    settings = load_settings(data_dir=tmp_path)
    assert settings.calendar.password is not None
    assert settings.calendar.password.get_secret_value() == "tulip"
    assert "tulip" not in f"{settings!r} {settings}"


def test_addresses_are_files_webcal_or_on_this_computer(tmp_path: Path) -> None:
    file = toml(
        tmp_path,
        "[calendar]\nurl = 'http://127.0.0.1:5232/us/'\n[calendar.first]\naddress = '~/mine.ics'\n"
        "[calendar.second]\naddress = 'webcal://calendar.example/other.ics'\n",
    )
    file.chmod(0o600)
    calendar = load_settings(file, data_dir=tmp_path).calendar
    assert calendar.personal["first"].address == str(Path.home() / "mine.ics")
    assert calendar.personal["second"].address == "https://calendar.example/other.ics"


def test_what_a_household_means_by_its_words_can_be_set(tmp_path: Path) -> None:
    file = toml(
        tmp_path,
        "[spoken_times]\nafternoon_hours = [1, 2]\nnext_weekday = 'nearest'\nweek_starts = 'sunday'\n"
        "weekend = ['friday', 'saturday']\n"
        "[spoken_times.parts]\nevening = {begins = '17:00', ends = '22:00', clock = '17:30'}\n",
    )
    conventions = load_settings(file, data_dir=tmp_path).spoken_times.conventions()
    assert conventions.dayparts["evening"] == Daypart(time(17), time(22), time(17, 30))
    assert conventions.dayparts["morning"] == DEFAULT.dayparts["morning"]
    assert (conventions.afternoon_hours, conventions.next_weekday) == (frozenset({1, 2}), "nearest")
    assert (conventions.week_start, conventions.weekend) == (6, (4, 5))


def test_unchanged_settings_of_spoken_times_are_the_documented_table(tmp_path: Path) -> None:
    assert load_settings(data_dir=tmp_path).spoken_times.conventions() == DEFAULT


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[spoken_times.parts]\ndusk = {begins = '17:00', ends = '22:00', clock = '18:00'}\n", "one of early morning"),
        ("[spoken_times.parts]\nevening = {begins = '17:00', ends = '18:00', clock = '20:00'}\n", "lies between"),
        ("[spoken_times]\nafternoon_hours = [13]\n", "hours from 1 to 11"),
        ("[spoken_times]\nweekend = ['friday', 'sunday']\n", "days that follow each other"),
    ],
)
def test_words_that_cannot_mean_that_are_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        load_settings(toml(tmp_path, text), data_dir=tmp_path)
