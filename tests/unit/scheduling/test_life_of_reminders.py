"""Whatever happens, no reminder is lost and none is begun twice: a state machine over a real database file.

The machine keeps its own books: which reminders must exist by the calendar as it stood when their time came, what was
begun, what was said to its end and what was told. A crash may come between any two commits.
"""

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from assistant.calendar.recurrence import occurrences
from assistant.household.household import Household
from assistant.messages.changes import EditOperation, NextOnes, SpokenEdit
from assistant.messages.times import Recurrence, SpokenTime
from assistant.scheduling.couple_time import CoupleTime
from assistant.scheduling.desk import ReminderDesk
from assistant.scheduling.edits import Proposal
from assistant.scheduling.horizon import key_of
from assistant.scheduling.reminder import DueReminder, State
from assistant.store.appointments import StoredAppointments
from assistant.store.database import open_database
from assistant.store.households import StoredHouseholds
from assistant.store.reminders import StoredReminders

ZONES = ("Europe/Berlin", "America/New_York")
STARTS = tuple(datetime(2026, month, day, 12, tzinfo=UTC) for month, day in ((3, 7), (3, 28), (10, 24), (10, 31)))
"""The days before the clocks change."""


class LifeOfReminders(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.number = 0
        self.fallen_due: set[str] = set()
        self.begun: list[str] = []
        self.settled: set[str] = set()
        self.speaking: DueReminder | None = None

    @initialize(zone=st.sampled_from(ZONES), start=st.sampled_from(STARTS))
    def move_in(self, zone: str, start: datetime) -> None:
        self.zone, self.now = zone, start
        self.open()
        StoredHouseholds(self.database).save(Household(zone=zone))

    def open(self) -> None:
        self.database = open_database(self.folder, self.now)
        households = StoredHouseholds(self.database)
        self.reminders = StoredReminders(self.database)
        self.desk = ReminderDesk(self.reminders, households)
        self.desk.start(self.now)
        self.time = CoupleTime(
            StoredAppointments(self.database), households, changed=self.desk.rebuild, new_uid=self.new_uid
        )

    def new_uid(self) -> str:
        self.number += 1
        return f"u{self.number}"

    @rule(minutes=st.integers(1, 2000), daily=st.booleans(), dictated=st.booleans())
    def plan(self, minutes: int, *, daily: bool, dictated: bool) -> None:
        wall = Household(zone=self.zone).wall(self.now + timedelta(minutes=minutes))
        recurrence = Recurrence("FREQ=DAILY", wall) if daily else None
        draft = (
            self.time.draft_reminder("tea", wall, self.now, recurrence)
            if dictated
            else self.time.draft("walk", wall, self.now, recurrence=recurrence)
        )
        self.time.add(draft, self.now)

    @rule(minutes=st.one_of(st.integers(1, 90), st.integers(91, 4000)), replan=st.booleans())
    def pass_time(self, minutes: int, *, replan: bool) -> None:
        self.pass_until(self.now + timedelta(minutes=minutes), replan=replan)

    @rule(late=st.booleans())
    def pass_time_to_the_next_reminder(self, *, late: bool) -> None:
        following = self.desk.next_at()
        if following is not None and following > self.now:
            self.pass_until(following + timedelta(minutes=2 if late else 0), replan=False)

    def pass_until(self, moment: datetime, *, replan: bool) -> None:
        before, self.now = self.now, moment
        for appointment in self.time.all():
            for lead in appointment.alarms:
                for each in occurrences(appointment, before + lead, self.now + lead + timedelta(minutes=1)):
                    if max(before, appointment.created_at) < each.start - lead <= self.now:
                        self.fallen_due.add(key_of(each, lead))
        # Within the horizon everything is derived already; beyond it ``run`` re-plans every six hours.
        if replan or self.now - before > timedelta(hours=6):
            self.desk.rebuild(self.now)

    @precondition(lambda self: self.speaking is None)
    @rule()
    def begin_what_is_due(self) -> None:
        for due in self.desk.due(self.now)[:1]:
            assert due.fire_at <= self.now
            self.speaking = due
            self.settled |= {each for each in due.keys if each != due.key}
            missed = {each.key for each in self.reminders.in_state(State.MISSED)}
            assert self.desk.begin(due, self.now)
            self.settled |= missed - {each.key for each in self.reminders.in_state(State.MISSED)}
            self.begun.append(due.key)
            assert not self.desk.begin(due, self.now)

    @precondition(lambda self: self.speaking is not None)
    @rule(only_chimed=st.booleans())
    def finish(self, *, only_chimed: bool) -> None:
        assert self.speaking is not None
        if only_chimed:
            self.desk.chimed(self.speaking, self.now)
        else:
            self.desk.spoken(self.speaking, self.now)
            self.settled.add(self.speaking.key)
        self.speaking = None

    @rule()
    def crash(self) -> None:
        self.database.close()
        self.speaking = None
        self.open()

    @rule()
    def say_something(self) -> None:
        self.desk.reacted(self.now)

    @rule(minutes=st.integers(1, 30))
    def snooze(self, minutes: int) -> None:
        self.desk.snooze(self.now, timedelta(minutes=minutes))

    @rule()
    def ask_what_was_missed(self) -> None:
        missed = self.desk.missed(self.now)
        self.desk.told(missed, self.now)
        self.settled |= {key for each in missed for key in each.keys}

    @rule(pick=st.integers(0, 9), hours=st.integers(1, 30), undo=st.booleans())
    def move_the_next(self, pick: int, hours: int, *, undo: bool) -> None:
        upcoming = self.time.upcoming(self.now)
        if not upcoming:
            return
        uid = upcoming[pick % len(upcoming)].appointment.uid
        later = SpokenTime(duration_seconds=3600 * hours)
        decided = self.time.propose(SpokenEdit(EditOperation.SHIFT, which=NextOnes(), when=later), self.now, focus=uid)
        if isinstance(decided, Proposal):
            self.time.carry_out(decided, self.now)
            # What had fallen due for the old time and was not said yet has nothing to announce any more.
            self.fallen_due -= {key for key in self.fallen_due - self.settled if key.startswith(f"{uid}|")}
            if undo:
                self.time.undo(self.now)

    @invariant()
    def nothing_is_begun_twice(self) -> None:
        assert len(self.begun) == len(set(self.begun))

    @invariant()
    def nothing_is_lost(self) -> None:
        if self.number == 0:
            return
        kept = {
            each.key for state in (State.DUE, State.SPEAKING, State.MISSED) for each in self.reminders.in_state(state)
        }
        assert self.fallen_due <= kept | self.settled

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()
        shutil.rmtree(self.folder)


LifeOfReminders.TestCase.settings = settings(max_examples=30, stateful_step_count=40)
TestLifeOfReminders = LifeOfReminders.TestCase
