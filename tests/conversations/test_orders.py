"""A reminder that is an order to the other person is refused in one neutral line, and an ordinary one is not."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.app.conversing import open_conversation
from assistant.app.rehearsal import RehearsedVoice
from assistant.app.settings import HouseholdSettings, Settings
from assistant.app.wiring import open_house
from assistant.clock import SimulatedClock
from assistant.messages.speech import Transcript
from tests.conversations.understood import ZONE, recognizer

EVENING = datetime(2026, 11, 23, 19, 0, tzinfo=ZoneInfo(ZONE))
CASES = Path(__file__).parents[1] / "content" / "safety_cases" / "reminders_as_orders.jsonl"
REFUSALS = {"neutral.exit", "remind.refused"}


def refused_of(said: list[str], folder: Path) -> list[str]:
    """Those that Hearthside refuses, each in a conversation of its own."""
    clock = SimulatedClock(EVENING)
    settings = Settings(data_dir=folder, household=HouseholdSettings(zone=ZONE))
    refused = []
    with open_house(settings, clock, recognizer=recognizer()) as house:
        for text in said:
            exchange = open_conversation(house, RehearsedVoice(clock, lambda _: None)).pipeline.read(Transcript(text))
            if not REFUSALS.isdisjoint(saying.reply.key for saying in exchange.sayings):
                refused.append(text)
    return refused


@pytest.mark.parametrize("refused", [True, False])
def test_orders_are_told_from_reminders(refused: bool, tmp_path: Path) -> None:  # noqa: FBT001 - the case of a table
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    said = [row["text"] for row in rows if row["refused"] is refused]
    assert len(said) >= 60
    found = refused_of(said, tmp_path)
    wrong = [text for text in said if (text in found) is not refused]
    assert len(wrong) <= 0.03 * len(said), wrong
