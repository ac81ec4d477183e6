"""Every keeper of appointments and reminders, and the fake that stands in for them, keep the same promises."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.calendar.appointment import Appointment, Kind, Override
from assistant.scheduling.horizon import deriving
from assistant.scheduling.ports import AppointmentRepository, Change, ReminderRepository
from assistant.scheduling.reminder import Origin, State
from assistant.store.appointments import StoredAppointments
from assistant.store.database import open_database
from assistant.store.reminders import StoredReminders
from tests.fakes.calendar_store import FakeAppointments, FakeCalendar, FakeReminders

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class Kept:
    appointments: AppointmentRepository
    reminders: ReminderRepository


@pytest.fixture(params=["sqlite", "memory"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    if request.param == "memory":
        calendar = FakeCalendar()
        yield Kept(FakeAppointments(calendar), FakeReminders(calendar))
        return
    with open_database(tmp_path, NOW) as database:
        yield Kept(StoredAppointments(database), StoredReminders(database))


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def appointment(uid: str = "a", start: str = "2026-11-23T21:00", rrule: str | None = None) -> Appointment:
    return Appointment(
        uid, f"title of {uid}", wall(start), "Europe/Berlin", NOW, rrule=rrule, alarms=(HOUR, timedelta())
    )


FULL = Appointment(
    uid="full",
    title="Dîner à deux 🕯",
    start=wall("2026-11-06T19:30"),
    zone="America/New_York",
    created_at=NOW,
    duration=timedelta(minutes=95),
    rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;UNTIL=20270301T000000",
    exdates=(wall("2026-11-20T19:30"),),
    rdates=(wall("2026-11-21T19:30"),),
    overrides=(Override(wall("2026-12-04T19:30"), wall("2026-12-05T20:00"), timedelta(hours=2), "at Mia's"),),
    kind=Kind.REMINDER,
    text="in its own words",
    alarms=(timedelta(days=1), HOUR, timedelta()),
    sequence=4,
    all_day=True,
    ical="BEGIN:VEVENT\r\nX-FOREIGN:1\r\nEND:VEVENT\r\n",
)


def test_an_appointment_comes_back_as_it_was(kept: Kept) -> None:
    kept.appointments.apply(Change("import", saved=(FULL,)), NOW)
    assert kept.appointments.get("full") == FULL
    assert kept.appointments.all() == [FULL]


def test_what_is_unknown_is_none(kept: Kept) -> None:
    assert kept.appointments.get("nothing") is None
    assert kept.appointments.undo(NOW) is None
    assert kept.reminders.next_at() is None


def test_within_gives_what_may_happen_in_a_window_by_first_start(kept: Kept) -> None:
    early, late, weekly = (
        appointment("early", "2026-11-01T10:00"),
        appointment("late", "2026-12-24T10:00"),
        appointment("weekly", "2026-11-02T10:00", "FREQ=WEEKLY"),
    )
    kept.appointments.apply(Change("import", saved=(late, weekly, early)), NOW)
    found = kept.appointments.within(NOW, NOW + timedelta(days=7))
    assert weekly in found
    assert late not in found
    assert early not in found
    assert kept.appointments.all() == [early, weekly, late]


def test_what_is_to_come_is_ordered_by_its_next_start_whatever_time_has_passed(kept: Kept) -> None:
    over, daily, late, weekly = (
        appointment("over", "2026-11-23T20:00"),
        appointment("daily", "2026-11-01T20:30", "FREQ=DAILY"),
        appointment("late", "2026-12-24T10:00"),
        replace(appointment("weekly", "2026-11-02T10:00", "FREQ=WEEKLY"), kind=Kind.REMINDER),
    )
    kept.appointments.apply(Change("import", saved=(late, weekly, over, daily)), NOW)
    assert kept.appointments.upcoming(NOW) == [over, daily, weekly, late]
    assert kept.appointments.upcoming(NOW + timedelta(days=6)) == [daily, weekly, late]
    assert kept.appointments.titles(NOW + timedelta(days=6)) == ["title of daily", "title of weekly", "title of late"]
    assert kept.appointments.upcoming(NOW + timedelta(days=31)) == [daily, weekly]
    assert kept.appointments.upcoming(NOW) == [over, daily, weekly, late]  # a clock may be set back
    assert kept.appointments.upcoming(NOW, kind=Kind.REMINDER) == [weekly]
    assert kept.appointments.upcoming(NOW, titles=["title of late", "nothing"], limit=3) == [late]
    assert kept.appointments.upcoming(NOW, titles=[]) == []
    assert kept.appointments.upcoming(NOW, limit=1) == [over]


def test_every_change_and_undo_moves_what_comes_next(kept: Kept) -> None:
    first, other = appointment("first"), appointment("other", "2026-11-25T21:00")
    kept.appointments.apply(Change("import", saved=(first, other)), NOW)
    kept.appointments.apply(Change("move", saved=(replace(first, start=wall("2026-11-30T21:00")),)), NOW)
    assert [each.uid for each in kept.appointments.upcoming(NOW)] == ["other", "first"]
    kept.appointments.undo(NOW)
    assert [each.uid for each in kept.appointments.upcoming(NOW)] == ["first", "other"]
    kept.appointments.apply(Change("cancel", removed=("first",)), NOW)
    assert [each.uid for each in kept.appointments.upcoming(NOW)] == ["other"]


def test_what_starts_in_a_window_is_found_before_and_after_its_time(kept: Kept) -> None:
    moved = Override(wall("2026-11-09T10:00"), wall("2026-11-26T08:00"))
    weekly = replace(appointment("weekly", "2026-11-02T10:00", "FREQ=WEEKLY"), overrides=(moved,))
    yearly = appointment("yearly", "2026-11-02T10:00", "FREQ=YEARLY")
    kept.appointments.apply(Change("import", saved=(weekly, yearly)), NOW)
    soon = kept.appointments.starting_within(NOW, NOW + timedelta(days=3))
    assert soon == [weekly]
    before = kept.appointments.starting_within(NOW - timedelta(days=30), NOW - timedelta(days=20))
    assert set(before) >= {weekly, yearly}


def test_edits_are_taken_back_one_after_the_other(kept: Kept) -> None:
    first = appointment()
    moved = replace(first, start=wall("2026-11-24T21:00"), sequence=1)
    kept.appointments.apply(Change("schedule", saved=(first,)), NOW)
    kept.appointments.apply(Change("move", saved=(moved,)), NOW)
    kept.appointments.apply(Change("cancel", removed=("a",)), NOW)

    last = kept.appointments.last_change(NOW)
    assert last is not None
    assert (last.operation, last.at) == ("cancel", NOW)
    assert [each.start for each in last.restored] == [moved.start]
    undone = kept.appointments.undo(NOW)
    assert undone is not None
    assert undone.operation == "cancel"
    assert [each.start for each in undone.restored] == [moved.start]
    assert kept.appointments.undo(NOW) is not None
    back = kept.appointments.get("a")
    assert back is not None
    assert back.start == first.start
    assert back.sequence > moved.sequence

    last = kept.appointments.last_change(NOW)
    assert last is not None
    assert [each.uid for each in last.removed] == ["a"]
    undone = kept.appointments.undo(NOW)
    assert undone is not None
    assert [each.uid for each in undone.removed] == ["a"]
    assert kept.appointments.last_change(NOW) is None
    assert kept.appointments.all() == []
    assert kept.appointments.undo(NOW) is None


def test_a_change_of_more_than_a_week_ago_is_not_taken_back_any_more(kept: Kept) -> None:
    kept.appointments.apply(Change("schedule", saved=(appointment(),)), NOW)
    week = NOW + timedelta(days=7)
    assert kept.appointments.last_change(week) is not None
    assert kept.appointments.last_change(week + HOUR) is None
    assert kept.appointments.undo(week + HOUR) is None
    assert [each.uid for each in kept.appointments.all()] == ["a"]


def test_planning_derives_each_reminder_once(kept: Kept) -> None:
    kept.appointments.apply(Change("schedule", saved=(appointment(rrule="FREQ=DAILY"),)), NOW)
    until = NOW + timedelta(hours=48)
    assert kept.reminders.plan(until, deriving(until)) == 4
    assert kept.reminders.plan(until, deriving(until)) == 0
    later = until + timedelta(hours=24)
    assert kept.reminders.plan(later, deriving(later)) == 2
    fired = [each.fire_at for each in kept.reminders.waiting(later)]
    assert fired == [NOW + timedelta(days=day, hours=hour) for day in range(3) for hour in (1, 2)]
    assert kept.reminders.instants(NOW + timedelta(days=1)) == fired[:2]
    assert kept.reminders.next_at() == fired[0]


def test_a_reminder_is_begun_once_and_settles_the_others(kept: Kept) -> None:
    kept.appointments.apply(Change("schedule", saved=(appointment(),)), NOW)
    until = NOW + timedelta(hours=48)
    kept.reminders.plan(until, deriving(until))
    before, at_start = kept.reminders.waiting(until)
    assert kept.reminders.begin(at_start.key, [before.key, at_start.key], NOW)
    assert not kept.reminders.begin(at_start.key, [], NOW)
    assert not kept.reminders.begin(before.key, [], NOW)
    [speaking] = kept.reminders.in_state(State.SPEAKING)
    assert speaking.changed_at == NOW
    assert [each.key for each in kept.reminders.in_state(State.TOLD)] == [before.key]
    assert kept.reminders.move([at_start.key], State.DUE, State.SPOKEN, NOW) == 0
    assert kept.reminders.move([at_start.key], State.SPEAKING, State.SPOKEN, NOW) == 1


def test_an_edit_derives_anew_what_was_not_begun_and_keeps_what_was(kept: Kept) -> None:
    first = appointment()
    kept.appointments.apply(Change("schedule", saved=(first,)), NOW)
    until = NOW + timedelta(hours=48)
    kept.reminders.plan(until, deriving(until))
    begun = kept.reminders.waiting(until)[0]
    kept.reminders.begin(begun.key, [], NOW + HOUR)
    moved = replace(first, start=wall("2026-11-23T23:30"))
    kept.appointments.apply(Change("move", saved=(moved,)), NOW + HOUR)
    assert kept.reminders.waiting(until) == []
    kept.reminders.plan(until, deriving(until))
    assert [each.fire_at for each in kept.reminders.waiting(until)] == [NOW + 3.5 * HOUR, NOW + 4.5 * HOUR]
    assert [each.key for each in kept.reminders.in_state(State.SPEAKING)] == [begun.key]


def test_what_waits_to_be_said_survives_an_edit(kept: Kept) -> None:
    first = appointment()
    kept.appointments.apply(Change("schedule", saved=(first,)), NOW)
    until = NOW + timedelta(hours=48)
    kept.reminders.plan(until, deriving(until))
    kept.appointments.apply(Change("rename", saved=(replace(first, title="new"),)), NOW + 1.5 * HOUR)
    kept.reminders.plan(until, deriving(until))
    waiting = kept.reminders.waiting(NOW + 1.5 * HOUR)
    assert [each.fire_at for each in waiting] == [NOW + HOUR]
    assert waiting[0].appointment is not None
    assert waiting[0].appointment.title == "new"


def test_with_the_appointment_its_reminders_go(kept: Kept) -> None:
    kept.appointments.apply(Change("schedule", saved=(appointment(),)), NOW)
    until = NOW + timedelta(hours=48)
    kept.reminders.plan(until, deriving(until))
    again = replace(kept.reminders.waiting(until)[0], key="a|x|again", origin=Origin.AGAIN)
    assert kept.reminders.add(again)
    assert not kept.reminders.add(again)
    kept.appointments.apply(Change("cancel", removed=("a",)), NOW)
    assert kept.reminders.waiting(until) == []
    assert kept.reminders.next_at() is None
    kept.reminders.forget_settled(until)
    assert kept.reminders.add(again)


def test_settled_reminders_are_forgotten_and_missed_ones_kept(kept: Kept) -> None:
    kept.appointments.apply(Change("schedule", saved=(appointment(rrule="FREQ=DAILY"),)), NOW)
    until = NOW + timedelta(hours=48)
    kept.reminders.plan(until, deriving(until))
    keys = [each.key for each in kept.reminders.waiting(until)]
    kept.reminders.move(keys[:1], State.DUE, State.DROPPED, NOW)
    kept.reminders.move(keys[1:2], State.DUE, State.MISSED, NOW)
    kept.reminders.forget_settled(until)
    assert kept.reminders.in_state(State.DROPPED) == []
    assert [each.key for each in kept.reminders.in_state(State.MISSED)] == keys[1:2]
    assert [each.key for each in kept.reminders.waiting(until)] == keys[2:]
