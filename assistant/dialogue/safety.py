"""From a tier of danger to a fixed reply; the words stand in ``content/en/safety`` and nobody rewrites them.

In the shared room a tier 1 or 3 reply, and everything after it, is what an ordinary Stop would be.
"""

from enum import StrEnum

from assistant.messages.speech import reply
from assistant.skills.ports import Outcome, say


class Mode(StrEnum):
    """Who can hear or see an answer."""

    SHARED = "shared"
    """Somebody else may be in the room; always assumed unless told otherwise."""

    PRIVATE = "private"
    """The speaker has just said that they are alone or wear headphones."""

    TYPED = "typed"
    """Words go over the keyboard and the screen."""


LOOKS_LIKE_STOP = frozenset({1, 3})


class SafetyReplies:
    """The fixed replies, by tier and mode."""

    def __init__(self, mode: Mode = Mode.SHARED) -> None:
        """Begin in a mode; the shared room unless told otherwise."""
        self.mode = mode

    def stop(self) -> Outcome:
        """What an ordinary Stop says and does."""
        return Outcome(sayings=self.neutral().sayings, ends_activity=True, stopped=True)

    def neutral(self) -> Outcome:
        """The neutral line alone, the same word for word everywhere."""
        return say(reply("neutral.exit"))

    def outcome(self, tier: int) -> Outcome:
        """The answer to words of a tier, 0 to 4."""
        if self.mode is Mode.SHARED and tier in LOOKS_LIKE_STOP:
            return self.stop()
        answer = say(reply(f"safety.tier{tier}.{self.mode}"))
        return Outcome(sayings=answer.sayings, ends_activity=True, stopped=True)
