from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, Field

from assistant.errors import ContentError
from assistant.library.yaml_reading import load_yaml, read_text, try_yaml


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")

    seconds: int = Field(ge=5, le=100)
    say: tuple[str, ...] = ()


class Thing(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1)
    kind: str = Field(default="a", pattern="^[ab]$")
    is_new: bool = False
    steps: tuple[Part, ...] = Field(min_length=1, max_length=2)


GOOD = """\
title: A thing
steps:
  - seconds: 20
    say: [one, two]
"""


def faults(text: str) -> list[str]:
    loaded, _lines, found = try_yaml(text, Thing)
    assert (loaded is None) == bool(found)
    return [f"line {fault.line}: {fault.words}" for fault in found]


def test_a_good_file_becomes_its_model(tmp_path: Path) -> None:
    file = tmp_path / "thing.yaml"
    file.write_text(GOOD, encoding="utf-8")
    thing = load_yaml(file, Thing)
    assert thing.steps[0].say == ("one", "two")


def test_a_broken_file_is_one_plain_sentence_with_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "thing.yaml"
    file.write_text(GOOD.replace("20", "ninety"), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_yaml(file, Thing)
    assert str(caught.value) == "thing.yaml, line 3: 'seconds' must be a whole number, not 'ninety'."


@pytest.mark.parametrize(
    ("instead_of", "stands", "says"),
    [
        ("seconds: 20", "secnds: 20", "line 3: 'seconds' is missing."),
        ("seconds: 20", "seconds: 20\n    secnds: 4", "line 4: 'secnds' is not known here. Did you mean 'seconds'?"),
        ("seconds: 20", "seconds: 20.5", "line 3: 'seconds' must be a whole number, not '20.5'."),
        ("seconds: 20", "seconds: 3", "line 3: 'seconds' must be 5 or more, not '3'."),
        ("seconds: 20", "seconds: 300", "line 3: 'seconds' must be 100 or less, not '300'."),
        ("seconds: 20", "seconds:", "line 3: 'seconds' must be a whole number, not empty."),
        ("[one, two]", "[one, 2]", "line 4: 'say' must be text (put it in quotation marks), not '2'."),
        ("[one, two]", "[one, yes]", "line 4: 'say' must be text (put it in quotation marks), not yes."),
        ("[one, two]", "one", "line 4: 'say' must be a list, not 'one'."),
        ("[one, two]", "{one: two}", "line 4: 'say' must be a list, not a group of 'name: value' lines."),
        ("A thing", "''", "line 1: 'title' is empty."),
        ("A thing", "[a]", "line 1: 'title' must be text (put it in quotation marks), not a list."),
        ("A thing", "A thing\ntitle: B", "line 2: 'title' stands here a second time."),
        ("A thing", "A thing\nkind: c", "line 2: 'kind' cannot be 'c'."),
        ("A thing", "A thing\nis_new: perhaps", "line 2: 'is_new' must be true or false, not 'perhaps'."),
        ("A thing", "[A thing", "line 2: this cannot be read as YAML ("),
        ("A thing", "&a A thing\nkind: *a", "line 2: references ('*' and '&') are not used here."),
        (GOOD, "", "line 1: the file is empty or is not a list of 'name: value' lines."),
        (GOOD, "- a", "line 1: the file is empty or is not a list of 'name: value' lines."),
        (GOOD, "a: \x00", "line 1: this cannot be read as YAML."),
        (GOOD, "[" * 5000, "line 1: this cannot be read as YAML"),
        (GOOD, "title: a\nsteps: []", "line 2: 'steps' has too few entries: 1 at least."),
        (
            GOOD,
            "title: a\nsteps: [{seconds: 5}, {seconds: 5}, {seconds: 5}]",
            "'steps' has too many entries: 2 at most.",
        ),
    ],
)
def test_each_mistake_has_a_line_and_plain_words(instead_of: str, stands: str, says: str) -> None:
    assert any(says in fault for fault in faults(GOOD.replace(instead_of, stands)))


def test_all_mistakes_are_told_in_order_of_line() -> None:
    found = faults("titel: a\nsteps:\n  - seconds: x\n")
    assert [fault.split(":")[0] for fault in found] == ["line 1", "line 1", "line 3"]


def test_a_date_where_a_word_belongs_is_still_a_plain_sentence() -> None:
    assert faults(GOOD.replace("A thing", "2026-11-23"))[0].startswith("line 1: 'title' must be text")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe\x00", "thing.yaml is not a text file in UTF-8."),
        (b"a" * 200_001, "thing.yaml is far too long for a content file."),
    ],
)
def test_a_file_that_is_no_content_file_says_so(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "thing.yaml"
    file.write_bytes(content)
    with pytest.raises(ContentError, match=says):
        read_text(file)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"thing\.yaml cannot be read: No such file or directory\."):
        load_yaml(tmp_path / "thing.yaml", Thing)
