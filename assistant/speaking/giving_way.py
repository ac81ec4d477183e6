"""Lowers our voice while somebody speaks over it, and raises it again if it was nothing.

Why: what was said is only known once it is over and transcribed. Lowered at the first syllable, we are polite at once,
and the rest of the sentence is heard better. Lowered and not paused, nothing is lost if it was a cough.
"""

import asyncio

from assistant.clock import Clock
from assistant.speaking.ports import Speaker

LOWERED = 0.25
"""Share of the volume that is left: twelve decibels less."""

PATIENCE_SECONDS = 4.0
"""A control word is shorter than this; people who talk on do not want the rest in a whisper."""


class GivingWay:
    """Holds the volume of one speaker."""

    def __init__(self, speaker: Speaker, clock: Clock) -> None:
        """Leave the volume as it is for now."""
        self._speaker = speaker
        self._clock = clock
        self._loud: float | None = None
        self._waiting: asyncio.Task[None] | None = None

    def give_way(self) -> None:
        """Speak lower from now on, for at most ``PATIENCE_SECONDS``; does nothing while it does."""
        if self._loud is not None:
            return
        self._loud = self._speaker.volume
        self._speaker.volume = self._loud * LOWERED
        self._waiting = asyncio.create_task(self._lose_patience())

    def go_on(self) -> None:
        """Speak as loud as before; a volume that somebody chose meanwhile stays."""
        if self._loud is not None:
            if self._speaker.volume == self._loud * LOWERED:
                self._speaker.volume = self._loud
            self._loud = None
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    async def _lose_patience(self) -> None:
        await self._clock.sleep(PATIENCE_SECONDS)
        self._waiting = None
        self.go_on()
