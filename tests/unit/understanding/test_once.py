"""The same words are understood once, as long as nothing changes between."""

from datetime import datetime

from assistant.messages.speech import Asking, Expectation, Intent, SlotValue, Term, TermKind, Transcript, Vocabulary
from assistant.understanding.once import OnceOnly

NOW = datetime(2026, 11, 23, 19, 0)  # noqa: DTZ001 - wall time
WORDS = Transcript("next", 0.9)
NOTHING, QUESTION = Expectation(), Expectation(asking=Asking.YES_OR_NO)
NAMES = Vocabulary((Term(TermKind.NAME, "ana", ("ana",)),))


class Counting:
    def __init__(self) -> None:
        self.asked = 0

    def recognize(
        self, transcript: Transcript, expectation: Expectation, vocabulary: Vocabulary, now: datetime
    ) -> Intent:
        del transcript, expectation, vocabulary, now
        self.asked += 1
        return Intent("MoreTime", {"duration_seconds": self.asked})


def asked(*times: tuple[Transcript, Expectation, Vocabulary]) -> list[SlotValue]:
    once = OnceOnly(Counting())
    return [once.recognize(*each, NOW).slots["duration_seconds"] for each in times]


def test_the_same_transcript_is_understood_once() -> None:
    assert asked((WORDS, NOTHING, Vocabulary()), (WORDS, Expectation(), Vocabulary())) == [1, 1]


def test_another_transcript_with_the_same_words_is_understood_anew() -> None:
    again = Transcript("next", 0.9)
    assert asked((WORDS, NOTHING, Vocabulary()), (again, NOTHING, Vocabulary())) == [1, 2]


def test_where_a_question_or_a_name_came_up_between_it_is_understood_anew() -> None:
    assert asked((WORDS, NOTHING, Vocabulary()), (WORDS, QUESTION, Vocabulary()), (WORDS, QUESTION, NAMES)) == [1, 2, 3]


def test_what_is_forgotten_is_understood_anew() -> None:
    once = OnceOnly(Counting())
    once.recognize(WORDS, NOTHING, Vocabulary(), NOW)
    once.forget()
    assert once.recognize(WORDS, NOTHING, Vocabulary(), NOW).slots["duration_seconds"] == 2
