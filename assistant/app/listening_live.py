"""``hearthside doctor --listen``: joins the real ears and mouth for a microphone test in a terminal."""

import asyncio
import sys

from assistant.app.conversing import open_conversation
from assistant.app.events import Silent
from assistant.app.hearing import load_transcriber, make_detector, make_microphone, make_wake_word
from assistant.app.microphone_check import (
    CHIME_EVERY_SECONDS,
    LENGTH_SECONDS,
    Meter,
    MeteredDetector,
    MeteredMicrophone,
    MicrophoneCheck,
)
from assistant.app.settings import Settings
from assistant.app.sounding import make_sounding_voice, make_speaker
from assistant.app.wiring import open_house
from assistant.clock import Clock, SystemClock
from assistant.errors import HearingError, StoreInUse
from assistant.hearing.echo_reference import EchoReference
from assistant.hearing.endpointing import EndpointingSettings
from assistant.hearing.listener import Listener, ListenerSettings
from assistant.household.household import VoiceSettings
from assistant.speaking.quiet_voices import PrintedVoice
from assistant.store.lock import owning

AUDIBLE = 0.5
"""The volume of the test, whatever the settings say: no setting silences it."""

_CLEAR = "\r\x1b[2K"


def listen(
    settings: Settings, *, length_seconds: float = LENGTH_SECONDS, chime_every_seconds: float = CHIME_EVERY_SECONDS
) -> int:
    """Run one microphone test.

    Args:
        settings: what to choose; how long it takes and how often it chimes is no setting.
        length_seconds: so long it listens.
        chime_every_seconds: so often it lets itself be heard.

    Raises:
        StoreInUse: Hearthside runs on this data, perhaps muted or in the middle of an exercise.
        AssistantError: there is no terminal, microphone or loudspeaker.
    """
    if not sys.stdout.isatty():
        message = "The microphone test shows what is said, so it needs a terminal and writes into no file."
        raise HearingError(message)
    try:
        with owning(settings.data_dir):
            asyncio.run(_listen(settings, SystemClock(), length_seconds, chime_every_seconds))
    except StoreInUse as error:
        message = "Hearthside is running here, perhaps muted or in an exercise; stop it before the microphone test."
        raise StoreInUse(message) from error
    return 0


async def _listen(settings: Settings, clock: Clock, length_seconds: float, chime_every_seconds: float) -> None:
    reference = None if settings.hearing.canceller == "none" else EchoReference()
    microphone = make_microphone(settings.hearing, reference)
    speaker = make_speaker(settings.speaking, clock, reference)
    sounding = make_sounding_voice(settings.speaking, speaker, Silent(), None)
    sounding.apply(VoiceSettings())
    speaker.volume = AUDIBLE
    _tell("Loading ...")
    transcriber, *_ = await asyncio.gather(
        load_transcriber(settings.hearing), sounding.synthesizer.load(), speaker.open()
    )
    meter = Meter()
    endpointing = EndpointingSettings(settings.hearing.start_seconds, settings.hearing.end_seconds)
    listener = Listener(
        MeteredMicrophone(microphone, meter),
        MeteredDetector(make_detector(), meter),
        make_wake_word(settings.hearing),
        ListenerSettings(endpointing=endpointing),
    )
    with open_house(settings, clock, in_memory=True) as house:
        conversation = open_conversation(house, PrintedVoice(lambda _: None))
        check = MicrophoneCheck(
            listener=listener,
            meter=meter,
            transcriber=transcriber,
            vocabulary=lambda: conversation.manager.vocabulary(clock.now()),
            understand=conversation.pipeline.understand,
            voice=sounding.voice,
            phrase=lambda said: house.phrasing.phrase(said, clock.now()),
            clock=clock,
            draw=_draw,
            tell=_tell,
            length_seconds=length_seconds,
            chime_every_seconds=chime_every_seconds,
        )
        _tell("What is said here appears below for three minutes; Ctrl-C ends it. Nothing is kept.")
        try:
            await check.run()
        finally:
            _tell("")
            await speaker.close()


def _draw(line: str) -> None:
    sys.stdout.write(_CLEAR + line)
    sys.stdout.flush()


def _tell(line: str) -> None:
    sys.stdout.write(f"{_CLEAR}{line}\n")
    sys.stdout.flush()
