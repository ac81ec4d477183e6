"""A speaker that keeps what it played, and takes as long as the sound is."""

from collections.abc import AsyncIterator

from assistant.clock import Clock
from assistant.errors import SpeakerUnavailable
from assistant.messages.audio import AudioChunk
from assistant.speaking.ports import Sounding


class KeptSpeaker:
    """Plays on a clock."""

    def __init__(self, clock: Clock, *, is_there: bool = True) -> None:
        self._clock = clock
        self.is_there = is_there
        self.volume = 1.0
        self.played: list[tuple[float, AudioChunk]] = []
        """When each chunk began, in seconds, and the chunk."""
        self.was_cut = False

    async def open(self) -> None:
        if not self.is_there:
            message = "There is no speaker here."
            raise SpeakerUnavailable(message)

    async def play(self, sound: AsyncIterator[AudioChunk], sounding: Sounding) -> None:
        await self.open()
        self.was_cut = True
        first = True
        async for chunk in sound:
            if first:
                sounding()
                first = False
            self.played.append((self._clock.monotonic(), chunk))
            await self._clock.sleep(chunk.seconds)
        self.was_cut = False

    async def close(self) -> None:
        """Nothing to let go."""
