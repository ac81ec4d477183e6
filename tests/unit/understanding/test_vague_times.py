import pytest

from assistant.understanding.vague_times import without_vague_time
from tests.unit.understanding.conftest import Understand


@pytest.mark.parametrize(
    "said",
    [
        "remind us in a bit to take the pasta off",
        "remind us later to take the pasta off",
        "remind me soon to take the pasta off",
        "remind us in a little while to take the pasta off",
        "can you remind us in a while to take the pasta off",
        "remind us to take the pasta off in a bit",
        "remind us to take the pasta off later",
        "don't let me forget to take the pasta off later on",
    ],
)
def test_a_vague_time_is_asked_for_and_no_part_of_the_reminder(understand: Understand, said: str) -> None:
    heard = understand(said)
    assert (heard.name, dict(heard.slots)) == ("Remind", {"what": "take the pasta off"})


@pytest.mark.parametrize(
    "what",
    ["later", "tell her that sooner or later it breaks", "say see you later", "a bit of bread", "call back as soon as"],
)
def test_words_that_are_no_vague_time_beside_it_stay(what: str) -> None:
    assert without_vague_time(what) == what
