import json
from pathlib import Path

import pytest

from assistant.app.cli import DONE, FAILED, main

NOW = ["--now", "2026-11-25T17:00:00+01:00"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("HEARTHSIDE_HOUSEHOLD__ZONE", "Europe/Berlin")
    return ["--data-dir", str(tmp_path), *NOW]


def test_free_time_is_printed_without_what_is_planned(home: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar", "add", "choir thursday at seven for three hours", *home]) == DONE
    capsys.readouterr()
    assert main(["calendar", "free", "--json", *home]) == DONE
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["start"] for each in found][:2] == ["2026-11-25T19:00:00+01:00", "2026-11-27T19:00:00+01:00"]
    assert all(each["reasons"] for each in found)


def test_free_time_can_be_asked_for_in_words(home: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar", "free", "next", "week", "for", "two", "hours", *home]) == DONE
    assert capsys.readouterr().out.splitlines()[0] == "Mon 30 Nov 2026  19:00-21:00"


def test_words_without_a_time_are_said_to_be_that(home: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar", "free", "banana", *home]) == FAILED
    assert "I found no time in that" in capsys.readouterr().err
