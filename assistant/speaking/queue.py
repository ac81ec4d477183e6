"""Who may speak now: replies before cues before reminders, and no reminder is ever lost or begun twice.

Pure: it decides and remembers, and neither waits nor makes a sound.
"""

from collections import OrderedDict, deque

from assistant.messages.speech import Manner, Saying

REMEMBERED_TOKENS = 4096
"""How many reminders that were taken in are known by their token; years of them."""


class SpeechQueue:
    """Everything that waits to be said.

    While it is held (an exercise runs, a question is open) reminders wait. Replies, cues and chimes never do. A reading
    gives way to reminders between two sentences, and goes on after them.
    """

    def __init__(self) -> None:
        """Empty, and not held."""
        self._replies: deque[Saying] = deque()
        self._cues: deque[Saying] = deque()
        self._reminders: deque[Saying] = deque()
        self._interrupted: Saying | None = None
        self._known: OrderedDict[str, None] = OrderedDict()
        self.held = False
        """Whether reminders have to wait."""

    def add(self, saying: Saying) -> bool:
        """Take something in.

        Returns:
            False for a reminder that was taken in before, whether it waits or has begun: it is not said again.

        Raises:
            ValueError: a reminder without a token, which could not be remembered.
        """
        if saying.manner is Manner.REPLY:
            self._replies.append(saying)
            return True
        if saying.manner is not Manner.REMINDER:
            self._cues.append(saying)
            return True
        if saying.token is None:
            message = "a reminder needs a token"
            raise ValueError(message)
        if saying.token in self._known:
            return False
        self._known[saying.token] = None
        while len(self._known) > REMEMBERED_TOKENS:
            self._known.popitem(last=False)
        self._reminders.append(saying)
        return True

    def take(self) -> Saying | None:
        """Hand out what may be said now, once; None when everything that is left has to wait."""
        if self._replies:
            return self._replies.popleft()
        if self._interrupted is not None:
            return self._reminder() or self._interrupted_one()
        if self._cues:
            return self._cues.popleft()
        return self._reminder()

    def interrupt(self, saying: Saying) -> None:
        """Take back what gave way to a reminder, to be handed out again after it."""
        self._interrupted = saying

    def has_reminder_to_say(self) -> bool:
        """Whether a reminder waits only for its turn."""
        return bool(self._reminders) and not self.held

    def has_something_to_say(self) -> bool:
        """Whether ``take`` would hand something out."""
        return bool(self._replies or self._cues or self._interrupted or self.has_reminder_to_say())

    def _reminder(self) -> Saying | None:
        return self._reminders.popleft() if self.has_reminder_to_say() else None

    def _interrupted_one(self) -> Saying | None:
        saying, self._interrupted = self._interrupted, None
        return saying

    def stop(self) -> tuple[Saying, ...]:
        """Drop replies, cues and chimes, and return them; reminders stay."""
        dropped = (*self._replies, *([self._interrupted] if self._interrupted else ()), *self._cues)
        self._interrupted = None
        self._replies.clear()
        self._cues.clear()
        return dropped

    def not_begun(self, saying: Saying) -> None:
        """A reminder that was handed out may not be said now: it may be added anew later."""
        if saying.token is not None:
            self._known.pop(saying.token, None)

    def forget(self) -> None:
        """Drop everything, reminders and their tokens included: the couple asked to forget everything."""
        self.stop()
        self._reminders.clear()
        self._known.clear()

    @property
    def waiting_reminders(self) -> tuple[Saying, ...]:
        """The reminders that have not begun, oldest first."""
        return tuple(self._reminders)
