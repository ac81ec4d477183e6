"""Running a sync between what is planned here and a calendar on a server.

Why: everything that is taken in is kept in one transaction; what goes out is first remembered as *sent*, so that an
answer that never came is not taken for somebody else's change. Cut off anywhere, the next sync goes on. Events are
read, compared and written as text on another thread, so that a long calendar keeps nobody waiting.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from assistant.calendar.agreement import Agreed, Sent
from assistant.calendar.appointment import Appointment
from assistant.calendar.outside import Outside
from assistant.calendar.ports import CalendarServer, Exchange, Listing, Resource, SyncStore
from assistant.calendar.sync import (
    Action,
    Forget,
    Leave,
    Mine,
    Push,
    Remember,
    RemoveHere,
    RemoveThere,
    TakeIn,
    TakeProperties,
    There,
    decide,
    refuse_if_emptied,
)
from assistant.errors import CalendarOutdated, CalendarRefused

_Item = TypeVar("_Item")

_ROUNDS = 4
"""How often to look again where somebody changed something in between."""

_READ_AT_ONCE, _SENT_AT_ONCE = 100, 20
"""So many events are parsed or written in one go."""

_MOST_REFUSALS = 3
"""After so many refused events the rest is left for the next sync."""


@dataclass(slots=True)
class SyncReport:
    """What a sync did, in numbers of events."""

    sent: int = 0
    taken_in: int = 0
    removed_here: int = 0
    removed_there: int = 0
    conflicts: int = 0
    """Changed on both sides; the shared calendar's version stands, and "undo" brings ours back."""

    left_alone: int = 0
    """Unreadable there, or there twice."""

    refusals: int = 0
    """Events that the server did not take."""

    refusal: str | None = None
    """Why, in one plain sentence."""


async def synchronize(
    server: CalendarServer,
    store: SyncStore,
    outside: Outside,
    now: datetime,
    *,
    accept_empty: bool = False,
    report: SyncReport | None = None,
) -> SyncReport:
    """Make what is planned here and one calendar on a server equal.

    Args:
        server: the calendar.
        store: our side.
        outside: how events are read and written.
        now: aware.
        accept_empty: whether an empty side is meant.
        report: filled in as it goes, so that it tells what was done even where the line breaks.

    Raises:
        CalendarUnreachable: the server did not answer; what was exchanged until then is kept on both sides.
        CalendarRefused: the server said no to all of it.
        CalendarEmptied: a side is suddenly empty; nothing was deleted.
    """
    report = report or SyncReport()
    for _ in range(_ROUNDS):
        if await _Round(server, store, outside, now, report).run(accept_empty=accept_empty):
            break
    return report


