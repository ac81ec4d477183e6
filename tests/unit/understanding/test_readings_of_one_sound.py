"""Of everything that an utterance may have been, the best pair of reading and intent counts."""

from collections.abc import Callable
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.messages.speech import Asking, Expectation, Intent, Running, Transcript, Vocabulary
from assistant.understanding.evidence import load_evidence
from assistant.understanding.recognizer import Recognizer
from assistant.understanding.safety import load_safety_rules
from assistant.understanding.sentences import read_sentences
from assistant.understanding.times.reading import find_times

CONTENT = Path(str(files("assistant") / "content" / "en"))
NOW = datetime(2026, 11, 23, 19, 0)  # noqa: DTZ001 - wall time of no zone
Hear = Callable[..., Intent]


@pytest.fixture(scope="module")
def careful() -> Recognizer:
    """The recognizer with all that Hearthside ships, danger included."""
    return Recognizer(
        read_sentences(CONTENT / "sentences"),
        find_times=find_times,
        assess=load_safety_rules(CONTENT).assess,
        evidence=load_evidence(CONTENT / "evidence.npz"),
    )


@pytest.fixture
def hear(careful: Recognizer) -> Hear:
    """Understand readings, each with its doubt, the likeliest first; heard with a confidence below 1."""

    def heard(*readings: tuple[str, float], sure: float = 0.4, expectation: Expectation | None = None) -> Intent:
        (text, _), *others = readings
        transcript = Transcript(text, sure, tuple(other for other, _ in others), tuple(doubt for _, doubt in others))
        return careful.recognize(transcript, expectation or Expectation(), Vocabulary(), NOW)

    return heard


def test_a_command_among_the_readings_is_found(hear: Hear) -> None:
    heard = hear(("how will go in a moment", 0.0), ("how old on a moment", 0.4), ("hold on for a moment", 2.0))
    assert heard.name == "Pause"


def test_what_was_heard_best_wins_over_a_reading_that_is_doubted(hear: Hear) -> None:
    assert hear(("pause the exercise please", 0.0), ("stop the exercise please", 3.0)).name == "Pause"


def test_a_doubted_reading_makes_the_intent_less_certain(hear: Hear) -> None:
    at_once = hear(("how much time is left for us", 0.0))
    doubted = hear(("how much thyme is lofty", 0.0), ("how much time is left for us", 4.0))
    assert doubted.name == at_once.name == "TimeLeft"
    assert doubted.confidence < at_once.confidence


def test_what_only_a_much_doubted_reading_says_is_not_acted_on(hear: Hear) -> None:
    assert hear(("how much thyme is lofty", 0.0), ("how much time is left for us", 5.5)).name is None


def test_what_was_heard_uncertainly_as_talk_is_refused(hear: Hear) -> None:
    assert hear(("she told him the bread was how much again", 0.0)).name is None


def test_a_short_reading_that_is_much_doubted_is_no_command(hear: Hear) -> None:
    assert hear(("the weather", 0.0), ("louder", 3.0)).name is None


def test_a_yes_that_only_another_reading_holds_answers_no_question_that_was_not_asked(hear: Hear) -> None:
    readings = (("the yeast", 0.0), ("yes please", 1.0))
    assert hear(*readings).name is None
    assert hear(*readings, expectation=Expectation(asking=Asking.YES_OR_NO)).name == "Yes"


def test_danger_in_a_likely_reading_comes_before_any_command(hear: Hear) -> None:
    assert hear(("go to the next question", 0.0), ("i want to kill myself", 1.0)).name == "Safety"


def test_danger_in_an_unlikely_reading_does_not_displace_a_command(hear: Hear) -> None:
    assert hear(("go to the next question", 0.0), ("i want to kill myself", 5.0)).name == "Next"


def test_danger_in_an_unlikely_reading_counts_where_the_likely_one_was_not_understood(hear: Hear) -> None:
    readings = (("she told him the bread was how much again", 0.0), ("i want to kill myself", 5.0))
    assert hear(*readings).name == "Safety"
    assert hear(*readings, expectation=Expectation(running=Running.TURN)).name is None


def test_inside_a_turn_no_reading_is_looked_through_for_danger(hear: Hear) -> None:
    readings = (("and then we went home", 0.0), ("i want to kill myself", 1.0))
    assert hear(*readings, expectation=Expectation(running=Running.TURN)).name is None


def test_danger_that_was_feared_comes_before_any_command(careful: Recognizer) -> None:
    heard = Transcript("i can stop using it", 0.4, feared=("i can't stop hitting him",))
    assert careful.recognize(heard, Expectation(), Vocabulary(), NOW).name == "Safety"
    assert careful.recognize(heard, Expectation(running=Running.TURN), Vocabulary(), NOW).name != "Safety"


def test_what_was_feared_is_looked_at_for_nothing_but_danger(careful: Recognizer) -> None:
    heard = Transcript("the bread was how much again", 0.4, feared=("go to the next question",))
    assert careful.recognize(heard, Expectation(), Vocabulary(), NOW).name is None
