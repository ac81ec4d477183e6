"""What may cut off our own voice, in the words that people use."""

from datetime import datetime

import pytest

from assistant.dialogue.barge_in import interrupts, is_short_enough
from assistant.messages.speech import Expectation, Running, Transcript, Vocabulary
from tests.conversations.understood import recognizer

NOW = datetime(2026, 11, 23, 19)  # noqa: DTZ001 - wall time
READING = Expectation(running=Running.READING)


def cuts_off(said: str) -> bool:
    meant = recognizer().recognize(Transcript(said), READING, Vocabulary(), NOW)
    return is_short_enough(said) and interrupts(meant, READING)


@pytest.mark.parametrize(
    "said",
    [
        *("stop", "pause", "wait", "next", "say that again", "skip this one", "go back", "never mind"),
        *("we need a break", "mute", "call an ambulance"),
    ],
)
def test_a_short_control_word_or_a_cry_for_help_cuts_it_off(said: str) -> None:
    assert cuts_off(said)


@pytest.mark.parametrize(
    "said", ["yes", "thanks", "louder", "what time is it", "list the exercises", "", "could you please stop it now"]
)
def test_nothing_else_does(said: str) -> None:
    assert not cuts_off(said)
