"""In the shared room, what follows words of danger of tier 1 or 3 is what follows a Stop, reply by reply."""

import asyncio
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.app.rehearsal import RehearsedVoice, SpokenLine
from assistant.app.settings import HouseholdSettings, Settings
from assistant.app.wiring import name_partners, open_conversation, open_house
from assistant.clock import SimulatedClock
from assistant.messages.speech import Intent, Transcript
from tests.conversations.evening import ZONE
from tests.conversations.understood import recognizer

EVENING = datetime(2026, 11, 23, 19, 0, tzinfo=ZoneInfo(ZONE))
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
)
BEFORE = {
    "nothing runs": (),
    "an exercise is paused": ("start unload the day", "yes", "pause"),
    "an exercise is between its turns": ("start unload the day", "yes"),
    "a question is open": ("plan date night for friday at seven",),
    "a principle is read": ("read trust",),
    "the pause runs": ("we need a break",),
}


def evening(folder: Path, before: tuple[str, ...], spoken: Intent) -> list[tuple[datetime, str]]:
    """Everything that Hearthside says from the intent on, with its time, and where the exercises reopen."""
    clock = SimulatedClock(EVENING)
    lines: list[SpokenLine] = []

    async def play() -> None:
        conversation = open_conversation(house, RehearsedVoice(clock, lines.append))
        tasks = [asyncio.create_task(work) for work in conversation.background()]
        await clock.sleep(0)
        for text in before:
            conversation.pipeline.read(Transcript(text))
            await clock.sleep(5)
        lines.clear()
        conversation.pipeline.follow(conversation.manager.hear(spoken, clock.now()))
        for text in AFTERWARDS:
            await clock.sleep(10)
            conversation.pipeline.read(Transcript(text))
        await clock.sleep(310)
        conversation.pipeline.read(Transcript("start unload the day"))
        await clock.sleep(60)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    with open_house(
        Settings(data_dir=folder, household=HouseholdSettings(zone=ZONE)), clock, recognizer=recognizer()
    ) as house:
        name_partners(house, "Ana", "Sam")
        clock.run(play())
    return [(line.at, line.text) for line in lines]


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE.keys())
def test_danger_and_a_stop_sound_the_same(before: tuple[str, ...], tmp_path: Path) -> None:
    stopped = evening(tmp_path / "stop", before, Intent("Stop"))
    assert len(stopped) > len(AFTERWARDS) - 2
    assert stopped[0][1].startswith("Let's leave it there for today.")
    for tier in (1, 3):
        assert evening(tmp_path / f"tier {tier}", before, Intent("Safety", {"tier": tier})) == stopped
