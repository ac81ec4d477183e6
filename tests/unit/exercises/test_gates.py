import pytest

from assistant.exercises.gates import Gate, GateKind, gates_for, offer
from assistant.exercises.turns import Partners
from assistant.library.exercise import Exercise
from assistant.messages.speech import Asking
from tests.fakes.exercise_evening import script

COUPLE = Partners("Ana", "Sam")


def exercise(**changes: object) -> Exercise:
    return script("unload_the_day").model_copy(update=changes)


def kinds(gates: tuple[Gate, ...]) -> list[str]:
    return [gate.kind.value for gate in gates]


def test_a_light_exercise_asks_one_question_for_both() -> None:
    gates = gates_for(exercise(), COUPLE)
    assert kinds(gates) == ["consent"]
    assert gates[0].question.key == "exercise.gate.consent"
    assert gates[0].asking is Asking.CONSENT
    assert gates[0].if_closed == "neutral"


def test_the_pause_is_open_at_any_time() -> None:
    assert gates_for(script("calm_break"), COUPLE) == ()


def test_a_deep_exercise_asks_each_by_name_and_who_starts() -> None:
    deep = exercise(intensity="deep", gates=("consent", "calm", "sober", "unhurried"))
    gates = gates_for(deep, COUPLE)
    assert kinds(gates) == ["consent", "consent", "calm", "sober", "unhurried", "who_starts"]
    assert [gate.question.lines[0].values["name"] for gate in gates[:2]] == ["Ana", "Sam"]
    assert gates[-1].if_closed == "open"


def test_calm_is_answered_with_words_and_never_with_a_number() -> None:
    (calm,) = (gate for gate in gates_for(exercise(gates=("consent", "calm")), COUPLE) if gate.kind is GateKind.CALM)
    assert calm.choices == ("calm enough", "not yet")


def test_touch_that_is_not_welcome_leads_to_the_form_without_it_where_there_is_one() -> None:
    touching = exercise(gates=("consent", "touch"))
    assert gates_for(touching, COUPLE)[1].if_closed == "neutral"
    with_other_form = touching.model_copy(update={"no_touch": touching.short})
    assert gates_for(with_other_form, COUPLE)[1].if_closed == "no_touch"
    assert kinds(gates_for(with_other_form, COUPLE, "no_touch")) == ["consent"]


def test_close_touch_asks_each_of_them() -> None:
    assert kinds(gates_for(exercise(gates=("consent_each",)), COUPLE)) == ["consent", "consent"]


def test_one_person_alone_is_asked_once() -> None:
    assert kinds(gates_for(exercise(gates=("consent_each",), alone=True), COUPLE)) == ["consent"]


def test_the_offer_says_title_length_and_what_it_is_for() -> None:
    values = offer(exercise(), "short").lines[0].values
    assert (values["title"], values["seconds"]) == ("Unload the day", 600)
    assert values["why"] == script("unload_the_day").why
    with pytest.raises(ValueError, match="no form 'apart'"):
        offer(exercise(), "apart")
