"""The first five minutes, led by ``Welcome`` through the real dialogue, understanding and mouth."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant.app.conversing import open_conversation
from assistant.app.rehearsal import RehearsedVoice, SpokenLine
from assistant.app.settings import HouseholdSettings, Settings
from assistant.app.wiring import open_house
from assistant.clock import SimulatedClock
from assistant.messages.speech import Transcript
from assistant.skills.welcome import Welcome
from tests.conversations.understood import ZONE, recognizer

EVENING = datetime(2026, 11, 23, 19, 0, tzinfo=ZoneInfo(ZONE))


@dataclass
class FirstRun:
    """What is said after each thing that they say, and what they are called at the end."""

    said: list[str] = field(default_factory=list)
    names: tuple[str, str] = ("", "")


def first_run(folder: Path, *turns: str | float) -> FirstRun:
    """Play a first run; a number among the turns is a silence of so many seconds."""
    clock = SimulatedClock(EVENING)
    heard = FirstRun()

    def write(line: SpokenLine) -> None:
        heard.said[-1] = f"{heard.said[-1]} {line.text}".strip()

    async def play() -> None:
        conversation = open_conversation(house, RehearsedVoice(clock, write))
        tasks = [asyncio.create_task(work) for work in conversation.background()]
        heard.said.append("")
        welcome = Welcome(house.households, conversation.manager.ask)
        conversation.pipeline.follow(conversation.manager.begin(welcome.begin(), clock.now()))
        await conversation.mouth.until_silent()
        for turn in turns:
            heard.said.append("")
            if isinstance(turn, str):
                conversation.pipeline.read(Transcript(turn))
            else:
                await clock.sleep(turn)
            await clock.sleep(0.5)
            await conversation.mouth.until_silent()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    with open_house(
        Settings(data_dir=folder, household=HouseholdSettings(zone=ZONE)), clock, recognizer=recognizer()
    ) as house:
        clock.run(play())
        first, second = house.households.load().partners
        heard.names = (first.name, second.name)
    return heard


def test_it_says_who_it_is_and_what_it_cannot_do_before_it_asks_anything(tmp_path: Path) -> None:
    opening = first_run(tmp_path).said[0]
    for piece in ("I'm Hearthside", "keep nothing that you say", "not a therapist", "your emergency number"):
        assert piece in opening
    assert opening.count("?") == 1


def test_two_names_are_asked_one_after_the_other_and_kept(tmp_path: Path) -> None:
    heard = first_run(tmp_path, "ana", "yes", "my name is sam", "yes", "no")
    assert "Ana. Did I say that right?" in heard.said[1]
    assert "And the second of you?" in heard.said[2]
    assert "short exercise, or a time this week?" in heard.said[4]
    assert heard.said[5] == "Another time, then."
    assert heard.names == ("Ana", "Sam")


def test_a_misheard_name_is_asked_for_once_more(tmp_path: Path) -> None:
    heard = first_run(tmp_path, "anna", "no", "ana", "yes")
    assert "spell it" in heard.said[2]
    assert heard.names == ("Ana", "")


def test_a_name_that_is_misheard_twice_is_left_for_later(tmp_path: Path) -> None:
    heard = first_run(tmp_path, "anna", "no", "hannah", "no")
    assert "And the second of you?" in heard.said[4]
    assert heard.names == ("", "")


def test_silence_leads_to_the_next_question_and_then_to_silence(tmp_path: Path) -> None:
    heard = first_run(tmp_path, 25.0, 25.0, 60.0, 600.0)
    assert "And the second of you?" in heard.said[1]
    assert "short exercise, or a time this week?" in heard.said[2]
    assert heard.said[3:] == ["", ""]
    assert heard.names == ("", "")


def test_one_person_alone_is_one_name_and_a_silence(tmp_path: Path) -> None:
    heard = first_run(tmp_path, "ana", "yes", 25.0)
    assert "short exercise, or a time this week?" in heard.said[3]
    assert heard.names == ("Ana", "")


def test_a_no_skips_a_question(tmp_path: Path) -> None:
    heard = first_run(tmp_path, "no", "no")
    assert "And the second of you?" in heard.said[1]
    assert heard.names == ("", "")


def test_a_command_in_the_middle_ends_it(tmp_path: Path) -> None:
    heard = first_run(tmp_path, "ana", "read love maps", 120.0, "call me anna", "yes")
    assert heard.said[2].startswith("Names can wait.")
    assert "a map of your partner's world" in heard.said[2]
    assert heard.said[3] == ""
    assert heard.names == ("Ana", "Anna")


def test_a_short_exercise_is_suggested_to_whoever_wants_one(tmp_path: Path) -> None:
    heard = first_run(tmp_path, 25.0, 25.0, "a short exercise")
    assert "Which one?" in heard.said[3]


def test_a_time_this_week_is_planned_with_whoever_wants_one(tmp_path: Path) -> None:
    heard = first_run(tmp_path, 25.0, 25.0, "a time this week", "date night", "friday at seven", "yes")
    assert heard.said[3] == "What would you like to plan?"
    assert "Friday the twenty seventh at seven in the evening" in heard.said[5]
