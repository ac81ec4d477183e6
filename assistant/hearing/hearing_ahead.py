"""Transcribes at every pause what may be all, so that the words are there when the utterance ends.

Why: a recogniser needs a third of a second, and the silence that ends an utterance is twice as long. If somebody goes
on, what was made of the first words is forgotten; nothing of it is told to anybody.
"""

import asyncio
from collections.abc import Callable

from assistant.hearing.heard import Pause, Utterance
from assistant.hearing.ports import Transcriber
from assistant.messages.speech import Transcript, Vocabulary


class HearingAhead:
    """A recogniser that begins before an utterance is known to be over."""

    def __init__(self, transcriber: Transcriber) -> None:
        """Nothing is transcribed yet."""
        self._transcriber = transcriber
        self._pause: Pause | None = None
        self._task: asyncio.Task[Transcript] | None = None

    def begin(self, pause: Pause, vocabulary: Vocabulary, heard: Callable[[Transcript], None]) -> None:
        """Transcribe what was said up to a pause; what was begun before is given up.

        Args:
            pause: where somebody fell silent.
            vocabulary: what can be said now.
            heard: is given the words, unless they are given up before they are there.
        """
        self.forget()
        self._pause = pause
        self._task = asyncio.create_task(self._transcribe(pause, vocabulary, heard))
        self._task.add_done_callback(_notice)

    def forget(self) -> None:
        """Give up what was begun."""
        if self._task is not None:
            self._task.cancel()
        self._pause = self._task = None

    async def aclose(self) -> None:
        """Give up what was begun, and wait until it is given up."""
        begun = self._task
        self.forget()
        if begun is not None:
            await asyncio.wait({begun})

    async def transcribe(self, utterance: Utterance, vocabulary: Vocabulary) -> Transcript:
        """The words of an utterance; at once, or nearly, where they were begun at its last pause.

        Raises:
            HearingError: the recogniser failed.
        """
        begun = self._task if utterance.pause is not None and utterance.pause is self._pause else None
        if begun is None:
            self.forget()
            return await self._transcriber.transcribe(utterance.chunks, vocabulary)
        self._pause = self._task = None
        try:
            return await begun
        finally:
            begun.cancel()

    async def _transcribe(
        self, pause: Pause, vocabulary: Vocabulary, heard: Callable[[Transcript], None]
    ) -> Transcript:
        transcript = await self._transcriber.transcribe(pause.chunks, vocabulary)
        heard(transcript)
        return transcript


def _notice(task: asyncio.Task[Transcript]) -> None:
    """Look at how it ended: what failed and is not asked for any more is nobody's trouble."""
    if not task.cancelled():
        task.exception()
