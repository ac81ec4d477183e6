"""What an intent asks to change: the reading of the whole sentence joined with its slots."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time

from assistant.calendar.appointment import Kind
from assistant.messages.changes import AllOfThem, Days, EditOperation, NextOnes, SpokenEdit
from assistant.messages.intents import IntentName
from assistant.messages.speech import Intent
from assistant.messages.times import Ambiguity, Grain, SpokenTime
from assistant.scheduling.edits import ALL_REMINDERS

THE_REMINDER = "reminder"
"""The target of a change to a reminder that nobody named."""

OPERATIONS: Mapping[IntentName, EditOperation] = {
    "MoveTime": EditOperation.MOVE,
    "SkipTime": EditOperation.SKIP,
    "CancelTime": EditOperation.CANCEL,
}
LEAVES_OUT = frozenset({EditOperation.CANCEL, EditOperation.SKIP})
ONE_OR_ALL = frozenset(
    {
        EditOperation.CANCEL,
        EditOperation.MOVE,
        EditOperation.SHIFT,
        EditOperation.EXTEND,
        EditOperation.SHORTEN,
        EditOperation.SET_DURATION,
    }
)
"""What can be meant for one occurrence or for all of them, so that a series has to be asked about."""


def asked_change(intent: Intent) -> SpokenEdit:
    """What is to change, from the reading of the whole sentence and the slots."""
    activity = intent.slots.get("activity")
    operation = OPERATIONS[intent.name or "CancelTime"]
    edit = intent.edit or SpokenEdit(operation)
    other = LEAVES_OUT if operation is EditOperation.MOVE else ONE_OR_ALL - LEAVES_OUT
    if edit.operation in other:
        edit = replace(edit, operation=operation, when=None)  # of "skip or move it" the one that was picked
    if intent.slots.get("kind") == Kind.REMINDER:
        edit = replace(edit, target=THE_REMINDER if activity is None else f"{activity} {THE_REMINDER}")
        if "every" in intent.slots:
            return replace(
                edit, target=ALL_REMINDERS, which=edit.which if isinstance(edit.which, Days) else AllOfThem()
            )
    elif activity is not None and edit.spared is None and not _is_counted(edit):
        edit = replace(edit, target=str(activity))
    when = without_the_same_time(intent.times.get("when")) if intent.name == "MoveTime" else None
    if edit.when is None and when is not None and when.shift_seconds is not None:
        shift = SpokenTime(duration_seconds=when.shift_seconds)
        edit = replace(edit, operation=EditOperation.SHIFT, when=shift)
    elif edit.when is None and when is not None:
        operation = edit.operation if when.recurrence is None else EditOperation.CHANGE
        edit = replace(edit, operation=operation, when=when)
    if edit.which in (None, NextOnes()) and "when" in intent.times and intent.name != "MoveTime":
        start = intent.times["when"].start
        return replace(edit, which=None if start is None else Days.one(start.date()))
    if edit.operation in ONE_OR_ALL and edit.which == NextOnes() and "which" not in intent.slots:
        return replace(edit, which=None)  # the reading's guess where no word said which; of a series we ask
    return edit


def _is_counted(edit: SpokenEdit) -> bool:
    """Whether the reading took a number out of the name: of "the next two date nights" the date nights are meant."""
    return isinstance(edit.target, str) and isinstance(edit.which, NextOnes) and edit.which.count > 1


def without_the_same_time(when: SpokenTime | None) -> SpokenTime | None:
    """Of "friday, same time" the day: what is moved keeps its own time."""
    if when is None or when.start is None or Ambiguity.SAME_TIME not in when.ambiguous:
        return when
    others = tuple(each for each in when.ambiguous if each is not Ambiguity.SAME_TIME)
    day = datetime.combine(when.start.date(), time())
    return replace(when, start=day, end=None, grain=Grain.DAY, ambiguous=others)
