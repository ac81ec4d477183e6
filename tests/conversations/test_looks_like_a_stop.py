"""In the shared room, what follows words of danger of tier 1 or 3 is what follows a Stop, in word, event and store."""

import asyncio
import contextlib
import sqlite3
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.app.conversing import open_conversation
from assistant.app.rehearsal import RehearsedVoice, SpokenLine
from assistant.app.settings import HouseholdSettings, Settings
from assistant.app.wiring import name_partners, open_house
from assistant.clock import SimulatedClock
from assistant.messages.events import Event, Private
from assistant.messages.speech import Transcript
from assistant.store.database import FILE_NAME
from tests.conversations.understood import ZONE, recognizer

EVENING = datetime(2026, 11, 23, 19, 0, tzinfo=ZoneInfo(ZONE))
DANGERS = (
    "he hit me",
    "i hit him and i don't know how to stop",
    "he's got a knife",
    "record this argument",
    "i only breathe properly when his van is gone",  # no rule says so; the second opinion does
)
AFTERWARDS = (
    "why did you say that",
    "repeat that",
    "undo",
    "help",
    "continue",
    "what do you know",
    "start unload the day",
    "suggest an exercise",
    "we had a fight",
    "what have we planned",
    "yes",
    "next",
    "tell me more",
    "stop",
)
BEFORE = {
    "nothing runs": (),
    "it was stopped before": ("stop",),
    "an exercise is paused": ("start unload the day", "yes", "pause"),
    "an exercise is between its turns": ("start unload the day", "yes"),
    "an exercise asks for consent": ("start unload the day",),
    "a deep exercise asks the other one": ("start what scares me what lights me up", "yes"),
    "a deep exercise asks who starts": ("start after the storm", "yes", "yes", "yes"),
    "a deep exercise runs": ("start after the storm", "yes", "yes", "yes", "ana"),
    "an exercise asks whether both are calm": ("start after the storm", "yes", "yes"),
    "a situation asks": ("we had a fight",),
    "an offer is open": ("we had a fight", "it has cooled"),
    "a plan is read back": ("plan date night for friday at seven",),
    "a reminder lacks its time": ("remind us to call the plumber",),
    "all is to be forgotten": ("forget everything",),
    "quiet mode asks": ("quiet mode",),
    "an answer was not understood": ("start unload the day", "purple giraffes"),
    "a principle is read": ("read trust",),
    "the pause runs": ("we need a break",),
}


def without_private(event: Event) -> tuple[str, dict[str, object]]:
    """All of an event that leaves the house, but how long the machine took."""
    values = {field.name: getattr(event, field.name) for field in fields(event) if field.name != "milliseconds"}
    return type(event).__name__, {name: value for name, value in values.items() if not isinstance(value, Private)}


class Kept:
    """Keeps the stream of events."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def emit(self, event: Event) -> None:
        self.events.append(event)


def evening(folder: Path, before: tuple[str, ...], said: str) -> tuple[object, ...]:
    """All that is said with its time, all events, and all that is stored, from some words on."""
    clock, kept = SimulatedClock(EVENING), Kept()
    lines: list[SpokenLine] = []

    async def play() -> None:
        conversation = open_conversation(house, RehearsedVoice(clock, lines.append))
        tasks = [asyncio.create_task(work) for work in conversation.background()]
        await clock.sleep(0)
        for text in before:
            conversation.pipeline.read(Transcript(text))
            await clock.sleep(5)
        lines.clear()
        kept.events.clear()
        conversation.pipeline.read(Transcript(said))
        for text in AFTERWARDS:
            await clock.sleep(10)
            conversation.pipeline.read(Transcript(text))
        await clock.sleep(310)
        conversation.pipeline.read(Transcript("start unload the day"))
        await clock.sleep(60)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    settings = Settings(data_dir=folder, household=HouseholdSettings(zone=ZONE))
    with open_house(settings, clock, events=kept, recognizer=recognizer()) as house:
        name_partners(house, "Ana", "Sam")
        clock.run(play())
    with contextlib.closing(sqlite3.connect(folder / FILE_NAME)) as database:
        stored = tuple(database.iterdump())
    spoken = [(line.at, line.text) for line in lines]
    return spoken, [without_private(event) for event in kept.events], stored


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE.keys())
def test_danger_and_a_stop_sound_the_same_and_leave_the_same_behind(before: tuple[str, ...], tmp_path: Path) -> None:
    spoken, *left = evening(tmp_path / "stop", before, "stop")
    assert isinstance(spoken, list)
    assert len(spoken) > len(AFTERWARDS) - 6
    assert spoken[0][1].startswith("Let's leave it there for today.")
    assert len(left[1]) > 10  # type: ignore[arg-type]
    for number, danger in enumerate(DANGERS):
        assert evening(tmp_path / str(number), before, danger) == (spoken, *left)
