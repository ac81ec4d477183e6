"""Whatever happened before, a sync leaves both sides equal: nothing lost, nothing doubled."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from assistant.adapters.calendar_caldav import CaldavCalendar
from assistant.calendar.appointment import Appointment
from assistant.calendar.editing import leave_out, move_one, rename
from assistant.calendar.outside import Outside
from assistant.calendar.ports import CalendarServer
from assistant.calendar.sync import Content
from assistant.calendar.syncing import SyncReport, synchronize
from assistant.errors import CalendarEmptied, CalendarUnreachable
from assistant.scheduling.ports import Change
from assistant.store.appointments import StoredAppointments
from assistant.store.database import FILE_NAME, open_database
from assistant.store.sync_state import StoredSync
from tests.fakes.calendar_server import FakeCalendarServer
from tests.fakes.radicale import PASSWORD, USER, Radicale, Wire, running_radicale, wire_to

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
BERLIN = "Europe/Berlin"
OUTSIDE = Outside(BERLIN)
FIRST = datetime.fromisoformat("2026-12-04T19:30")
UIDS = st.sampled_from(["a", "b", "c", "d"])
SHIFTS = st.integers(-5, 5).map(lambda hours: timedelta(hours=hours))


class Phone(Protocol):
    """Somebody else who uses the shared calendar."""

    def put(self, href: str, data: bytes) -> None: ...
    def delete(self, href: str) -> None: ...
    def content(self) -> dict[str, bytes]: ...


def event(uid: str, start: datetime, *, title: str = "From a phone", weekly: bool = False, note: str = "kept") -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Somebody//Else//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        "DTSTAMP:20260101T000000Z",
        f"DTSTART;TZID=Europe/Berlin:{start:%Y%m%dT%H%M%S}",
        "DURATION:PT1H",
        f"SUMMARY:{title}",
        f"X-FOREIGN:{note}",
        *(["RRULE:FREQ=WEEKLY;COUNT=6"] if weekly else []),
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines).encode()


@cache
def empty_database() -> bytes:
    """Its file, made once: the migrations take longer than an evening."""
    with tempfile.TemporaryDirectory() as folder:
        open_database(Path(folder), NOW).close()
        return (Path(folder) / FILE_NAME).read_bytes()


class SyncMachine(RuleBasedStateMachine):
    """Two people at home, others with phones, and a line that breaks."""

    server: CalendarServer
    phone: Phone

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / FILE_NAME).write_bytes(empty_database())
        database = self.stack.enter_context(open_database(folder, NOW))
        self.ours = StoredAppointments(database)
        self.store = StoredSync(database)
        self.store.link("https://calendar.example/ours/", NOW)
        self.runner = self.stack.enter_context(asyncio.Runner())
        self.removed: set[str] = set()
        """Uids that somebody deleted since both sides were equal."""

        self.changed: set[str] = set()
        """Uids that somebody changed since then; their deletion may meet that change, which beats it."""

        self.known: set[str] = set()
        """Uids that somebody has, and nobody deleted."""

    def teardown(self) -> None:
        self.stack.close()

    def cut(self, requests: int, *, last_is_obeyed: bool) -> None:
        raise NotImplementedError

    def mend(self) -> None:
        raise NotImplementedError

    def forget_tokens(self) -> None:
        raise NotImplementedError

    def there(self) -> dict[str, tuple[str, Content]]:
        read = {href: OUTSIDE.content(data) for href, data in self.phone.content().items()}
        return {content.uid or href: (href, content) for href, content in read.items()}

    @initialize(weekly=st.booleans())
    def something_is_on_both_sides(self, weekly: bool) -> None:  # noqa: FBT001 - hypothesis hands it by name
        self.plan("a", weekly=weekly)
        self.phone.put(self.server.href("b"), event("b", FIRST))
        self.known.add("b")
        self.both_are_equal_after_a_sync()

    @rule(uid=UIDS, weekly=st.booleans())
    def plan(self, uid: str, weekly: bool) -> None:  # noqa: FBT001 - as above
        if self.ours.get(uid) is None:
            planned = Appointment(
                uid, f"our {uid}", FIRST, BERLIN, NOW, rrule="FREQ=WEEKLY;COUNT=6;BYDAY=FR" if weekly else None
            )
            self._keep(planned)

    @rule(uid=UIDS, shift=SHIFTS)
    def move_here(self, uid: str, shift: timedelta) -> None:
        if known := self.ours.get(uid):
            self._keep(move_one(known, known.start, known.start + shift))

    @rule(uid=UIDS)
    def skip_one_here(self, uid: str) -> None:
        if (known := self.ours.get(uid)) and known.repeats:
            left = leave_out(known, (known.start + timedelta(weeks=1),))
            assert left is not None
            self._keep(left)

    @rule(uid=UIDS)
    def rename_here(self, uid: str) -> None:
        if known := self.ours.get(uid):
            self._keep(rename(known, f"{known.title} again"[:40]))

    @rule(uid=UIDS)
    def cancel_here(self, uid: str) -> None:
        if self.ours.get(uid):
            self.ours.apply(Change("cancel", removed=(uid,)), NOW)
            self._deleted(uid)

    @rule()
    def undo_here(self) -> None:
        undone = self.ours.undo(NOW)
        if undone is not None:
            for each in undone.restored:
                self._touched(each.uid)
            for each in undone.removed:
                self._deleted(each.uid)

    @rule(
        uid=UIDS, shift=SHIFTS, title=st.sampled_from(["From a phone", "Time together", "Cinema"]), weekly=st.booleans()
    )
    def write_there(self, uid: str, shift: timedelta, title: str, weekly: bool) -> None:  # noqa: FBT001 - as above
        self._write_there(uid, self._href(uid), event(uid, FIRST + shift, title=title, weekly=weekly))

    @rule(uid=UIDS, note=st.sampled_from(["kept", "changed"]))
    def change_only_what_we_do_not_understand(self, uid: str, note: str) -> None:
        if uid in self.there():
            href, _ = self.there()[uid]
            data = self.phone.content()[href]
            lines = [line for line in data.split(b"\r\n") if not line.startswith(b"X-FOREIGN")]
            place = lines.index(b"BEGIN:VEVENT") + 1
            self._write_there(uid, href, b"\r\n".join([*lines[:place], b"X-FOREIGN:" + note.encode(), *lines[place:]]))

    @rule(uid=UIDS)
    def delete_there(self, uid: str) -> None:
        if uid in self.there():
            self.phone.delete(self.there()[uid][0])
            self._deleted(uid)

    @rule()
    def the_server_forgets_its_tokens(self) -> None:
        self.forget_tokens()

    @rule(requests=st.integers(0, 6), last_is_obeyed=st.booleans())
    def the_line_breaks_during_a_sync(self, requests: int, last_is_obeyed: bool) -> None:  # noqa: FBT001 - as above
        self.cut(requests, last_is_obeyed=last_is_obeyed)
        try:
            self._sync()
        except CalendarUnreachable:
            pass
        finally:
            self.mend()

    @rule()
    def both_are_equal_after_a_sync(self) -> None:
        self._sync()
        there = self.there()
        assert len(there) == len(self.phone.content()), "nothing is doubled"
        ours = {each.uid: each for each in self.ours.all()}
        assert set(ours) == set(there)
        assert self.known <= set(ours), "nothing is lost"
        assert not (self.removed - self.known) & set(ours), "what was deleted stays deleted"
        agreed = {each.uid: each for each in self.store.agreed().values()}
        for uid, (_, content) in there.items():
            mine = OUTSIDE.mine(ours[uid], agreed[uid])
            assert mine is not None
            assert OUTSIDE.as_sent(mine, agreed[uid]) == content.print
            assert b"our " not in self.phone.content()[there[uid][0]], "our own titles stay at home"
        self.removed.clear()
        self.changed.clear()
        assert self._sync() == SyncReport(), "a second sync finds nothing to do"

    def _sync(self) -> SyncReport:
        synchronizing = synchronize(self.server, self.store, OUTSIDE, NOW)
        try:
            return self.runner.run(synchronizing)
        except CalendarEmptied:
            return self.runner.run(synchronize(self.server, self.store, OUTSIDE, NOW, accept_empty=True))

    def _keep(self, appointment: Appointment) -> None:
        self.ours.apply(Change("schedule", saved=(appointment,)), NOW)
        self._touched(appointment.uid)

    def _touched(self, uid: str) -> None:
        self.known.add(uid)
        self.changed.add(uid)
        self.removed.discard(uid)

    def _write_there(self, uid: str, href: str, data: bytes) -> None:
        before = self.there().get(uid)
        self.phone.put(href, data)
        if before is not None and before[1].print == OUTSIDE.content(data).print:
            self.changed.add(uid)  # a deletion beats what changes nothing that we know of
            self.removed.discard(uid)
        else:
            self._touched(uid)

    def _deleted(self, uid: str) -> None:
        self.known.discard(uid)
        if uid not in self.changed:
            self.removed.add(uid)

    def _href(self, uid: str) -> str:
        found = self.there().get(uid)
        return self.server.href(uid) if found is None else found[0]


class InMemory(SyncMachine):
    """Against the fake: many evenings."""

    def __init__(self) -> None:
        super().__init__()
        self.fake = FakeCalendarServer()
        self.server = self.phone = self.fake

    def cut(self, requests: int, *, last_is_obeyed: bool) -> None:
        self.fake.cut_after, self.fake.obeys_cut_request = requests, last_is_obeyed

    def mend(self) -> None:
        self.fake.cut_after = None

    def forget_tokens(self) -> None:
        self.fake.forget_tokens()


TestInMemory = InMemory.TestCase
TestInMemory.settings = settings(
    max_examples=20,
    stateful_step_count=20,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


class OverCaldav(SyncMachine):
    """Against a real server: fewer evenings, over a real line that is cut."""

    radicale: Radicale
    wire: Wire
    calendars = count()

    def __init__(self) -> None:
        super().__init__()
        self.phone = self.radicale.make_calendar(f"ours{next(self.calendars)}")
        address = self.phone.url.replace(str(self.radicale.port), str(self.wire.port))
        calendar = CaldavCalendar(address, USER, PASSWORD)
        self.server = calendar
        self.runner.run(calendar.__aenter__())
        self.stack.callback(lambda: self.runner.run(calendar.__aexit__(None, None, None)))

    def cut(self, requests: int, *, last_is_obeyed: bool) -> None:
        self.wire.requests_left, self.wire.passes_last_request = requests, last_is_obeyed

    def mend(self) -> None:
        self.wire.requests_left = None

    def forget_tokens(self) -> None:
        self.radicale.forget_tokens()


@pytest.fixture(scope="module", autouse=True)
def _a_server_and_a_line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with running_radicale(tmp_path_factory.mktemp("radicale")) as radicale, wire_to(radicale.port) as wire:
        OverCaldav.radicale, OverCaldav.wire = radicale, wire
        yield


TestOverCaldav = OverCaldav.TestCase
TestOverCaldav.settings = settings(TestInMemory.settings, max_examples=10, stateful_step_count=14)
