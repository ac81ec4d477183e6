"""What is heard while one of the two speaks, and what is not."""

import pytest

from assistant.messages.speech import Expectation, Running
from tests.unit.understanding.conftest import Understand

A_TURN = Expectation(running=Running.TURN)


@pytest.mark.parametrize(
    "said",
    [
        "we need a time out",
        "this is too much we need a time out",
        "i'm getting too angry we need a break",
        "this hurts and i really need a break",
    ],
)
def test_a_break_is_heard_inside_a_turn_also_after_its_reason(understand: Understand, said: str) -> None:
    assert understand(said, A_TURN).name == "TimeOut"


@pytest.mark.parametrize(
    "said",
    [
        "i missed you today",
        "i was not listening to you last night",
        "my boss told us we need a break",
        "when you said we need a break i was scared",
        "we need a break from the kids for a weekend",
        "i felt like i was boiling inside",
    ],
)
def test_what_they_tell_each_other_in_a_turn_is_left_alone(understand: Understand, said: str) -> None:
    assert understand(said, A_TURN).name is None
