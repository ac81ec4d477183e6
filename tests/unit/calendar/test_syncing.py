"""What a sync does where something goes wrong, told by its report and by both sides."""

import asyncio
import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from assistant.calendar.appointment import Appointment, Kind, Override
from assistant.calendar.editing import rename
from assistant.calendar.outside import Outside
from assistant.calendar.publishing import TitlePolicy
from assistant.calendar.sync import Content
from assistant.calendar.syncing import SyncReport, synchronize
from assistant.clock import SystemClock
from assistant.errors import CalendarEmptied, CalendarUnreachable
from assistant.scheduling.ports import Change
from assistant.store.appointments import StoredAppointments
from assistant.store.database import Database, open_database
from assistant.store.sync_state import StoredSync
from tests.fakes.calendar_server import FakeCalendarServer

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
OUTSIDE = Outside("Europe/Berlin")
HOUR = timedelta(hours=1)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path, NOW) as opened:
        yield opened


@pytest.fixture
def ours(database: Database) -> StoredAppointments:
    return StoredAppointments(database)


@pytest.fixture
def store(database: Database) -> StoredSync:
    sync = StoredSync(database)
    sync.link("https://calendar.example/ours/", NOW)
    return sync


def planned(uid: str, title: str = "Unload the day") -> Appointment:
    return Appointment(uid, title, wall("2026-11-27T19:30"), "Europe/Berlin", NOW, alarms=(HOUR, timedelta()))


def keep(ours: StoredAppointments, *appointments: Appointment) -> None:
    ours.apply(Change("schedule", saved=appointments), NOW)


def lines(*body: str) -> bytes:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *body, "END:VCALENDAR", "")).encode()


def event(uid: str, *more: str, title: str = "Dinner") -> bytes:
    return lines(
        "BEGIN:VEVENT",
        f"UID:{uid}",
        "DTSTAMP:20260101T000000Z",
        "DTSTART;TZID=Europe/Berlin:20261128T190000",
        f"SUMMARY:{title}",
        *more,
        "END:VEVENT",
    )


async def test_what_goes_out_says_time_together_and_rings_as_phones_want_it(
    ours: StoredAppointments, store: StoredSync
) -> None:
    server = FakeCalendarServer()
    keep(ours, planned("a"))
    assert await synchronize(server, store, OUTSIDE, NOW) == SyncReport(sent=1)
    text = server.content()["/ours/a.ics"].decode()
    assert "SUMMARY:Time together" in text
    assert "Unload" not in text
    assert text.count("ACTION:DISPLAY") == 2
    assert "TRIGGER:-PT1H" in text
    assert "BEGIN:VTIMEZONE" in text


async def test_a_dictated_reminder_stays_at_home_unless_own_titles_are_shown(
    ours: StoredAppointments, store: StoredSync
) -> None:
    server = FakeCalendarServer()
    keep(
        ours, Appointment("r", "buy roses", wall("2026-11-27T19:30"), "UTC", NOW, kind=Kind.REMINDER, text="buy roses")
    )
    assert await synchronize(server, store, OUTSIDE, NOW) == SyncReport()
    shown = Outside("Europe/Berlin", TitlePolicy(own_titles=True))
    assert (await synchronize(server, store, shown, NOW)).sent == 1
    assert (await synchronize(server, store, OUTSIDE, NOW)).removed_there == 1
    assert not server.content()
    assert ours.get("r") is not None


async def test_what_was_imported_from_a_file_goes_out_without_its_title_and_its_properties(
    ours: StoredAppointments, store: StoredSync
) -> None:
    server = FakeCalendarServer()
    received = OUTSIDE.content(event("f", "DESCRIPTION:ward 7", title="Clinic")).appointment
    assert received is not None
    keep(ours, received)
    await synchronize(server, store, OUTSIDE, NOW)
    text = server.content()["/ours/f.ics"].decode()
    assert "Clinic" not in text
    assert "ward 7" not in text


async def test_our_own_title_comes_home_when_somebody_moved_the_event(
    ours: StoredAppointments, store: StoredSync
) -> None:
    server = FakeCalendarServer()
    keep(ours, planned("a"))
    await synchronize(server, store, OUTSIDE, NOW)
    server.put("/ours/a.ics", server.content()["/ours/a.ics"].replace(b"20261127T193000", b"20261127T203000"))
    assert await synchronize(server, store, OUTSIDE, NOW) == SyncReport(taken_in=1)
    moved = ours.get("a")
    assert moved is not None
    assert (moved.title, moved.start, moved.created_at) == ("Unload the day", wall("2026-11-27T20:30"), NOW)


