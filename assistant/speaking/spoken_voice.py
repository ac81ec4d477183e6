"""The voice that is heard: sentence by sentence, the next one made while one is played."""

import asyncio
import contextlib
import dataclasses
import re
from collections.abc import AsyncGenerator, Mapping

from assistant.messages.audio import AudioChunk
from assistant.speaking.ports import Earcon, GivesWay, Sentence, Sounding, Speaker, Speech, never
from assistant.speaking.sentence_sounds import SentenceSounds
from assistant.speaking.sound import silence

LONG_OPENING = 40
"""A first sentence of more characters than this is cut at its first clause, unless its sound is there already."""

CLAUSE_PAUSE = 0.12
"""Seconds that stand for the comma."""

_FIRST_CLAUSE = re.compile(r"(?P<opening>[^\s,;:]+(?: [^\s,;:]+)+[,;:]) (?P<rest>\S+(?: \S+)+)")


class SpokenVoice:
    """Says things through a loudspeaker."""

    def __init__(self, sounds: SentenceSounds, speaker: Speaker, earcons: Mapping[Earcon, AudioChunk]) -> None:
        """Speak with these sounds, on this speaker."""
        self._sounds = sounds
        self._speaker = speaker
        self._earcons = earcons

    async def speak(self, speech: Speech, sounding: Sounding, gives_way: GivesWay = never) -> Speech:
        """Say it all, or give way between two sentences; the first one sounds as soon as it is there.

        Raises:
            SpeakingError: it could not be said, or not to its end.
        """
        if not speech:
            return ()
        opening = (speech[0],) if await self._sounds.has(speech[0]) else opened_early(speech[0])
        unsaid: list[Sentence] = []
        sound = self._sound_of((*opening, *speech[1:]), len(opening), gives_way, unsaid)
        await self._play(sound, sounding)
        return tuple(unsaid)

    async def play(self, earcon: Earcon, sounding: Sounding) -> None:
        """Play a small sound.

        Raises:
            SpeakingError: it could not be played.
        """
        await self._play(_just(self._earcons[earcon]), sounding)

    async def _play(self, sound: AsyncGenerator[AudioChunk, None], sounding: Sounding) -> None:
        async with contextlib.aclosing(sound):
            await self._speaker.play(sound, sounding)

    async def _sound_of(
        self, speech: Speech, opening: int, gives_way: GivesWay, unsaid: list[Sentence]
    ) -> AsyncGenerator[AudioChunk, None]:
        """The sound of a speech, whose first so many parts are one sentence and stay together."""
        coming = asyncio.create_task(self._sounds.get(speech[0]))
        try:
            for number, (sentence, following) in enumerate(zip(speech, (*speech[1:], None), strict=True)):
                if number >= opening and gives_way():
                    unsaid.extend(speech[number:])
                    return
                sound = await coming
                if following is not None:
                    coming = asyncio.create_task(self._sounds.get(following))
                yield sound
                if sentence.pause_after > 0:
                    yield silence(sentence.pause_after, sound.format.rate)
        finally:
            coming.cancel()
            await asyncio.wait({coming})  # not awaited itself: who cancels us meanwhile must be obeyed
            if not coming.cancelled():
                coming.exception()


def opened_early(sentence: Sentence) -> Speech:
    """A long sentence in two parts, cut after its first clause, so that its first word is not waited for.

    Why: a voice gives a sentence only as a whole, a tenth of its length later. The opening clause alone takes an
    eighth of a second, and while it is played the rest is made.
    """
    cut = _FIRST_CLAUSE.fullmatch(sentence.text) if len(sentence.text) > LONG_OPENING else None
    if cut is None:
        return (sentence,)
    opening = dataclasses.replace(sentence, text=cut["opening"], pause_after=CLAUSE_PAUSE)
    return opening, dataclasses.replace(sentence, text=cut["rest"])


async def _just(sound: AudioChunk) -> AsyncGenerator[AudioChunk, None]:
    yield sound
