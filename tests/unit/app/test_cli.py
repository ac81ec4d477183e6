"""The command line's contract: what is printed where, exit codes, and options in any place."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.app.cli import main

NOW = "2026-11-23T19:00"


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARTHSIDE_HOUSEHOLD__ZONE", "Europe/Berlin")


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_say_prints_one_object_a_turn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    turns = ["plan date night for friday at seven", "yes", "pass me the salt love"]
    assert main(["say", *turns, "--data-dir", str(tmp_path), "--json", "--now", NOW]) == 0
    told = capsys.readouterr()
    first, second, third = objects(told.out)
    assert set(first) == {"heard", "intent", "slots", "reply", "confidence", "timings_ms"}
    assert first["heard"] == turns[0]
    assert first["slots"]["time"] == {"start": "2026-11-27T19:00:00"}
    assert "Shall I put it in?" in first["reply"]
    assert second["intent"] == "Yes"
    assert (third["intent"], third["reply"]) == (None, "")
    assert told.err == ""


def test_what_was_planned_by_voice_is_listed_afterwards(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--data-dir", str(tmp_path), "--now", NOW]
    main(["say", "plan date night every friday at seven", "yes", *where])
    capsys.readouterr()
    assert main(["calendar", "list", "--days", "14", "--json", *where]) == 0
    listed = objects(capsys.readouterr().out)
    assert [each["start"] for each in listed] == ["2026-11-27T19:00:00+01:00", "2026-12-04T19:00:00+01:00"]
    assert {key for each in listed for key in each} >= {"uid", "title", "start", "end", "rrule"}
    assert listed[0]["title"] == "Date night"
    assert listed[0]["rrule"].startswith("FREQ=WEEKLY")


@pytest.mark.parametrize(
    "arguments",
    [
        "{data} --json {now} calendar list",
        "calendar {data} --json {now} list",
        "calendar list {data} --json {now}",
        "--json calendar {now} list {data}",
    ],
)
def test_options_may_stand_before_between_and_behind(
    arguments: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, now = f"--data-dir {tmp_path}", f"--now {NOW}"
    main(["calendar", "add", "date night friday at seven", *data.split(), *now.split()])
    capsys.readouterr()
    assert main(arguments.format(data=data, now=now).split()) == 0
    assert [each["title"] for each in objects(capsys.readouterr().out)] == ["Date night"]


def test_a_question_is_not_remembered_by_the_next_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--data-dir", str(tmp_path), "--now", NOW, "--json"]
    main(["say", "plan date night for friday at seven", *where])
    main(["say", "yes", *where])
    assert objects(capsys.readouterr().out)[-1]["reply"] == ""
    main(["calendar", "list", *where])
    assert capsys.readouterr().out == ""


def test_a_calendar_goes_out_and_comes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "couple.ics"
    here, there = (["--data-dir", str(tmp_path / name), "--now", NOW] for name in ("here", "there"))
    assert main(["calendar", "add", "date night friday at seven", *here]) == 0
    assert main(["calendar", "export", str(file), *here]) == 0
    assert main(["calendar", "import", str(file), *there]) == 0
    capsys.readouterr()
    main(["calendar", "list", "--json", *there])
    assert [each["start"] for each in objects(capsys.readouterr().out)] == ["2026-11-27T19:00:00+01:00"]


def test_understand_reads_a_stream_and_goes_on_after_a_bad_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id":"1","text":"help"}\nnonsense\n{"id":"2","text":"pause"}\n'))
    assert main(["understand", "--jsonl"]) == 1
    told = capsys.readouterr()
    assert objects(told.out) == [
        {"id": "1", "intent": "Help", "slots": {}},
        {"id": "2", "intent": "Pause", "slots": {}},
    ]
    assert told.err.startswith("Line 2 ")


@pytest.mark.parametrize(("command", "words"), [("when", "utterance"), ("understand", "text")])
def test_a_case_keeps_its_id_as_it_was_given(
    command: str, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = [{"id": given, words: "tomorrow"} for given in (7, "7", "c0007")]
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{json.dumps(case)}\n" for case in cases)))
    assert main([command, "--jsonl", "--now", NOW]) == 0
    assert [each["id"] for each in objects(capsys.readouterr().out)] == [7, "7", "c0007"]


def test_when_names_the_keys_of_its_cases(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("friday at seven\n"))
    assert main(["when", "--jsonl"]) == 1
    assert '"utterance": "friday at seven"' in capsys.readouterr().err


def test_when_reads_by_the_household_s_own_conventions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "assistant.toml").write_text("[spoken_times]\nafternoon_hours = [1, 2]\n", encoding="utf-8")
    assert main(["when", "friday", "at", "seven", "--json", "--now", NOW, "--data-dir", str(tmp_path)]) == 0
    assert objects(capsys.readouterr().out)[0]["start"] == "2026-11-27T07:00:00"


def test_when_prints_its_best_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["when", "friday", "at", "seven", "--json", "--now", NOW]) == 0
    assert objects(capsys.readouterr().out)[0]["start"] == "2026-11-27T19:00:00"


def test_the_shelf_is_listed_shown_and_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--data-dir", str(tmp_path)]
    assert main(["exercises", "list", "--json", *where]) == 0
    listed = objects(capsys.readouterr().out)
    assert "unload_the_day" in [each["id"] for each in listed]
    assert main(["exercises", "show", "unload_the_day", *where]) == 0
    assert "Sit or lie" in capsys.readouterr().out
    file = tmp_path / "mine.yaml"
    file.write_text("id: mine\ntitle: Mine\n", encoding="utf-8")
    assert main(["exercises", "check", str(file), *where]) == 1
    assert "mine.yaml, line" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["exercises", "show", "no_such_exercise"],
        ["exercises", "check", "nothing.yaml"],
        ["calendar", "import", "nothing.ics"],
        ["calendar", "add", "something some day"],
        ["say", "help", "--config", "nothing.toml"],
        ["rehearse", "nothing.yaml"],
    ],
)
def test_a_failure_is_one_plain_sentence_on_stderr(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--data-dir", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.strip().count("\n") == 0
    assert told.err.strip().endswith((".", "directory"))
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["dance"],
        ["say"],
        ["understand"],
        ["when"],
        ["calendar"],
        ["calendar", "list", "--days", "0"],
        ["say", "help", "--now", "tomorrow"],
        ["rehearse"],
    ],
)
def test_wrong_usage_is_told_apart_from_a_failure(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().out == ""


def test_a_corrupt_database_is_set_aside_and_the_conversation_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["say", "call me ana", "yes", "--data-dir", str(tmp_path)])
    (database,) = tmp_path.glob("*.db")
    database.write_bytes(b"this is no database at all" * 100)
    for beside in tmp_path.glob("*.db-*"):
        beside.unlink()
    capsys.readouterr()
    assert main(["say", "what do you know", "--data-dir", str(tmp_path), "--json"]) == 0
    told = objects(capsys.readouterr().out)[0]["reply"]
    assert "could not be read any more" in told
    assert "ana" not in told.casefold()
    assert len(list(tmp_path.iterdir())) > 1


@pytest.mark.parametrize(
    "words",
    [
        ("calendar", "list", "--days", "100000000"),
        ("calendar", "list", "--days", "0"),
        ("calendar", "list", "--days", "²"),
        ("calendar", "list", "--from", "0001-01-01"),
        ("calendar", "list", "--from", "9999-12-31"),
        ("calendar", "list", "--from", ""),
        ("calendar", "export", ""),
        ("say", "hello", "--now", "9999-12-31T23:59"),
        ("say", "hello", "--now", "0001-01-01T00:00"),
        ("say", "hello", "--data-dir", ""),
        ("when", "tomorrow", "--now", "9999-12-31T23:00"),
        ("speak", " ", "--out", "nowhere.wav"),
    ],
)
def test_odd_arguments_are_wrong_usage_and_no_fault(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = () if "--data-dir" in words else ("--data-dir", str(tmp_path))
    assert main([*words, *where]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err
    assert "Traceback" not in told.err


def test_a_list_of_a_hundred_years_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--data-dir", str(tmp_path), "--now", "2199-12-31T23:00"]
    assert main(["calendar", "list", "--days", "36525", *where]) == 0
    assert capsys.readouterr().out == "Nothing is planned.\n"


@pytest.mark.parametrize(
    ("variable", "says"),
    [
        ("HEARTHSIDE_HOUSEHOLD=home", "HEARTHSIDE_HOUSEHOLD cannot be read"),
        ("HEARTHSIDE_STORE__URL=postgresql://nobody/nothing", "is not installed here"),
        ("HEARTHSIDE_STORE__URL=noname://nobody/nothing", "is not installed here"),
    ],
)
def test_a_variable_that_cannot_be_used_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    variable: str,
    says: str,
) -> None:
    monkeypatch.setenv(*variable.split("=", 1))
    assert main(["say", "hello", "--data-dir", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1


def test_a_settings_file_that_is_no_text_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"\xd0\xff\x00")
    assert main(["say", "hello", "--config", str(file), "--data-dir", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{file} is not a text file in UTF-8.\n"


def test_a_rehearsal_of_a_million_years_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "script.yaml").write_text("now: 2026-11-23T19:00:00+01:00\nuntil: 99999999999 h\n")
    assert main(["rehearse", str(tmp_path / "script.yaml")]) == 1
    told = capsys.readouterr().err
    assert "at most 400 days" in told
    assert told.count("\n") == 1


def test_a_reader_that_has_read_enough_ends_it_quietly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "assistant", "exercises", "list", "--data-dir", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        told = running.stderr.read()
        assert running.wait() == 0
    assert told == b""


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("date night saturday", "What time?"),
        ("date night last friday at seven", "already over"),
        ("yoga next week", "What day?"),
        ("date night", "no day and time"),
    ],
)
def test_a_plan_with_something_missing_is_not_made_up(
    words: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data-dir", str(tmp_path), "--now", NOW]
    assert main(["calendar", "add", words, *where]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert says in told.err
    assert "say it all at once" in told.err
    main(["calendar", "list", *where])
    assert capsys.readouterr().out == "Nothing is planned.\n"


def test_a_clash_is_named_with_what_would_be_free(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--data-dir", str(tmp_path), "--now", NOW]
    main(["calendar", "add", "date night friday at seven", *where])
    assert main(["calendar", "add", "dinner friday at seven", *where]) == 0
    told = capsys.readouterr().err
    assert "You have Date night then (Fri 27 Nov 19:00-20:00)" in told
    assert "`hearthside say 'undo that'` takes this one back" in told
    assert main(["say", "undo that", *where]) == 0
    capsys.readouterr()
    main(["calendar", "list", *where])
    assert "Dinner" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("dinner tomorrow at six", "dinner tomorrow at eight", "You have Dinner that day already (Tue 24 Nov 18:00-"),
        ("dinner tomorrow at eight", "dinner tomorrow at eight", "You have Dinner then (Tue 24 Nov 20:00-"),
        ("dinner friday at seven", "yoga every friday at seven", "You have Dinner then (Fri 27 Nov 19:00-"),
    ],
)
def test_a_plan_beside_another_is_kept_and_the_other_one_named(
    first: str, second: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data-dir", str(tmp_path), "--now", NOW]
    main(["calendar", "add", first, *where])
    assert capsys.readouterr().err == ""
    assert main(["calendar", "add", second, *where]) == 0
    told = capsys.readouterr()
    assert says in told.err
    assert second.partition(" ")[0].capitalize() in told.out


def test_an_export_with_own_titles_is_a_backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(tmp_path / "all.ics")
    one, other = (["--data-dir", str(tmp_path / name), "--now", NOW] for name in ("one", "other"))
    main(["calendar", "add", "date night friday at seven", *one])
    main(["calendar", "add", "remind us to call the sitter tomorrow at four", *one])
    main(["calendar", "export", file, "--titles", "own", *one])
    main(["calendar", "import", file, *other])
    capsys.readouterr()
    main(["calendar", "list", *other])
    listed = capsys.readouterr().out
    assert "Date night" in listed
    assert "call the sitter" in listed


def test_going_out_and_coming_back_is_told_in_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, where = str(tmp_path / "all.ics"), ["--data-dir", str(tmp_path), "--now", NOW]
    main(["calendar", "add", "date night friday at seven", *where])
    capsys.readouterr()
    main(["calendar", "export", file, "--json", *where])
    main(["calendar", "import", file, "--json", *where])
    assert objects(capsys.readouterr().out) == [{"out": file}, {"taken_over": 1, "left_out": []}]


def test_what_would_flood_the_calendar_is_named_at_the_import(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "flood.ics"
    event = "BEGIN:VEVENT\nUID:{0}\nSUMMARY:{0}\nDTSTART:20261124T190000\n{1}END:VEVENT\n"
    events = event.format("Ping", "RRULE:FREQ=SECONDLY\n") + event.format("Dinner", "")
    file.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n", encoding="utf-8")
    assert main(["calendar", "import", str(file), "--data-dir", str(tmp_path), "--now", NOW]) == 0
    told = capsys.readouterr()
    assert told.out == "Taken over: 1.\n"
    assert told.err == "Left out, since it repeats too often or lies too far away: Ping.\n"


def test_an_export_follows_a_link_and_goes_through_a_pipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--data-dir", str(tmp_path), "--now", NOW]
    main(["calendar", "add", "date night friday at seven", *where])
    link, real, pipe = tmp_path / "link.ics", tmp_path / "real.ics", tmp_path / "pipe"
    link.symlink_to(real)
    assert main(["calendar", "export", str(link), *where]) == 0
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"BEGIN:VCALENDAR")
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reading:
        assert main(["calendar", "export", str(pipe), *where]) == 0
        assert reading.communicate()[0] == real.read_bytes()
    capsys.readouterr()


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="there is no device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_one_sentence(tmp_path: Path, unbuffered: str) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    command = [sys.executable, "-m", "assistant", "exercises", "list", "--data-dir", str(tmp_path)]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, check=False)
    assert ended.returncode == 1
    assert ended.stderr == b"That cannot be read or written: No space left on device.\n"


def test_the_help_page_leaves_no_time_of_any_file_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["say", "our region is the uk", "--data-dir", str(tmp_path)]) == 0
    kept = (tmp_path, *tmp_path.iterdir())
    for each in kept:
        os.utime(each, (1_000_000_000, 1_000_000_000))
    capsys.readouterr()
    assert main(["help", "--data-dir", str(tmp_path)]) == 0
    assert "from a phone that was registered" in capsys.readouterr().out
    assert {each: each.stat().st_mtime for each in (tmp_path, *tmp_path.iterdir())} == dict.fromkeys(kept, 1e9)
