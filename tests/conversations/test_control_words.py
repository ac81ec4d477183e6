"""Every control word, as it is said, in every phase of an exercise, through understanding, dialogue and player."""

import asyncio
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.app.conversing import open_conversation
from assistant.app.house import Conversation
from assistant.app.rehearsal import RehearsedVoice
from assistant.app.settings import HouseholdSettings, Settings
from assistant.app.wiring import name_partners, open_house
from assistant.clock import SimulatedClock
from assistant.household.household import VoiceSettings
from assistant.messages.speech import Transcript
from tests.conversations.understood import ZONE, recognizer

EVENING = datetime(2026, 11, 23, 19, 0, tzinfo=ZoneInfo(ZONE))

PHASES: dict[str, tuple[str | float, ...]] = {
    "step": ("start unload the day", "yes", 40.0),
    "turn": ("start unload the day", "yes", 100.0),
    "paused": ("start unload the day", "yes", 100.0, "pause", 600.0),
    "time-out": ("start unload the day", "yes", 100.0, "we need a break", 300.0),
    "asked back": ("start unload the day", "yes", 100.0, "we need a break", 1230.0),
    "last step": ("start unload the day", "yes", 1150.0),
}
"""How each phase is reached: what is said, and how many seconds pass."""

TABLE = """
word             |step           |turn          |paused          |time-out          |asked back    |last step
next             |turn Ana       |turn Sam, say |turn Sam, say   |step The time     |step Thank    |nothing Thank
skip this one    |turn Ana       |turn Sam, say |turn Sam, say   |step The time     |step Thank    |nothing Thank
go back          |step Sit or    |step Underst  |step Underst    |step Whoever      |time_out Go to|turn Sam, na
say that again   |step Underst   |turn Ana      |paused Ana      |time_out Go to    |step The time |step Thank
pause            |paused aused   |paused aused  |paused paused   |time_out fifteen  |time_out Ten  |paused aused
wait             |paused aused   |paused aused  |paused paused   |time_out fifteen  |time_out Ten  |paused aused
never mind       |paused aused   |paused aused  |paused paused   |time_out fifteen  |nothing leave |paused aused
continue         |step running   |turn running  |turn Ana        |time_out calm     |step Thank    |step running
we're okay now   |step running   |turn          |turn Ana        |time_out calm     |step Thank    |step running
stop             |nothing leave  |nothing leave |nothing leave   |nothing leave     |nothing leave |nothing leave
swap             |step Sam goes  |turn Sam, te  |paused Sam goes |time_out no turns |step no turns |step no turns
shorter please   |step short form|turn shorter  |paused shorter  |time_out as short |step as short |step as short
more time please |step One       |turn Two      |paused Two      |time_out Two      |time_out Ten  |step One
five more minutes|step Five      |turn Five     |paused Five     |time_out Five     |time_out Five |step Five
start over       |step Sit or    |step Sit or   |step Sit or     |step Let the      |step Let the  |step Sit or
how long is left |step nineteen  |turn In this  |paused In this  |time_out fifteen  |step three    |step fifty
where are we     |step two of    |turn three of |paused three of |time_out three of |step four of  |step nine of
go to step two   |step Underst   |step Underst  |step Underst    |step Whoever      |step Whoever  |step Underst
we need a break  |time_out Go to |time_out Go to|time_out Go to  |time_out fifteen  |time_out Go to|time_out Go to
louder           |step ?         |turn ?        |paused ?        |time_out ?        |step ?        |step ?
pass me the salt |step           |turn          |paused          |time_out          |step yes or   |step
"""
"""For each word and phase: what runs afterwards, and a piece of what is said, if anything."""


ROWS = [[cell.strip() for cell in row.split("|")] for row in TABLE.strip().splitlines()]


async def after(word: str, phase: str, conversation: Conversation, clock: SimulatedClock, said: list[str]) -> str:
    """What runs after a word in a phase; what is said to it is left in ``said``."""
    tasks = [asyncio.create_task(work) for work in conversation.background()]
    for each in (*PHASES[phase], word):
        said.clear()
        if isinstance(each, float):
            await clock.sleep(each)
        else:
            conversation.pipeline.read(Transcript(each))
            await clock.sleep(0.5)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return str(conversation.manager.expectation.running)


@pytest.mark.parametrize("row", ROWS[1:], ids=lambda row: row[0])
def test_a_word_in_each_phase(row: list[str], tmp_path: Path) -> None:
    clock = SimulatedClock(EVENING)
    settings = Settings(data_dir=tmp_path, household=HouseholdSettings(zone=ZONE))
    said: list[str] = []
    found: dict[str, tuple[str, str]] = {}
    with open_house(settings, clock, recognizer=recognizer()) as house:
        name_partners(house, "Ana", "Sam")
        for phase in PHASES:
            house.households.save(replace(house.households.load(), spoke_first_last=None, voice=VoiceSettings()))
            conversation = open_conversation(house, RehearsedVoice(clock, lambda line: said.append(line.text)))
            runs = clock.run(after(row[0], phase, conversation, clock, said))
            found[phase] = (runs, " ".join(said))
    for phase, cell in zip(ROWS[0][1:], row[1:], strict=True):
        runs, _, piece = cell.partition(" ")
        running, words = found[phase]
        assert (phase, running) == (phase, runs)
        assert (piece.strip() in words) if piece else (words == ""), (phase, words)
