"""What needs nothing written goes on where nothing can be written any more."""

import asyncio
import contextlib
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from assistant.app.changes import note_settings
from assistant.app.conversing import open_conversation
from assistant.app.settings import HouseholdSettings, Settings, SpeakingSettings
from assistant.app.wiring import open_house
from assistant.clock import StandingClock
from assistant.exercises.progress import Progress
from assistant.messages.speech import Transcript
from assistant.speaking.quiet_voices import PrintedVoice
from assistant.store.progress import StoredProgress
from tests.conversations.understood import ZONE, recognizer

EVENING = datetime(2026, 11, 23, 19, 0, tzinfo=ZoneInfo(ZONE))
CANNOT = "I cannot write down"


def talked(folder: Path, *turns: str, now: datetime = EVENING, read_only: bool = False) -> list[str]:
    """The answers to what is said one after the other."""

    async def talk() -> list[str]:
        said: list[str] = []
        answers: list[str] = []
        settings = Settings(data_dir=folder, household=HouseholdSettings(zone=ZONE))
        with open_house(settings, StandingClock(now), recognizer=recognizer()) as house:
            if read_only:
                with house.database.reading() as connection:
                    connection.execute(text("PRAGMA query_only=ON"))
            conversation = open_conversation(house, PrintedVoice(said.append))
            speaking = asyncio.create_task(conversation.mouth.run())
            for turn in turns:
                conversation.pipeline.read(Transcript(turn))
                await conversation.mouth.until_silent()
                conversation.pipeline.finished_speaking()
                answers.append(" ".join(said))
                said.clear()
            speaking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await speaking
        return answers

    return asyncio.run(talk())


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("what do we have planned", "Swimming"),
        ("when is swimming", "Swimming is on Tuesday"),
        ("what do you know about us", "one of your plans"),
        ("what did I miss", "You haven't missed anything"),
        ("when are we both free", "You're both free"),
        ("read love maps", "Think of a map"),
        ("take us through the house", "We start on the ground floor"),
    ],
)
def test_a_question_is_answered(tmp_path: Path, question: str, answer: str) -> None:
    talked(tmp_path, "schedule swimming every tuesday at six in the evening", "yes")
    [said] = talked(tmp_path, question, now=EVENING + timedelta(days=2), read_only=True)
    assert answer in said
    assert CANNOT not in said


@pytest.mark.parametrize(
    "asked_for",
    [
        ("start unload the day", "yes", "next", "next", "stop"),
        ("start the big questions", "yes", "next", "next", "next", "stop"),
        ("start after the storm", "yes", "yes", "yes", "either", "next", "pause", "continue", "stop"),
    ],
)
def test_an_exercise_is_led_from_its_beginning(tmp_path: Path, asked_for: tuple[str, ...]) -> None:
    answers = talked(tmp_path, *asked_for, read_only=True)
    assert all(answers)
    assert CANNOT not in " ".join(answers)
    assert answers[-1].startswith("Let's leave it there for today.")


def test_a_conversation_begins_although_what_is_too_old_cannot_be_erased(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, household=HouseholdSettings(zone=ZONE))
    with open_house(settings, StandingClock(EVENING), recognizer=recognizer()) as house:
        StoredProgress(house.database).save(Progress("unload_the_day", 3, "full", EVENING - timedelta(days=8)))
    assert talked(tmp_path, "continue", read_only=True) == ["There's nothing to go on with."]


def test_a_changed_setting_is_told_at_the_first_start_that_has_room(tmp_path: Path) -> None:
    told = []
    for rate, read_only in ((1.0, False), (1.2, True), (1.2, False), (1.2, False)):
        settings = Settings(
            data_dir=tmp_path, household=HouseholdSettings(zone=ZONE), speaking=SpeakingSettings(rate=rate)
        )
        with open_house(settings, StandingClock(EVENING), recognizer=recognizer()) as house:
            if read_only:
                with house.database.reading() as connection:
                    connection.execute(text("PRAGMA query_only=ON"))
            told.append(len(note_settings(house)))
    assert told == [0, 0, 1, 0]


def test_everything_is_forgotten(tmp_path: Path) -> None:
    talked(tmp_path, "schedule swimming every tuesday at six in the evening", "yes")
    assert talked(tmp_path, "forget everything", "yes", read_only=True)[1] == "Everything is erased."
    assert "Swimming" not in talked(tmp_path, "what do we have planned")[0]


def test_forgetting_everything_names_what_it_leaves(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "ours.yaml").write_text("id: ours")
    assert talked(tmp_path, "forget everything", "yes")[1].endswith("Your own exercise files stay where they are.")
    assert (tmp_path / "exercises" / "ours.yaml").exists()
