import pytest
from pydantic import ValidationError

from assistant.library.exercise import Exercise, Step, split_sentences
from tests.fakes.exercise_evening import script


def test_a_prompt_may_be_one_text_or_a_list_and_becomes_sentences() -> None:
    whole = Step.model_validate({"who": "both", "seconds": 30, "say": "Sit down. Are you\n  ready? Then begin."})
    listed = Step.model_validate({"who": "both", "seconds": 30, "say": ["Sit down. Are you ready?", "Then begin."]})
    assert whole.say == listed.say == ("Sit down.", "Are you ready?", "Then begin.")
    assert split_sentences(5) == 5


@pytest.mark.parametrize(
    ("who", "kind"), [("A", "turn"), ("B", "turn"), ("both", "talk"), ("solo", "talk"), ("each_alone", "quiet")]
)
def test_the_kind_follows_from_who(who: str, kind: str) -> None:
    assert Step.model_validate({"who": who, "seconds": 30, "say": "Begin."}).kind == kind


def test_a_kind_that_is_written_stands() -> None:
    assert Step.model_validate({"who": "A", "seconds": 30, "kind": "quiet"}).kind == "quiet"
    with pytest.raises(ValidationError, match="a 'turn' belongs to one partner"):
        Step.model_validate({"who": "both", "seconds": 30, "kind": "turn", "say": "Begin."})


def test_a_form_closes_as_the_exercise_does_unless_it_says_otherwise() -> None:
    exercise = script("unload_the_day")
    assert exercise.variants == ("full", "short")
    short = exercise.form("short")
    assert short is not None
    assert short.closing == exercise.closing
    assert exercise.form("no_touch") is None


def test_only_an_exercise_with_time_apart_can_be_entered_by_a_time_out() -> None:
    assert script("calm_break").first_step_apart == 3
    assert script("unload_the_day").first_step_apart is None


def test_an_exercise_is_frozen_and_knows_no_other_fields() -> None:
    exercise = script("unload_the_day")
    with pytest.raises(ValidationError, match="frozen"):
        exercise.title = "Another"  # type: ignore[misc]  # that it cannot be set is the point
    with pytest.raises(ValidationError, match="Extra inputs"):
        Exercise.model_validate({**exercise.model_dump(), "colour": "blue"})
