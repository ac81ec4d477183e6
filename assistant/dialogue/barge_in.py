"""What words that were heard over our own voice may do.

Why: the microphone hears what we say. Only a short control word, or a cry for help, is believed there, and in answer to
a question every word of danger.
"""

from assistant.messages.intents import IntentName
from assistant.messages.speech import Expectation, Intent

INTERRUPTING: frozenset[IntentName] = frozenset(
    {"Stop", "Pause", "Cancel", "Next", "Repeat", "Skip", "Previous", "TimeOut", "Mute"}
)
"""What is obeyed without the wake word while Hearthside itself speaks."""

LONGEST_INTERRUPTION_WORDS = 4


def is_short_enough(text: str) -> bool:
    """Whether so few words may be meant to interrupt at all."""
    return 0 < len(text.split()) <= LONGEST_INTERRUPTION_WORDS


def interrupts(intent: Intent, expectation: Expectation) -> bool:
    """Whether this was meant to interrupt."""
    if intent.name == "Safety":
        return intent.slots["tier"] == 0 or expectation.asking is not None
    return intent.name in INTERRUPTING
