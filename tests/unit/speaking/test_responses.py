from pathlib import Path

import pytest

from assistant.errors import ContentError
from assistant.speaking.ports import Pace
from assistant.speaking.responses import load_responses


def loaded(tmp_path: Path, **files: str) -> object:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_responses(tmp_path)


def test_a_bare_text_a_list_and_a_response_with_options_are_read(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a response", encoding="utf-8")
    (tmp_path / "a.yaml").write_text(
        "one: One way.\ntwo: [This way., That way.]\nslow: {say: Breathe., pace: slow, pause_after: 4}\n",
        encoding="utf-8",
    )
    responses = load_responses(tmp_path)
    assert responses["one"].say == ("One way.",)
    assert responses["two"].say == ("This way.", "That way.")
    assert (responses["slow"].pace, responses["slow"].pause_after) == (Pace.SLOW, 4)


def test_a_response_says_which_values_it_needs(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("booked: '{title}, on {start:date_time}.'\n", encoding="utf-8")
    assert load_responses(tmp_path)["booked"].needs == {"title", "start"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [Hello., 'Hello, {name}.']", "same placeholders"),
        ("a: {say: [One., Two.], fixed: true}", "exactly one way"),
        ("a: '{start:sometime}'", "no such format"),
        ("a: '{start.day}'", "plain name"),
        ("a: ''", "must not be empty"),
        ("a: []", "a.yaml, line 1"),
        ("a: {say: Hello., loud: true}", "'loud' is not known here"),
        ("a: {say: Hello., pause_after: 60}", "pause_after"),
        ("a: One.\na: Two.", "line 2: 'a' stands here a second time"),
        ("a: 'open", "cannot be read as YAML"),
    ],
)
def test_a_mistake_in_a_response_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ContentError) as caught:
        loaded(tmp_path, a=text)
    assert said in str(caught.value)
    assert "a.yaml" in str(caught.value)


def test_a_key_that_stands_in_two_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"b\.yaml: 'hello' stands in another file"):
        loaded(tmp_path, a="hello: Hello.", b="hello: Hi.")


def test_a_folder_without_responses_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no responses"):
        load_responses(tmp_path)
