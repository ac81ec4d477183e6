"""The whole mouth, heard at the loudspeaker: a reply is understood, and told to hush it is silent."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

import assistant
from assistant.adapters.speaker_miniaudio import MiniaudioSpeaker
from assistant.adapters.stt_whisper import load_whisper
from assistant.adapters.tts_pyttsx3 import piper_synthesizer
from assistant.clock import SystemClock
from assistant.messages.audio import AudioChunk
from assistant.messages.events import ReplyEnded, ReplyStarted
from assistant.messages.speech import SILENCE, Manner, Saying, Vocabulary, reply
from assistant.speaking.cache import MemoryCache
from assistant.speaking.earcons import load_earcons
from assistant.speaking.mouth import Mouth
from assistant.speaking.phrasing import Phrasing
from assistant.speaking.pronunciation import load_pronunciations
from assistant.speaking.responses import Response
from assistant.speaking.sentence_sounds import SentenceSounds
from assistant.speaking.spoken_voice import SpokenVoice
from tests.audio.room import RATE, VirtualRoom
from tests.fakes.event_sink import KeptEvents

pytestmark = [
    pytest.mark.audio,
    pytest.mark.room,
    # SpeechRecognition imports modules of the standard library that Python 3.13 no longer has.
    pytest.mark.filterwarnings("ignore:.*slated for removal in Python 3.13:DeprecationWarning"),
]

CONTENT = Path(assistant.__file__).parent / "content" / "en"
RESPONSES = {
    "hello": Response(say=("Let's talk about the day. Who would like to begin?",)),
    "long": Response(say=("This is a rather long sentence that goes on and on, so that there is enough to cut off.",)),
}
SETTLED_SECONDS = 0.3
"""A null sink takes a few blocks of 50 ms at a pace of its own after a device is opened."""


@contextlib.asynccontextmanager
async def mouth(events: KeptEvents) -> AsyncIterator[Mouth]:
    clock = SystemClock()
    speaker = MiniaudioSpeaker(clock)
    synthesizer = piper_synthesizer()
    await asyncio.gather(speaker.open(), synthesizer.load(), clock.sleep(SETTLED_SECONDS))
    sounds = SentenceSounds(synthesizer, load_pronunciations(CONTENT / "pronunciations.yaml"), MemoryCache(10_000_000))
    voice = SpokenVoice(sounds, speaker, load_earcons(CONTENT / "sounds" / "earcons.yaml"))
    speaking = Mouth(voice, Phrasing(RESPONSES), events, lambda: datetime(2026, 11, 23, 19, tzinfo=UTC))
    running = asyncio.create_task(speaking.run())
    yield speaking
    running.cancel()
    await asyncio.wait({running})
    await speaker.close()


async def test_a_reply_and_a_chime_are_heard_and_the_reply_is_understood(room: VirtualRoom) -> None:
    events = KeptEvents()
    async with mouth(events) as speaking:
        with room.record_speaker() as recording:
            speaking.say(Saying(reply("hello")))
            await speaking.until_silent()
            spoken = AudioChunk(recording.pcm)
            speaking.say(Saying(SILENCE, Manner.CHIME))
            await speaking.until_silent()
            chime = np.frombuffer(recording.pcm[len(spoken.pcm) :], dtype="<i2")
    transcript = await (await load_whisper()).transcribe([spoken], Vocabulary())
    assert "who would like to begin" in transcript.text
    assert np.abs(chime).max() > 500
    assert [event.kind for event in events.of(ReplyStarted)] == ["reply", "chime"]


async def test_told_to_hush_the_room_is_silent_within_a_tenth_of_a_second(room: VirtualRoom) -> None:
    events = KeptEvents()
    clock = SystemClock()
    async with mouth(events) as speaking:
        with room.record_speaker() as recording:
            speaking.say(Saying(reply("long")))
            while not events.of(ReplyStarted):
                await clock.sleep(0.01)
            await clock.sleep(1.0)
            told = len(recording.pcm) // 2
            speaking.hush()
            await speaking.until_silent()
            await clock.sleep(0.4)
            samples = np.frombuffer(recording.pcm, dtype="<i2")
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > 300)
    assert loud[0] < told
    assert (loud[-1] - told) / RATE <= 0.1  # 0.03 to 0.06 s on an idle machine
    assert events.of(ReplyEnded) == [ReplyEnded("reply", completed=False)]
