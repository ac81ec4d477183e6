"""Louder, softer, faster, slower: a step that is heard, or a plain word that there is none."""

from datetime import UTC, datetime

import pytest

from assistant.household.household import VoiceSettings
from assistant.messages.speech import Intent
from assistant.skills.voice import VoiceSkill
from tests.fakes.calendar_store import FakeHouseholds
from tests.fakes.intents import intent_name

NOW = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)


def said(*words: str) -> tuple[str, list[VoiceSettings]]:
    """The last answer's key, and every setting that the mouth was given."""
    applied: list[VoiceSettings] = []
    skill = VoiceSkill(FakeHouseholds(), applied.append)
    key = ""
    for word in words:
        key = skill.handle(Intent(intent_name(word)), NOW).sayings[0].reply.key
    return key, applied


def test_louder_at_the_loudest_says_that_it_is() -> None:
    assert said("Louder", "Louder")[0] == "voice.louder"
    assert said("Louder", "Louder", "Louder")[0] == "voice.no_louder"


@pytest.mark.parametrize("word", ["Louder", "Softer", "Faster", "Slower"])
def test_every_step_is_taken_until_there_is_none(word: str) -> None:
    assert said(word)[0] == f"voice.{word.lower()}"
    assert said(*[word] * 12)[0] == f"voice.no_{word.lower()}"


def test_louder_takes_back_what_softer_did() -> None:
    assert [voice.volume for voice in said("Softer", "Softer", "Louder", "Louder")[1]] == [0.75, 0.5625, 0.75, 1.0]
