"""Calendars outside, joined to one house: the shared one, the feed for phones, and each person's own."""

import asyncio
import contextlib
import logging
import sys
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from assistant.adapters.calendar_caldav import CaldavCalendar
from assistant.adapters.calendar_source import AnyCalendar
from assistant.adapters.files_written_whole import EVERYBODY, write_file
from assistant.app.calendar_settings import CalendarSettings, PersonalCalendarSettings
from assistant.calendar.feed import Feed
from assistant.calendar.outside import Outside
from assistant.calendar.syncing import SyncReport, synchronize
from assistant.clock import Clock
from assistant.errors import AssistantError, FileUnwritable, SettingsError, StoreError
from assistant.messages.speech import Line
from assistant.scheduling.personal_calendars import PersonalCalendars
from assistant.store.appointments import StoredAppointments
from assistant.store.database import Database
from assistant.store.personal_calendars import StoredPersonalLinks
from assistant.store.sync_state import StoredSync

PLANNING_WINDOW = timedelta(days=64)
"""How far ahead busy times are held: as far as free time is looked for."""

_SETTLE_SECONDS = 5.0
"""After a change, so that two changes in one breath are sent together."""

_LOG = logging.getLogger("hearthside")


@dataclass(frozen=True, slots=True)
class LinkedAddress:
    """One calendar that is read or written, to be named to whoever asks."""

    role: str
    """``shared`` is read and written, ``feed`` is written, ``first`` and ``second`` are that person's and read."""

    address: str
    """A URL or a path, as the settings have it."""

    @property
    def place(self) -> str:
        """What is said aloud: the server's name, or the file's."""
        return urlsplit(self.address).hostname or Path(self.address).name


