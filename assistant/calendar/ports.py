"""What calendars outside and the memory of a sync must offer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.calendar.agreement import Agreed
from assistant.calendar.appointment import Appointment
from assistant.calendar.busy import Busy


@dataclass(frozen=True, slots=True)
class Listing:
    """What a server has, or what is different there since a token."""

    etags: Mapping[str, str]
    """Versions by href: of everything, or of what is new or changed."""

    gone: frozenset[str] = frozenset()
    """Hrefs that are no more; only where this is no whole listing."""

    token: str | None = None
    """Names this state; None where the server knows no tokens."""

    is_whole: bool = True
    """Whether everything is listed."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One event's file on a server, with all its changed occurrences."""

    href: str
    etag: str
    """Its version; empty where the server does not tell."""

    data: bytes


class CalendarServer(Protocol):
    """One calendar on a server.

    Every method may raise ``CalendarUnreachable``, after which nobody knows whether the server did it, and
    ``CalendarRefused``, after which it did not.
    """

    @property
    def address(self) -> str:
        """Its URL, without a password."""
        ...

    def href(self, uid: str) -> str:
        """Where an event of ours is put; always the same for the same uid."""
        ...

    async def listing(self, token: str | None) -> Listing:
        """What is different since a token; everything where there is none or the server refuses it."""
        ...

    async def read(self, hrefs: Collection[str]) -> Sequence[Resource]:
        """These files; what is not there any more is left out."""
        ...

    async def write(self, href: str, data: bytes, etag: str | None) -> str | None:
        """Put a file there; gives its new version where the server tells it.

        Args:
            href: where.
            data: iCalendar with one event.
            etag: the version that it replaces; None where nothing may be there yet.

        Raises:
            CalendarOutdated: another version is there.
        """
        ...

    async def remove(self, href: str, etag: str | None) -> None:
        """Take a file away; nothing happens where it is gone. ``etag`` as for ``write``; None removes any version.

        Raises:
            CalendarOutdated: another version is there.
        """
        ...


@dataclass(frozen=True, slots=True)
class Exchange:
    """One appointment of ours that gives way to another."""

    uid: str
    before: Appointment | None
    """As it was when this was decided; whoever changed it since keeps that, and the next sync sees to it."""

    after: Appointment | None
    agreed: Agreed | None
    """What is agreed then, in place of what was; None where the server has nothing of it any more."""

    can_be_undone: bool = False
    """Whether "undo" brings ``before`` back."""


class SyncStore(Protocol):
    """Our side of a sync, and what both sides agreed on. Every method may raise ``StoreError``."""

    def appointments(self) -> list[Appointment]:
        """Everything of ours."""
        ...

    def agreed(self) -> Mapping[str, Agreed]:
        """What both sides agreed on, by href."""
        ...

    def token(self) -> str | None:
        """The server's name for the state that was seen last."""
        ...

    def remember(self, agreed: Sequence[Agreed], forgotten: Collection[str] = ()) -> None:
        """Keep agreements, and forget those of some hrefs."""
        ...

    def remember_token(self, token: str | None) -> None:
        """Keep the server's name for what was seen."""
        ...

    def take_in(self, exchanges: Sequence[Exchange], now: datetime) -> frozenset[str]:
        """Exchange appointments of ours and keep what was agreed; all of it or nothing.

        Returns:
            The uids of exchanges that were left out, since the appointment is not ``before`` any more.
        """
        ...


class CalendarSource(Protocol):
    """Reads when somebody is busy from their own calendar; nothing else of it passes here."""

    async def busy(self, address: str, start: datetime, end: datetime) -> Sequence[Busy]:
        """The stretches of a window (aware, end exclusive) in which the calendar's owner is busy, in no order.

        Raises:
            CalendarUnreadable: a file cannot be opened, or is no calendar.
            CalendarUnreachable: a server did not answer.
            CalendarRefused: a server said no.
        """
        ...
