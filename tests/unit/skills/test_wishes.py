from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from assistant.dialogue.manager import DialogueManager
from assistant.dialogue.safety import SafetyReplies
from assistant.messages.intents import IntentName
from assistant.messages.speech import Intent, Line
from assistant.messages.times import Grain, Recurrence, SpokenTime
from assistant.scheduling.intention import Intention
from assistant.skills.planning import PlanningSkill
from assistant.skills.wishes import Wishes, WishesFirst
from tests.fakes.skills import FakeSkill
from tests.unit.scheduling.evening import wall
from tests.unit.scheduling.planning import DATE, TALK, Planning


def cadence(rule: str, grain: Grain = Grain.DAY, seconds: int | None = None) -> SpokenTime:
    return SpokenTime(
        recurrence=Recurrence(rule, dtstart=wall("2026-11-25T00:00")), grain=grain, duration_seconds=seconds
    )


READ = {
    "every week": cadence("FREQ=WEEKLY"),
    "twice a week": cadence("FREQ=WEEKLY;BYDAY=MO,TH"),
    "every day for an hour": cadence("FREQ=DAILY", seconds=3600),
    "twenty minutes every evening": cadence("FREQ=DAILY", Grain.DAYPART, 1200),
    "every friday": cadence("FREQ=WEEKLY;BYDAY=FR"),
    "every evening": cadence("FREQ=DAILY", Grain.DAYPART),
    "every other week": cadence("FREQ=WEEKLY;INTERVAL=2"),
    "every day for a hundred hours": cadence("FREQ=DAILY", seconds=360_000),
    "on friday at seven": SpokenTime(start=wall("2026-11-27T19:00")),
}


def read_times(words: str, now: datetime) -> Sequence[SpokenTime]:
    del now
    return [READ[words]] if words in READ else []


class Room:
    """A conversation in which plans are made by nobody."""

    def __init__(self, home: Planning) -> None:
        self.home = home
        planning = PlanningSkill(
            home.planner,
            home.free_time,
            home.households,
            default_week=Intention((TALK, DATE)),
            unnamed=("one", "the other"),
            free_title="Time together",
        )
        wishes = Wishes(home.planner, planning.default_week, planning.wishing, read_times, timedelta(hours=1))
        self.plans = FakeSkill({"ScheduleTime": lambda _, __: planning.handle(Intent("FindFreeTime"), home.now)})
        self.manager = DialogueManager([WishesFirst(self.plans, wishes, home.households), planning], SafetyReplies())

    def say(self, name: IntentName, **slots: str) -> list[Line]:
        turn = self.manager.hear(Intent(name, slots), self.home.now)
        return [line for saying in turn.sayings for line in saying.reply.lines]

    def wish(self, activity: str, when: str) -> list[Line]:
        return self.say("ScheduleTime", activity=activity, when=when)

    @property
    def wanted(self) -> list[tuple[str, int, int]]:
        intention = self.home.planner.intention or Intention(())
        return [(each.id, each.per_week, each.length // timedelta(minutes=1)) for each in intention.rituals]


@pytest.mark.parametrize(
    ("activity", "when", "wanted"),
    [
        ("date", "every week", [("date", 1, 120)]),
        ("date", "twice a week", [("date", 2, 120)]),
        ("long walk", "twice a week", [("long_walk", 2, 60)]),
        ("reading", "every day for an hour", [("reading", 7, 60)]),
        ("date", "every week and twenty minutes every evening", [("date", 1, 120), ("talk", 7, 20)]),
    ],
)
def test_a_wish_is_read_back_and_kept_after_one_yes(
    activity: str, when: str, wanted: list[tuple[str, int, int]]
) -> None:
    room = Room(Planning())
    said = room.wish(activity, when)
    assert said[-1].key == "planning.wish_ask"
    assert room.wanted == []
    assert room.say("Yes")[-1].key == "planning.ask_prepares"
    room.say("No")
    assert room.wanted == wanted
    assert room.plans.asked == []


def test_a_wish_joins_what_they_wanted_before() -> None:
    room = Room(Planning(DATE))
    room.wish("long walk", "every week")
    room.say("Yes")
    assert room.wanted == [("date", 1, 120), ("long_walk", 1, 60)]


def test_a_wish_that_was_misheard_is_left() -> None:
    room = Room(Planning())
    room.wish("date", "every week")
    assert room.say("No")[0].key == "planning.declined"
    assert room.wanted == []


def test_what_no_day_can_hold_is_no_wish() -> None:
    room = Room(Planning())
    room.wish("yoga", "every day for a hundred hours")
    assert room.plans.asked == ["ScheduleTime"]


@pytest.mark.parametrize(
    "when", ["every friday", "every evening", "every other week", "on friday at seven", "some day"]
)
def test_whatever_names_a_day_or_an_hour_is_a_plan(when: str) -> None:
    room = Room(Planning())
    room.wish("date", when)
    assert room.plans.asked == ["ScheduleTime"]
