"""Whose own calendar may be read, and when the two are busy by them.

A calendar is read only while its owner's agreement stands, and that agreement is for one address. What is read is held
in memory, as starts and ends, for the window that is planned: it is never kept on disk, never listed, and never says
whose it was. When either of the two asks, it is let go of at once.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from assistant.calendar.busy import Busy
from assistant.calendar.ports import CalendarSource
from assistant.errors import CalendarError, CalendarUnreachable
from assistant.scheduling.availability import Interval
from assistant.scheduling.busy_times import BusyTimes

MOST_TIMES_ASKED = 2
_NOT_READ = "A calendar that I may read could not be read just now."


@dataclass(frozen=True, slots=True)
class PersonalLink:
    """An agreement that one person's calendar is read."""

    person: str
    """Which of the two: ``first`` or ``second``."""

    address: str
    """A file's path, or a URL."""

    agreed_at: datetime


class PersonalLinks(Protocol):
    """Keeps agreements. Every method may raise ``StoreError``."""

    def all(self) -> list[PersonalLink]:
        """Every agreement that stands."""
        ...

    def save(self, link: PersonalLink) -> None:
        """Keep an agreement in place of that person's earlier one."""
        ...

    def remove(self, person: str | None = None) -> None:
        """Keep no agreement of that person, or of anybody."""
        ...

    def times_asked(self, person: str, address: str) -> int:
        """How often that person was asked about this address."""
        ...

    def note_asked(self, person: str, address: str, times: int) -> None:
        """They were asked so often now; only the last address of a person is remembered."""
        ...


@dataclass(slots=True)
class PersonalCalendars:
    """The two people's own calendars; implements ``BusyCalendars``."""

    links: PersonalLinks
    source: CalendarSource
    addresses: Mapping[str, str]
    """What the settings name, by person; an agreement for any other address does not count."""

    _held: BusyTimes = field(default_factory=BusyTimes)
    _version: int = 0
    _taken_back: set[str] = field(default_factory=set)
    """Whose agreement was taken back, also where that could not be kept."""

    def linked(self) -> list[PersonalLink]:
        """The agreements that stand and whose calendar the settings still name."""
        return [
            each
            for each in self.links.all()
            if self.addresses.get(each.person) == each.address and each.person not in self._taken_back
        ]

    def can_be_linked(self, person: str) -> bool:
        """Whether the settings name a calendar of this person that they may be asked about."""
        return person in self.addresses and all(each.person != person for each in self.linked())

    def to_be_asked(self) -> list[str]:
        """Whom to ask unasked, in order: at most once and once again for an address."""
        return [
            person
            for person, address in sorted(self.addresses.items())
            if self.can_be_linked(person) and self.links.times_asked(person, address) < MOST_TIMES_ASKED
        ]

    def note_asked(self, person: str) -> None:
        """This person is being asked; kept before the answer, so that silence counts too."""
        address = self.addresses[person]
        self.links.note_asked(person, address, self.links.times_asked(person, address) + 1)

    def link(self, person: str, now: datetime) -> bool:
        """This person agreed aloud, by name, that their calendar is read; False where the settings name none."""
        address = self.addresses.get(person)
        if address is None:
            return False
        self.links.save(PersonalLink(person, address, now))
        self._taken_back.discard(person)
        return True

    def unlink(self, person: str | None = None) -> None:
        """Read that person's calendar no more, or nobody's; what was read is let go of at once."""
        self._version += 1
        self._held = BusyTimes()
        self._taken_back |= {each for each in self.addresses if person in (None, each)}
        self.links.remove(person)
        for each, address in self.addresses.items():
            if person in (None, each):  # whoever took it back is not asked again
                self.links.note_asked(each, address, MOST_TIMES_ASKED)

    async def refresh(self, start: datetime, end: datetime) -> None:
        """Read the linked calendars and hold what shares time with the window that is planned.

        Raises:
            CalendarUnreachable: one of them could not be read, and does not say which; what was held before stays.
        """
        version = self._version
        found: list[Sequence[Busy]] = []
        for link in self.linked():
            try:
                found.append(await self.source.busy(link.address, start, end))
            except CalendarError as error:
                raise CalendarUnreachable(_NOT_READ) from error
        held = await asyncio.to_thread(_merged, found)
        if version == self._version:  # nobody asked to let go of it in between
            self._held = held

    def between(self, start: datetime, end: datetime) -> list[Interval]:
        """What of the held busy times shares time with a stretch (aware, end exclusive), merged and in order."""
        return self._held.between(start, end)


def _merged(calendars: Iterable[Iterable[Busy]]) -> BusyTimes:
    return BusyTimes(Interval(*each) for calendar in calendars for each in calendar)
