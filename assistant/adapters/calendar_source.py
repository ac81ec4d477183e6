"""Reads somebody's own calendar: a file, a published iCalendar URL, or a calendar on a CalDAV server."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from assistant.adapters.calendar_caldav import CaldavCalendar
from assistant.calendar.busy import Busy, busy_times
from assistant.errors import CalendarUnreadable

Login = tuple[str | None, str | None]
"""User and password."""

_NO_LOGIN: Login = (None, None)


@dataclass(frozen=True, slots=True)
class AnyCalendar:
    """Implements ``CalendarSource``.

    An address with ``https`` that ends in a slash is a calendar on a CalDAV server, any other one a published file;
    everything else is a path on this computer.
    """

    zone: str
    """IANA name, for times without a zone of their own."""

    logins: Mapping[str, Login] = field(default_factory=dict, repr=False)
    """User and password by address."""

    async def busy(self, address: str, start: datetime, end: datetime) -> Sequence[Busy]:
        """When the calendar's owner is busy; reading and parsing keep nobody waiting."""
        texts = await self._texts(address, start, end)
        return await asyncio.to_thread(
            lambda: [each for text in texts for each in busy_times(text, start, end, self.zone)]
        )

    async def _texts(self, address: str, start: datetime, end: datetime) -> list[bytes]:
        if "://" not in address:
            return [await asyncio.to_thread(_file, Path(address))]
        async with CaldavCalendar(address, *self.logins.get(address, _NO_LOGIN)) as calendar:
            if address.endswith("/"):
                return await calendar.within(start, end)
            return [await calendar.file()]


def _file(path: Path) -> bytes:
    try:
        return path.expanduser().read_bytes()
    except OSError as error:
        message = f"I cannot read the calendar {path}: {error.strerror}."
        raise CalendarUnreadable(message) from error
