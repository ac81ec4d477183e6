from datetime import timedelta

from assistant.exercises.answers import place_answer, time_left_answer
from assistant.exercises.turns import Partners, Place, Remaining


def test_names_are_filled_in_and_never_filled_again() -> None:
    assert Partners("{B}", "Sam").fill(["{A}, tell {B}.", "No names here."]) == ("{B}, tell Sam.", "No names here.")


def test_whoever_wants_to_start_is_a() -> None:
    couple = Partners("Ana", "Sam")
    assert couple.beginning_with("SAM") == Partners("Sam", "Ana")
    assert couple.beginning_with("Ana") == couple
    assert couple.beginning_with(None) == couple
    assert couple.beginning_with("somebody else") == couple


def test_two_people_of_one_name_stay_as_they_are() -> None:
    assert Partners("Alex", "Alex").beginning_with("Alex") == Partners("Alex", "Alex")


def test_the_time_left_in_a_turn_tells_of_both() -> None:
    answer = time_left_answer(Remaining(turn=timedelta(seconds=60), whole=timedelta(seconds=600)))
    assert answer.key == "exercise.time_left_in_turn"
    assert time_left_answer(Remaining(None, timedelta(seconds=600))).key == "exercise.time_left"


def test_the_place_tells_whose_step_it_is() -> None:
    assert place_answer(Place(3, 9, "Ana")).lines[0].values == {"step": 3, "of": 9, "name": "Ana"}
    assert place_answer(Place(9, 9, None)).key == "exercise.place"
