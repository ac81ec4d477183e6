import pytest

from assistant.messages.speech import Term, TermKind
from assistant.understanding.title_parts import title_parts
from tests.unit.understanding.conftest import Understand


def parts(*titles: str) -> set[str]:
    terms = [Term(TermKind.EXERCISE, title.replace(" ", "_"), (title,)) for title in titles]
    return {" ".join(words) for _, _, words in title_parts(terms)}


def test_a_word_that_two_titles_have_means_neither() -> None:
    assert parts("unload the day", "unload the car") == set()
    assert parts("unload the day", "is it the day") == {"unload"}


def test_a_beginning_holds_a_telling_word_and_does_not_break_off() -> None:
    assert parts("what scares me what lights me up") >= {"what scares", "what scares me", "lights"}
    assert "unload the" not in parts("unload the day")


@pytest.mark.parametrize(
    ("said", "exercise"),
    [
        ("can we do that unload thing", "unload_the_day"),
        ("let's try the softer one", "gentle_start"),
        ("how about the hope exercise", "hope_underneath"),
        ("start the hope", "hope_underneath"),
    ],
)
def test_an_exercise_is_found_by_half_its_title(understand: Understand, said: str, exercise: str) -> None:
    heard = understand(said)
    assert (heard.name, dict(heard.slots)) == ("StartExercise", {"exercise": exercise})


@pytest.mark.parametrize(
    "said", ["the softer one", "we have to unload the dishwasher", "i hope so", "that hope thing was good"]
)
def test_half_a_title_in_talk_is_none(understand: Understand, said: str) -> None:
    assert understand(said).name != "StartExercise"