@dataclass(slots=True)
class Calendars:
    """What one house reads and writes outside."""

    settings: CalendarSettings
    database: Database
    outside: Outside
    changed: Callable[[datetime], None]
    """Told the time where a sync changed what is planned."""

    _changes: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _feed: Feed = field(init=False)
    _told: set[str] = field(default_factory=set, init=False)
    _just_agreed: bool = field(default=False, init=False)
    _syncing: asyncio.Task[SyncReport] | None = field(default=None, init=False)
    personal: PersonalCalendars = field(init=False)
    """Whose own calendar may be read, and when the two are busy by them."""

    def __post_init__(self) -> None:
        """Join the parts."""
        people = self.settings.personal
        self._feed = Feed(self.settings.title_policy)
        self.personal = PersonalCalendars(
            StoredPersonalLinks(self.database),
            AnyCalendar(
                self.outside.zone, {each.address: _login(each) for each in people.values() if each.address is not None}
            ),
            {person: each.address for person, each in people.items() if each.address is not None},
        )

    @property
    def store(self) -> StoredSync:
        """Our side of a sync."""
        return StoredSync(self.database)

    def follow(self, now: datetime) -> None:
        """Something was planned or changed: write the feed, and sync soon. Trouble is told once and hurts nothing."""
        del now
        self._changes.set()
        try:
            self.write_feed()
        except FileUnwritable as error:
            self._tell("feed", error)
        else:
            self._told.discard("feed")

    def write_feed(self) -> None:
        """Write what phones subscribe to, where the settings name a file.

        Raises:
            FileUnwritable: it cannot be written.
        """
        if self.settings.feed is not None:
            text = self._feed.text(StoredAppointments(self.database).all())
            write_file(self.settings.feed.expanduser(), text, EVERYBODY)

    async def sync(self, now: datetime, *, accept_empty: bool = False) -> SyncReport:
        """Make the shared calendar and ours equal, once; from now on ``run`` keeps them so.

        Unlinked meanwhile, it ends where it is: what was forgotten must neither come back nor be deleted there.

        Raises:
            SettingsError: no shared calendar is named.
            CalendarError: see ``synchronize``.
        """
        if self.settings.url is None:
            message = "No shared calendar is named yet; put its address into calendar.url in the settings."
            raise SettingsError(message)
        self.store.link(self.settings.url, now)
        password = self.settings.password
        server = CaldavCalendar(
            self.settings.url, self.settings.user, None if password is None else password.get_secret_value()
        )
        report = SyncReport()
        async with server:
            self._syncing = asyncio.ensure_future(
                synchronize(server, self.store, self.outside, now, accept_empty=accept_empty, report=report)
            )
            try:
                await self._syncing
            except asyncio.CancelledError:
                own = asyncio.current_task()
                if own is not None and own.cancelling():
                    raise
            finally:
                self._syncing = None
                if report.taken_in or report.removed_here:
                    self.changed(now)
        return report

    async def refresh(self, now: datetime) -> None:
        """Hold both people's busy times for the window that is planned, as far as they agreed.

        Raises:
            CalendarUnreachable: one of them could not be read.
        """
        await self.personal.refresh(now, now + PLANNING_WINDOW)

    async def refresh_once(self, now: datetime) -> None:
        """As ``refresh``, for a conversation that cannot wait: trouble is told and hurts nothing."""
        self._just_agreed = False
        await self._try("refresh", self.refresh, now)

    async def refresh_if_agreed(self, now: datetime) -> None:
        """As ``refresh_once``, where somebody has agreed since what is held was read."""
        if self._just_agreed:
            await self.refresh_once(now)

    def link(self, person: str, now: datetime) -> bool:
        """That person agreed aloud, by name: read their calendar, soon; False where the settings name none."""
        linked = self.personal.link(person, now)
        self._just_agreed = self._just_agreed or linked
        self._changes.set()
        return linked

    def unlink(self, person: str | None = None) -> None:
        """Either of the two asked: read that person's calendar no more, or nobody's, and forget what was read."""
        self._changes.set()
        self.personal.unlink(person)

    async def keep(self, clock: Clock) -> None:
        """Sync and refresh again and again: now and then, and soon after every change; for ever."""
        while True:
            self._changes.clear()
            await self._once(clock.now())
            waiting = [
                asyncio.ensure_future(clock.sleep(self.settings.sync_minutes * 60.0)),
                asyncio.ensure_future(self._changes.wait()),
            ]
            try:
                await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for each in waiting:
                    each.cancel()
            if not self._just_agreed:
                await clock.sleep(_SETTLE_SECONDS)

    async def _once(self, now: datetime) -> None:
        await self.refresh_once(now)
        if self.settings.url is not None and self.store.linked() == self.settings.url:
            await self._try("sync", self.sync, now)

    async def _try(self, name: str, work: Callable[[datetime], Awaitable[object]], now: datetime) -> None:
        try:
            await work(now)
        except AssistantError as error:
            self._tell(name, error)
        else:
            self._told.discard(name)

    def linked_addresses(self) -> tuple[LinkedAddress, ...]:
        """Every calendar and address that is read or written, for whoever asks what is known."""
        found = []
        if self.settings.url is not None and self.store.linked() == self.settings.url:
            found.append(LinkedAddress("shared", self.settings.url))
        if self.settings.feed is not None:
            found.append(LinkedAddress("feed", str(self.settings.feed)))
        found += [LinkedAddress(each.person, each.address) for each in self.personal.linked()]
        return tuple(found)

    def unlink_everything(self) -> tuple[LinkedAddress, ...]:
        """Read and write nothing any more, and empty the feed; before everything is forgotten.

        Returns:
            What stays as it is, since it lies on somebody's server; to be named.
        """
        left = tuple(each for each in self.linked_addresses() if each.role == "shared")
        if self._syncing is not None:
            self._syncing.cancel()
        with contextlib.suppress(StoreError):  # on a full disk nothing can be written, and all of it is erased soon
            self.personal.unlink()
            self.store.unlink()
        if self.settings.feed is not None:
            # Phones keep what they had from a feed that is gone, and drop it for one that is empty.
            with contextlib.suppress(FileUnwritable):
                write_file(self.settings.feed.expanduser(), self._feed.text(()), EVERYBODY)
        return left

    def _tell(self, what: str, error: AssistantError) -> None:
        """One plain sentence, once until it has gone well again."""
        _LOG.warning("calendar trouble: %s", error.code)
        if what not in self._told:
            sys.stderr.write(f"{error}\n")
        self._told.add(what)


_NAMING = {
    "shared": "know.shared_calendar",
    "feed": "know.feed",
    "first": "know.personal_calendar",
    "second": "know.personal_calendar",
}


def outside_lines(addresses: Iterable[LinkedAddress]) -> tuple[Line, ...]:
    """What is said of calendars that are read or written; never whose they are."""
    return tuple(Line(_NAMING[each.role], {"place": each.place}) for each in addresses)


def left_lines(addresses: Iterable[LinkedAddress]) -> tuple[Line, ...]:
    """What is said of calendars that forgetting everything leaves where they are."""
    return tuple(Line("household.calendar_left", {"place": each.place}) for each in addresses if each.role == "shared")


def _login(settings: PersonalCalendarSettings) -> tuple[str | None, str | None]:
    return settings.user, None if settings.password is None else settings.password.get_secret_value()
