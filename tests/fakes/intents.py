"""Names of intents that a test puts together."""

from assistant.messages.intents import INTENT_NAMES, IntentName


def intent_name(text: str) -> IntentName:
    """A word as the name of an intent, which it must be."""
    assert text in INTENT_NAMES
    return text
