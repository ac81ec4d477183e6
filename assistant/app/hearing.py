"""Chooses how sound is heard: recogniser, microphone, detectors, recordings."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from assistant.adapters.memory import give_memory_back, keep_few_arenas
from assistant.app.danger import expected_danger
from assistant.app.settings import HearingSettings, Settings
from assistant.errors import MicrophoneUnavailable, ModelUnavailable
from assistant.hearing.attention import AttentionSettings
from assistant.hearing.cancelling_microphone import EchoCancellingMicrophone
from assistant.hearing.echo_reference import EchoReference
from assistant.hearing.endpointing import EndpointingSettings
from assistant.hearing.gate import GatedTranscriber
from assistant.hearing.listener import Listener, ListenerSettings
from assistant.hearing.ports import EchoCanceller, Microphone, Transcriber, VoiceActivityDetector, WakeWord
from assistant.messages.audio import AudioChunk

PAUSE_SECONDS = 0.25
"""From a silence of this length on the recogniser begins with what was said so far."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """Everything that a live conversation is heard with."""

    listener: Listener
    transcriber: Transcriber
    attention: AttentionSettings
    cancels_echo: bool = False
    """Whether our own voice is taken out of what is heard."""

    wake_phrase: str = ""
    """What wakes it, e.g. "Okay Nabu"; empty where a key or nothing does."""


async def load_transcriber(settings: HearingSettings) -> Transcriber:
    """The recogniser that the settings choose; PocketSphinx where Whisper's own weights are missing.

    Raises:
        ModelUnavailable: the weights that the settings name are not there.
    """
    from assistant.adapters.stt_sphinx import load_sphinx  # noqa: PLC0415 - engines load when they are chosen
    from assistant.adapters.stt_whisper import load_whisper  # noqa: PLC0415

    match settings.engine:
        case "whisper":
            try:
                transcriber = await load_whisper(settings.model or "", expected=expected_danger())
            except ModelUnavailable:
                if settings.model:
                    raise
                transcriber = await load_sphinx()
        case "sphinx":
            transcriber = await load_sphinx()
    return GatedTranscriber(transcriber, make_detector())


def make_detector() -> VoiceActivityDetector:
    """What tells a voice from other sound."""
    from assistant.adapters.vad_silero import SileroDetector  # noqa: PLC0415

    return SileroDetector()


def make_wake_word(settings: HearingSettings) -> WakeWord | None:
    """What waits for the wake word; nothing where a key or an open microphone does instead.

    Raises:
        ModelUnavailable: there is no such word or model.
    """
    if settings.wake != "word":
        return None
    from assistant.adapters.wake_microwakeword import MicroWakeWordDetector  # noqa: PLC0415

    return MicroWakeWordDetector(settings.wake_word)


def make_canceller(settings: HearingSettings) -> EchoCanceller | None:
    """What takes our own voice out of what is heard; our own where libspeexdsp is asked for and missing.

    Why: ``auto`` is our own. Measured side by side (``scripts/bench-barge-in``) it hears as much over our voice as
    libspeexdsp, learns a room in two seconds instead of ten, and is always there.
    """
    from assistant.adapters.canceller_speexdsp import SpeexCanceller, is_available  # noqa: PLC0415
    from assistant.hearing.canceller import KalmanCanceller  # noqa: PLC0415

    match settings.canceller:
        case "none":
            return None
        case "speex" if is_available():
            return SpeexCanceller()
        case _:
            return KalmanCanceller()


def make_microphone(settings: HearingSettings, reference: EchoReference | None = None) -> Microphone:
    """This machine's microphone, without our own voice where there is a canceller and a reference.

    Args:
        settings: what to choose.
        reference: knows what the loudspeaker plays.

    Raises:
        MicrophoneUnavailable: there is none.
    """
    from assistant.adapters.microphone_miniaudio import MiniaudioMicrophone, input_devices  # noqa: PLC0415

    if not input_devices():
        message = "There is no microphone here."
        raise MicrophoneUnavailable(message)
    canceller = make_canceller(settings) if reference is not None else None
    if reference is None or canceller is None:
        return MiniaudioMicrophone(settings.microphone or "")
    live = MiniaudioMicrophone(settings.microphone or "", reference.captured)
    return EchoCancellingMicrophone(live, canceller, reference)


async def load_hearing(settings: Settings, reference: EchoReference | None = None) -> Hearing:
    """Load everything that a live conversation is heard with.

    Args:
        settings: what to choose.
        reference: knows what the loudspeaker plays, for a canceller; None for none.

    Raises:
        HearingError: there is no microphone, or a model is missing.
    """
    keep_few_arenas()
    hearing = settings.hearing
    microphone = make_microphone(hearing, reference)
    transcriber, detector, wake_word = await asyncio.gather(
        load_transcriber(hearing), asyncio.to_thread(make_detector), asyncio.to_thread(make_wake_word, hearing)
    )
    give_memory_back()
    endpointing = EndpointingSettings(
        speech_seconds=hearing.start_seconds,
        end_silence_seconds=hearing.end_seconds,
        longest_seconds=hearing.longest_seconds,
    )
    listener_settings = ListenerSettings(endpointing=endpointing, pause_seconds=PAUSE_SECONDS)
    listener = Listener(microphone, detector, wake_word, listener_settings)
    attention = AttentionSettings(
        wake=hearing.wake,
        follow_up_seconds=hearing.follow_up_seconds,
        end_seconds=hearing.end_seconds,
        whole_end_seconds=min(hearing.end_seconds, hearing.whole_end_seconds),
        open_end_seconds=max(hearing.end_seconds, hearing.open_end_seconds),
    )
    phrase = "" if wake_word is None else wake_word.phrase
    return Hearing(listener, transcriber, attention, isinstance(microphone, EchoCancellingMicrophone), phrase)


def read_recording(file: Path) -> tuple[AudioChunk, ...]:
    """A WAV or FLAC file as chunks of 16 kHz mono.

    Raises:
        RecordingUnreadable: it is missing, empty, truncated or not audio.
    """
    from assistant.adapters.recording_soundfile import read_recording as read  # noqa: PLC0415

    return read(file)