async def test_a_title_of_one_occurrence_stays_at_home_and_comes_back(
    ours: StoredAppointments, store: StoredSync
) -> None:
    server = FakeCalendarServer()
    weekly = Appointment(
        "w",
        "Date night",
        wall("2026-11-27T19:30"),
        "Europe/Berlin",
        NOW,
        rrule="FREQ=WEEKLY;BYDAY=FR",
        overrides=(Override(wall("2026-12-04T19:30"), wall("2026-12-05T20:00"), None, "Dance at Mia's"),),
        alarms=(HOUR, timedelta()),
    )
    keep(ours, weekly)
    await synchronize(server, store, OUTSIDE, NOW)
    text = server.content()["/ours/w.ics"]
    assert b"Dance" not in text
    server.put("/ours/w.ics", text.replace(b"20261205T200000", b"20261205T210000"))
    await synchronize(server, store, OUTSIDE, NOW)
    back = ours.get("w")
    assert back is not None
    assert [(each.start, each.title) for each in back.overrides] == [(wall("2026-12-05T21:00"), "Dance at Mia's")]


async def test_a_change_of_ours_leaves_foreign_properties_there(ours: StoredAppointments, store: StoredSync) -> None:
    server = FakeCalendarServer()
    server.put("/ours/d.ics", event("d", "LOCATION:Luigi's", "X-FOREIGN:kept"))
    await synchronize(server, store, OUTSIDE, NOW)
    known = ours.get("d")
    assert known is not None
    keep(ours, rename(known, "Our own words"))
    await synchronize(server, store, OUTSIDE, NOW)
    text = server.content()["/ours/d.ics"].decode()
    assert "LOCATION:Luigi's" in text
    assert "X-FOREIGN:kept" in text
    assert "SUMMARY:Time together" in text


async def test_a_conflict_is_counted_and_undo_brings_ours_back(ours: StoredAppointments, store: StoredSync) -> None:
    server = FakeCalendarServer()
    server.put("/ours/d.ics", event("d"))
    await synchronize(server, store, OUTSIDE, NOW)
    known = ours.get("d")
    assert known is not None
    keep(ours, rename(known, "Ours"))
    server.put("/ours/d.ics", event("d", title="Theirs"))
    report = await synchronize(server, store, OUTSIDE, NOW)
    assert (report.taken_in, report.conflicts) == (1, 1)
    assert [each.title for each in ours.all()] == ["Theirs"]
    ours.undo(NOW)
    assert [each.title for each in ours.all()] == ["Ours"]


async def test_what_came_from_outside_is_not_what_undo_takes_back(ours: StoredAppointments, store: StoredSync) -> None:
    server = FakeCalendarServer()
    keep(ours, planned("a"))
    server.put("/ours/d.ics", event("d"))
    await synchronize(server, store, OUTSIDE, NOW)
    ours.undo(NOW)
    assert [each.uid for each in ours.all()] == ["d"]


async def test_an_event_that_cannot_be_read_is_left_alone_and_hinders_nothing(
    ours: StoredAppointments, store: StoredSync
) -> None:
    server = FakeCalendarServer()
    server.put("/ours/x.ics", event("x", "RRULE:FREQ=SOMETIMES"))
    server.put("/ours/todo.ics", lines("BEGIN:VTODO", "UID:t", "DTSTAMP:20260101T000000Z", "END:VTODO"))
    server.put("/ours/d.ics", event("d"))
    assert await synchronize(server, store, OUTSIDE, NOW) == SyncReport(taken_in=1, left_alone=1)
    assert [each.uid for each in ours.all()] == ["d"]
    assert len(server.content()) == 3
    assert (await synchronize(server, store, OUTSIDE, NOW)).left_alone == 1


async def test_a_side_that_is_suddenly_empty_is_believed_only_when_told(
    ours: StoredAppointments, store: StoredSync
) -> None:
    server = FakeCalendarServer()
    keep(ours, planned("a"), planned("b"))
    await synchronize(server, store, OUTSIDE, NOW)
    server.delete("/ours/a.ics")
    server.delete("/ours/b.ics")
    with pytest.raises(CalendarEmptied):
        await synchronize(server, store, OUTSIDE, NOW)
    assert len(ours.all()) == 2
    assert (await synchronize(server, store, OUTSIDE, NOW, accept_empty=True)).removed_here == 2
    assert not ours.all()


