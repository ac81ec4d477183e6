import pytest

from assistant.messages.speech import After, Expectation
from tests.unit.understanding.conftest import Understand

LEFT = [
    "they've gone",
    "they're gone now",
    "everyone's left",
    "okay they have all gone home",
    "they left",
    "we're alone again",
    "it's just the two of us again",
]


@pytest.mark.parametrize("said", LEFT)
def test_after_a_hush_it_is_over_when_they_have_left(understand: Understand, said: str) -> None:
    assert understand(said, Expectation(after=After.HUSH)).name == "Unmute"


@pytest.mark.parametrize("said", LEFT)
@pytest.mark.parametrize("after", [None, After.PLAN])
def test_at_any_other_time_it_is_talk(understand: Understand, said: str, after: After | None) -> None:
    assert understand(said, Expectation(after=after)).name != "Unmute"


@pytest.mark.parametrize(
    "said", ["they've gone to the shops for milk", "they've left their coats", "he's gone quiet again", "she left him"]
)
def test_other_talk_stays_talk_after_a_hush(understand: Understand, said: str) -> None:
    assert understand(said, Expectation(after=After.HUSH)).name != "Unmute"
