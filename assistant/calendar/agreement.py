"""What two calendars agreed on, and how to tell that one of them has something else by now."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256

from pydantic import TypeAdapter

from assistant.calendar.appointment import Appointment

_WHENEVER = datetime(1970, 1, 1, tzinfo=UTC)
_APPOINTMENT: TypeAdapter[Appointment] = TypeAdapter(Appointment)


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent and not acknowledged yet: it may have arrived or not."""

    ours: str
    """Fingerprint of our appointment when it was sent."""

    theirs: str
    """Fingerprint of what was sent, as it would be read there."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """One event as both sides had it when they were last equal."""

    href: str
    """Its path on the server, which names it there."""

    uid: str | None
    """None for something there that is not for us."""

    etag: str | None = None
    """Its version there; None where the server never told it."""

    ours: str | None = None
    """Fingerprint of our appointment."""

    theirs: str | None = None
    """Fingerprint of the event there."""

    kept: str | None = None
    """Digest of the iCalendar text that came from there; None where it came from us."""

    sent: Sent | None = None

    @property
    def is_mutual(self) -> bool:
        """Whether both sides ever had it."""
        return self.uid is not None and self.theirs is not None


def fingerprint(appointment: Appointment, *policy: object) -> str:
    """Equal for appointments that mean the same; their foreign properties and when they were kept do not count.

    Args:
        appointment: to be compared.
        policy: what else decides how others see it.
    """
    plain = _APPOINTMENT.dump_json(replace(appointment, created_at=_WHENEVER, ical=None))
    return sha256(repr(policy).encode() + plain).hexdigest()


def digest(ical: str | None) -> str | None:
    """Names an iCalendar text; None for none."""
    return None if ical is None else sha256(ical.encode()).hexdigest()
