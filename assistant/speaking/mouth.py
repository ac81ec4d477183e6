"""The one mouth: says one thing at a time, tells when it begins and ends, and falls silent at once.

Why: replies, exercise cues, chimes and reminders all pass here, so that no two ever speak over each other and there
is one place to fall silent.
"""

import asyncio
import contextlib
import re
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from assistant.errors import AssistantError
from assistant.library.pacing import WORDS_A_MINUTE
from assistant.messages.events import EventSink, Failed, Private, ReplyEnded, ReplyStarted
from assistant.messages.speech import Manner, Saying
from assistant.speaking.phrasing import Phrasing, words
from assistant.speaking.ports import Earcon, Speech, Voice
from assistant.speaking.queue import SpeechQueue

_WORD = re.compile(r"[a-z0-9']+")

WORDS_A_SECOND = WORDS_A_MINUTE / 60
NEARBY_WORDS, NEARBY_SHARE = 8, 0.35
"""How far what is said at a moment may be from where words of even length would be: so many, and so much of the way."""


class SayingObserver(Protocol):
    """Is told when something begins and ends, so that a reminder can be remembered as speaking and as spoken."""

    def began(self, saying: Saying) -> Saying | None:
        """It is about to be said: called before its first sound is made. Must not raise.

        Returns:
            How it is said now, which may be as a chime only; None where nothing may be said.
        """
        ...

    def ended(self, saying: Saying, *, completed: bool) -> None:
        """Its last sound is over. ``completed`` is False when it was cut off, or could not be said. Must not raise."""
        ...


class UnobservedSayings:
    """Nobody wants to know."""

    def began(self, saying: Saying) -> Saying | None:
        """Let it be said as it is."""
        return saying

    def ended(self, saying: Saying, *, completed: bool) -> None:
        """Do nothing."""


