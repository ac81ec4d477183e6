"""The microphone test: levels, voices, and what becomes of what is heard, live on the screen; nothing is kept.

Why it sounds: it is an ear. So it says that it listens before it does, chimes while it does, and ends by itself; where
it cannot be heard, it does not listen.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass

from assistant.clock import Clock
from assistant.errors import HearingError
from assistant.hearing.energy import level_db
from assistant.hearing.heard import FellSilent, SpeechBegan, Utterance, Wake
from assistant.hearing.listener import Listener
from assistant.hearing.ports import Microphone, Transcriber, VoiceActivityDetector
from assistant.messages.audio import AudioChunk
from assistant.messages.speech import Intent, Reply, Transcript, Vocabulary, reply
from assistant.speaking.ports import Earcon, Speech, Voice

LENGTH_SECONDS = 180.0
CHIME_EVERY_SECONDS = 30.0
SHOWN_EVERY_SECONDS = 0.1
FOLLOW_UP_SECONDS = 8.0

TOO_QUIET_DB = -45.0
TOO_LOUD_DB = -6.0
BAR_FROM_DB, BAR_WIDTH = -70.0, 35


@dataclass(slots=True)
class Meter:
    """What the ears perceive at this moment."""

    level: float = -96.0
    """Decibels below full scale."""

    loudest: float = -96.0
    """Since the last utterance."""

    voice: float = 0.0
    """How much like a voice it sounds, 0 to 1."""

    def line(self) -> str:
        """One line of a screen."""
        filled = round(BAR_WIDTH * min(1.0, max(0.0, 1.0 - self.level / BAR_FROM_DB)))
        return f"{self.level:6.1f} dB [{'#' * filled:<{BAR_WIDTH}}]  voice {self.voice * 100:3.0f} %"


@dataclass(frozen=True, slots=True)
class MeteredMicrophone:
    """A microphone whose level is watched."""

    microphone: Microphone
    meter: Meter

    async def chunks(self) -> AsyncGenerator[AudioChunk]:
        """The same sound; see ``Microphone``.

        Raises:
            MicrophoneUnavailable: there is no such device, or it went away.
        """
        async with aclosing(self.microphone.chunks()) as chunks:
            async for chunk in chunks:
                self.meter.level = level_db(chunk)
                self.meter.loudest = max(self.meter.loudest, self.meter.level)
                self.meter.voice *= 0.9
                yield chunk


@dataclass(frozen=True, slots=True)
class MeteredDetector:
    """A voice activity detector whose judgement is watched."""

    detector: VoiceActivityDetector
    meter: Meter

    @property
    def frame_samples(self) -> int:
        """As many as the detector takes."""
        return self.detector.frame_samples

    def speech_probability(self, frame: AudioChunk) -> float:
        """The same judgement; see ``VoiceActivityDetector``."""
        self.meter.voice = self.detector.speech_probability(frame)
        return self.meter.voice

    def reset(self) -> None:
        """Forget the frames so far."""
        self.detector.reset()


@dataclass(slots=True)
class MicrophoneCheck:
    """One microphone test."""

    listener: Listener
    """Hears through a ``MeteredMicrophone`` and a ``MeteredDetector`` of this meter."""

    meter: Meter
    transcriber: Transcriber
    vocabulary: Callable[[], Vocabulary]
    understand: Callable[[Transcript], Intent]
    voice: Voice
    phrase: Callable[[Reply], Speech]
    clock: Clock
    draw: Callable[[str], None]
    """Shows the line that changes all the time."""

    tell: Callable[[str], None]
    """Shows a line that stays on the screen."""

    length_seconds: float = LENGTH_SECONDS
    chime_every_seconds: float = CHIME_EVERY_SECONDS

    _woken_at: float = -FOLLOW_UP_SECONDS

    async def run(self) -> None:
        """Say that it begins, listen, three minutes unless told, say that it is over.

        Raises:
            HearingError: the microphone went away.
            SpeakingError: it cannot be heard that it listens; it does not listen then.
        """
        await self.voice.speak(self.phrase(reply("microphone.begins")), _nothing)
        tasks = [asyncio.create_task(each) for each in (self._listen(), self._chime(), self._draw())]
        try:
            async with asyncio.timeout(self.length_seconds):
                done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for each in done:
                await each
        except TimeoutError:
            pass
        finally:
            for each in tasks:
                each.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        await self.voice.speak(self.phrase(reply("microphone.ends")), _nothing)

    async def _listen(self) -> None:
        self.listener.open()
        async with aclosing(self.listener.events()) as events:
            async for heard in events:
                match heard:
                    case Wake():
                        self._woken_at = self.clock.monotonic()
                        self.tell("wake word")
                    case SpeechBegan():
                        self.tell("somebody speaks ...")
                    case Utterance():
                        self.tell(await self._verdict(heard))
                        self.meter.loudest = self.meter.level
                    case FellSilent():
                        pass

    async def _chime(self) -> None:
        while True:
            await self.clock.sleep(self.chime_every_seconds)
            await self.voice.play(Earcon.CHIME, _nothing)

    async def _draw(self) -> None:
        while True:
            self.draw(self.meter.line())
            await self.clock.sleep(SHOWN_EVERY_SECONDS)

    async def _verdict(self, heard: Utterance) -> str:
        """What was heard, and what would become of it."""
        woken = self.clock.monotonic() - self._woken_at - heard.seconds <= FOLLOW_UP_SECONDS
        try:
            transcript = await self.transcriber.transcribe(heard.chunks, self.vocabulary())
        except HearingError as error:
            return f"  {error}"
        level = f"{self.meter.loudest:.0f} dB{_advice(self.meter.loudest)}, {heard.seconds:.1f} s"
        if not transcript.text:
            return f"  refused, no words in it ({level})"
        intent = self.understand(transcript)
        shown = "Stop" if intent.name == "Safety" else intent.name
        words = f'  "{transcript.text}" {transcript.confidence * 100:.0f} % sure ({level})'
        if shown is None:
            return f"{words}: refused, not understood"
        return f"{words}: {shown}" if woken else f"{words}: {shown}, but refused without the wake word"


def _advice(loudest: float) -> str:
    if loudest < TOO_QUIET_DB:
        return " is very quiet: come closer, or turn the microphone up"
    if loudest > TOO_LOUD_DB:
        return " is too loud: turn the microphone down"
    return ""


def _nothing() -> None:
    """Nobody needs to know when a sound begins."""
