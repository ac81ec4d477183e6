"""Whose name is told, by the persons of the sentence."""

import pytest

from assistant.understanding.normalizing import normalize
from assistant.understanding.whose_name import whose_name


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("my good name is theodora", "speaker"),
        ("everybody calls me bo", "speaker"),
        ("nobody calls her katherine, she's kit", "partner"),
        ("my husband listens to rob", "partner"),
        ("we'd rather call you juniper", "assistant"),
        ("i am kit and she is bo", None),
        ("the name is bo", None),
        ("you're juniper from now on", "assistant"),
        ("it's bo you're talking to", None),
    ],
)
def test_one_person_spoken_of_is_the_one_whose_name_it_is(text: str, which: str | None) -> None:
    assert whose_name(normalize(text)) == which
