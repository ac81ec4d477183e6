"""Everything on the shelf can be asked for by its title and by each of its other names, whatever their case."""

import pytest

from assistant.app.content import CONTENT
from assistant.library.exercise import Exercise
from assistant.library.exercise_shelf import load_exercises
from assistant.library.reading import Reading
from assistant.library.reading_shelf import load_reading_shelf
from assistant.messages.speech import Expectation, Intent, Transcript, Vocabulary
from assistant.skills.exercise import exercise_terms
from assistant.skills.reading import reading_terms
from tests.conversations.understood import recognizer
from tests.unit.understanding.conftest import NOW

EXERCISES = load_exercises(CONTENT / "exercises")
READINGS = load_reading_shelf(CONTENT)
EVERYTHING = Vocabulary(terms=(*exercise_terms(EXERCISES), *reading_terms(READINGS)))

NEARER = frozenset(
    {
        "let your partner influence you",
        "letting your partner influence you",
        "manage disagreements",
        "managing disagreement",
    }
)
"""Other names of a principle for which a topic is there that says more about it."""


def understood(words: str) -> Intent:
    return recognizer().recognize(Transcript(words), Expectation(), EVERYTHING, NOW)


@pytest.mark.parametrize("exercise", EXERCISES.exercises, ids=lambda exercise: exercise.id)
@pytest.mark.parametrize("frame", ["start {}", "let's do {} together", "Could we do {}, please?"])
def test_an_exercise_is_started_by_each_of_its_names(exercise: Exercise, frame: str) -> None:
    names = (exercise.title, exercise.title.upper(), *exercise.also_known_as)
    heard = {name: understood(frame.format(name)) for name in names}
    assert {name: said.slots.get("exercise") for name, said in heard.items()} == dict.fromkeys(names, exercise.id)
    assert {said.name for said in heard.values()} == {"StartExercise"}


@pytest.mark.parametrize("reading", [*READINGS.principles, *READINGS.topics], ids=lambda reading: reading.id)
@pytest.mark.parametrize("frame", ["read {}", "Tell us about the {}.", "explain {} to us"])
def test_a_principle_or_topic_is_read_by_each_of_its_names(reading: Reading, frame: str) -> None:
    names = [name for name in (reading.title, reading.title.upper(), *reading.spoken_names) if name not in NEARER]
    heard = {name: understood(frame.format(name)) for name in names}
    found = {name: said.slots.get("principle") or said.slots.get("topic") for name, said in heard.items()}
    assert found == dict.fromkeys(names, reading.id)
