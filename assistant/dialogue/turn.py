"""What the dialogue hands to the pipeline."""

from dataclasses import dataclass

from assistant.messages.effects import Effect
from assistant.messages.speech import Saying


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows from one utterance or from one moment."""

    sayings: tuple[Saying, ...] = ()
    effects: tuple[Effect, ...] = ()
    interrupts: bool = False
    """Whether whatever is being said right now is cut off."""
