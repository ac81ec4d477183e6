"""A microphone that plays what it is given, and may vanish afterwards."""

from collections.abc import AsyncGenerator

from assistant.errors import MicrophoneUnavailable
from assistant.messages.audio import AudioChunk


class ScriptedMicrophone:
    """Hears the chunks, each once, as fast as it is asked; knows whether it is held open."""

    def __init__(self, chunks: list[AudioChunk], *, vanishes: bool = False) -> None:
        self._chunks = list(chunks)
        self._vanishes = vanishes
        self.is_open = False
        self.times_opened = 0

    async def chunks(self) -> AsyncGenerator[AudioChunk]:
        self.is_open = True
        self.times_opened += 1
        try:
            while self._chunks:
                yield self._chunks.pop(0)
            if self._vanishes:
                message = "The microphone went away."
                raise MicrophoneUnavailable(message)
        finally:
            self.is_open = False
