"""Voices without sound: one prints, one only takes the time that speaking takes."""

from collections.abc import Callable

from assistant.clock import Clock
from assistant.speaking.phrasing import words
from assistant.speaking.ports import Earcon, GivesWay, Sounding, Speech, never

WORDS_PER_MINUTE = 150
"""An easy pace. Source: the project's style sheet for spoken text."""

EARCON_SECONDS = 1.0
"""About as long as the chime."""


class PrintedVoice:
    """Says things by handing each reply's words to ``write``, at once."""

    def __init__(self, write: Callable[[str], None]) -> None:
        """Print with ``write``, which adds its own line end."""
        self._write = write

    async def speak(self, speech: Speech, sounding: Sounding, gives_way: GivesWay = never) -> Speech:
        """Print the whole speech as one line; print takes no time, so it never gives way."""
        del gives_way
        sounding()
        self._write(words(speech))
        return ()

    async def play(self, earcon: Earcon, sounding: Sounding) -> None:  # noqa: ARG002 - there is no sound in print
        """Print nothing."""
        sounding()


class SimulatedVoice:
    """Takes as long as speaking would, and makes no sound."""

    def __init__(self, clock: Clock) -> None:
        """Take time from ``clock``."""
        self._clock = clock

    async def speak(self, speech: Speech, sounding: Sounding, gives_way: GivesWay = never) -> Speech:
        """Take the time of the words and pauses; a line that has begun stays one line, so it never gives way."""
        del gives_way
        sounding()
        await self._clock.sleep(seconds_to_say(speech))
        return ()

    async def play(self, earcon: Earcon, sounding: Sounding) -> None:  # noqa: ARG002 - all take the same time
        """Take the time of an earcon."""
        sounding()
        await self._clock.sleep(EARCON_SECONDS)


def seconds_to_say(speech: Speech) -> float:
    """How long it takes to say, estimated from the words, pauses included."""
    spoken = sum(len(sentence.text.split()) for sentence in speech)
    return spoken * 60 / WORDS_PER_MINUTE + sum(sentence.pause_after for sentence in speech)
