"""A voice that takes a second for anything, unless told otherwise, and tells what it did and when."""

from assistant.clock import Clock
from assistant.errors import SpeakingError
from assistant.speaking.phrasing import words
from assistant.speaking.ports import Earcon, GivesWay, Sounding, Speech, never


class TellingVoice:
    """Speech takes ``seconds`` and an earcon ``earcon_seconds``; words in ``fails_on`` cannot be said."""

    def __init__(
        self, clock: Clock, seconds: float = 1.0, fails_on: str | None = None, *, earcon_seconds: float = 1.0
    ) -> None:
        self._clock = clock
        self._seconds = seconds
        self._earcon_seconds = earcon_seconds
        self._fails_on = fails_on
        self.told: list[tuple[float, str]] = []

    async def speak(self, speech: Speech, sounding: Sounding, gives_way: GivesWay = never) -> Speech:
        """All at once, unless it may have to give way: then sentence by sentence."""
        if gives_way is never:
            await self._take_time(words(speech), self._seconds, sounding)
            return ()
        for number, sentence in enumerate(speech):
            if number > 0 and gives_way():
                return speech[number:]
            await self._take_time(sentence.text, self._seconds, sounding if number == 0 else lambda: None)
        return ()

    async def play(self, earcon: Earcon, sounding: Sounding) -> None:
        await self._take_time(f"*{earcon.value}*", self._earcon_seconds, sounding)

    async def _take_time(self, what: str, seconds: float, sounding: Sounding) -> None:
        if self._fails_on is not None and self._fails_on in what:
            message = "The voice broke."
            raise SpeakingError(message)
        self.told.append((self._clock.monotonic(), what))
        sounding()
        finished = False
        try:
            await self._clock.sleep(seconds)
            finished = True
        finally:
            if not finished:
                self.told.append((self._clock.monotonic(), "cut"))
