"""From a recording to a recording: what is heard is answered, and the answer can be heard again."""

import asyncio
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from assistant.adapters.recording_soundfile import read_recording
from assistant.adapters.stt_whisper import load_whisper
from assistant.messages.speech import Vocabulary

pytestmark = pytest.mark.audio

INTELLIGIBLE = 85.0
"""Ratio of the words that came back to those that were said; synthetic speech and numbers in figures cost some."""


def hear(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "assistant", "hear", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z']+", text.lower()))


def test_a_spoken_reply_is_understood_by_the_recogniser_itself(clips: Path, tmp_path: Path) -> None:
    done = hear(
        clips / "help__af_bella.flac", "--json", "--data-dir", tmp_path / "data", "--speak-to", tmp_path / "out"
    )
    turn = json.loads(done.stdout)
    assert turn["intent"] == "Help"
    (written,) = (tmp_path / "out").glob("*.wav")

    async def heard() -> str:
        return (await (await load_whisper()).transcribe(read_recording(written), Vocabulary())).text

    assert fuzz.ratio(plain(asyncio.run(heard())), plain(turn["reply"])) >= INTELLIGIBLE


def test_every_file_gets_one_object_in_order_and_a_broken_one_says_so(clips: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"no sound at all")
    next_one = clips / "next-one-please__am_eric.flac"
    done = hear(next_one, broken, next_one, "--each", "--json", "--data-dir", tmp_path / "data")
    turns = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [turn.get("intent") for turn in turns] == ["Next", None, "Next"]
    assert "damaged, or not an audio file" in turns[1]["error"]
    assert done.stderr == ""


def test_without_json_a_broken_file_is_an_empty_line_and_a_sentence_on_stderr(clips: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"no sound at all")
    done = hear(broken, clips / "next-one-please__am_eric.flac", "--data-dir", tmp_path / "data")
    assert done.returncode == 1
    assert done.stdout.splitlines() == ["", "There's nothing running just now."]
    assert "damaged, or not an audio file" in done.stderr
