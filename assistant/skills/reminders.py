"""Reminders in the conversation: what is due becomes sayings, and what becomes of them is kept."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from assistant.calendar.appointment import Kind, instant, instants
from assistant.errors import StoreError
from assistant.household.ports import HouseholdRepository
from assistant.messages.intents import IntentName
from assistant.messages.speech import SILENCE, After, Intent, Line, Manner, Reply, Saying, Vocabulary, reply
from assistant.messages.times import SpokenTime
from assistant.scheduling.desk import ReminderDesk
from assistant.scheduling.reminder import Delivery, DueReminder
from assistant.skills.ports import FollowUp, Outcome, say

MOST_TOLD = 5
MORNING = time(7)
ANSWERS: frozenset[IntentName] = frozenset(
    ("Thanks", "Yes", "No", "Stop", "Cancel", "Skip", "Pause", "Snooze", "Hush", "Mute", "Repeat", "WhatDidIMiss")
)
"""What answers a reminder that it cuts off; after anything else it was not listened to."""

LONGEST_WAIT = timedelta(days=365)
"""How long a hush lasts, or a reminder is held back, at most."""


@dataclass(frozen=True, slots=True)
class _Handed:
    """What one saying stands for."""

    reminders: tuple[DueReminder, ...]
    together: bool = False
    """Announced as waiting, without their words."""

    @property
    def in_words(self) -> bool:
        """Whether saying it says what it is about."""
        return not self.together and all(each.delivery is Delivery.SAY for each in self.reminders)

    @property
    def token(self) -> str:
        """Names the saying as long as it stands for the same."""
        return f"{'together' if self.together else 'alone'}|{self.reminders[0].key}"


class Reminding:
    """Makes sayings of what is due, and keeps what was begun and what was said."""

    def __init__(self, desk: ReminderDesk, said: Callable[[DueReminder, datetime], None] | None = None) -> None:
        """Take what is due from ``desk``, which somebody else starts; ``said`` is told of each that was said."""
        self._desk = desk
        self._said = said
        self._handed: dict[str, _Handed] = {}
        self._begun: str | None = None
        """The token of what is being said."""

        self._unheard: tuple[DueReminder, ...] = ()
        """What was cut off by the wake word or its key, before anybody has said why."""

    def due(self, now: datetime) -> tuple[Saying, ...]:
        """What is to be said now; the same again until it is begun, with the same token."""
        waiting = self._desk.due(now)
        late = tuple(each for each in waiting if self._is_announced_only(each))
        handed = [_Handed((each,)) for each in waiting if each not in late]
        if late:
            handed.append(_Handed(late, together=True))
        self._handed |= {each.token: each for each in handed}
        return tuple(_saying(each, each.token) for each in handed)

    def began(self, token: str, now: datetime) -> Saying | None:
        """Keep, before its first sound, that it is being said.

        Returns:
            How it is said at this moment: what waited until it grew quiet only chimes. None where it was begun before
            or is no more, so that nothing may be said.
        """
        handed = self._handed.get(token)
        if handed is None:
            return None
        begun = tuple(self._desk.as_of_now(each, now) for each in handed.reminders if self._desk.begin(each, now))
        self._handed[token] = replace(handed, reminders=begun)
        self._begun = token if begun and self._handed[token].in_words else None
        return _saying(self._handed[token], token) if begun else None

    def ended(self, token: str, now: datetime, *, completed: bool) -> None:
        """Keep, after its last sound, whether it was said to its end."""
        handed = self._handed.pop(token, None)
        if handed is None:
            return
        keep = self._desk.spoken if completed else self._desk.cut_off
        for each in handed.reminders:
            with suppress(StoreError):  # it was begun, so that it is told when asked after the next start
                (keep if handed.in_words else self._desk.chimed)(each, now)
            if completed and handed.in_words and self._said is not None:
                self._said(each, now)
        if not completed and token == self._begun:
            self._unheard = handed.reminders
        self._begun = None

    def heard(self, intent: IntentName | None, now: datetime) -> None:
        """Somebody said something: what was said to its end is not said once more.

        What is being said at this moment, or was just cut off by the wake word, is answered or talked over.
        """
        speaking = None if self._begun is None else self._handed.get(self._begun)
        talked_over = self._unheard if speaking is None else speaking.reminders
        self._begun, self._unheard = None, ()
        with suppress(StoreError):  # what was said is answered all the same
            if intent in ANSWERS:
                for each in talked_over:
                    self._desk.answered(each, now)
            self._desk.reacted(now)

    def _is_announced_only(self, due: DueReminder) -> bool:
        """Whether it is late; what waited for its turn before the machine slept is still said in its words."""
        alone = self._handed.get(_Handed((due,)).token)
        return due.late and due.delivery is Delivery.SAY and (alone is None or not alone.reminders)


class ReminderSkill:
    """Answers Snooze, Hush and "what did I miss"."""

    intents: frozenset[IntentName] = frozenset({"Snooze", "Hush", "WhatDidIMiss"})

    def __init__(self, desk: ReminderDesk, households: HouseholdRepository) -> None:
        """Ask ``desk``; keep a hush in the household."""
        self._desk = desk
        self._households = households

    def handle(self, intent: Intent, now: datetime) -> Outcome:
        """Answer one intent."""
        match intent.name:
            case "Snooze":
                return self._snooze(intent, now)
            case "Hush":
                return self._hush(intent, now)
            case _:
                return self._missed(now)

    def vocabulary(self, now: datetime) -> Vocabulary:
        """Nothing of its own can be named."""
        del now
        return Vocabulary()

    def _snooze(self, intent: Intent, now: datetime) -> Outcome:
        """Say it again after the length, or at the time, that was named; without either in a while."""
        seconds, household = intent.slots.get("duration_seconds"), self._households.load()
        until = None if seconds is not None else _end_that_was_named(intent.times.get("when"), now, household.zone)
        length = until - now if until else None if seconds is None else timedelta(seconds=int(seconds))
        later = self._desk.snooze(now, length)
        if later is None:
            return say(reply("reminder.nothing_to_snooze"))
        told = reply("reminder.snoozed", length=later - now)
        if until is not None:
            told = reply("reminder.snoozed_until", until=household.wall(until))
        return replace(say(told), follow_up=FollowUp(After.SNOOZE))

    def _hush(self, intent: Intent, now: datetime) -> Outcome:
        household = self._households.load()
        until = _end_that_was_named(intent.times.get("when"), now, household.zone)
        if until is None:
            wall = household.wall(now)
            day = wall.date() if wall.time() < MORNING else wall.date() + timedelta(days=1)
            until = instant(datetime.combine(day, MORNING), household.zone)
            answer = reply("hush.until_morning")
        else:
            is_soon = until - now < timedelta(days=1)
            answer = reply("hush.until" if is_soon else "hush.until_day", until=household.wall(until))
        self._households.save(replace(household, hush_until=until))
        before = household.hush_until
        undone = FollowUp(
            After.HUSH, lambda said, _: self._as_before(before) if said.name == "Undo" else None, until - now
        )
        return replace(say(answer), follow_up=undone)

    def _as_before(self, until: datetime | None) -> Outcome:
        household = self._households.load()
        self._households.save(replace(household, hush_until=until))
        return say(reply("hush.over") if until is None else reply("hush.until_day", until=household.wall(until)))

    def _missed(self, now: datetime) -> Outcome:
        missed = self._desk.missed(now)
        if not missed:
            return say(reply("reminder.nothing_missed"))
        told = missed[-MOST_TOLD:]
        lines = [Line("reminder.missed")]
        lines += [
            Line("reminder.missed_item", {"title": each.latest.text or each.latest.title, "start": each.latest.wall})
            for each in told
        ]
        self._desk.told(told, now)
        return say(Reply(lines=tuple(lines)))


def _end_that_was_named(spoken: SpokenTime | None, now: datetime, zone: str) -> datetime | None:
    """The instant that was named, by a length or by the clock; None where none was that is still to come.

    A length is as long as time really passes, and a year at most; of a clock time that comes twice the next is meant.
    """
    if spoken is None:
        return None
    if spoken.duration_seconds and spoken.start is None:
        return now + min(timedelta(seconds=spoken.duration_seconds), LONGEST_WAIT)
    wall = spoken.end or spoken.start
    if wall is None:
        return None
    return next((end for end in instants(wall, zone) if end > now), None)


def _saying(handed: _Handed, token: str) -> Saying:
    if handed.reminders[0].delivery is Delivery.CHIME:
        return Saying(SILENCE, Manner.CHIME, token)
    return Saying(_words(handed), Manner.REMINDER, token)


def _words(handed: _Handed) -> Reply:
    first = handed.reminders[0]
    if handed.together:
        return reply("reminder.waiting_more" if len(handed.reminders) > 1 else "reminder.waiting_one")
    if first.kind is Kind.REMINDER:
        return reply("reminder.dictated", text=first.text or first.title)
    if first.start > first.fire_at:
        return reply("reminder.ahead", title=first.title, start=first.wall)
    return reply("reminder.now", title=first.title)
