"""The sound of a sentence: from memory, from disk, or synthesised now; and made ready before it is needed."""

import asyncio
import contextlib
from collections.abc import Iterable

from assistant.errors import FileUnwritable, SpeakingError
from assistant.messages.audio import AudioChunk
from assistant.speaking.cache import DiskCache, MemoryCache, sound_key
from assistant.speaking.ports import Pace, Sentence, Synthesizer
from assistant.speaking.pronunciation import Pronunciations
from assistant.speaking.sound import finished

PACES = {Pace.NORMAL: 0.92, Pace.SLOW: 0.85}
"""Share of the voice's normal speed. Source: the project's style sheet for spoken text."""

SLOWEST, FASTEST = 0.6, 1.6


class SentenceSounds:
    """Gives sentences their sound, and knows the ones it gave before."""

    def __init__(
        self,
        synthesizer: Synthesizer,
        pronunciations: Pronunciations,
        memory: MemoryCache,
        disk: DiskCache | None = None,
        prepared: DiskCache | None = None,
    ) -> None:
        """Ask ``synthesizer`` for what neither memory nor disk has.

        Args:
            synthesizer: makes the sound.
            pronunciations: respells words for it.
            memory: keeps any sentence.
            disk: keeps fixed sentences only, written only by ``warm``; None keeps nothing on disk.
            prepared: fixed sentences that were made at set-up; only read.
        """
        self._synthesizer = synthesizer
        self._pronunciations = pronunciations
        self._memory = memory
        self._disk = disk
        self._prepared = prepared
        self._speed = 1.0
        self._asked_now = 0
        self._nobody_waits = asyncio.Event()
        self._nobody_waits.set()
        self._warming: asyncio.Task[AudioChunk] | None = None
        self._one_warms = asyncio.Lock()

    @property
    def speed(self) -> float:
        """The couple's own setting; 1 is the default pace of each sentence."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self._speed = min(max(speed, SLOWEST), FASTEST)

    async def get(self, sentence: Sentence) -> AudioChunk:
        """The sound of a sentence that is to be said now; goes before all warming.

        Raises:
            SpeakingError: it cannot be synthesised.
        """
        found = await self._find(sentence)
        if found is not None:
            return found
        self._asked_now += 1
        self._nobody_waits.clear()
        if self._warming is not None:
            self._warming.cancel()
        try:
            sound = await self._make(sentence)
        finally:
            self._asked_now -= 1
            if self._asked_now == 0:
                self._nobody_waits.set()
        # The key is asked for anew: a voice that failed has handed over to another, and this is that one's sound.
        self._memory.put(self._key(sentence), sound)
        return sound

    async def has(self, sentence: Sentence) -> bool:
        """Whether the sound of a sentence is there already."""
        return await self._find(sentence) is not None

    async def is_ready(self, sentence: Sentence) -> bool:
        """Whether warming has nothing to do for a sentence; does not read its sound."""
        key = self._key(sentence)
        files = [cache for cache in (self._prepared, self._disk) if cache is not None and sentence.fixed]
        for cache in files:
            if await asyncio.to_thread(cache.has, key):
                return True
        goes_to_disk = sentence.fixed and self._disk is not None
        return not goes_to_disk and self._memory.get(key) is not None

    async def warm(self, sentences: Iterable[Sentence]) -> int:
        """Make sounds ready in the background, one at a time, giving way to whatever is said.

        Returns:
            How many were made; a sentence that cannot be synthesised is left out.

        Raises:
            FileUnwritable: a sound was made and could not be kept; the next would not be either.
        """
        made = 0
        async with self._one_warms:
            for sentence in sentences:
                made += await self._warm_one(sentence)
        return made

    def forget(self) -> None:
        """Drop every sound, in memory and on disk."""
        self._memory.clear()
        if self._disk is not None:
            self._disk.clear()

    async def _warm_one(self, sentence: Sentence) -> bool:
        if await self.is_ready(sentence):
            return False
        on_disk = self._disk if sentence.fixed else None
        sound = self._memory.get(self._key(sentence)) or await self._make_meanwhile(sentence)
        if sound is None:
            return False
        if on_disk is None:
            self._memory.put(self._key(sentence), sound)
            return True
        if not await asyncio.to_thread(on_disk.put, self._key(sentence), sound):
            message = "I cannot keep the sound of what I say; there may be no space left on the disk."
            raise FileUnwritable(message)
        return True

    async def _make_meanwhile(self, sentence: Sentence) -> AudioChunk | None:
        """Synthesise while nobody waits for another sentence; begins anew when it was interrupted."""
        while True:
            await self._nobody_waits.wait()
            self._warming = asyncio.create_task(self._make(sentence))
            try:
                return await self._warming
            except SpeakingError:
                return None
            except asyncio.CancelledError:
                own = asyncio.current_task()
                if own is not None and own.cancelling():
                    self._warming.cancel()
                    with contextlib.suppress(asyncio.CancelledError, SpeakingError):
                        await self._warming
                    raise
            finally:
                self._warming = None

    async def _find(self, sentence: Sentence) -> AudioChunk | None:
        key = self._key(sentence)
        found = self._memory.get(key)
        if found is None and sentence.fixed:
            for cache in (self._prepared, self._disk):
                if found is None and cache is not None:
                    found = await asyncio.to_thread(cache.get, key)
            if found is not None:
                self._memory.put(key, found)
        return found

    async def _make(self, sentence: Sentence) -> AudioChunk:
        spelled = self._pronunciations.apply(sentence.text)
        return finished(await self._synthesizer.synthesize(spelled, self._rate(sentence)))

    def _key(self, sentence: Sentence) -> str:
        return sound_key(self._synthesizer.voice, self._rate(sentence), self._pronunciations.apply(sentence.text))

    def _rate(self, sentence: Sentence) -> float:
        return PACES[sentence.pace] * self._speed
