"""A topic: an idea beside the nine principles that people ask about, such as flooding or the six hours."""

from assistant.library.reading import Identifier, Reading, SpokenText


class Topic(Reading):
    """One topic of the shelf."""

    principle: Identifier | None = None
    """The principle that it belongs to, where there is one: the room of the house to light up beside it."""

    invitation: SpokenText | None = None
    """One question that offers to read it, for the moments where no exercise would be right."""
