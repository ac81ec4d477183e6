"""The voice that is heard: sentence by sentence, the next one made while one is played."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Mapping

from assistant.errors import SpeakingError
from assistant.messages.audio import AudioChunk
from assistant.speaking.ports import Earcon, Sounding, Speaker, Speech
from assistant.speaking.sentence_sounds import SentenceSounds
from assistant.speaking.sound import silence


class SpokenVoice:
    """Says things through a loudspeaker."""

    def __init__(self, sounds: SentenceSounds, speaker: Speaker, earcons: Mapping[Earcon, AudioChunk]) -> None:
        """Speak with these sounds, on this speaker."""
        self._sounds = sounds
        self._speaker = speaker
        self._earcons = earcons

    async def speak(self, speech: Speech, sounding: Sounding) -> None:
        """Say it all; the first sentence sounds as soon as it is there.

        Raises:
            SpeakingError: it could not be said, or not to its end.
        """
        await self._play(self._sound_of(speech), sounding)

    async def play(self, earcon: Earcon, sounding: Sounding) -> None:
        """Play a small sound.

        Raises:
            SpeakingError: it could not be played.
        """
        await self._play(_just(self._earcons[earcon]), sounding)

    async def _play(self, sound: AsyncGenerator[AudioChunk, None], sounding: Sounding) -> None:
        async with contextlib.aclosing(sound):
            await self._speaker.play(sound, sounding)

    async def _sound_of(self, speech: Speech) -> AsyncGenerator[AudioChunk, None]:
        coming = asyncio.create_task(self._sounds.get(speech[0]))
        try:
            for sentence, following in zip(speech, (*speech[1:], None), strict=True):
                sound = await coming
                if following is not None:
                    coming = asyncio.create_task(self._sounds.get(following))
                yield sound
                if sentence.pause_after > 0:
                    yield silence(sentence.pause_after, sound.format.rate)
        finally:
            coming.cancel()
            with contextlib.suppress(asyncio.CancelledError, SpeakingError):
                await coming


async def _just(sound: AudioChunk) -> AsyncGenerator[AudioChunk, None]:
    yield sound
