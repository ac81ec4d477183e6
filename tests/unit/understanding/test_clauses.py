import pytest

from assistant.understanding import clauses
from assistant.understanding.lattice import Lattice
from assistant.understanding.normalizing import normalize


def lattice(text: str) -> Lattice:
    words = normalize(text)
    return Lattice(words, tuple({word: 0.0} for word in words.words))


@pytest.mark.parametrize(
    "text", ["hold on someone is at the door", "hold on the baby is crying", "hold on i am coming"]
)
def test_a_new_clause_after_a_command_may_be_passed_over(text: str) -> None:
    assert clauses.after(lattice(text), 2) < 1.5


@pytest.mark.parametrize("text", ["hold on to the rail", "hold on tight", "hold on until the light is green"])
def test_words_that_go_on_with_the_command_may_not(text: str) -> None:
    assert clauses.after(lattice(text), 2) == clauses.IMPOSSIBLE


def test_a_command_word_after_to_belongs_to_the_clause_before() -> None:
    assert clauses.before(lattice("i told him to stop"), 4) == clauses.IMPOSSIBLE


def test_a_finished_clause_before_a_command_may_be_passed_over() -> None:
    assert clauses.before(lattice("the baby is asleep carry on"), 4) < 1.5


def test_telling_of_others_sounds_like_talk() -> None:
    assert clauses.talk(lattice("she said he told them")) > clauses.talk(lattice("we need a pause"))
