"""After everything was forgotten, or what could be of it, all that goes on follows what is left."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.app.forgetting import forget_everything
from assistant.app.settings import HouseholdSettings, Settings, SpeakingSettings
from assistant.app.sounding import CACHE_FOLDER, SoundingVoice
from assistant.app.wiring import name_partners, open_house
from assistant.clock import StandingClock
from assistant.errors import NotErased
from assistant.household.household import Household
from assistant.speaking.cache import MemoryCache
from assistant.speaking.ports import Sentence
from assistant.speaking.pronunciation import Pronunciations
from assistant.speaking.sentence_sounds import SentenceSounds
from assistant.speaking.spoken_voice import SpokenVoice
from tests.conversations.understood import ZONE, recognizer
from tests.fakes.speaker import KeptSpeaker
from tests.fakes.synthesizer import HummingSynthesizer

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
GREETING = Sentence("Good night, Quillfeather.")


def humming(clock: StandingClock) -> SoundingVoice:
    voice, speaker, pronunciations = HummingSynthesizer(), KeptSpeaker(clock), Pronunciations({})
    sounds = SentenceSounds(voice, pronunciations, MemoryCache(1_000_000))
    return SoundingVoice(SpokenVoice(sounds, speaker, {}), sounds, voice, speaker, pronunciations, SpeakingSettings())


async def test_a_cache_that_cannot_be_deleted_keeps_no_name_in_the_ear_and_no_alarm_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = StandingClock(NOW)
    sounding = humming(clock)
    settings = Settings(data_dir=tmp_path, household=HouseholdSettings(zone=ZONE))
    told: list[datetime] = []
    with open_house(settings, clock, recognizer=recognizer()) as house:
        house.followers.append(told.append)
        name_partners(house, "Quillfeather", "Sam")
        sounding.pronunciations.teach({"Quillfeather": "kwill"})
        await sounding.sounds.get(GREETING)
        (tmp_path / CACHE_FOLDER).mkdir()
        (tmp_path / CACHE_FOLDER / "sentence.wav").touch()

        def refuse(path: str | Path, *, dir_fd: int | None = None) -> None:
            del dir_fd
            raise PermissionError(path)

        with monkeypatch.context() as disk:
            disk.setattr(os, "rmdir", refuse)
            with pytest.raises(NotErased, match=CACHE_FOLDER):
                forget_everything(house, sounding)
        assert house.households.load() == Household(zone=ZONE)
        assert told == [NOW]
        assert not await sounding.sounds.has(GREETING)
        assert sounding.pronunciations.apply(GREETING.text) == GREETING.text
