"""Understands the same words once, as long as nothing changes between."""

from datetime import datetime

from assistant.messages.speech import Expectation, Intent, Transcript, Vocabulary
from assistant.understanding.ports import Recognizer


class OnceOnly:
    """Keeps what the last transcript meant, until it is told to forget.

    Why: a transcript is read at the pause, to know whether it is all, and again at the end, to answer it.
    """

    def __init__(self, inner: Recognizer) -> None:
        """Ask ``inner``."""
        self._inner = inner
        self._last: tuple[Transcript, Expectation, Vocabulary, Intent] | None = None

    def recognize(
        self, transcript: Transcript, expectation: Expectation, vocabulary: Vocabulary, now: datetime
    ) -> Intent:
        """The best intent; spoken times are counted from when this very transcript was first understood."""
        if self._last is not None:
            known, *circumstances, intent = self._last
            if known is transcript and circumstances == [expectation, vocabulary]:
                return intent
        intent = self._inner.recognize(transcript, expectation, vocabulary, now)
        self._last = (transcript, expectation, vocabulary, intent)
        return intent

    def forget(self) -> None:
        """Keep no words of it."""
        self._last = None
