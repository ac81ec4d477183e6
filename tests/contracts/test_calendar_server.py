"""Every calendar server, and the fake that stands in for it, keeps the same promises."""

import asyncio
import contextlib
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.adapters.calendar_caldav import MOST_BYTES, CaldavCalendar
from assistant.adapters.calendar_source import AnyCalendar
from assistant.calendar.ports import CalendarServer
from assistant.errors import CalendarOutdated, CalendarRefused, CalendarUnreachable
from tests.fakes.calendar_server import FakeCalendarServer
from tests.fakes.radicale import PASSWORD, USER, Radicale, running_radicale, wire_to
from tests.needs import lacking


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with running_radicale(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture(params=["fake", "radicale"])
async def server(request: pytest.FixtureRequest) -> AsyncIterator[CalendarServer]:
    if request.param == "fake":
        yield FakeCalendarServer()
        return
    phone = request.getfixturevalue("radicale").make_calendar(f"contract{abs(hash(request.node.name))}")
    async with CaldavCalendar(phone.url, USER, PASSWORD) as calendar:
        yield calendar


def event(uid: str, title: str = "Time together") -> bytes:
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Somebody//Else//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        "DTSTAMP:20260101T000000Z",
        "DTSTART:20261127T190000Z",
        "DURATION:PT1H",
        f"SUMMARY:{title}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
    return "\r\n".join(lines).encode()


async def test_what_is_written_is_listed_and_read(server: CalendarServer) -> None:
    href = server.href("a")
    etag = await server.write(href, event("a"), None)
    listing = await server.listing(None)
    assert listing.is_whole
    assert listing.etags == {href: etag}
    (read,) = await server.read([href])
    assert (read.href, read.etag) == (href, etag)
    assert b"UID:a" in read.data


async def test_a_uid_of_any_kind_has_one_place(server: CalendarServer) -> None:
    uid = "20260101T000000Z-1@example.org/ü"
    assert server.href(uid) == server.href(uid)
    if isinstance(server, CaldavCalendar):
        await server.write(server.href(uid), event("strange"), None)
        assert list((await server.listing(None)).etags) == [server.href(uid)]


async def test_only_what_is_different_since_a_token_is_listed(server: CalendarServer) -> None:
    for uid in ("a", "b", "c"):
        await server.write(server.href(uid), event(uid), None)
    before = await server.listing(None)
    await server.write(server.href("a"), event("a", "moved"), before.etags[server.href("a")])
    await server.remove(server.href("b"), before.etags[server.href("b")])
    after = await server.listing(before.token)
    assert not after.is_whole
    assert set(after.etags) == {server.href("a")}
    assert after.gone == {server.href("b")}
    nothing = await server.listing(after.token)
    assert not nothing.etags
    assert not nothing.gone


async def test_a_refused_token_gives_everything(server: CalendarServer, request: pytest.FixtureRequest) -> None:
    await server.write(server.href("a"), event("a"), None)
    token = (await server.listing(None)).token
    await server.write(server.href("b"), event("b"), None)
    if isinstance(server, FakeCalendarServer):
        server.forget_tokens()
    else:
        request.getfixturevalue("radicale").forget_tokens()
    listing = await server.listing(token)
    assert listing.is_whole
    assert set(listing.etags) == {server.href("a"), server.href("b")}


async def test_another_version_than_expected_is_never_overwritten_or_removed(server: CalendarServer) -> None:
    href = server.href("a")
    first = await server.write(href, event("a"), None)
    second = await server.write(href, event("a", "moved"), first)
    with pytest.raises(CalendarOutdated):
        await server.write(href, event("a", "lost"), first)
    with pytest.raises(CalendarOutdated):
        await server.write(href, event("a", "lost"), None)
    with pytest.raises(CalendarOutdated):
        await server.remove(href, first)
    assert (await server.listing(None)).etags == {href: second}


async def test_what_is_gone_is_left_out_and_removing_it_again_is_nothing(server: CalendarServer) -> None:
    href = server.href("a")
    etag = await server.write(href, event("a"), None)
    await server.remove(href, etag)
    await server.remove(href, etag)
    assert not await server.read([href])
    assert not (await server.listing(None)).etags


async def test_a_server_that_tells_no_changes_is_listed_file_by_file(radicale: Radicale) -> None:
    phone = radicale.make_calendar("listed")
    async with CaldavCalendar(phone.url, USER, PASSWORD) as calendar:
        etag = await calendar.write(calendar.href("a"), event("a"), None)
        listing = await calendar._everything()
        assert (listing.etags, listing.is_whole, listing.token) == ({calendar.href("a"): etag}, True, None)


async def test_a_wrong_password_a_missing_calendar_and_a_broken_event_are_refused(radicale: Radicale) -> None:
    phone = radicale.make_calendar("refusing")
    async with CaldavCalendar(phone.url, USER, "wrong") as calendar:
        with pytest.raises(CalendarRefused, match="did not accept the user name and password") as refusal:
            await calendar.listing(None)
        assert "wrong" not in str(refusal.value)
        assert "wrong" not in repr(calendar)
    async with CaldavCalendar(phone.url.replace("refusing", "nowhere"), USER, PASSWORD) as calendar:
        with pytest.raises(CalendarRefused, match="no calendar at that address"):
            await calendar.listing(None)
    async with CaldavCalendar(phone.url, USER, PASSWORD) as calendar:
        with pytest.raises(CalendarRefused, match="said no"):
            await calendar.write(calendar.href("a"), b"nothing", None)


async def test_a_server_that_cannot_prove_who_it_is_is_sent_nothing(tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        lacking("openssl, which makes the certificate, is not here")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost")
    words = ["openssl", *made, "-keyout", str(key), "-out", str(certificate)]
    await asyncio.to_thread(subprocess.run, words, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    received: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        received.append(await reader.read())
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    async with server:
        address = f"https://localhost:{server.sockets[0].getsockname()[1]}/us/"
        async with CaldavCalendar(address, USER, PASSWORD) as calendar:
            with pytest.raises(CalendarUnreachable, match="could not prove that it is the right one"):
                await calendar.listing(None)
    assert not received


async def answering(body: bytes, status: int = 207) -> AsyncIterator[CaldavCalendar]:
    """A calendar on a server that answers one and the same."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        with contextlib.suppress(ConnectionError):
            writer.write(f"HTTP/1.1 {status} So\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server, CaldavCalendar(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/us/") as calendar:
        yield calendar


LAUGHS = '<!DOCTYPE multistatus [<!ENTITY ha "haha">]><multistatus xmlns="DAV:">&ha;</multistatus>'


@pytest.mark.parametrize(
    "body",
    [
        LAUGHS.encode(),
        f'<?xml version="1.0" encoding="utf-16"?>{LAUGHS}'.encode("utf-16"),
        b'<?xml version="1.0" encoding="nonsense"?><multistatus xmlns="DAV:"/>',
        b"<multistatus",
    ],
    ids=["a document type", "a document type in UTF-16", "an unknown encoding", "half an element"],
)
async def test_an_answer_that_could_blow_up_or_is_no_xml_is_refused(body: bytes) -> None:
    async for calendar in answering(body):
        with pytest.raises(CalendarRefused, match="cannot be read"):
            await calendar.listing(None)


async def test_an_answer_without_an_end_is_refused_before_it_fills_the_memory() -> None:
    async for calendar in answering(b"x" * (MOST_BYTES + 1), 200):
        with pytest.raises(CalendarRefused, match="more than 20 megabytes"):
            await calendar.file()


async def test_only_what_lies_in_a_window_is_asked_for_and_a_published_file_is_read_whole(radicale: Radicale) -> None:
    phone = radicale.make_calendar("window")
    async with CaldavCalendar(phone.url, USER, PASSWORD) as calendar:
        await calendar.write(calendar.href("a"), event("a"), None)
        day = datetime(2026, 11, 27, tzinfo=UTC)
        assert len(await calendar.within(day, day + timedelta(days=1))) == 1
        assert await calendar.within(day + timedelta(days=1), day + timedelta(days=2)) == []
    source = AnyCalendar("UTC", {phone.url: (USER, PASSWORD), f"{phone.url}a.ics": (USER, PASSWORD)})
    for address in (phone.url, f"{phone.url}a.ics"):
        busy = await source.busy(address, day, day + timedelta(days=1))
        assert busy == [(day + timedelta(hours=19), day + timedelta(hours=20))]


async def test_a_line_that_is_cut_is_unreachable_whether_or_not_the_request_arrived(radicale: Radicale) -> None:
    phone = radicale.make_calendar("cut")
    with wire_to(radicale.port) as wire:
        address = phone.url.replace(str(radicale.port), str(wire.port))
        async with CaldavCalendar(address, USER, PASSWORD) as calendar:
            assert not (await calendar.listing(None)).etags
            wire.requests_left = 0
            with pytest.raises(CalendarUnreachable):
                await calendar.write(calendar.href("a"), event("a"), None)
            assert not phone.content()
            wire.passes_last_request = True
            with pytest.raises(CalendarUnreachable):
                await calendar.write(calendar.href("a"), event("a"), None)
            assert set(phone.content()) == {calendar.href("a")}
    async with CaldavCalendar(address, USER, PASSWORD) as calendar:
        with pytest.raises(CalendarUnreachable, match="did not answer"):
            await calendar.listing(None)
