"""Loads ears and mouth for the live loop, side by side; waits for a microphone and a loudspeaker where it has to."""

import asyncio
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from assistant.app.hearing import Hearing, load_hearing, make_microphone
from assistant.app.settings import Settings
from assistant.app.sounding import CACHE_FOLDER, SoundingVoice, make_sounding_voice, make_speaker
from assistant.clock import Clock
from assistant.errors import HearingError, MicrophoneUnavailable, SpeakerUnavailable, SpeakingError
from assistant.hearing.echo_reference import EchoReference
from assistant.messages.events import EventSink
from assistant.speaking.ports import Speaker

RETRY_SECONDS = 3.0
"""How often a device that is not there is looked for."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What a live conversation is heard and said with; nothing where there is no sound device."""

    sounding: SoundingVoice | None = None
    hearing: Hearing | None = None


@asynccontextmanager
async def loading_sound(load: Coroutine[Any, Any, Sound]) -> AsyncIterator[asyncio.Task[Sound]]:
    """Load beside what the block does; leaving it, however, ends the loading and lets go of the loudspeaker."""
    task = asyncio.create_task(load)
    try:
        yield task
    finally:
        task.cancel()
        (loaded,) = await asyncio.gather(task, return_exceptions=True)
        if isinstance(loaded, Sound) and loaded.sounding is not None:
            await loaded.sounding.speaker.close()


async def no_sound() -> Sound:
    """What is loaded where everything is typed."""
    return Sound()


async def load_sound(settings: Settings, clock: Clock, events: EventSink, *, headless: bool) -> Sound:
    """Ears and mouth, or neither where a device is missing, after one sentence about it.

    Args:
        settings: what to choose.
        clock: waits.
        events: takes failures of the voice.
        headless: there is no keyboard to go on with, so it waits for the devices instead: a machine that starts
            by itself may be up before its speakerphone is.

    Raises:
        HearingError: headless, and a model is missing.
        SpeakingError: headless, and the voice is missing.
    """
    reference = None if settings.hearing.canceller == "none" else EchoReference()
    try:
        speaker = make_speaker(settings.speaking, clock, reference)
        sounding = make_sounding_voice(settings.speaking, speaker, events, settings.data_dir / CACHE_FOLDER)
        if headless:
            await _devices(settings, clock, speaker)
        hearing, *_ = await asyncio.gather(
            load_hearing(settings, reference), sounding.synthesizer.load(), speaker.open()
        )
    except (HearingError, SpeakingError) as error:
        if headless:
            raise
        sys.stderr.write(f"{error} Going on with the keyboard.\n")
        return Sound()
    return Sound(sounding, hearing)


async def _devices(settings: Settings, clock: Clock, speaker: Speaker) -> None:
    """Wait until there is a microphone and the loudspeaker opens."""
    told = ""
    while True:
        try:
            await asyncio.to_thread(make_microphone, settings.hearing)
            await speaker.open()
        except (MicrophoneUnavailable, SpeakerUnavailable) as error:
            if str(error) != told:
                sys.stderr.write(f"{error} Waiting for it.\n")
                sys.stderr.flush()
            told = str(error)
            await clock.sleep(RETRY_SECONDS)
        else:
            return
