"""The first five minutes: every question can be skipped, and any command ends them."""

from datetime import UTC, datetime

import pytest

from assistant.dialogue.manager import DialogueManager
from assistant.dialogue.safety import SafetyReplies
from assistant.dialogue.turn import Turn
from assistant.errors import StoreFull
from assistant.household.household import Household, Partner
from assistant.messages.intents import IntentName
from assistant.messages.speech import Intent, reply
from assistant.skills.ports import say
from assistant.skills.welcome import Welcome
from tests.fakes.calendar_store import FakeHouseholds
from tests.fakes.skills import FakeSkill

NOW = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)


def keys(turn: Turn) -> list[str]:
    return [line.key for saying in turn.sayings for line in saying.reply.lines]


def first_run(*intents: Intent) -> tuple[list[str], Household, FakeSkill]:
    """What is answered to the last of several intents, and what is kept."""
    households = FakeHouseholds()
    skill = FakeSkill({name: say(reply(name)) for name in ("ReadPrinciple", "SuggestExercise", "ScheduleTime")})
    manager = DialogueManager([skill], SafetyReplies())
    turn = manager.begin(Welcome(households, manager.ask).begin(), NOW)
    for intent in intents:
        turn = manager.hear(intent, NOW)
    return keys(turn), households.household, skill


def name(text: str) -> Intent:
    return Intent("SetName", {"which": "speaker", "name": text})


YES, NO, SKIP = Intent("Yes"), Intent("No"), Intent("Skip")


@pytest.mark.parametrize("word", ["Skip", "Next", "No", "Cancel"])
def test_every_question_can_be_skipped(word: IntentName) -> None:
    answered, household, _ = first_run(Intent(word), Intent(word), Intent(word))
    assert answered == ["welcome.later"]
    assert household.partners == (Partner(), Partner())


def test_a_name_that_is_confirmed_is_kept() -> None:
    answered, household, _ = first_run(name("ana"), YES, name("mary ann"), YES)
    assert answered[-1] == "welcome.offer"
    assert household.partners == (Partner("Ana"), Partner("Mary Ann"))


def test_a_name_said_again_instead_of_a_no_replaces_the_first() -> None:
    _, household, _ = first_run(name("anna"), name("ana"), YES)
    assert household.partners[0] == Partner("Ana")


def test_a_name_that_was_wrong_is_not_kept() -> None:
    answered, household, _ = first_run(name("anna"), NO)
    assert answered == ["welcome.ask_again"]
    assert household.partners[0] == Partner()


@pytest.mark.parametrize("before", [(), (name("ana"),), (SKIP, SKIP)])
def test_any_command_ends_it_and_names_can_still_be_said_later(before: tuple[Intent, ...]) -> None:
    answered, _, skill = first_run(*before, Intent("ReadPrinciple"))
    assert answered == [*([] if before == (SKIP, SKIP) else ["welcome.left"]), "ReadPrinciple"]
    again, _, _ = first_run(*before, Intent("ReadPrinciple"), YES)
    assert again == []
    assert skill.asked == ["ReadPrinciple"]


def test_a_choice_at_the_end_is_handed_to_whoever_answers_it() -> None:
    assert first_run(SKIP, SKIP, Intent("SuggestExercise", choice="short exercise"))[0] == ["SuggestExercise"]
    assert first_run(SKIP, SKIP, Intent("SuggestExercise", choice="time this week"))[0] == ["ScheduleTime"]


@pytest.mark.parametrize(
    ("phrase", "tried"), [("Hey Hearth", ["welcome.try_wake", "welcome.try_stop"]), ("", ["welcome.try"])]
)
def test_what_to_try_begins_with_the_words_that_wake_it_where_there_are_any(phrase: str, tried: list[str]) -> None:
    manager = DialogueManager([], SafetyReplies())
    manager.begin(Welcome(FakeHouseholds(), manager.ask, phrase).begin(), NOW)
    manager.hear(SKIP, NOW)
    (saying,) = manager.hear(SKIP, NOW).sayings
    lines = [line for line in saying.reply.lines if line.key.startswith("welcome.try")]
    assert [line.key for line in lines] == tried
    assert all(line.values.get("wake", "") == phrase for line in lines)


def test_on_a_full_disk_it_welcomes_all_the_same() -> None:
    class Full(FakeHouseholds):
        def save(self, household: Household) -> None:
            raise StoreFull(household.id)

    begun = Welcome(Full(), DialogueManager([], SafetyReplies()).ask).begin()
    assert "welcome.ask_first" in [line.key for line in begun.sayings[0].reply.lines]