class Mouth:
    """Takes sayings from the queue and says them through a voice, one at a time."""

    def __init__(
        self,
        voice: Voice,
        phrasing: Phrasing,
        events: EventSink,
        now: Callable[[], datetime],
        observer: SayingObserver | None = None,
    ) -> None:
        """Say things with ``voice``; ``run`` has to run for anything to be said.

        Args:
            voice: how to say things.
            phrasing: how to make words of them.
            events: takes ReplyStarted, ReplyEnded and Failed.
            now: the present moment in the household's zone.
            observer: is told before the first sound and after the last of everything that is said.
        """
        self._voice = voice
        self._phrasing = phrasing
        self._events = events
        self._now = now
        self._observer = observer or UnobservedSayings()
        self._queue = SpeechQueue()
        self._turn = asyncio.Lock()
        self._wake = asyncio.Event()
        self._silent = asyncio.Event()
        self._silent.set()
        self._saying: Saying | None = None
        self._words: list[str] = []
        self._since: datetime | None = None
        self._task: asyncio.Task[bool] | None = None
        self._unsaid: tuple[Saying | None, Speech] = (None, ())
        """What gave way to a reminder, and the rest of it."""

        self._hushed = False

    @property
    def is_speaking(self) -> bool:
        """Whether something is being said at this moment."""
        return self._saying is not None

    @property
    def saying(self) -> Saying | None:
        """What is being said at this moment."""
        return self._saying

    @property
    def speaking_seconds(self) -> float:
        """How long something has been said by now; 0 before its first sound."""
        return 0.0 if self._since is None else (self._now() - self._since).total_seconds()

    def is_saying(self, text: str, *, just_now: bool = False) -> bool:
        """Whether these words, as somebody heard them, stand in what is being said.

        Args:
            text: the words.
            just_now: look only where we must be by now, not at what came long before or comes later.
        """
        heard = " ".join(_WORD.findall(text.lower()))
        said = self._words
        if just_now:
            at = self.speaking_seconds * WORDS_A_SECOND
            away = NEARBY_WORDS + NEARBY_SHARE * at
            said = said[max(0, int(at - away)) : int(at + away)]
        return bool(heard) and f" {heard} " in f" {' '.join(said)} "

    @property
    def waiting_reminders(self) -> tuple[Saying, ...]:
        """Reminders that wait for their turn, oldest first."""
        return self._queue.waiting_reminders

    def say(self, saying: Saying) -> bool:
        """Put something into the queue; False for a reminder that is there already or has begun."""
        if saying.manner is not Manner.CHIME and not saying.reply.lines:
            return True
        added = self._queue.add(saying)
        self._look()
        return added

    def hold_reminders(self, *, held: bool) -> None:
        """Let reminders wait from now on (an exercise runs, a question is open), or no longer."""
        self._queue.held = held
        self._look()

    def hush(self) -> None:
        """Fall silent at once, and drop replies and cues that wait; reminders stay."""
        self._queue.stop()
        self._unsaid = (None, ())
        if self._task is not None:
            self._hushed = True
            self._task.cancel()
        self._look()

    def forget(self) -> None:
        """Fall silent and drop everything, reminders too."""
        self._queue.forget()
        self.hush()

    async def signal(self, earcon: Earcon) -> None:
        """Play a small sound now, unless something is being said: an earcon never sounds over words.

        Straight after ``hush`` it sounds as soon as the words have faded, and before anything else is said.
        """
        if self.is_speaking and not self._hushed:
            return
        try:
            async with self._turn:
                await self._voice.play(earcon, _nothing)
        except AssistantError as error:
            self._events.emit(Failed(part="mouth", code=error.code))

    async def until_silent(self) -> None:
        """Wait until everything that may be said now has been said."""
        await self._silent.wait()

    async def run(self) -> None:
        """Say what comes into the queue, for ever; cancelling falls silent and ends it."""
        while True:
            saying = self._queue.take()
            if saying is None:
                self._silent.set()
                await self._wake.wait()
                self._wake.clear()
                continue
            await self._say_one(saying)

    def _look(self) -> None:
        """Let ``run`` look into the queue again."""
        if self._saying is not None or self._queue.has_something_to_say():
            self._silent.clear()
        self._wake.set()

    async def _say_one(self, taken: Saying) -> None:
        saying = self._observer.began(taken)
        if saying is None:
            self._queue.not_begun(taken)
            return
        self._saying = saying
        self._hushed = False
        completed = False
        self._task = asyncio.create_task(self._speak(saying))
        try:
            completed = await self._task
        except asyncio.CancelledError:
            own = asyncio.current_task()
            if own is not None and own.cancelling():
                self._task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await self._task
                raise
        finally:
            self._task = None
            self._saying = None
            self._words = []
            self._since = None
            self._events.emit(ReplyEnded(kind=saying.manner.value, completed=completed))
            self._observer.ended(saying, completed=completed)

    async def _speak(self, saying: Saying) -> bool:
        try:
            async with self._turn:
                return await self._sound(saying)
        except AssistantError as error:
            self._events.emit(Failed(part="mouth", code=error.code))
            return False
        except Exception as error:  # noqa: BLE001 - the one mouth must stay alive; a name only, never words
            self._events.emit(Failed(part="mouth", code=type(error).__name__))
            return False

    async def _sound(self, saying: Saying) -> bool:
        """Say it, or the rest of it; False when it gave way to a reminder."""
        if saying.manner is Manner.CHIME:
            await self._voice.play(Earcon.CHIME, lambda: self._started(saying, ""))
            return True
        if saying.manner is not Manner.CUE:
            if speech := self._phrasing.phrase(saying.reply, self._now()):
                await self._voice.speak(speech, lambda: self._started(saying, words(speech)))
            return True
        gave_way, rest = self._unsaid
        speech = rest if gave_way is saying else self._phrasing.phrase(saying.reply, self._now())
        self._unsaid = (None, ())
        if not speech:
            return True
        unsaid = await self._voice.speak(
            speech, lambda: self._started(saying, words(speech)), self._queue.has_reminder_to_say
        )
        if unsaid:
            self._unsaid = (saying, unsaid)
            self._queue.interrupt(saying)
        return not unsaid

    def _started(self, saying: Saying, text: str) -> None:
        self._words = _WORD.findall(text.lower())
        self._since = self._now()
        self._events.emit(ReplyStarted(kind=saying.manner.value, text=Private(text)))


def _nothing() -> None:
    """No event for an earcon that signals a state."""
