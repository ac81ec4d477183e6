"""What is said about a text that is read."""

import pytest

from assistant.skills.reading import in_a_sentence


@pytest.mark.parametrize(
    ("title", "inside"), [("The positive perspective", "the positive perspective"), ("Love maps", "love maps")]
)
def test_a_title_inside_a_sentence_begins_small(title: str, inside: str) -> None:
    assert in_a_sentence(title) == inside
