"""An appointment: what is planned, in wall-clock time, with its rule and its exceptions.

Why: seven in the evening must stay seven when the clocks change, so an appointment keeps wall time and the name of
its zone; an instant is only ever derived from them.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

ONE_HOUR = timedelta(hours=1)
NEUTRAL_TITLE = "Time together"
"""What others see of an appointment, unless the couple chose otherwise."""


class Kind(StrEnum):
    """What sort of thing was planned."""

    APPOINTMENT = "appointment"
    """Time together; spoken of by its title."""

    REMINDER = "reminder"
    """Something dictated; spoken in its own words."""


@dataclass(frozen=True, slots=True)
class Override:
    """One occurrence that was changed on its own."""

    recurrence_id: datetime
    """Where the rule had put it: naive wall time."""

    start: datetime
    """Where it is now: naive wall time in the appointment's zone."""

    duration: timedelta | None = None
    """Its own length; None for the appointment's."""

    title: str | None = None
    """Its own title; None for the appointment's."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something planned, once or repeating. All datetimes but ``created_at`` are naive wall time in ``zone``."""

    uid: str
    title: str
    start: datetime
    """The first occurrence; for a repeating appointment aligned with its rule."""

    zone: str
    """IANA name."""

    created_at: datetime
    """Aware."""

    duration: timedelta = ONE_HOUR
    rrule: str | None = None
    """RFC 5545 value without its name; UNTIL as local wall time. None for something that happens once."""

    exdates: tuple[datetime, ...] = ()
    """Occurrences left out, by where the rule had put them."""

    rdates: tuple[datetime, ...] = ()
    """Occurrences beside the rule; only imported calendars have them."""

    overrides: tuple[Override, ...] = ()
    kind: Kind = Kind.APPOINTMENT
    text: str | None = None
    """A dictated reminder's own words."""

    alarms: tuple[timedelta, ...] = ()
    """How long before the start to speak up; zero is at the start."""

    sequence: int = 0
    """Counts changes, as RFC 5545 wants it."""

    all_day: bool = False
    """Imported whole-day events start at midnight."""

    ical: str | None = None
    """The iCalendar text it was imported from, so that foreign properties survive an export."""

    def __post_init__(self) -> None:
        """Refuse moments with a zone where wall time is meant, and the other way round."""
        walls = [self.start, *self.exdates, *self.rdates]
        walls += [moment for each in self.overrides for moment in (each.recurrence_id, each.start)]
        if any(wall.tzinfo is not None for wall in walls):
            message = "an appointment keeps naive wall time"
            raise ValueError(message)
        if self.created_at.tzinfo is None:
            message = "created_at must be timezone-aware"
            raise ValueError(message)

    @property
    def repeats(self) -> bool:
        """Whether it can happen more than once."""
        return self.rrule is not None or bool(self.rdates)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One happening of an appointment."""

    appointment: Appointment
    recurrence_id: datetime
    """Where the rule put it: naive wall time, which names this occurrence for ever."""

    wall: datetime
    """Where it is: naive wall time in the appointment's zone, as written."""

    start: datetime
    """The instant, in UTC."""

    end: datetime
    """The instant it is over, in UTC."""

    title: str

    @property
    def duration(self) -> timedelta:
        """Its length."""
        return self.end - self.start

    def local(self, zone: str) -> datetime:
        """Its start as naive wall time in a zone: what is said and shown. Differs from ``wall`` in a clock's gap."""
        return wall_time(self.start, zone)


def wall_time(moment: datetime, zone: str) -> datetime:
    """An aware instant as naive wall time in a zone; the other way is ``instant``."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def instant(wall: datetime, zone: str) -> datetime:
    """The UTC instant of a naive wall time.

    A time that the clocks jump over is shifted forward by the jump; of a time that comes twice the first is meant.
    Source: RFC 5545 3.3.5.
    """
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def instants(wall: datetime, zone: str) -> tuple[datetime, ...]:
    """Every UTC instant that a naive wall time may name, the earliest first.

    Two of a time that comes twice, unless its ``fold`` says that the second is meant; else one, as ``instant`` has it.
    """
    first, second = (wall.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1))
    if second <= first:
        return (first,)
    return (second,) if wall.fold else (first, second)


def told_apart(appointment: Appointment) -> Appointment:
    """As it is kept: something that happens once, at the second of two times that the clocks show, in UTC."""
    if not appointment.start.fold or appointment.repeats:
        return replace(appointment, start=appointment.start.replace(fold=0))
    start = appointment.start.replace(tzinfo=ZoneInfo(appointment.zone)).astimezone(UTC)
    return replace(appointment, start=start.replace(tzinfo=None), zone="UTC")
