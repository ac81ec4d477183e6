"""Where two things may have been meant: what is asked, and what the answer leads to."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.app.content import CONTENT
from assistant.dialogue.clarifying import Clarifying
from assistant.dialogue.interruption import GROUPS
from assistant.dialogue.manager import DialogueManager
from assistant.dialogue.safety import SafetyReplies
from assistant.dialogue.turn import Turn
from assistant.library.choices import load_choices
from assistant.library.meanings import load_meanings
from assistant.messages.intents import IntentName
from assistant.messages.speech import NOT_UNDERSTOOD, Asking, Intent, Running, Term, TermKind, Vocabulary, reply
from assistant.skills.ports import Outcome, say
from tests.fakes.skills import FakeActivity, FakeSkill

NOW = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
CLARIFYING = Clarifying(load_meanings(CONTENT), load_choices(CONTENT))
START = Intent("StartExercise", {"exercise": "fair_disagreement"}, 0.5)
BREAK = Intent("TimeOut", confidence=0.4)
UNCLEAR = replace(START, runner_up=BREAK)
KNOWN = Vocabulary((Term(TermKind.EXERCISE, "fair_disagreement", ("fair disagreement",)),))


class Talk:
    def __init__(self, activity: FakeActivity | None = None) -> None:
        begun = say(reply("begun")) if activity is None else Outcome(activity=activity)
        self.skill = FakeSkill(
            {"StartExercise": say(reply("started")), "TimeOut": say(reply("paused")), "ReadPrinciple": begun}
        )
        self.manager = DialogueManager([self.skill], SafetyReplies(), clarifying=CLARIFYING)

    def hear(self, *intents: Intent, addressed: bool = False) -> list[str]:
        turn = Turn()
        for intent in intents:
            turn = self.manager.hear(intent, NOW, addressed=addressed)
        return [saying.reply.key for saying in turn.sayings]


def picking(phrase: str) -> Intent:
    return Intent("StartExercise", choice=phrase)


def test_two_readings_are_called_by_what_they_are() -> None:
    between = CLARIFYING.between(UNCLEAR, KNOWN)
    assert between is not None
    values = between.outcome.sayings[0].reply.lines[0].values
    assert (values["first"], values["second"]) == ("the exercise fair disagreement", "a time-out")


@pytest.mark.parametrize(
    ("answer", "done"),
    [
        (picking("first one"), "started"),
        (picking("second"), "paused"),
        (picking("the break"), "paused"),
        (Intent("TimeOut"), "paused"),
        (Intent("No"), "dialogue.dropped"),
        (Intent("Cancel"), "dialogue.dropped"),
        (Intent("Yes"), "reprompt.first.choice"),
        (NOT_UNDERSTOOD, "reprompt.first.choice"),
    ],
)
def test_the_answer_settles_which(answer: Intent, done: str) -> None:
    talk = Talk()
    assert talk.hear(UNCLEAR) == ["dialogue.clarify"]
    assert talk.hear(answer) == [done]


def test_what_was_said_at_first_is_carried_out_with_its_slots() -> None:
    talk = Talk()
    heard: list[Intent] = []

    def start(intent: Intent, now: datetime) -> Outcome:
        del now
        heard.append(intent)
        return say(reply("started"))

    talk.skill.outcomes["StartExercise"] = start
    talk.hear(UNCLEAR, picking("first"))
    assert [each.slots["exercise"] for each in heard] == ["fair_disagreement"]


def test_something_else_is_done_instead() -> None:
    talk = Talk()
    assert talk.hear(UNCLEAR, Intent("ReadPrinciple")) == ["begun"]
    assert talk.manager.is_idle


def test_an_unanswered_question_lapses_without_a_word() -> None:
    talk = Talk()
    talk.hear(UNCLEAR)
    talk.manager.finished_speaking(NOW)
    due = talk.manager.next_at
    assert due is not None
    assert talk.manager.advance(due, None) == Turn()
    assert talk.manager.is_idle


def test_nothing_is_asked_while_something_runs() -> None:
    talk = Talk(FakeActivity(running=Running.READING))
    talk.hear(Intent("ReadPrinciple"))
    assert talk.hear(UNCLEAR) == ["started"]


def test_nothing_is_asked_after_a_stop() -> None:
    assert Talk().hear(Intent("Stop"), UNCLEAR) == ["neutral.exit"]


def test_a_time_out_is_never_held_up_by_a_question() -> None:
    assert Talk().hear(replace(BREAK, runner_up=START)) == ["paused"]


def test_the_same_name_twice_is_no_question() -> None:
    assert CLARIFYING.between(replace(BREAK, name="Mute", runner_up=START), KNOWN) is None
    assert CLARIFYING.between(replace(START, runner_up=START), KNOWN) is None


def test_what_is_not_surely_meant_for_anybody_is_asked_about_only_after_the_wake_word() -> None:
    unsure = replace(NOT_UNDERSTOOD, runner_up=START)
    assert Talk().hear(unsure) == []
    assert Talk().hear(unsure, addressed=True) == ["dialogue.clarify_one"]


@pytest.mark.parametrize(("answer", "done"), [("Yes", ["started"]), ("No", ["dialogue.dropped"]), (None, [])])
def test_the_only_reading_is_taken_or_left(answer: IntentName | None, done: list[str]) -> None:
    talk = Talk()
    talk.hear(replace(NOT_UNDERSTOOD, runner_up=START), addressed=True)
    assert talk.manager.expectation.asking is Asking.YES_OR_NO
    assert talk.hear(Intent(answer)) == done


def test_no_answer_and_no_stop_is_ever_asked_about() -> None:
    meanings = load_meanings(CONTENT)
    assert [name for name in ("Yes", "No", "Thanks", "Cancel", "Stop", "Pause", "Safety") if name in meanings] == []
    assert [name for name in GROUPS if name not in meanings] == [
        "Pause", "Swap", "Cancel", "Stop", "Yes", "No", "Thanks", "WhyDidYouSayThat",
    ]  # fmt: skip
