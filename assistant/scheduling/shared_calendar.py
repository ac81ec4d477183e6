"""The couple's shared calendar on a server: joined once, kept equal from then on, let go of at any moment."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from assistant.calendar.outside import Outside
from assistant.calendar.ports import CalendarServer, SyncStore
from assistant.calendar.syncing import SyncReport, synchronize


class LinkedStore(SyncStore, Protocol):
    """Our side of a sync, and with which calendar. Every method may raise ``StoreError``."""

    def linked(self) -> str | None:
        """The address of the calendar that is kept equal; None where there is none."""
        ...

    def link(self, address: str, now: datetime) -> None:
        """Keep this calendar equal from now on. With another address than before nothing is agreed yet."""
        ...

    def unlink(self) -> None:
        """Keep no calendar equal, and nothing of what was agreed; both sides keep their events."""
        ...


@dataclass(slots=True)
class SharedCalendar:
    """One calendar that both read and write, and ours beside it."""

    address: str
    connect: Callable[[], AbstractAsyncContextManager[CalendarServer]]
    """Begins a conversation with its server."""

    store: LinkedStore
    outside: Outside
    changed: Callable[[datetime], None]
    """Told the time where a sync changed what is planned."""

    _syncing: asyncio.Task[SyncReport] | None = field(default=None, init=False)

    @property
    def is_linked(self) -> bool:
        """Whether it was joined, and is kept equal."""
        return self.store.linked() == self.address

    async def sync(self, now: datetime, *, accept_empty: bool = False) -> SyncReport:
        """Join it, and make both sides equal once.

        Unlinked meanwhile, it ends where it is: what was forgotten must neither come back nor be deleted there.

        Raises:
            CalendarError: see ``synchronize``.
        """
        self.store.link(self.address, now)
        report = SyncReport()
        async with self.connect() as server:
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

    def break_off(self) -> None:
        """End a sync that is going on, where it is."""
        if self._syncing is not None:
            self._syncing.cancel()
