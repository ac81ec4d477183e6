from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

import assistant
from assistant.calendar.appointment import Kind
from assistant.household.household import Household, QuietHours
from assistant.library.exercise_shelf import load_exercises
from assistant.messages.intents import IntentName
from assistant.messages.speech import Intent, reply
from assistant.scheduling.reminder import DueReminder
from assistant.scheduling.written_rituals import load_rituals
from assistant.skills.offering_exercises import OfferingExercises
from assistant.skills.ports import NOTHING, Outcome, say
from tests.fakes.calendar_store import FakeHouseholds

CONTENT = Path(assistant.__file__).parent / "content" / "en"
SHELF, RITUALS = load_exercises(CONTENT / "exercises"), load_rituals(CONTENT / "rituals.yaml")
NOW = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
DATE_NIGHT = DueReminder(
    key="u1|20261127T190000|0",
    kind=Kind.APPOINTMENT,
    title="Date night",
    text=None,
    start=NOW,
    wall=NOW.replace(tzinfo=None),
    fire_at=NOW,
)


def begin(exercise_id: str, now: datetime) -> Outcome:
    del now
    return say(reply("fake.begun", title=exercise_id))


def offering(household: Household | None = None) -> OfferingExercises:
    return OfferingExercises(RITUALS, SHELF, FakeHouseholds(household or Household()), begin)


def test_when_it_begins_the_exercise_that_fits_is_offered() -> None:
    offered = offering().after(DATE_NIGHT, NOW)
    assert offered is not None
    assert offered.sayings[0].reply.key == "reminder.offer_exercise"
    assert offered.sayings[0].reply.lines[0].values["title"] == "Big questions, no rush"


@pytest.mark.parametrize(
    "said",
    [
        replace(DATE_NIGHT, title="Dentist"),
        replace(DATE_NIGHT, kind=Kind.REMINDER, text="date night"),
        replace(DATE_NIGHT, fire_at=NOW - timedelta(hours=1)),
        replace(DATE_NIGHT, key=f"{DATE_NIGHT.key}|again"),
    ],
    ids=["another title", "a dictated reminder", "an hour before", "said once more"],
)
def test_otherwise_nothing_is_offered(said: DueReminder) -> None:
    assert offering().after(said, NOW) is None


def test_in_quiet_hours_nothing_is_offered() -> None:
    quiet = Household(quiet_hours=QuietHours(time(17), time(7)))
    assert offering(quiet).after(DATE_NIGHT, NOW) is None


@pytest.mark.parametrize(
    ("answer", "key"),
    [("Yes", "fake.begun"), ("StartExercise", "fake.begun"), ("No", "planning.left"), ("Remind", None)],
)
def test_a_yes_begins_it_and_a_no_leaves_it(answer: IntentName, key: str | None) -> None:
    offered = offering().after(DATE_NIGHT, NOW)
    assert offered is not None
    assert offered.question is not None
    outcome = offered.question.answer(Intent(answer), NOW)
    assert (None if outcome is None else outcome.sayings[0].reply.key) == key


def test_silence_is_a_no_without_a_word() -> None:
    offered = offering().after(DATE_NIGHT, NOW)
    assert offered is not None
    assert offered.question is not None
    assert offered.question.on_silence is not None
    assert offered.question.on_silence(NOW) == NOTHING
