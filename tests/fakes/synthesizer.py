"""A synthesizer that hums: as long as the words take, at a rate of its own."""

import asyncio
import contextlib

import numpy as np

from assistant.errors import SpeakingError, VoiceUnavailable
from assistant.messages.audio import AudioChunk
from assistant.speaking.sound import chunk_of

RATE = 16_000
SECONDS_A_WORD = 0.25


class HummingSynthesizer:
    """Notes every text it is asked for."""

    def __init__(
        self, voice: str = "hum", *, seconds: float = 0.0, fails_on: str | None = None, is_there: bool = True
    ) -> None:
        """Take ``seconds`` of the loop's time for each text; fail on a text that holds ``fails_on``."""
        self._voice = voice
        self._seconds = seconds
        self._fails_on = fails_on
        self._is_there = is_there
        self.asked: list[str] = []
        self.finished: list[str] = []

    @property
    def voice(self) -> str:
        return self._voice

    async def load(self) -> None:
        if not self._is_there:
            message = "There is no such voice."
            raise VoiceUnavailable(message)

    async def synthesize(self, text: str, rate: float) -> AudioChunk:
        await self.load()
        self.asked.append(text)
        if self._seconds:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._seconds):
                    await asyncio.Event().wait()
        if self._fails_on is not None and self._fails_on in text:
            message = "The voice broke."
            raise SpeakingError(message)
        self.finished.append(text)
        seconds = SECONDS_A_WORD * len(text.split()) / rate
        moments = np.arange(round(seconds * RATE), dtype=np.float32) / RATE
        return chunk_of((0.1 * np.sin(2 * np.pi * 220 * moments)).astype(np.float32), RATE)
