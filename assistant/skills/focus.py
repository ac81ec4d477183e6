"""What "it" means: what was planned or spoken of last, and never whatever comes next."""

from dataclasses import dataclass


@dataclass(slots=True)
class Focus:
    """What was spoken of last."""

    uid: str | None = None
    """The appointment; None where there is none, or where several were told of."""

    unknown: str | None = None
    """The words that named it, where nothing of that name is planned."""

    def turn_to(self, uid: str | None) -> None:
        """An appointment is spoken of; None for several, of which none stands out."""
        self.uid, self.unknown = uid, None

    def lose(self, words: str) -> None:
        """Something was named that is not planned."""
        self.uid, self.unknown = None, words
