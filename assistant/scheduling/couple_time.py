"""Couple time: what the two planned, and every way to change it. Skills and the command line use this one object.

Datetimes given without a zone are wall time at home. Nothing here asks or confirms: a change is first *proposed*, so
that it can be read back, and then carried out.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from assistant.calendar.appointment import NEUTRAL_TITLE, ONE_HOUR, Appointment, Kind, Occurrence, instant, told_apart
from assistant.calendar.editing import rename
from assistant.calendar.recurrence import next_occurrence, occurrences, overlapping
from assistant.calendar.rule import settled
from assistant.household.ports import HouseholdRepository
from assistant.messages.changes import Days, SpokenEdit, Target
from assistant.messages.times import Recurrence
from assistant.scheduling.alternatives import free_starts
from assistant.scheduling.availability import Interval
from assistant.scheduling.edits import NotDecided, Proposal, propose_edit
from assistant.scheduling.matching import matches, said_of_reminder
from assistant.scheduling.ports import AppointmentRepository, Change, Undone
from assistant.scheduling.reminder import ReminderSettings

Changed = Callable[[datetime], None]
"""Told the time after every change, so that reminders and exports follow."""

BusyElsewhere = Callable[[datetime, datetime], Sequence[Interval]]
"""What of calendars outside shares time with a stretch (aware, end exclusive)."""

_CLASH_HORIZON = timedelta(days=60)
"""How far ahead a repeating appointment is looked through for clashes."""


class CoupleTime:
    """Everything planned by one household."""

    def __init__(
        self,
        appointments: AppointmentRepository,
        households: HouseholdRepository,
        settings: ReminderSettings | None = None,
        changed: Changed | None = None,
        new_uid: Callable[[], str] | None = None,
        *,
        elsewhere: BusyElsewhere | None = None,
    ) -> None:
        """Keep nothing in memory: every question asks the repositories; ``elsewhere`` knows what else takes time."""
        self._appointments = appointments
        self._households = households
        self._settings = settings or ReminderSettings()
        self._changed = changed
        self._elsewhere = elsewhere or (lambda _start, _end: ())
        self._new_uid = new_uid or (lambda: str(uuid4()))

    @property
    def zone(self) -> str:
        """The home's time zone."""
        return self._households.load().zone

    def draft(
        self,
        title: str,
        start: datetime,
        now: datetime,
        duration: timedelta = ONE_HOUR,
        recurrence: Recurrence | None = None,
    ) -> Appointment:
        """An appointment that is not kept yet, to be read back.

        Args:
            title: what the two do.
            start: naive wall time at home; a recurrence brings its own.
            now: aware.
            duration: its length.
            recurrence: how it repeats; its first occurrence is aligned with its rule.
        """
        return self._draft(
            Appointment(
                uid=self._new_uid(),
                title=title,
                start=start,
                zone=self.zone,
                created_at=now,
                duration=duration,
                alarms=self._settings.lead_times,
            ),
            recurrence,
        )

    def draft_reminder(
        self, words: str, start: datetime, now: datetime, recurrence: Recurrence | None = None
    ) -> Appointment:
        """A dictated reminder that is not kept yet; it is spoken at its time, in its own words."""
        return self._draft(
            Appointment(
                uid=self._new_uid(),
                title=words,
                start=start,
                zone=self.zone,
                created_at=now,
                duration=timedelta(),
                kind=Kind.REMINDER,
                text=words,
                alarms=(timedelta(),),
            ),
            recurrence,
        )

    def add(self, draft: Appointment, now: datetime) -> Appointment:
        """Keep a draft; returns it as it is kept."""
        kept = told_apart(draft)
        self._apply(Change("schedule", saved=(kept,)), now)
        return kept

    def keep(self, operation: str, appointments: Sequence[Appointment], now: datetime) -> None:
        """Keep several new or changed appointments as one change, so that one undo takes all of it back."""
        if appointments:
            self._apply(Change(operation, saved=tuple(appointments)), now)

    def all(self) -> list[Appointment]:
        """Everything that is planned or was, by first start."""
        return self._appointments.all()

    def take_over(self, imported: Sequence[Appointment], now: datetime) -> None:
        """Keep what was imported; what is known by its uid is replaced.

        A title of our own stays where the file only has the neutral one that an export put in its place.
        """
        known = {each.uid: each for each in self._appointments.all()}
        saved = {each.uid: _with_own_title(each, known.get(each.uid)) for each in imported}
        self._apply(Change("import", saved=tuple(saved.values())), now)

    def find(self, activity: str) -> list[Appointment]:
        """What these words name, by first start; several where the words fit several equally well."""
        return self._named(self._appointments.all(), activity)

    def occurrences(self, start: datetime, end: datetime, activity: str | None = None) -> list[Occurrence]:
        """Everything that starts in a stretch of time, in order; with ``activity`` only what it names."""
        since, until = self._instant(start), self._instant(end)
        chosen = self._named(self._appointments.starting_within(since, until), activity)
        found = [each for appointment in chosen for each in occurrences(appointment, since, until)]
        return sorted(found, key=lambda each: (each.start, each.title))

    def next(self, now: datetime, activity: str | None = None) -> Occurrence | None:
        """What comes next; without ``activity`` the next time together, reminders aside."""
        kind = Kind.APPOINTMENT if activity is None else None
        found = self._coming(now, activity, kind=kind, limit=1)
        return next_occurrence(found[0], now) if found else None

    def next_of(self, uid: str | None, now: datetime) -> Occurrence | None:
        """What comes next of one appointment; None where it is unknown or over."""
        known = None if uid is None else self._appointments.get(uid)
        return None if known is None else next_occurrence(known, now)

    def upcoming(self, now: datetime, activity: str | None = None) -> list[Occurrence]:
        """The next occurrence of everything that is not over, soonest first; with ``activity`` only what it names."""
        found = self._coming(now, activity)
        coming = [next_occurrence(each, now) for each in found]
        return sorted((each for each in coming if each is not None), key=lambda each: (each.start, each.title))

    def titles_to_come(self, now: datetime) -> list[str]:
        """What is not over, each title once, the soonest first."""
        return self._appointments.titles(now)

    def bring_forward(self, now: datetime) -> None:
        """Keep what comes next ready to be asked; no answer changes."""
        self._appointments.bring_forward(now)

    def is_first(self) -> bool:
        """Whether nothing was ever planned, or all of it was forgotten."""
        return self._appointments.is_empty()

    def clashes(self, draft: Appointment, now: datetime) -> list[Occurrence]:
        """What else is planned at the same time, in order; each appointment once. Reminders take no time."""
        if draft.duration <= timedelta():
            return []
        wanted = occurrences(draft, max(now, self._instant(draft.start)), now + _CLASH_HORIZON)
        if not wanted:
            first = next_occurrence(draft, now)
            wanted = [] if first is None else [first]
        found: dict[str, Occurrence] = {}
        for mine in wanted:
            for other in self.busy(mine.start, mine.end):
                if other.appointment.uid != draft.uid:
                    found.setdefault(other.appointment.uid, other)
        return sorted(found.values(), key=lambda each: each.start)

    def only_chimes(self, draft: Appointment, now: datetime) -> bool:
        """Whether nothing is said of a draft the first time, because it falls into quiet hours or a hush."""
        household = self._households.load()
        first = next_occurrence(draft, now)
        moments = [] if first is None else [first.start - lead for lead in draft.alarms]
        coming = [each for each in moments if each > now]
        return bool(coming) and all(household.is_quiet(each) for each in coming)

    def busy(self, start: datetime, end: datetime) -> list[Occurrence]:
        """What takes time in a stretch of time (aware, end exclusive), in order."""
        near = [each for each in self._appointments.within(start, end) if each.kind is Kind.APPOINTMENT]
        found = [each for appointment in near for each in overlapping(appointment, start, end)]
        return sorted(
            (each for each in found if each.start < end and each.end > start), key=lambda each: (each.start, each.title)
        )

    def alternatives(self, draft: Appointment, now: datetime, count: int = 2) -> list[datetime]:
        """Free starts near a draft's own, as wall time at home: the nearest on that day first, then on days near it."""
        found = free_starts(draft, self.busy, now, self.zone, 2 * count)
        free = [each for each in found if not self._elsewhere(start := self._instant(each), start + draft.duration)]
        return free[:count]

    def is_taken_elsewhere(self, draft: Appointment, now: datetime) -> bool:
        """Whether one of the two is busy at the next time of a draft, by a calendar of their own; never whose it is."""
        coming = next_occurrence(draft, now) if draft.duration > timedelta() else None
        return coming is not None and bool(self._elsewhere(coming.start, coming.end))

    def propose(self, edit: SpokenEdit, now: datetime, focus: str | None = None) -> Proposal | NotDecided:
        """Decide a spoken change without doing it; ``focus`` is the uid of what was spoken of last."""
        named = self._on_its_day(edit, focus) or self._meant(edit.target, now, focus)
        if edit.spared is not None:
            spared = {each.appointment.uid for each in self._meant(edit.spared, now, None)}
            named = [each for each in named if each.appointment.uid not in spared]
        decided = propose_edit(edit, named, now, self.zone, self._new_uid)
        if isinstance(decided, NotDecided) or decided.after is None:
            return decided
        others = [
            each
            for each in self.busy(decided.after.start, decided.after.end)
            if each.appointment.uid != decided.after.appointment.uid
        ]
        moves = (decided.after.start, decided.after.end) != (decided.affected[0].start, decided.affected[0].end)
        return replace(decided, clashes=tuple(others) if moves else ())

    def carry_out(self, proposal: Proposal, now: datetime) -> None:
        """Do what was proposed."""
        self._apply(proposal.change, now)

    def rename(self, uid: str, title: str, now: datetime) -> bool:
        """Call an appointment something else; False where it is unknown."""
        known = self._appointments.get(uid)
        if known is None:
            return False
        self._apply(Change("rename", saved=(rename(known, title),)), now)
        return True

    def take_along(self, zone: str, now: datetime) -> None:
        """The home is in another zone now, and what is planned at home keeps its wall time there. Undo puts it back.

        What was imported in a zone of its own stays when it is. The home itself is kept last: cut off before, the next
        start takes along what is left.
        """
        household = self._households.load()
        moved = tuple(
            replace(each, zone=zone, sequence=each.sequence + 1)
            for each in self._appointments.all()
            if each.zone == household.zone != zone
        )
        if moved:
            self._apply(Change("zone", saved=moved), now)
        self._households.save(replace(household, zone=zone))

    def cancel(self, uid: str, now: datetime) -> bool:
        """Take all of an appointment out of the calendar; False where it is unknown."""
        if self._appointments.get(uid) is None:
            return False
        self._apply(Change("cancel", removed=(uid,)), now)
        return True

    def last_change(self, now: datetime) -> Undone | None:
        """What ``undo`` would take back; None where there is nothing."""
        return self._appointments.last_change(now)

    def undo(self, now: datetime) -> Undone | None:
        """Take back the last change, also one of an earlier evening; None where there is none."""
        undone = self._appointments.undo(now)
        if undone is not None and self._changed is not None:
            self._changed(now)
        return undone

    def _draft(self, plain: Appointment, recurrence: Recurrence | None) -> Appointment:
        if recurrence is None:
            # "In one minute" is a minute from now, not the next time the clock shows a whole one.
            whole = plain.start if plain.kind is Kind.REMINDER else plain.start.replace(second=0)
            return replace(plain, start=whole.replace(microsecond=0))
        start, rule = settled(recurrence.dtstart, recurrence.rrule)
        left_out = tuple(datetime.combine(day, start.time()) for day in recurrence.exdates)
        return replace(plain, start=start, rrule=rule, exdates=left_out)

    def _on_its_day(self, edit: SpokenEdit, focus: str | None) -> list[Occurrence]:
        """What a change without a name is about, where it says on which days: what was spoken of last, or all then."""
        if edit.target is not None or not isinstance(edit.which, Days):
            return []
        found = {each.appointment.uid: each for each in reversed(self.occurrences(*edit.which.midnights))}
        return [found[focus]] if focus in found else [*reversed(found.values())]

    def _meant(self, target: str | Target | None, now: datetime, focus: str | None) -> list[Occurrence]:
        """What a change is about, by its next occurrences: what was named, or spoken of last; else all there is."""
        if target is not None:
            return self.upcoming(now, None if isinstance(target, Target) else target)
        focused = self.next_of(focus, now)
        return [focused] if focused is not None else self.upcoming(now)

    def _coming(
        self, now: datetime, activity: str | None, *, kind: Kind | None = None, limit: int | None = None
    ) -> list[Appointment]:
        """What is not over, soonest first; where the words name a reminder, one of the reminders if there is one."""
        of_reminder = None if activity is None else said_of_reminder(activity)
        if of_reminder is not None:
            reminders = self._appointments.upcoming(now, kind=Kind.REMINDER)
            found = self._named(reminders, of_reminder or None)
            if found:
                return found[:limit]
        return self._appointments.upcoming(now, kind=kind, titles=self._titles(now, activity), limit=limit)

    def _titles(self, now: datetime, activity: str | None) -> list[str] | None:
        """The titles that these words name; None for any."""
        if activity is None:
            return None
        known = self._appointments.titles(now)
        return [known[place] for place in matches(activity, known)]

    def _named(self, appointments: list[Appointment], activity: str | None) -> list[Appointment]:
        if activity is None:
            return appointments
        return [appointments[place] for place in matches(activity, [each.title for each in appointments])]

    def _instant(self, moment: datetime) -> datetime:
        return moment if moment.tzinfo is not None else instant(moment, self.zone)

    def _apply(self, change: Change, now: datetime) -> None:
        self._appointments.apply(change, now)
        if self._changed is not None:
            self._changed(now)


def _with_own_title(imported: Appointment, known: Appointment | None) -> Appointment:
    if known is None or imported.title != NEUTRAL_TITLE:
        return imported
    return replace(imported, title=known.title, text=known.text, kind=known.kind)
