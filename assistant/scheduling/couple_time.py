"""Couple time: what the two planned, and every way to change it. Skills and the command line use this one object.

Datetimes given without a zone are wall time at home. Nothing here asks or confirms: a change is first *proposed*, so
that it can be read back, and then carried out.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from assistant.calendar.appointment import ONE_HOUR, Appointment, Kind, Occurrence, instant
from assistant.calendar.recurrence import next_occurrence, occurrences, overlapping
from assistant.calendar.rule import aligned, parse, text
from assistant.household.ports import HouseholdRepository
from assistant.messages.times import Recurrence
from assistant.scheduling.matching import matches
from assistant.scheduling.ports import AppointmentRepository, Change, Undone
from assistant.scheduling.reminder import ReminderSettings

Changed = Callable[[datetime], None]
"""Told the time after every change, so that reminders and exports follow."""

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
    ) -> None:
        """Keep nothing in memory: every question asks the repositories."""
        self._appointments = appointments
        self._households = households
        self._settings = settings or ReminderSettings()
        self._changed = changed
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
        """Keep a draft; returns it."""
        self._apply(Change("schedule", saved=(draft,)), now)
        return draft

    def find(self, activity: str) -> list[Appointment]:
        """What these words name, by first start; several where the words fit several equally well."""
        return self._named(self._appointments.all(), activity)

    def titles(self) -> tuple[str, ...]:
        """Every title, each once, so that it can be heard and understood."""
        return tuple(dict.fromkeys(each.title for each in self._appointments.all()))

    def occurrences(self, start: datetime, end: datetime, activity: str | None = None) -> list[Occurrence]:
        """Everything that starts in a stretch of time, in order; with ``activity`` only what it names."""
        since, until = self._instant(start), self._instant(end)
        chosen = self._named(self._appointments.within(since, until), activity)
        found = [each for appointment in chosen for each in occurrences(appointment, since, until)]
        return sorted(found, key=lambda each: (each.start, each.title))

    def next(self, now: datetime, activity: str | None = None) -> Occurrence | None:
        """What comes next; without ``activity`` the next time together, reminders aside."""
        upcoming = self.upcoming(now, activity)
        wanted = upcoming if activity is not None else [each for each in upcoming if _is_together(each)]
        return wanted[0] if wanted else None

    def upcoming(self, now: datetime, activity: str | None = None) -> list[Occurrence]:
        """The next occurrence of everything that is not over, soonest first; with ``activity`` only what it names."""
        coming = [next_occurrence(each, now) for each in self._named(self._appointments.all(), activity)]
        return sorted((each for each in coming if each is not None), key=lambda each: (each.start, each.title))

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

    def busy(self, start: datetime, end: datetime) -> list[Occurrence]:
        """What takes time in a stretch of time (aware, end exclusive), in order."""
        near = [each for each in self._appointments.within(start, end) if each.kind is Kind.APPOINTMENT]
        found = [each for appointment in near for each in overlapping(appointment, start, end)]
        return sorted(
            (each for each in found if each.start < end and each.end > start), key=lambda each: (each.start, each.title)
        )

    def cancel(self, uid: str, now: datetime) -> bool:
        """Take all of an appointment out of the calendar; False where it is unknown."""
        if self._appointments.get(uid) is None:
            return False
        self._apply(Change("cancel", removed=(uid,)), now)
        return True

    def undo(self, now: datetime) -> Undone | None:
        """Take back the last change, also one of an earlier evening; None where there is none."""
        undone = self._appointments.undo(now)
        if undone is not None and self._changed is not None:
            self._changed(now)
        return undone

    def _draft(self, plain: Appointment, recurrence: Recurrence | None) -> Appointment:
        if recurrence is None:
            return replace(plain, start=plain.start.replace(second=0, microsecond=0))
        parts = parse(recurrence.rrule)
        start = _with_rule_time(recurrence.dtstart.replace(second=0, microsecond=0), parts)
        rule = text(parts)
        start = aligned(start, rule)
        left_out = tuple(datetime.combine(day, start.time()) for day in recurrence.exdates)
        return replace(plain, start=start, rrule=rule, exdates=left_out)

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


def _is_together(occurrence: Occurrence) -> bool:
    return occurrence.appointment.kind is Kind.APPOINTMENT


def _with_rule_time(start: datetime, parts: dict[str, str]) -> datetime:
    """Take a single time of day out of the rule and into the start, where everybody looks for it."""
    hour, minute = parts.get("BYHOUR"), parts.get("BYMINUTE", "0")
    parts.pop("BYSECOND", None)
    if hour is None or not (hour.isdigit() and minute.isdigit()):
        return start
    parts.pop("BYHOUR", None)
    parts.pop("BYMINUTE", None)
    return start.replace(hour=int(hour), minute=int(minute))
