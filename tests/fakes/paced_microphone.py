"""A microphone in whose room time passes: each chunk comes when it would have been heard."""

from collections.abc import AsyncGenerator

from assistant.clock import Clock
from assistant.messages.audio import AudioChunk


class PacedMicrophone:
    """Hears the chunks one after another, and silence after them."""

    def __init__(self, chunks: list[AudioChunk], clock: Clock) -> None:
        self._chunks = list(chunks)
        self._clock = clock

    async def chunks(self) -> AsyncGenerator[AudioChunk]:
        for chunk in self._chunks:
            await self._clock.sleep(chunk.seconds)
            yield chunk
        await self._clock.sleep(3600)
