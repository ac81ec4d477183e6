"""What a new utterance does to whatever is running: one table.

What is only offered ends nothing: an exercise or a time-out is left when the other thing begins, not when it is named.

Why: a conversation that can be interrupted anywhere has a rule for every pair of *what runs* and *what was said*.
Kept in one place, it can be read by a person and tested cell by cell.
"""

from dataclasses import replace
from enum import StrEnum

from assistant.messages.intents import IntentName
from assistant.messages.speech import NEUTRAL_EXIT, Running, Saying, reply
from assistant.skills.ports import Outcome


class Treatment(StrEnum):
    """What becomes of the thing that runs, and who answers."""

    CONTROL = "control"
    """The running thing obeys."""

    BESIDE = "beside"
    """A skill answers; what runs goes on."""

    PAUSE = "pause"
    """What runs is paused, then a skill answers; what waits for an answer stands still already, and goes on waiting."""

    LEAVE = "leave"
    """What runs ends and keeps what may be continued; then a skill answers."""

    IGNORE = "ignore"
    """Nothing happens."""


class Group(StrEnum):
    """Intents that are treated alike."""

    MOVING = "moving"
    STOP = "stop"
    VOICE = "voice"
    HEAT = "heat"
    ANSWER = "answer"
    HELP = "help"
    DEEPER = "deeper"
    BEGIN = "begin"
    ASK = "ask"


GROUPS: dict[IntentName, Group] = {
    **dict.fromkeys(
        (
            "Next",
            "Previous",
            "Repeat",
            "Pause",
            "Resume",
            "StartOver",
            "Skip",
            "Swap",
            "Shorter",
            "TimeLeft",
            "WhereAmI",
            "MoreTime",
            "GoToStep",
            "Cancel",
        ),
        Group.MOVING,
    ),
    "Stop": Group.STOP,
    **dict.fromkeys(("Louder", "Softer", "Faster", "Slower", "Mute", "Unmute"), Group.VOICE),
    "TimeOut": Group.HEAT,
    **dict.fromkeys(("Yes", "No", "Thanks"), Group.ANSWER),
    **dict.fromkeys(("Help", "WhyDidYouSayThat", "WhatTimeIsIt", "WhatDayIsIt"), Group.HELP),
    "TellMore": Group.DEEPER,
    **dict.fromkeys(
        ("StartExercise", "SuggestExercise", "Situation", "TakeUsThrough", "ReadPrinciple", "ExplainTopic"), Group.BEGIN
    ),
}
"""Every other intent (lists, couple time, reminders, household) belongs to ``Group.ASK``."""

_C, _B, _P, _L, _I = Treatment.CONTROL, Treatment.BESIDE, Treatment.PAUSE, Treatment.LEAVE, Treatment.IGNORE

TABLE: dict[Running, dict[Group, Treatment]] = {
    #                   MOVING STOP VOICE HEAT ANSWER HELP DEEPER BEGIN ASK
    running: dict(zip(Group, row, strict=True))
    for running, row in {
        Running.NOTHING: (_B, _B, _B, _B, _B, _B, _B, _B, _B),
        Running.READING: (_C, _C, _B, _L, _B, _B, _C, _L, _L),
        Running.TURN: (_C, _C, _B, _L, _I, _I, _I, _I, _I),
        Running.STEP: (_C, _C, _B, _L, _C, _B, _P, _P, _P),
        Running.PAUSED: (_C, _C, _B, _L, _B, _B, _B, _B, _B),
        Running.TIME_OUT: (_C, _C, _B, _C, _I, _B, _I, _B, _B),
    }.items()
}


def group_of(intent: IntentName | None) -> Group:
    """The group that an intent is treated as."""
    return Group.ASK if intent is None else GROUPS.get(intent, Group.ASK)


def treatment(running: Running, intent: IntentName | None) -> Treatment:
    """What an utterance does to whatever runs."""
    return TABLE[running][group_of(intent)]


def with_the_way_back(outcome: Outcome) -> Outcome:
    """An answer for which an exercise was paused, and how it goes on.

    Nothing follows a question, a beginning, or the neutral line, which is the same word for word everywhere.
    """
    if outcome.question is not None or outcome.activity is not None or outcome.stopped or not outcome.sayings:
        return outcome
    if any(saying.reply == NEUTRAL_EXIT for saying in outcome.sayings):
        return outcome
    return replace(outcome, sayings=(*outcome.sayings, Saying(reply("exercise.paused_beside"))))
