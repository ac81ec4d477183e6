"""What an answer asks of whoever runs the conversation, beside what is said."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FallSilent:
    """Say nothing of what is being said or waits to be."""


@dataclass(frozen=True, slots=True)
class Mute:
    """Hear nothing at all from now on, or listen again."""

    muted: bool


@dataclass(frozen=True, slots=True)
class EraseEverything:
    """Erase all that is kept, and let go of every calendar outside."""


@dataclass(frozen=True, slots=True)
class TeachNames:
    """Say the names from now on as they were taught."""


@dataclass(frozen=True, slots=True)
class LightRoom:
    """Show the house with one room lit, where there is a screen."""

    principle: str
    """The id of the principle that lives in it."""


@dataclass(frozen=True, slots=True)
class ShowTrouble:
    """Tell whoever looks after the computer what is wrong; never aloud."""

    sentence: str
    """One plain sentence; may name folders, never anything that was said."""


Effect = FallSilent | Mute | EraseEverything | TeachNames | LightRoom | ShowTrouble
