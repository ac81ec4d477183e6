"""What opens the gates before an exercise, and what leaves them closed."""

from datetime import UTC, datetime

import pytest

from assistant.exercises.gates import CALM_ENOUGH
from assistant.exercises.turns import Partners
from assistant.library.exercise import Variant
from assistant.messages.speech import Intent
from assistant.skills.exercise_gates import CLEAR_YES, OpeningGates, questions_before
from assistant.skills.ports import NOTHING, Outcome
from tests.fakes.exercise_evening import script

NOW = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
PARTNERS = Partners("Ana", "Sam")
UNCLEAR, CLEAR = CLEAR_YES - 0.01, CLEAR_YES


class Opening:
    """The gates of one exercise, and in which form it was begun."""

    def __init__(self, exercise_id: str) -> None:
        self.begun: list[Variant] = []
        gates = questions_before(script(exercise_id), PARTNERS, "full")
        self.gates = OpeningGates(gates, "full", self._open)
        self.gates.ask((), NOW)

    def _open(self, variant: Variant, first_speaker: str | None, now: datetime) -> Outcome:
        del first_speaker, now
        self.begun.append(variant)
        return NOTHING

    def answer(self, intent: Intent) -> Outcome | None:
        assert self.gates.asked is not None
        return self.gates.asked.answer(intent, NOW)


@pytest.mark.parametrize("exercise_id", ["unload_the_day", "after_the_storm"])
@pytest.mark.parametrize("slots", [{}, {"choice": CALM_ENOUGH}])
def test_a_yes_that_was_heard_uncertainly_opens_no_gate(exercise_id: str, slots: dict[str, str]) -> None:
    opening = Opening(exercise_id)
    answered = opening.answer(Intent("Yes", slots, confidence=UNCLEAR))
    assert answered is None or answered.question is opening.gates.asked
    assert (opening.begun, opening.gates.place) == ([], 0)


def test_a_beginning_that_was_heard_uncertainly_is_no_consent() -> None:
    opening = Opening("unload_the_day")
    assert opening.answer(Intent("StartExercise", confidence=UNCLEAR)) is None
    assert opening.begun == []


def test_a_clear_yes_opens_one_gate_after_the_other_and_begins_at_the_last() -> None:
    opening = Opening("after_the_storm")
    for place in range(1, len(opening.gates.gates)):
        opening.answer(Intent("Yes", confidence=CLEAR))
        assert (opening.begun, opening.gates.place) == ([], place)
    opening.answer(Intent("Yes", confidence=CLEAR))
    assert opening.begun == ["full"]
