"""How an appointment looks outside, and what a file from outside means; both sides are compared in this one form."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from assistant.calendar.agreement import Agreed, digest, fingerprint
from assistant.calendar.appointment import Appointment
from assistant.calendar.ical import LEAD_TIMES, export_calendar, import_calendar
from assistant.calendar.publishing import NEUTRAL, TitlePolicy, is_published, taken_back
from assistant.calendar.sync import Content, Mine
from assistant.errors import CalendarUnreadable

_WHENEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Outside:
    """The couple's choices about calendars outside."""

    zone: str
    """IANA name, for times without a zone of their own."""

    titles: TitlePolicy = NEUTRAL
    default_alarms: tuple[timedelta, ...] = LEAD_TIMES
    """For events without an alarm."""

    def mine(self, appointment: Appointment, agreed: Agreed | None) -> Mine | None:
        """An appointment of ours, ready to be compared; None where others may not see it."""
        if not is_published(appointment, self.titles) and not _came_from_there(appointment, agreed):
            return None
        return Mine(appointment, self.print(appointment))

    def print(self, appointment: Appointment) -> str:
        """The fingerprint of an appointment of ours."""
        return fingerprint(appointment, self.titles)

    def written(self, mine: Mine, agreed: Agreed | None) -> bytes:
        """The file that others get. Foreign properties go only where they came from."""
        appointment = mine.appointment
        if not _came_from_there(appointment, agreed):
            appointment = replace(appointment, ical=None)
        return export_calendar(
            [appointment],
            own_titles=self.titles.own_titles,
            neutral_title=self.titles.neutral,
            default_alarms=self.default_alarms,
        )

    def as_sent(self, mine: Mine, agreed: Agreed | None) -> str:
        """The fingerprint that an appointment of ours would have there.

        Raises:
            CalendarUnreadable: what we would send could not be read by anybody.
        """
        found = self.content(self.written(mine, agreed))
        if found.print is None:
            message = "One of the appointments here cannot be written as a calendar event."
            raise CalendarUnreadable(message)
        return found.print

    def content(self, data: bytes) -> Content:
        """What a file holds."""
        try:
            read = import_calendar(data, zone=self.zone, now=_WHENEVER, default_alarms=self.default_alarms)
        except CalendarUnreadable:
            return Content(None, is_readable=False)
        found = read.appointments
        if not found and not read.refused:
            return Content(None)
        if len(found) > 1 or read.refused:
            return Content(None, is_readable=False)
        return Content(found[0].uid, found[0], fingerprint(found[0]), digest(found[0].ical))

    def taken_in(self, received: Appointment, own: Appointment | None, now: datetime) -> Appointment:
        """An appointment of ours that says what was received."""
        created_at = now if own is None else own.created_at
        return replace(taken_back(received, own, self.titles), created_at=created_at)


def _came_from_there(appointment: Appointment, agreed: Agreed | None) -> bool:
    return agreed is not None and agreed.kept is not None and agreed.kept == digest(appointment.ical)
