"""A voice that goes on when its engine fails."""

from assistant.errors import SpeakingError
from assistant.messages.audio import AudioChunk
from assistant.messages.events import EventSink, Failed
from assistant.speaking.ports import Synthesizer


class SteadySynthesizer:
    """Speaks with one synthesizer, and from its first failure on with another; that is one event, and no gap."""

    def __init__(self, first: Synthesizer, second: Synthesizer, events: EventSink) -> None:
        """Prefer ``first``."""
        self._first = first
        self._second = second
        self._events = events
        self._failed = False

    @property
    def voice(self) -> str:
        """The voice that speaks now."""
        return self._second.voice if self._failed else self._first.voice

    async def load(self) -> None:
        """Load the preferred voice, or the other one if that cannot be.

        Raises:
            VoiceUnavailable: neither is there.
        """
        if not self._failed:
            try:
                await self._first.load()
            except SpeakingError as error:
                self._give_up(error)
            else:
                return
        await self._second.load()

    async def synthesize(self, text: str, rate: float) -> AudioChunk:
        """One sentence, by whichever voice works.

        Raises:
            SpeakingError: neither does.
        """
        if not self._failed:
            try:
                return await self._first.synthesize(text, rate)
            except SpeakingError as error:
                self._give_up(error)
        return await self._second.synthesize(text, rate)

    def _give_up(self, error: SpeakingError) -> None:
        if not self._failed:
            self._failed = True
            self._events.emit(Failed(part="voice", code=error.code))
