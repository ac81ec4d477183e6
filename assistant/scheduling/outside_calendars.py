"""Calendars outside, joined to one house: the shared one, the feed for phones, and each person's own."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from assistant.calendar.syncing import SyncReport
from assistant.clock import Clock
from assistant.errors import AssistantError, FileUnwritable, SettingsError, StoreError
from assistant.scheduling.kept_feed import KeptFeed
from assistant.scheduling.personal_calendars import PersonalCalendars
from assistant.scheduling.shared_calendar import SharedCalendar

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
class OutsideCalendars:
    """What one house reads and writes outside."""

    personal: PersonalCalendars
    """Whose own calendar may be read, and when the two are busy by them."""

    shared: SharedCalendar | None
    """None where the settings name none."""

    feed: KeptFeed | None
    """None where the settings name no file."""

    sync_seconds: float
    """How often to sync and to read again, beside every change."""

    show: Callable[[str], None]
    """Shows one plain sentence about what is in the way."""

    _changes: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _told: set[str] = field(default_factory=set, init=False)
    _just_agreed: bool = field(default=False, init=False)

    def follow(self, now: datetime) -> None:
        """Something was planned or changed: write the feed, and sync soon. Trouble is told once and hurts nothing."""
        del now
        self._changes.set()
        if self.feed is not None:
            try:
                self.feed.follow()
            except AssistantError as error:
                self._tell("feed", error)
            else:
                self._told.discard("feed")

    async def keep_feed(self) -> None:
        """Write the feed after every change, beside all else; for ever. Cancelled, it writes what is left first."""
        if self.feed is not None:
            await self.feed.keep(self._note_feed)

    async def sync(self, now: datetime, *, accept_empty: bool = False) -> SyncReport:
        """Make the shared calendar and ours equal, once; from now on ``keep`` keeps them so.

        Raises:
            SettingsError: no shared calendar is named.
            CalendarError: see ``synchronize``.
        """
        if self.shared is None:
            message = "No shared calendar is named yet; put its address into calendar.url in the settings."
            raise SettingsError(message)
        return await self.shared.sync(now, accept_empty=accept_empty)

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
                asyncio.ensure_future(clock.sleep(self.sync_seconds)),
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
        if self.shared is not None and self.shared.is_linked:
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
        if self.shared is not None and self.shared.is_linked:
            found.append(LinkedAddress("shared", self.shared.address))
        if self.feed is not None:
            found.append(LinkedAddress("feed", self.feed.address))
        found += [LinkedAddress(each.person, each.address) for each in self.personal.linked()]
        return tuple(found)

    def unlink_everything(self) -> tuple[LinkedAddress, ...]:
        """Read and write nothing any more, and empty the feed; before everything is forgotten.

        Returns:
            What stays as it is, since it lies on somebody's server; to be named.
        """
        left = tuple(each for each in self.linked_addresses() if each.role == "shared")
        if self.shared is not None:
            self.shared.break_off()
        with contextlib.suppress(StoreError):  # on a full disk nothing can be written, and all of it is erased soon
            self.personal.unlink()
            if self.shared is not None:
                self.shared.store.unlink()
        if self.feed is not None:
            # Phones keep what they had from a feed that is gone, and drop it for one that is empty.
            with contextlib.suppress(FileUnwritable):
                self.feed.empty()
        return left

    def _note_feed(self, trouble: AssistantError | None) -> None:
        if trouble is None:
            self._told.discard("feed")
        else:
            self._tell("feed", trouble)

    def _tell(self, what: str, error: AssistantError) -> None:
        """One plain sentence, once until it has gone well again."""
        _LOG.warning("calendar trouble: %s", error.code)
        if what not in self._told:
            self.show(str(error))
        self._told.add(what)
