"""A request that is still being asked about, and what becomes of it when something else is said.

Why: two people dictate one thing after the other, and change their minds. What one of them asked for is neither mixed
into the next request nor lost without a word.
"""

from dataclasses import replace

from assistant.dialogue.session import OpenQuestion
from assistant.messages.intents import IntentName
from assistant.messages.speech import UNSURE, Asking, Intent, Manner, Reply, Saying, reply
from assistant.messages.times import Grain
from assistant.skills.ports import Outcome

_BESIDE: frozenset[IntentName] = frozenset(
    {"Help", "Louder", "Softer", "Faster", "Slower", "WhyDidYouSayThat", "WhatTimeIsIt", "WhatDayIsIt"}
)
"""What is answered while a question stays open."""

_LOOKS_UP: frozenset[IntentName] = frozenset({"ListTimes", "NextTime"})
"""What is asked to find a time; the question for that time stays open meanwhile."""

_THINGS = ("activity", "what")
"""The slots that name what a request is about."""

_ASKED_FOR: frozenset[IntentName] = frozenset({"ScheduleTime", "Remind", "MoveTime", "SkipTime", "CancelTime"})
"""What was asked for and would be missed."""

_WITHOUT_A_WORD: frozenset[IntentName] = frozenset({"Stop", "TimeOut", "Safety", "Cancel", "Mute"})
"""Where nobody wants to hear what is left undone; after a Stop it must not be told from what looks like one."""


def thing_of(intent: Intent) -> str:
    """What a request is about, in its own words; empty where it names nothing."""
    return next((str(intent.slots[slot]) for slot in _THINGS if slot in intent.slots), "")


def is_another(intent: Intent, waiting: OpenQuestion) -> bool:
    """Whether something that was said while a request is open is a request of its own, although of the same kind.

    Whoever is asked for a time or a yes answers with nothing that has a name; where the name itself is asked for, every
    name is an answer.
    """
    if waiting.question.asking in (Asking.ACTIVITY, Asking.WHAT) or intent.name not in _ASKED_FOR:
        return False
    thing = thing_of(intent)
    return bool(thing) and thing != waiting.thing


def is_beside(intent: Intent, waiting: OpenQuestion) -> bool:
    """Whether it is answered while what is asked stays open.

    A yes after a list might mean anything, so that a plan that was read back is left when they look something up.
    """
    question = waiting.question
    looks_up = intent.name in _LOOKS_UP and question.asking is not Asking.YES_OR_NO and question.about in _ASKED_FOR
    return intent.name in _BESIDE or looks_up


def drops(intent: Intent, waiting: OpenQuestion) -> bool:
    """Whether somebody leaves what is asked about; to undo a request that is still open is to leave it."""
    return intent.name == "Cancel" or (intent.name == "Undo" and waiting.question.about in _ASKED_FOR | {"SetName"})


def is_undecided(intent: Intent, waiting: OpenQuestion | None) -> bool:
    """Whether the first answer to whether a plan of theirs shall stand was a hesitation; the second one is a no."""
    if waiting is None or waiting.reprompts or intent.name != "No" or intent.slots != UNSURE:
        return False
    asked = waiting.question
    return asked.asking is Asking.YES_OR_NO and asked.about in _ASKED_FOR | {"Undo"}


def planned_instead(intent: Intent, waiting: OpenQuestion | None) -> Intent:
    """A time that was named where something was offered for now, as a plan for what was offered."""
    offered = None if waiting is None else waiting.question.offered
    when = intent.times.get("when")
    if offered is None or when is None or intent.name != "ScheduleTime" or thing_of(intent):
        return intent
    if when.duration_seconds is None and (when.end is None or when.grain is Grain.DAYPART):
        when = replace(when, duration_seconds=round(offered.length.total_seconds()))
    slots = {**intent.slots, "activity": offered.title.lower()}
    return replace(intent, slots=slots, times={**intent.times, "when": when})


def with_what_is_left(outcome: Outcome, intent: Intent, waiting: OpenQuestion) -> Outcome:
    """An answer with a sentence before it about the request that it leaves undone, where there is one."""
    left = waiting.question.left
    if left is None and waiting.thing and waiting.question.about in _ASKED_FOR:
        left = reply(f"dialogue.left.{waiting.question.about}", title=waiting.thing)
    if left is None or intent.name in _WITHOUT_A_WORD or outcome.stopped or not outcome.sayings:
        return outcome
    first, *others = outcome.sayings
    if first.manner is not Manner.REPLY:
        return replace(outcome, sayings=(Saying(left), first, *others))
    joined = replace(first, reply=Reply(lines=(*left.lines, *first.reply.lines)))
    return replace(outcome, sayings=(joined, *others))
