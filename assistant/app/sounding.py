"""Chooses how things are said aloud: voice, loudspeaker, caches, small sounds."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.app.content import CONTENT
from assistant.app.settings import SpeakingSettings
from assistant.clock import Clock
from assistant.errors import VoiceUnavailable
from assistant.household.household import Household, VoiceSettings
from assistant.messages.events import EventSink
from assistant.speaking.cache import DiskCache, MemoryCache
from assistant.speaking.earcons import load_earcons
from assistant.speaking.fallback import SteadySynthesizer
from assistant.speaking.ports import FarEnd, Pace, Speaker, Synthesizer
from assistant.speaking.pronunciation import Pronunciations, load_pronunciations
from assistant.speaking.sentence_sounds import PACES, SentenceSounds
from assistant.speaking.sound import NORMAL_VOLUME
from assistant.speaking.spoken_voice import SpokenVoice

CACHE_FOLDER = "cache"
PREPARED = Path(sys.prefix) / "share" / "hearthside" / "sounds"
"""What set-up rendered, beside the voice itself; it may not be there."""

MEMORY_BYTES = 48 * 1024 * 1024
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SoundingVoice:
    """A voice that is heard, with what a change of loudness, speed or names has to reach."""

    voice: SpokenVoice
    sounds: SentenceSounds
    synthesizer: Synthesizer
    speaker: Speaker
    pronunciations: Pronunciations
    settings: SpeakingSettings

    def apply(self, voice: VoiceSettings) -> None:
        """Follow the couple's own loudness and speed."""
        self.speaker.volume = min(1.0, NORMAL_VOLUME * voice.volume * self.settings.volume)
        self.sounds.speed = voice.rate * self.settings.rate / PACES[Pace.NORMAL]

    def teach(self, household: Household) -> None:
        """Say the names of the two as they were taught."""
        self.pronunciations.teach(
            {partner.name: partner.say_as for partner in household.partners if partner.name and partner.say_as}
        )


def make_synthesizer(settings: SpeakingSettings, events: EventSink) -> Synthesizer:
    """The voice that the settings choose; a natural voice that fails hands over to espeak-ng.

    Raises:
        VoiceUnavailable: the named voice file is not there.
    """
    from assistant.adapters.tts_pyttsx3 import espeak_synthesizer, piper_synthesizer  # noqa: PLC0415 - when needed

    match settings.engine:
        case "piper":
            model = Path(settings.voice).expanduser() if settings.voice else None
            if model is not None and not model.is_file():
                message = f"There is no voice at {model}; set speaking.voice to a Piper .onnx file, or leave it out."
                raise VoiceUnavailable(message)
            return SteadySynthesizer(piper_synthesizer(model), espeak_synthesizer(), events)
        case "espeak":
            return espeak_synthesizer(settings.voice) if settings.voice else espeak_synthesizer()


def make_speaker(settings: SpeakingSettings, clock: Clock, far_end: FarEnd | None = None) -> Speaker:
    """This machine's loudspeaker; ``far_end`` is told what it plays."""
    from assistant.adapters.speaker_miniaudio import MiniaudioSpeaker  # noqa: PLC0415 - only where there is sound

    return MiniaudioSpeaker(clock, settings.speaker, NORMAL_VOLUME * settings.volume, far_end)


def make_file_speaker(next_file: Callable[[], Path]) -> Speaker:
    """A loudspeaker that writes WAV files."""
    from assistant.adapters.speaker_file import FileSpeaker  # noqa: PLC0415 - only where files are written

    return FileSpeaker(next_file)


def make_sounding_voice(
    settings: SpeakingSettings, speaker: Speaker, events: EventSink, cache: Path | None
) -> SoundingVoice:
    """Join synthesizer, speaker, caches and small sounds.

    Args:
        settings: what to choose.
        speaker: where it is heard.
        events: takes failures.
        cache: folder for fixed sentences; None keeps nothing on disk.
    """
    synthesizer = make_synthesizer(settings, events)
    pronunciations = load_pronunciations(CONTENT / "pronunciations.yaml")
    most = settings.cache_megabytes * _MEGABYTE
    disk = DiskCache(cache, most) if cache and most else None
    prepared = DiskCache(PREPARED, most)
    sounds = SentenceSounds(synthesizer, pronunciations, MemoryCache(MEMORY_BYTES), disk, prepared)
    voice = SpokenVoice(sounds, speaker, load_earcons(CONTENT / "sounds" / "earcons.yaml"))
    sounding = SoundingVoice(voice, sounds, synthesizer, speaker, pronunciations, settings)
    sounding.apply(VoiceSettings())
    return sounding
