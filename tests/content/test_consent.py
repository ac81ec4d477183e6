"""Only a clear yes is consent: hesitation is a no, and what is neither is neither."""

from datetime import UTC, datetime

import pytest

from assistant.messages.speech import Asking, Expectation, Intent, Transcript, Vocabulary
from assistant.skills.exercise_gates import CLEAR_YES
from tests.conversations.understood import recognizer

HESITATING = """
i don't know | i'm not sure | maybe | hmm | um | maybe later | i guess so | if you want | whatever | let me think
perhaps
well i don't really know | i suppose | dunno | not really | up to you | i don't mind | it depends | if we must
hmm maybe
okay if you want | we're not sure yet | i'm too tired | we're both a bit tired | give us a minute | don't feel like it
another time | not tonight | i'd rather not | we might | as you say | as you wish
"""
AGREEING = """
yes | yes please | yeah | okay | sure | of course | we would | yes we would | we do | both of us | let's do it
sounds good
absolutely | why not | yes i think so | we'd like that | i'd love to | go ahead
"""
NEITHER = """
pass me the salt | sam do you want to | is it raining | did you lock the door
mhm | uh huh | mm-hmm | mm hmm | mmhmm | uhuh | aha
"""


def words(text: str) -> list[str]:
    return [each.strip() for line in text.strip().splitlines() for each in line.split("|")]


def answer(text: str) -> Intent:
    asked = Expectation(asking=Asking.CONSENT, about="StartExercise")
    return recognizer().recognize(
        Transcript(text), asked, Vocabulary(), datetime(2026, 11, 23, 19, tzinfo=UTC).replace(tzinfo=None)
    )


@pytest.mark.parametrize("text", words(HESITATING))
def test_hesitation_is_a_no(text: str) -> None:
    assert answer(text).name == "No"


@pytest.mark.parametrize("text", words(AGREEING))
def test_a_clear_yes_is_one(text: str) -> None:
    said = answer(text)
    assert (said.name, said.confidence >= CLEAR_YES) == ("Yes", True)


@pytest.mark.parametrize("text", words(NEITHER))
def test_talk_beside_the_question_is_neither(text: str) -> None:
    assert answer(text).name is None
