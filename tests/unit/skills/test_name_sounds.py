"""How a name sounds is learnt where it is written right and said wrong."""

from datetime import UTC, datetime

import pytest

from assistant.dialogue.manager import DialogueManager
from assistant.dialogue.safety import SafetyReplies
from assistant.dialogue.turn import Turn
from assistant.household.household import Household, Partner
from assistant.messages.effects import TeachNames
from assistant.messages.speech import SPELLED, Intent
from assistant.skills.household import HouseholdSkill
from assistant.skills.welcome import Welcome
from tests.fakes.calendar_store import FakeHouseholds

NOW = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
YES, NO, SKIP = Intent("Yes"), Intent("No"), Intent("Skip")


def named(name: str, *, spelled: bool = False) -> Intent:
    return Intent("SetName", {"which": "speaker", "name": name}, choice=SPELLED if spelled else None)


def talk(household: Household, *said: Intent) -> tuple[Partner, list[str], Turn]:
    """What the first of them is called in the end, and everything that was answered."""
    households = FakeHouseholds(household)
    skill = HouseholdSkill(households, kept=lambda _now: (), what_changed=tuple, regions={}, go_private=lambda: None)
    manager = DialogueManager([skill], SafetyReplies())
    answered: list[str] = []
    turn = Turn()
    for intent in said:
        turn = manager.hear(intent, NOW)
        answered += [line.key for saying in turn.sayings for line in saying.reply.lines]
    return households.household.partners[0], answered, turn


def test_a_name_that_was_spelled_is_only_said_wrong() -> None:
    partner, answered, _ = talk(Household(), named("siobhan", spelled=True), NO, named("shivawn"), YES)
    assert partner == Partner("Siobhan", "shivawn")
    assert answered == [
        "household.name_check",
        "household.ask_sound",
        "household.name_check",
        "household.name_kept",
    ]


@pytest.mark.parametrize("before", ["", "shiv awn"])
def test_the_same_name_again_is_how_a_sound_is_taught_later(before: str) -> None:
    kept = Household(partners=(Partner("Siobhan", before), Partner()))
    assert talk(kept, named("siobhan"), named("shivawn"), YES)[0] == Partner("Siobhan", "shivawn")
    assert talk(kept, named("siobhan"), YES)[0] == Partner("Siobhan", before)


def test_another_name_is_another_name() -> None:
    assert talk(Household(), named("anna"), named("ana"), YES)[0] == Partner("Ana")
    assert talk(Household(), named("anna", spelled=True), named("ana", spelled=True), YES)[0] == Partner("Ana")


def test_after_two_tries_it_is_said_as_it_is_written() -> None:
    said = (named("siobhan", spelled=True), NO, named("shivon"), NO, named("shevon"), NO)
    partner, answered, turn = talk(Household(), *said)
    assert (partner, answered[-1]) == (Partner("Siobhan"), "household.sound_left")
    assert TeachNames() in turn.effects


@pytest.mark.parametrize("said", [(named("ana"),), (named("siobhan", spelled=True), NO, named("shivawn"))])
def test_the_mouth_learns_a_name_before_it_says_it(said: tuple[Intent, ...]) -> None:
    assert TeachNames() in talk(Household(), *said)[2].effects


def test_in_the_first_minutes_a_sound_is_learnt_as_well_and_the_next_question_follows() -> None:
    households = FakeHouseholds()
    manager = DialogueManager([], SafetyReplies())
    manager.begin(Welcome(households, manager.ask).begin(), NOW)
    turn = Turn()
    for intent in (named("shawn"), NO, named("siobhan", spelled=True), NO, named("shivawn"), YES):
        turn = manager.hear(intent, NOW)
    assert households.household.partners[0] == Partner("Siobhan", "shivawn")
    assert [line.key for line in turn.sayings[0].reply.lines] == ["household.name_kept", "welcome.ask_second"]


def test_another_name_that_is_said_meanwhile_is_no_sound() -> None:
    both = Household(partners=(Partner("Siobhan"), Partner("Sam")))
    partner, answered, _ = talk(both, named("siobhan", spelled=True), NO, named("margaret"))
    assert (partner.name, answered[-1]) == ("Margaret", "household.name_check")
