"""What commands print: one JSON object a line, or plain text."""

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assistant.messages.speech import Intent
from assistant.messages.times import SpokenTime

SLOTS: dict[str, frozenset[str]] = {
    "MoreTime": frozenset({"duration_seconds"}),
    "ReadPrinciple": frozenset({"principle"}),
    "ExplainTopic": frozenset({"topic"}),
    "ListExercises": frozenset({"topic", "minutes"}),
    "StartExercise": frozenset({"exercise", "variant", "first_speaker"}),
    "SuggestExercise": frozenset({"minutes", "topic"}),
    "Situation": frozenset({"situation"}),
    "ScheduleTime": frozenset({"activity", "when"}),
    "MoveTime": frozenset({"activity", "which", "when"}),
    "SkipTime": frozenset({"activity", "when"}),
    "CancelTime": frozenset({"activity", "when"}),
    "ListTimes": frozenset({"when"}),
    "FindFreeTime": frozenset({"when"}),
    "NextTime": frozenset({"activity"}),
    "Remind": frozenset({"what", "when"}),
    "Snooze": frozenset({"duration_seconds"}),
    "Hush": frozenset({"when"}),
    "SetName": frozenset({"which", "name"}),
    "QuietHours": frozenset({"when"}),
    "SetRegion": frozenset({"region"}),
    "Safety": frozenset({"tier"}),
}
"""The slots that each intent prints; every other intent prints none."""


def print_line(value: Mapping[str, object]) -> None:
    """Print one JSON object and hand it on at once, so that a reader can follow."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def print_text(text: str) -> None:
    """Print one line of plain text."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def slots_of(intent: Intent) -> dict[str, Any]:
    """The slots as they are printed: canonical values, and ``time`` beside ``when`` or ``which``."""
    if intent.name is None:
        return {}
    slots: dict[str, Any] = {
        name: value for name, value in intent.slots.items() if name in SLOTS.get(intent.name, frozenset())
    }
    for name in ("when", "which"):
        if name in slots and name in intent.times:
            time = time_of(intent.times[name]) if intent.times[name].names_hour else {}
            slots |= {"time": time} if time else {}
            break
    return slots


def time_of(time: SpokenTime) -> dict[str, Any]:
    """A spoken time in local ISO times; absent keys are left out."""
    values: dict[str, Any] = {
        "start": _iso(time.start),
        "end": _iso(time.end),
        "duration_seconds": time.duration_seconds,
    }
    if time.recurrence is not None:
        values["rrule"] = time.recurrence.rrule
        values["dtstart"] = _iso(time.recurrence.dtstart)
    return {name: value for name, value in values.items() if value is not None}


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
