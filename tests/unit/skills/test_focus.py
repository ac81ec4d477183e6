from datetime import UTC, datetime, timedelta

from assistant.app.content import CONTENT
from assistant.library.choices import load_choices
from assistant.messages.intents import IntentName
from assistant.messages.speech import Intent
from assistant.messages.times import SpokenTime
from assistant.scheduling.couple_time import CoupleTime
from assistant.scheduling.desk import ReminderDesk
from assistant.skills.changing_times import ChangingTimesSkill
from assistant.skills.focus import Focus
from assistant.skills.held_back import HeldBack
from assistant.skills.ports import Outcome
from tests.fakes.calendar_store import FakeAppointments, FakeCalendar, FakeHouseholds, FakeReminders

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def nothing_new(intent: Intent, now: datetime) -> Outcome:
    del intent, now
    return Outcome()


def at(name: IntentName, clock: str) -> Intent:
    start = datetime.fromisoformat(f"2026-11-24T{clock}")
    return Intent(name, {"when": clock}, times={"when": SpokenTime(start)})


class Home:
    """Yoga at seven and pills at noon, both tomorrow; yoga is what was spoken of last."""

    def __init__(self) -> None:
        numbers = iter(range(9))
        calendar, households = FakeCalendar(), FakeHouseholds()
        self.times = CoupleTime(FakeAppointments(calendar), households, new_uid=lambda: f"u{next(numbers)}")
        yoga, pills = (
            self.times.add(self.times.draft(title, datetime.fromisoformat(f"2026-11-24T{clock}"), NOW), NOW)
            for title, clock in (("Yoga", "19:00"), ("Pills", "12:00"))
        )
        self.focus, self.yoga, self.pills = Focus(), yoga.uid, pills.uid
        self.focus.turn_to(yoga.uid, NOW)
        held_back = HeldBack(ReminderDesk(FakeReminders(calendar), households), self.focus)
        self.skill = ChangingTimesSkill(self.times, self.focus, nothing_new, load_choices(CONTENT), held_back)

    def planned(self) -> set[str]:
        coming = self.times.occurrences(NOW, NOW + timedelta(days=3))
        return {f"{each.title} {each.local(self.times.zone):%H:%M}" for each in coming}


def test_no_at_nine_mends_what_was_read_back_although_a_reminder_was_said_meanwhile() -> None:
    home = Home()
    read_back = home.skill.handle(at("MoveTime", "20:00"), NOW).question
    assert read_back is not None
    home.focus.turn_to(home.pills, NOW)
    mended = read_back.answer(at("No", "21:00"), NOW)
    assert mended is not None
    assert mended.question is not None
    mended.question.answer(Intent("Yes"), NOW)
    assert home.planned() == {"Yoga 21:00", "Pills 12:00"}


def test_the_time_that_was_asked_for_is_of_what_was_spoken_of_before_a_reminder() -> None:
    home = Home()
    asked = home.skill.handle(Intent("MoveTime"), NOW).question
    assert asked is not None
    home.focus.turn_to(home.pills, NOW)
    timed = asked.answer(at("MoveTime", "21:00"), NOW)
    assert timed is not None
    assert timed.question is not None
    timed.question.answer(Intent("Yes"), NOW)
    assert home.planned() == {"Yoga 21:00", "Pills 12:00"}


def test_what_is_no_answer_leaves_it_as_what_was_said_last() -> None:
    home = Home()
    asked = home.skill.handle(Intent("MoveTime"), NOW).question
    assert asked is not None
    home.focus.turn_to(home.pills, NOW)
    assert asked.answer(Intent("Hush"), NOW) is None
    assert home.focus.uid(NOW) == home.pills


def test_after_ten_minutes_nobody_knows_any_more_what_it_was_and_it_is_asked_for() -> None:
    home = Home()
    soon, late = NOW + timedelta(minutes=9), NOW + timedelta(minutes=10)
    assert home.focus.uid(soon) == home.yoga
    assert home.focus.uid(late) is None
    assert home.skill.handle(Intent("CancelTime"), late).sayings[0].reply.key == "time.which_of_two"
    assert home.skill.handle(Intent("CancelTime"), soon).sayings[0].reply.key == "time.cancel_check"


def test_an_answer_that_comes_late_is_about_what_was_asked() -> None:
    home = Home()
    asked = home.skill.handle(Intent("MoveTime"), NOW).question
    assert asked is not None
    hours_later = NOW + timedelta(hours=3)
    assert asked.answer(at("MoveTime", "21:00"), hours_later) is not None
    assert home.focus.uid(hours_later) == home.yoga


def test_what_was_named_in_vain_is_soon_meant_no_longer() -> None:
    focus = Focus()
    focus.lose("yoga", NOW)
    assert focus.unknown(NOW + timedelta(seconds=20)) == "yoga"
    assert focus.unknown(NOW + timedelta(minutes=10)) is None