async def test_a_refused_event_does_not_hold_up_the_others(ours: StoredAppointments, store: StoredSync) -> None:
    server = FakeCalendarServer(refused={"/ours/a.ics"})
    keep(ours, planned("a"), planned("b"))
    report = await synchronize(server, store, OUTSIDE, NOW)
    assert (report.sent, report.refusals) == (1, 1)
    assert report.refusal == "The calendar server calendar.example has no space left."
    server.refused.clear()
    assert await synchronize(server, store, OUTSIDE, NOW) == SyncReport(sent=1)


async def test_a_server_that_refuses_everything_is_asked_three_times_only(
    ours: StoredAppointments, store: StoredSync
) -> None:
    server = FakeCalendarServer(refused={f"/ours/{number}.ics" for number in range(30)})
    keep(ours, *(planned(str(number)) for number in range(30)))
    assert (await synchronize(server, store, OUTSIDE, NOW)).refusals == 3


@pytest.mark.parametrize("requests", range(6))
@pytest.mark.parametrize("is_obeyed", [True, False])
async def test_a_line_that_breaks_leaves_nothing_twice(
    ours: StoredAppointments,
    store: StoredSync,
    requests: int,
    is_obeyed: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    server = FakeCalendarServer(cut_after=requests, obeys_cut_request=is_obeyed)
    keep(ours, planned("a"), planned("b"))
    server.put("/ours/d.ics", event("d"))
    with contextlib.suppress(CalendarUnreachable):
        await synchronize(server, store, OUTSIDE, NOW)
    server.cut_after = None
    await synchronize(server, store, OUTSIDE, NOW)
    assert sorted(each.uid for each in ours.all()) == ["a", "b", "d"]
    assert sorted(server.content()) == ["/ours/a.ics", "/ours/b.ics", "/ours/d.ics"]


@pytest.mark.parametrize(("knows_tokens", "tells_versions"), [(False, True), (True, False), (False, False)])
async def test_servers_that_tell_less_are_kept_equal_too(
    ours: StoredAppointments,
    store: StoredSync,
    knows_tokens: bool,  # noqa: FBT001 - a parameter of the test
    tells_versions: bool,  # noqa: FBT001 - as above
) -> None:
    server = FakeCalendarServer(knows_tokens=knows_tokens, tells_versions=tells_versions)
    keep(ours, planned("a"), planned("b"))
    assert (await synchronize(server, store, OUTSIDE, NOW)).sent == 2
    await synchronize(server, store, OUTSIDE, NOW)
    assert await synchronize(server, store, OUTSIDE, NOW) == SyncReport()
    server.delete("/ours/a.ics")
    assert await synchronize(server, store, OUTSIDE, NOW) == SyncReport(removed_here=1)


async def test_another_shared_calendar_begins_with_nothing_agreed(ours: StoredAppointments, store: StoredSync) -> None:
    keep(ours, planned("a"))
    await synchronize(FakeCalendarServer(), store, OUTSIDE, NOW)
    store.link("https://calendar.example/another/", NOW)
    another = FakeCalendarServer()
    assert (await synchronize(another, store, OUTSIDE, NOW)).sent == 1
    store.unlink()
    assert store.linked() is None
    assert not store.agreed()
    assert ours.get("a") is not None


class _Held(Outside):
    """Reads and writes no event before the loop has turned again and again meanwhile."""

    def content(self, data: bytes) -> Content:
        assert TURNED.wait(PATIENCE_SECONDS)
        return super().content(data)


TURNED = Event()
PATIENCE_SECONDS = 20.0
TURNS, TURN_SECONDS = 20, 0.005


async def test_the_loop_goes_on_while_events_are_read_and_written(ours: StoredAppointments, store: StoredSync) -> None:
    keep(ours, planned("here"))
    server = FakeCalendarServer(files={"/ours/there.ics": ("1", event("there"))})
    syncing = asyncio.create_task(synchronize(server, store, _Held("Europe/Berlin"), NOW, accept_empty=True))
    for _ in range(TURNS):
        await SystemClock().sleep(TURN_SECONDS)
        assert not syncing.done()
    TURNED.set()
    assert await syncing == SyncReport(sent=1, taken_in=1)
