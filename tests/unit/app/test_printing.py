"""What is printed of an intent: exactly the slots that belong to it, and its time beside them."""

from datetime import datetime

from assistant.app.printing import slots_of, time_of
from assistant.messages.speech import NOT_UNDERSTOOD, Intent
from assistant.messages.times import Recurrence, SpokenTime

FRIDAY = datetime(2026, 11, 27, 19, 0)  # noqa: DTZ001 - wall time


def test_only_the_slots_of_the_intent_are_printed() -> None:
    intent = Intent("StartExercise", {"exercise": "unload_the_day", "minutes": 20})
    assert slots_of(intent) == {"exercise": "unload_the_day"}


def test_an_intent_without_slots_prints_none() -> None:
    assert slots_of(Intent("Next", {"when": "friday"})) == {}
    assert slots_of(NOT_UNDERSTOOD) == {}


def test_the_meaning_of_a_time_stands_beside_its_words() -> None:
    intent = Intent("ScheduleTime", {"activity": "walk", "when": "friday"}, times={"when": SpokenTime(start=FRIDAY)})
    assert slots_of(intent) == {"activity": "walk", "when": "friday", "time": {"start": "2026-11-27T19:00:00"}}


def test_a_repetition_is_printed_as_its_rule_and_its_first_start() -> None:
    spoken = SpokenTime(duration_seconds=900, recurrence=Recurrence("FREQ=WEEKLY;BYDAY=FR", FRIDAY))
    assert time_of(spoken) == {
        "duration_seconds": 900,
        "rrule": "FREQ=WEEKLY;BYDAY=FR",
        "dtstart": "2026-11-27T19:00:00",
    }
