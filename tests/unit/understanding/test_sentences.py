from pathlib import Path

import pytest

from assistant.errors import ContentError
from assistant.understanding.sentences import read_sentences


def test_templates_are_read_one_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "rules: {far: away}\nsentences:\n  - intent: Next\n    templates: |\n      go on\n\n      next <far>\n",
        encoding="utf-8",
    )
    sentences = read_sentences(tmp_path)
    assert sentences.groups[0].templates == ("go on", "next <far>")
    assert sentences.rules == {"far": "away"}


def test_what_is_indented_goes_on_with_the_template_before_it(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "sentences:\n  - intent: Next\n    templates: |\n      (go|\n        carry) on\n      next\n", encoding="utf-8"
    )
    assert read_sentences(tmp_path).groups[0].templates == ("(go| carry) on", "next")


def test_an_unknown_key_is_named_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("sentences:\n  - intent: Next\n    template: go\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"a\.yaml"):
        read_sentences(tmp_path)


def test_a_rule_is_written_once(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("rules: {far: away}\n", encoding="utf-8")
    with pytest.raises(ContentError, match="already written"):
        read_sentences(tmp_path)


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("rules: [", encoding="utf-8")
    with pytest.raises(ContentError, match="cannot be read"):
        read_sentences(tmp_path)
