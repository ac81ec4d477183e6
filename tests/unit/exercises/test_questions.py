import itertools
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.exercises.questions import ShuffledQuestions


def shuffled(seed: int) -> ShuffledQuestions:
    return ShuffledQuestions(Random(seed))  # noqa: S311 - cards, not keys


@given(size=st.integers(1, 20), rounds=st.integers(1, 4), seed=st.integers())
def test_every_question_comes_once_before_any_comes_again(size: int, rounds: int, seed: int) -> None:
    bank = [f"question {number}" for number in range(size)]
    draw = shuffled(seed)
    drawn = [draw.draw("know_my_world", bank) for _ in range(size * rounds)]
    for begin in range(0, len(drawn), size):
        assert sorted(drawn[begin : begin + size]) == sorted(bank)
    if size > 1:
        assert all(one != other for one, other in itertools.pairwise(drawn))


def test_each_exercise_has_its_own_stack() -> None:
    draw = shuffled(1)
    assert {draw.draw("one", ["a", "b"]), draw.draw("one", ["a", "b"])} == {"a", "b"}
    assert draw.draw("other", ["c"]) == "c"


def test_a_question_that_was_taken_out_of_the_bank_is_not_drawn() -> None:
    draw = shuffled(1)
    draw.draw("one", ["a", "b", "c"])
    assert draw.draw("one", ["d"]) == "d"


def test_an_empty_bank_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="one has no questions"):
        shuffled(1).draw("one", [])
