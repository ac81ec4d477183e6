"""What is changed without being named: "the one on the seventeenth", "the friday one", "tomorrow"."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from assistant.messages.changes import EditOperation, SpokenEdit
from assistant.messages.intents import IntentName
from assistant.messages.speech import Intent
from assistant.understanding.moved_from import with_old_time
from assistant.understanding.normalizing import Words
from assistant.understanding.numerals import ORDINALS
from assistant.understanding.spotting import TimeFinder
from assistant.understanding.wordlists import word_set

EditReader = Callable[[str, datetime], "SpokenEdit | None"]
"""What a sentence changes about something planned."""

CHANGES: frozenset[IntentName] = frozenset({"MoveTime", "SkipTime", "CancelTime"})
"""The intents that change something planned."""

_DAY_BEFORE_ONE = re.compile(r"\b(the|that|this|our) (\w+day) (ones?)\b")
_POINTING = word_set("it that this them these those one ones two three both the next")


def with_edit(intent: Intent, words: Words, read_edit: EditReader, find_times: TimeFinder, now: datetime) -> Intent:
    """An intent with what it changes; words that only point, or say when, are no activity."""
    if intent.name == "ScheduleTime":
        return _as_change(intent, words, read_edit, now)
    intent = with_old_time(intent, words, find_times, now)
    edit = _read_behind_a_reason(_DAY_BEFORE_ONE.sub(r"\1 \3 on \2", words.text), read_edit, now)
    named = str(intent.slots.get("activity", ""))
    if edit is None or edit.target is not None or not named:
        return replace(intent, edit=edit)
    spans = [words.text[slice(*found.span)] for found in find_times(words.text, now)]
    timed = {word for span in spans for word in span.split()}
    if not set(named.split()) <= _POINTING | timed | ORDINALS.keys():
        return replace(intent, edit=edit)
    slots = {slot: value for slot, value in intent.slots.items() if slot != "activity"}
    return replace(intent, slots=MappingProxyType(slots), edit=edit)


def plan_rather_than_change(intent: Intent) -> Intent:
    """Of a plan and a change that no word asks for, the plan: "date night tonight" takes nothing out."""
    other = intent.runner_up
    if other is None or {intent.name, other.name}.isdisjoint({"ScheduleTime"}):
        return intent
    plan, change = (intent, other) if intent.name == "ScheduleTime" else (other, intent)
    asked_for = change.name not in CHANGES or change.edit is not None
    return intent if asked_for else replace(plan, runner_up=None)


def _read_behind_a_reason(text: str, read_edit: EditReader, now: datetime) -> SpokenEdit | None:
    """The change that a sentence asks for, maybe behind its reason: "sam's ill, cancel everything"."""
    said = text.split()
    readings = (read_edit(" ".join(said[at:]), now) for at in range(len(said)))
    return next((edit for edit in readings if edit is not None), None)


def _as_change(intent: Intent, words: Words, read_edit: EditReader, now: datetime) -> Intent:
    """A plan that names a length and no time, as the change that it is: "make date night two hours"."""
    when = intent.times.get("when")
    if when is None or when.duration_seconds is None or when.start is not None or when.recurrence is not None:
        return intent
    edit = read_edit(words.text, now)
    if edit is None or edit.operation is not EditOperation.SET_DURATION:
        return intent
    return replace(intent, name="MoveTime", edit=edit)
