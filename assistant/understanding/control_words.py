"""The words that move what runs, and which of them act while one of the two speaks."""

from assistant.messages.intents import IntentName
from assistant.understanding.grammar import Match

MOVING: frozenset[IntentName] = frozenset(
    (
        *("Next", "Previous", "Repeat", "Pause", "Resume", "Stop", "StartOver", "Skip", "Swap", "Shorter"),
        *("TimeLeft", "WhereAmI", "MoreTime", "GoToStep"),
    )
)
VOICE: frozenset[IntentName] = frozenset({"Louder", "Softer", "Faster", "Slower", "Mute", "Unmute"})
CONTROL: frozenset[IntentName] = MOVING | VOICE | {"TimeOut", "Help", "Cancel"}
"""What acts inside a partner's speaking turn, and only when it is all that was said."""

_TURN_COST = 0.3
_TURN_REASON_COST = 0.8
"""Of a break that is asked for inside a turn, with its reason before it."""


def acts_in_a_turn(match: Match) -> bool:
    """A control word that is all that was said, or a break asked for outright: nobody in a rage speaks in commands."""
    if match.intent == "TimeOut" and match.bound:
        return match.cost <= _TURN_REASON_COST
    return match.intent in CONTROL and match.whole and match.cost <= _TURN_COST