@dataclass(slots=True)
class _Round:
    """One look at both sides, and what follows from it."""

    server: CalendarServer
    store: SyncStore
    outside: Outside
    now: datetime
    report: SyncReport
    is_settled: bool = True

    async def run(self, *, accept_empty: bool) -> bool:
        """Returns whether nothing is left to do."""
        listing = await self.server.listing(self.store.token())
        agreed = self.store.agreed()
        there = await self._there(listing, agreed)
        everything = {each.uid: each for each in self.store.appointments()}
        ours = await asyncio.to_thread(self._ours, everything, agreed)
        if not accept_empty:
            refuse_if_emptied(ours, agreed, there, is_whole=listing.is_whole)
        deciding = partial(decide, ours, agreed, there, as_sent=self.outside.as_sent, href_of=self.server.href)
        actions = await asyncio.to_thread(deciding)
        self._take_in(actions, everything)
        for some in _batches([each for each in actions if isinstance(each, Push)], _SENT_AT_ONCE):
            await self._send(some)
        for action in actions:
            if isinstance(action, RemoveThere):
                await self._remove(action)
        if self.is_settled:
            self.store.remember_token(listing.token)
        return self.is_settled

    async def _there(self, listing: Listing, agreed: Mapping[str, Agreed]) -> list[There]:
        """Everything that is there; only what is new or changed is read."""
        unchanged = [each for each in agreed.values() if each.etag is not None and each.href not in listing.gone]
        if listing.is_whole:
            unchanged = [each for each in unchanged if each.href in listing.etags]
        unchanged = [each for each in unchanged if listing.etags.get(each.href, each.etag) == each.etag]
        same = {each.href for each in unchanged}
        doubtful = {each.href for each in agreed.values() if each.etag is None} - listing.gone
        wanted = (set(listing.etags) | (set() if listing.is_whole else doubtful)) - same
        there = [There(each.href, each.etag) for each in unchanged]
        for some in _batches(sorted(wanted), _READ_AT_ONCE):
            there += await asyncio.to_thread(self._read, await self.server.read(some))
        return there

    def _read(self, resources: Sequence[Resource]) -> list[There]:
        return [There(each.href, each.etag or None, self.outside.content(each.data)) for each in resources]

    def _ours(self, everything: Mapping[str, Appointment], agreed: Mapping[str, Agreed]) -> dict[str, Mine]:
        known = {each.uid: each for each in agreed.values()}
        compared = ((uid, self.outside.mine(each, known.get(uid))) for uid, each in everything.items())
        return {uid: mine for uid, mine in compared if mine is not None}

    def _take_in(self, actions: Sequence[Action], everything: Mapping[str, Appointment]) -> None:
        """All that changes only our side."""
        forgotten = [each.href for each in actions if isinstance(each, Forget)]
        remembered = [each.agreed for each in actions if isinstance(each, Remember | Leave)]
        exchanges = [made for each in actions if (made := self._exchange(each, everything)) is not None]
        if forgotten:
            self.store.remember((), forgotten)
        left_out = self.store.take_in(exchanges, self.now) if exchanges else frozenset()
        if remembered:
            self.store.remember(remembered)
        self.is_settled &= not left_out
        self.report.left_alone = sum(isinstance(each, Leave) for each in actions)

    def _exchange(self, action: Action, everything: Mapping[str, Appointment]) -> Exchange | None:
        match action:
            case TakeIn(there, content, is_conflict) if content.appointment is not None:
                uid = content.appointment.uid
                before = everything.get(uid)
                after = self.outside.taken_in(content.appointment, before, self.now)
                ours = self.outside.print(after)
                agreed = Agreed(there.href, uid, there.etag, ours, content.print, content.kept)
                self.report.taken_in += 1
                self.report.conflicts += is_conflict
                return Exchange(uid, before, after, agreed, can_be_undone=is_conflict)
            case TakeProperties(there, content, mine, agreed) if content.appointment is not None:
                after = replace(mine.appointment, ical=content.appointment.ical)
                agreed = replace(agreed, href=there.href, etag=there.etag, kept=content.kept, sent=None)
                self.is_settled = False
                return Exchange(after.uid, mine.appointment, after, agreed)
            case RemoveHere(uid, left):
                self.report.removed_here += 1
                return Exchange(uid, everything.get(uid), None, left)
            case _:
                return None

    async def _send(self, pushes: Sequence[Push]) -> None:
        """Write ours there, each remembered as sent before and as agreed after."""
        prepared, unseen = await asyncio.to_thread(self._prepared, pushes)
        if self.report.refusals < _MOST_REFUSALS:
            self.store.remember([*unseen, *(replace(agreed, sent=sent) for agreed, _, sent in prepared)])
        for agreed, data, sent in prepared:
            if self.report.refusals >= _MOST_REFUSALS:
                return
            try:
                etag = await self.server.write(agreed.href, data, agreed.etag)
            except CalendarOutdated:
                self.is_settled = False
            except CalendarRefused as error:
                self._note_refusal(error)
            else:
                self.store.remember([replace(agreed, etag=etag, ours=sent.ours, theirs=sent.theirs, sent=None)])
                self.report.sent += 1

    def _prepared(self, pushes: Sequence[Push]) -> tuple[list[tuple[Agreed, bytes, Sent]], list[Agreed]]:
        """What is to be sent, and what is agreed again without being sent."""
        prepared: list[tuple[Agreed, bytes, Sent]] = []
        unseen: list[Agreed] = []
        for push in pushes:
            data = self.outside.written(push.mine, push.agreed)
            theirs = self.outside.content(data).print or ""
            if theirs == push.agreed.theirs and push.agreed.etag is not None:
                unseen.append(replace(push.agreed, ours=push.mine.print))  # only what others never see was changed
            else:
                prepared.append((push.agreed, data, Sent(push.mine.print, theirs)))
        return prepared, unseen

    async def _remove(self, action: RemoveThere) -> None:
        if self.report.refusals >= _MOST_REFUSALS:
            return
        try:
            await self.server.remove(action.href, action.etag)
        except CalendarOutdated:
            self.is_settled = False
        except CalendarRefused as error:
            self._note_refusal(error)
        else:
            self.store.remember((), [action.href])
            self.report.removed_there += 1

    def _note_refusal(self, error: CalendarRefused) -> None:
        self.report.refusals += 1
        self.report.refusal = str(error)


def _batches(items: Sequence[_Item], size: int) -> Iterator[Sequence[_Item]]:
    for first in range(0, len(items), size):
        yield items[first : first + size]
