"""The feed that phones subscribe to, written again after every change, without keeping anybody waiting.

Why: rendering thousands of appointments takes seconds and a slow disk as long, and nobody is heard meanwhile. While it
is kept, it is therefore written on another thread, once for all changes that came in the meantime.
"""

import asyncio
from collections.abc import Callable, Sequence
from threading import Lock

from assistant.calendar.appointment import Appointment
from assistant.calendar.feed import Feed
from assistant.calendar.publishing import TitlePolicy
from assistant.errors import AssistantError

ReadAll = Callable[[], Sequence[Appointment]]
"""Reads everything that is planned, also while others use the same memory; called on any thread."""

Put = Callable[[bytes], None]
"""Puts a text in the place of the one before, whole; may raise ``FileUnwritable``."""


class KeptFeed:
    """One feed and its file. An older state never takes the place of a newer one."""

    def __init__(self, address: str, titles: TitlePolicy, read_all: ReadAll, put: Put) -> None:
        """Write to ``put`` what ``read_all`` reads; ``address`` names the file to whoever asks."""
        self.address = address
        self._titles = titles
        self._feed = Feed(titles)
        self._read_all = read_all
        self._put = put
        self._rendering, self._putting = Lock(), Lock()
        self._times_emptied = 0
        self._changed = asyncio.Event()
        self._is_kept = False
        self._is_outdated = False

    def follow(self) -> None:
        """Something was planned or changed: write it soon where it is kept, else at once.

        Raises:
            AssistantError: as for ``write``, where it is written at once.
        """
        self._is_outdated = True
        if self._is_kept:
            self._changed.set()
        else:
            self.write()

    async def keep(self, tell: Callable[[AssistantError | None], None]) -> None:
        """Write after every change; for ever. Cancelled, it first writes what is not written yet.

        Args:
            tell: told how each writing went: what was in the way, or None.
        """
        self._is_kept = True
        try:
            while True:
                await self._changed.wait()
                self._changed.clear()
                tell(await asyncio.to_thread(self._try))
        finally:
            self._is_kept = False
            with self._rendering:  # what is being written is written to its end
                is_outdated = self._is_outdated
            if is_outdated:
                tell(self._try())

    def write(self) -> None:
        """Write it as things stand.

        Raises:
            FileUnwritable: it cannot be written.
            StoreError: what is planned cannot be read.
        """
        with self._rendering:
            self._is_outdated = False
            times_emptied = self._times_emptied
            try:
                text = self._feed.text(self._read_all())
                with self._putting:
                    if times_emptied == self._times_emptied:
                        self._put(text)
            except BaseException:
                self._is_outdated = True
                raise

    def empty(self) -> None:
        """Write one without events, at once; nothing that was read before comes back.

        Raises:
            FileUnwritable: it cannot be written.
        """
        with self._putting:
            self._times_emptied += 1
            self._put(Feed(self._titles).text(()))

    def _try(self) -> AssistantError | None:
        try:
            self.write()
        except AssistantError as error:
            return error
        return None
