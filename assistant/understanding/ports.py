"""What understanding offers to whoever holds a conversation."""

from datetime import datetime
from typing import Protocol

from assistant.messages.speech import Expectation, Intent, Transcript, Vocabulary


class Recognizer(Protocol):
    """Make an intent of a transcript; ``recognizer.Recognizer`` is one."""

    def recognize(
        self, transcript: Transcript, expectation: Expectation, vocabulary: Vocabulary, now: datetime
    ) -> Intent:
        """The best intent.

        Args:
            transcript: what was heard; its alternatives are considered too.
            expectation: what runs and what is being asked.
            vocabulary: what can be named now.
            now: wall time in the household's zone, naive.
        """
        ...
