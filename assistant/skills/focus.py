"""What "it" means: what was planned or spoken of a moment ago, and never whatever comes next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.messages.speech import Intent
from assistant.skills.ports import REMEMBERED_FOR, Answer, Outcome

_UNKNOWN_FOR = timedelta(minutes=2)
"""So long "it" is what was named in vain; after that it is something that is planned."""


@dataclass(slots=True)
class Focus:
    """What was spoken of last; after ten minutes nobody knows any more what "it" was."""

    _uid: str | None = None
    _since: datetime | None = None
    _unknown: str | None = None
    _unknown_since: datetime | None = None

    def turn_to(self, uid: str | None, now: datetime) -> None:
        """An appointment is spoken of; None for several, of which none stands out."""
        self._uid, self._since, self._unknown = uid, now, None

    def uid(self, now: datetime) -> str | None:
        """The appointment; None where there is none, where several were told of, or where it was too long ago."""
        is_recent = self._since is not None and now - self._since < REMEMBERED_FOR
        return self._uid if is_recent else None

    def lose(self, words: str, now: datetime) -> None:
        """Something was named that is not planned."""
        self._uid, self._unknown, self._unknown_since = None, words, now

    def unknown(self, now: datetime) -> str | None:
        """The words that named what is spoken of, where nothing of that name is planned."""
        is_recent = self._unknown_since is not None and now - self._unknown_since < _UNKNOWN_FOR
        return self._unknown if is_recent else None

    def held(self, answer: Answer) -> Answer:
        """An answer that is about what is spoken of now, whatever else is spoken of before it comes."""
        asked_about = self._uid

        def answered(said: Intent, now: datetime) -> Outcome | None:
            meanwhile = self._uid, self._since, self._unknown
            self.turn_to(asked_about, now)
            outcome = answer(said, now)
            if outcome is None:
                self._uid, self._since, self._unknown = meanwhile
            return outcome

        return answered
