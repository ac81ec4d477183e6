"""Makes sounds ready in the background, and is in nobody's way while it does.

Why: a voice that works takes a whole core. On a small machine that is the core with which the next word is heard. So
it works only while nobody speaks or is listened to, drops its work the moment somebody does, and rests longer than it
worked.
"""

import asyncio
from collections.abc import Callable, Iterable

from assistant.clock import Clock
from assistant.errors import FileUnwritable
from assistant.speaking.ports import Sentence
from assistant.speaking.sentence_sounds import SentenceSounds

REST_SHARE = 4.0
"""Seconds of rest for each second of work: a fifth of a core at most."""

QUIET_SECONDS = 0.5
"""How often it looks whether it may begin."""

LOOK_SECONDS = 0.1
"""How often it looks whether it may go on."""


class Warming:
    """Warms one store of sounds."""

    def __init__(self, sounds: SentenceSounds, clock: Clock, is_quiet: Callable[[], bool]) -> None:
        """Work only while ``is_quiet`` says that nobody speaks or is listened to."""
        self._sounds = sounds
        self._clock = clock
        self._is_quiet = is_quiet

    async def warm(self, sentences: Iterable[Sentence]) -> int:
        """Make sentences ready, one after another; cancelling ends it, and so does the first that cannot be kept.

        Returns:
            How many were made.
        """
        made = 0
        for sentence in sentences:
            if await self._sounds.is_ready(sentence):
                continue
            worked = 0.0
            finished = False
            while not finished:
                while not self._is_quiet():
                    await self._clock.sleep(QUIET_SECONDS)
                began = self._clock.monotonic()
                try:
                    finished, count = await self._make(sentence)
                except FileUnwritable:
                    return made
                made += count
                worked += self._clock.monotonic() - began
                await self._clock.sleep(worked * REST_SHARE)
        return made

    async def _make(self, sentence: Sentence) -> tuple[bool, int]:
        """Whether it came to its end, and how many sounds were made."""
        work = asyncio.create_task(self._sounds.warm([sentence]))
        try:
            while not work.done():
                await asyncio.wait({work}, timeout=LOOK_SECONDS)
                if not work.done() and not self._is_quiet():
                    return False, 0
            return True, work.result()
        finally:
            if not work.done():
                work.cancel()
                await asyncio.wait({work})  # not awaited itself, so that whoever cancels us meanwhile is heard
