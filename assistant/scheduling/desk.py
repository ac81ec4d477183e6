"""The reminder desk: what is due now, what was begun, what is still to be told.

It is told the time and says when it next wants it; whoever speaks takes what is due from it, begins each one before
its first sound and settles it after its last.

Where that cannot be written, on a full disk, a reminder is said all the same, once, and written down when there is
room: hearing it again after a crash is better than never hearing it.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from assistant.calendar.appointment import Kind
from assistant.calendar.recurrence import find_occurrence
from assistant.errors import StoreError
from assistant.household.household import Household
from assistant.household.ports import HouseholdRepository
from assistant.scheduling.horizon import deriving
from assistant.scheduling.ports import ReminderRepository
from assistant.scheduling.reminder import (
    Delivery,
    DueReminder,
    Origin,
    Reminder,
    ReminderSettings,
    State,
)

_RECENTLY = timedelta(minutes=30)
"""How long after it was said a reminder can be snoozed."""

_TOGETHER = timedelta(minutes=1)
"""Reminders said within this long of each other are snoozed together: whoever says "snooze both" means that."""


@dataclass(frozen=True, slots=True)
class Missed:
    """Something that was not said when it was due, to be told when asked."""

    latest: DueReminder
    keys: tuple[str, ...]
    """Every kept reminder that telling this one settles."""


@dataclass(frozen=True, slots=True)
class _Unwritten:
    """A reminder that was begun and could not be written as begun."""

    keys: tuple[str, ...]
    """It, and every kept reminder that it settles."""

    became: State = State.SPOKEN


class ReminderDesk:
    """Hands out what is due. One object per running conversation, and only one of them may start."""

    def __init__(
        self,
        reminders: ReminderRepository,
        households: HouseholdRepository,
        settings: ReminderSettings | None = None,
    ) -> None:
        """Nothing is derived or handed out before ``start``."""
        self._reminders = reminders
        self._households = households
        self._settings = settings or ReminderSettings()
        self._awake_since: datetime | None = None
        self._takes_over = False
        self._unwritten: dict[str, _Unwritten] = {}
        """What was begun and could not be written, by key."""

        self._listener: Callable[[datetime], None] | None = None

    def tell(self, listener: Callable[[datetime], None]) -> None:
        """From now on call this, with the time, whenever the moments at which something fires may have changed."""
        self._listener = listener

    def start(self, now: datetime) -> None:
        """Take over after a start: what was begun and not finished is to be told; then derive.

        Only for whoever owns the data: a second process would take a reminder that the first is just saying for one
        that a crash cut off.
        """
        self._takes_over = True
        self.resumed(now)
        self.rebuild(now)

    def resumed(self, now: datetime) -> None:
        """The machine was off or asleep until now: what fell due before counts as late."""
        self._awake_since = now

    def rebuild(self, now: datetime) -> None:
        """Derive the reminders of the coming 48 hours; what is known stays as it is."""
        self._take_over(now)
        until = now + self._settings.horizon
        self._reminders.plan(until, deriving(until))
        self._reminders.forget_settled(now - self._settings.kept_for)
        self._moments_changed(now)

    def due(self, now: datetime) -> list[DueReminder]:
        """What is to be said now, earliest first; the same again until it is begun.

        Of several reminders of one occurrence only the latest is handed out. What makes no sense any more is set aside
        to be told when asked.
        """
        household = self._households.load()
        handed: list[DueReminder] = []
        dropped: list[str] = []
        missed: list[str] = []
        with suppress(StoreError):
            self._write_what_was_begun(now)
        begun = {key for each in self._unwritten.values() for key in each.keys}
        waiting = [each for each in self._reminders.waiting(now) if each.key not in begun]
        for group in _by_occurrence(waiting):
            # A repetition never stands for what was not said at all yet.
            latest = next((each for each in reversed(group) if each.origin is not Origin.AGAIN), group[-1])
            keys = tuple(each.key for each in group)
            if latest.origin is Origin.AGAIN and self._repetition_is_pointless(latest, household, now):
                dropped += keys
            elif not self._is_useful(latest, now):
                missed += keys
            else:
                handed.append(self._due_reminder(latest, keys, household, now))
        with suppress(StoreError):  # they are found again the next time
            self._reminders.move(dropped, State.DUE, State.DROPPED, now)
            self._reminders.move(missed, State.DUE, State.MISSED, now)
        return sorted(handed, key=lambda each: (each.fire_at, each.key))

    def next_at(self) -> datetime | None:
        """When the desk next wants to be asked: the earliest moment at which something fires, maybe over already."""
        return self._reminders.next_at()

    def instants(self, now: datetime) -> list[datetime]:
        """The moments within the horizon at which something fires, earliest first."""
        return self._reminders.instants(now + self._settings.horizon)

    def as_of_now(self, due: DueReminder, now: datetime) -> DueReminder:
        """How it may be given at this moment: what has waited until it grew quiet is chimed."""
        with suppress(StoreError):  # as it was when it fell due
            if self._households.load().is_quiet(now):
                return replace(due, delivery=Delivery.CHIME)
        return due

    def begin(self, due: DueReminder, now: datetime) -> bool:
        """Keep that its first sound comes now. False: it was begun before, or is no more; say nothing."""
        settles: Sequence[str] = due.keys
        try:
            missed = self._reminders.in_state(State.MISSED, uid=due.uid)
            settles = [*due.keys, *(each.key for each in missed if each.starts_at == due.start)]
            return self._reminders.begin(due.key, settles, now)
        except StoreError:
            is_first = due.key not in self._unwritten
            self._unwritten[due.key] = _Unwritten((due.key, *settles))
            return is_first

    def spoken(self, due: DueReminder, now: datetime) -> None:
        """Keep that its last sound is over, and plan to say it once more if nobody reacts."""
        if due.key in self._unwritten or self._reminders.move([due.key], State.SPEAKING, State.SPOKEN, now) == 0:
            return
        if due.origin is not Origin.AGAIN and not self._households.load().is_quiet(now + self._settings.repeat_after):
            self._once_more(due, State.SPOKEN, now)

    def cut_off(self, due: DueReminder, now: datetime) -> None:
        """Keep that it was not said to its end: it is said once more, whatever else is said meanwhile, or told."""
        self.chimed(due, now)
        if due.origin is not Origin.AGAIN:
            self._once_more(due, State.MISSED, now)

    def answered(self, due: DueReminder, now: datetime) -> None:
        """Keep that somebody answered it before its end: that is as good as said, and not said once more."""
        for before in (State.SPEAKING, State.MISSED):
            self._reminders.move([due.key], before, State.SPOKEN, now)
        self._reminders.move([_again(due.key)], State.DUE, State.DROPPED, now)

    def chimed(self, due: DueReminder, now: datetime) -> None:
        """Keep that it was only chimed, or announced without its words: it is told when asked."""
        if due.key in self._unwritten:
            self._unwritten[due.key] = replace(self._unwritten[due.key], became=State.MISSED)
            return
        self._reminders.move([due.key], State.SPEAKING, State.MISSED, now)

    def reacted(self, now: datetime) -> None:
        """Somebody said something: what was said to its end needs no repeating."""
        waiting = self._reminders.waiting(now + self._settings.repeat_after)
        repetitions = {each.key for each in waiting if each.origin is Origin.AGAIN}
        if repetitions:
            unheard = {_again(each.key) for each in self._reminders.in_state(State.MISSED)}
            self._reminders.move([*(repetitions - unheard)], State.DUE, State.DROPPED, now)

    def snooze(self, now: datetime, duration: timedelta | None = None) -> datetime | None:
        """Say what was said last again later, all of it; returns when, or None where none was said lately.

        What was held back before is said then, and not twice.
        """
        self._write_what_was_begun(now)
        lately = now - _RECENTLY
        said = [
            each
            for state in (State.SPOKEN, State.SPEAKING)
            for each in self._reminders.in_state(state, changed_since=lately)
        ]
        if not said:
            return None
        self.reacted(now)
        latest = max(each.changed_at or now for each in said)
        fire_at = now + (duration or self._settings.snooze_for)
        together = {
            f"{each.uid}|{each.recurrence_id:%Y%m%dT%H%M%S}": each
            for each in said
            if latest - (each.changed_at or now) <= _TOGETHER
        }
        before = [each for each in self._held_back() if f"{each.uid}|{each.recurrence_id:%Y%m%dT%H%M%S}" in together]
        self._reminders.move([each.key for each in before], State.DUE, State.DROPPED, now)
        for occurrence, each in together.items():
            kept = replace(each, fire_at=fire_at, origin=Origin.SNOOZED, state=State.DUE, changed_at=None)
            self._reminders.add(
                replace(kept, key=f"{occurrence}|{fire_at:%Y%m%dT%H%M%S}|{now:%H%M%S}|{Origin.SNOOZED}")
            )
        self._moments_changed(now)
        return fire_at

    def held_back(self, now: datetime) -> list[DueReminder]:
        """What somebody wanted to hear later and is still to be said, earliest first."""
        household = self._households.load()
        return [self._due_reminder(each, (each.key,), household, now) for each in self._held_back()]

    def call_off(self, uid: str, now: datetime) -> None:
        """What was said of an appointment is not said again: neither later nor once more."""
        again = [each.key for each in self._reminders.in_state(State.DUE, uid=uid) if each.origin is not Origin.PLANNED]
        self._reminders.move(again, State.DUE, State.DROPPED, now)
        self._moments_changed(now)

    def missed(self, now: datetime) -> list[Missed]:
        """What was not said and not told yet, one entry an appointment, the latest first to last."""
        with suppress(StoreError):
            self._write_what_was_begun(now)
        household = self._households.load()
        by_uid: dict[str, list[Reminder]] = {}
        for each in self._reminders.in_state(State.MISSED):
            by_uid.setdefault(each.uid, []).append(each)
        found = []
        for group in by_uid.values():
            latest = max(group, key=lambda each: (each.starts_at, each.fire_at))
            keys = tuple(each.key for each in group)
            found.append(Missed(self._due_reminder(latest, keys, household, now), keys))
        return sorted(found, key=lambda each: (each.latest.fire_at, each.latest.key))

    def told(self, missed: Sequence[Missed], now: datetime) -> None:
        """Keep that these were told."""
        self._reminders.move([key for each in missed for key in each.keys], State.MISSED, State.TOLD, now)

    def _held_back(self) -> list[Reminder]:
        return [each for each in self._reminders.in_state(State.DUE) if each.origin is Origin.SNOOZED]

    def _take_over(self, now: datetime) -> None:
        """What was begun and not finished by whoever ran before is to be told."""
        if self._takes_over:
            interrupted = [each.key for each in self._reminders.in_state(State.SPEAKING)]
            self._reminders.move(interrupted, State.SPEAKING, State.MISSED, now)
            self._takes_over = False

    def _write_what_was_begun(self, now: datetime) -> None:
        for key, begun in list(self._unwritten.items()):
            self._reminders.begin(key, begun.keys, now)
            self._reminders.move([key], State.SPEAKING, begun.became, now)
            del self._unwritten[key]

    def _is_useful(self, reminder: Reminder, now: datetime) -> bool:
        about = reminder.appointment
        if reminder.origin is Origin.PLANNED and about is not None and about.kind is Kind.APPOINTMENT:
            return now < reminder.ends_at
        return now - reminder.fire_at <= self._settings.useful_for

    def _repetition_is_pointless(self, reminder: Reminder, household: Household, now: datetime) -> bool:
        return household.is_quiet(now) or self._is_late(reminder, now)

    def _is_late(self, reminder: Reminder, now: datetime) -> bool:
        awake_since = self._awake_since or now
        return reminder.fire_at < awake_since - self._settings.late_after

    def _once_more(self, due: DueReminder, state: State, now: datetime) -> None:
        said = next((each for each in self._reminders.in_state(state, uid=due.uid) if each.key == due.key), None)
        if said is not None:
            again_at = now + self._settings.repeat_after
            kept = replace(said, fire_at=again_at, origin=Origin.AGAIN, state=State.DUE, changed_at=None)
            self._reminders.add(replace(kept, key=_again(due.key)))
            self._moments_changed(now)

    def _moments_changed(self, now: datetime) -> None:
        if self._listener is not None:
            self._listener(now)

    def _due_reminder(
        self, reminder: Reminder, keys: tuple[str, ...], household: Household, now: datetime
    ) -> DueReminder:
        about = reminder.appointment
        if about is None:
            message = "a reminder is read together with its appointment"
            raise ValueError(message)
        occurrence = find_occurrence(about, reminder.recurrence_id)
        return DueReminder(
            key=reminder.key,
            uid=reminder.uid,
            origin=reminder.origin,
            kind=about.kind,
            title=about.title if occurrence is None else occurrence.title,
            text=about.text,
            start=reminder.starts_at,
            wall=household.wall(reminder.starts_at),
            fire_at=reminder.fire_at,
            delivery=Delivery.CHIME if household.is_quiet(now) else Delivery.SAY,
            late=self._is_late(reminder, now),
            keys=keys,
        )


def _again(key: str) -> str:
    """The key of the repetition of a reminder."""
    return f"{key}|{Origin.AGAIN}"


def _by_occurrence(reminders: list[Reminder]) -> list[list[Reminder]]:
    """Reminders of one occurrence together, the latest to fire last."""
    ordered = sorted(reminders, key=lambda each: (each.uid, each.starts_at, each.fire_at, each.key))
    return [list(group) for _, group in groupby(ordered, key=lambda each: (each.uid, each.starts_at))]
