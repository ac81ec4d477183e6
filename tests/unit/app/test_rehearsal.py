"""A script for ``rehearse``: what may be written in it, and what is said of what may not."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.app.cli import main
from assistant.app.rehearsal import Script, SpokenLine
from assistant.errors import ContentError
from assistant.library.yaml_reading import load_yaml

HEAD = "now: 2026-11-23T19:00:00+01:00\n"


def script(folder: Path, text: str) -> Path:
    file = folder / "evening.yaml"
    file.write_text(HEAD + text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("90 s", 90),
        ("5 min", 300),
        ("2 h 30 min", 9000),
        ("2h30min", 9000),
        ("1 d", 86_400),
        ("2 days", 172_800),
        ("90s", 90),
        ("10 seconds", 10),
        ("3 minutes", 180),
        ("0.5 h", 1800),
        ("1 hour", 3600),
        ("12", 12),
    ],
)
def test_a_length_of_time_is_written_as_people_write_it(tmp_path: Path, written: str, seconds: int) -> None:
    read = load_yaml(script(tmp_path, f"turns: [{{say: help, after: {written}}}]\n"), Script)
    assert read.turns[0].after == timedelta(seconds=seconds)


def test_a_turn_follows_after_five_seconds_if_nothing_is_said(tmp_path: Path) -> None:
    assert load_yaml(script(tmp_path, "turns: [{say: help}]\n"), Script).turns[0].after == timedelta(seconds=5)


def test_a_bare_yes_and_a_bare_no_are_words(tmp_path: Path) -> None:
    read = load_yaml(script(tmp_path, "turns: [{say: yes}, {say: no}]\n"), Script)
    assert [turn.say for turn in read.turns] == ["yes", "no"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("turns: [{sai: help}]\n", "line 2"),
        ("turns: [{say: help, after: soon}]\n", "such as '90 s' or '5 min'"),
        ("turns: [{say: help, after: -5}]\n", "line 2"),
        ("people: {c: Ana}\n", "line 2"),
        ("until: [\n", "line"),
    ],
)
def test_what_is_wrong_in_a_script_is_said_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ContentError) as error:
        load_yaml(script(tmp_path, text), Script)
    assert "evening.yaml" in str(error.value)
    assert said in str(error.value)


def test_every_line_has_the_four_keys_and_the_household_s_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARTHSIDE_HOUSEHOLD__ZONE", "Europe/Berlin")
    file = script(tmp_path, "people: {a: Ana}\nturns: [{say: call me ana}, {say: yes}]\nuntil: 1 min\n")
    assert main(["rehearse", str(file), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [set(line) for line in lines] == [{"at", "who", "text", "intent"}] * 4
    assert [line["who"] for line in lines] == ["couple", "assistant", "couple", "assistant"]
    assert [line["intent"] for line in lines] == ["SetName", None, "Yes", None]
    assert [line["at"] for line in lines[::2]] == ["2026-11-23T19:00:00+01:00", "2026-11-23T19:00:05+01:00"]


def test_an_end_before_the_last_turn_cuts_no_answer_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = script(tmp_path, "turns: [{say: help}, {say: thanks, after: 10 min}]\nuntil: 1 min\n")
    assert main(["rehearse", str(file), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["who"] for line in lines] == ["couple", "assistant", "couple", "assistant"]


def test_a_rehearsal_without_a_data_directory_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEARTHSIDE_DATA_DIR", str(tmp_path / "home"))
    file = script(tmp_path, "turns: [{say: plan date night for friday at seven}, {say: yes}]\n")
    assert main(["rehearse", str(file)]) == 0
    assert "Date night" in capsys.readouterr().out
    assert not (tmp_path / "home").exists()


def test_a_script_that_is_not_there_is_one_sentence_and_a_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rehearse", str(tmp_path / "nothing.yaml")]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "Traceback" not in told.err


def test_in_the_hour_that_comes_twice_a_line_says_which_of_the_two_it_is() -> None:
    began = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    lines = [SpokenLine(began + timedelta(hours=hours), "chime", "") for hours in range(3)]
    assert [line.as_json(ZoneInfo("Europe/Berlin"))["at"] for line in lines] == [
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00",
        "2026-10-25T03:30:00+01:00",
    ]
