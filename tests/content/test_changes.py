"""What is written about how people ask for changes is whole, is used, and means what its examples say."""

import re
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.library.yaml_reading import load_yaml
from assistant.understanding.times.edit_file import ChangeFile
from assistant.understanding.times.edit_openers import plain, without_openers
from assistant.understanding.times.edit_rephrasing import rephrased, turned
from assistant.understanding.times.edit_words import Rephrasing, VerbWording, edit_words

PATH = Path(str(files("assistant") / "content" / "en" / "changes.yaml"))
FILE = load_yaml(PATH, ChangeFile)
WORDS = edit_words()
NAMED = re.compile(r"[<{]([a-z_]+)[>}]")


@pytest.mark.parametrize(("text", "asked"), [pair for group in FILE.said_otherwise for pair in group.examples.items()])
def test_what_is_said_otherwise_asks_for_what_its_example_says(text: str, asked: str) -> None:
    assert rephrased(text) == asked


@pytest.mark.parametrize(("text", "asked"), [pair for group in FILE.said_turned for pair in group.examples.items()])
def test_what_is_turned_asks_for_what_its_example_says(text: str, asked: str) -> None:
    assert turned(without_openers(plain(text))) == asked


def test_every_wording_compiles() -> None:
    verbs = [verb for written in WORDS.verbs.values() for verb in written]
    rephrasings = [*WORDS.said_otherwise, *WORDS.said_turned]
    grouped: list[VerbWording | Rephrasing] = [*verbs, *rephrasings]
    for each in grouped:
        assert each.wording.slots <= {*FILE.rules, *FILE.open, *FILE.forms}
        assert each.but_not is None or not each.but_not.slots


def test_the_words_of_every_piece_compile() -> None:
    for field in fields(WORDS.pieces):
        assert getattr(WORDS.pieces, field.name).slots <= {*FILE.rules, "number", "figure"}


def test_every_named_part_is_used() -> None:
    used = set(NAMED.findall(PATH.read_text(encoding="utf-8")))
    assert {*FILE.rules, *FILE.open, *FILE.forms} - used == set()


def test_no_wording_is_written_twice() -> None:
    written = [text for group in FILE.verbs for text in group.wordings]
    assert sorted(written) == sorted(set(written))
