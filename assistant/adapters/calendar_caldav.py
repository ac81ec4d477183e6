"""A calendar on a CalDAV server, over httpx2: the six verbs that a sync needs.

Why: the caldav library brings niquests and urllib3-future, which replaces urllib3 for everybody; what is needed of RFC
4791 and RFC 6578 is small. Nothing of the environment (proxies, netrc) decides where a password goes, redirections are
not followed, and certificates are always checked.
"""

import asyncio
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from types import TracebackType
from typing import Self
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from xml.sax.saxutils import escape

import httpx2

from assistant.calendar.ports import Listing, Resource
from assistant.errors import CalendarOutdated, CalendarRefused, CalendarUnreachable

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 30.0
MOST_BYTES = 20 * 1024 * 1024
"""No answer may be longer; a published calendar of 50,000 events is shorter."""

_READ_AT_ONCE = 100
_MOST_PAGES = 50
"""A server may list its changes page by page."""

_OK, _CREATED, _NO_CONTENT, _MULTI_STATUS = 200, 201, 204, 207
_UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _CONFLICT, _GONE, _PRECONDITION_FAILED = 401, 403, 404, 409, 410, 412
_SERVER_FAILED = 500
_FULL = 507

_DAV, _CALDAV = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]{1,120}")

_LIST = (
    '<d:propfind xmlns:d="DAV:"><d:prop><d:getetag/><d:resourcetype/><d:sync-token/>'
    "<d:supported-report-set/></d:prop></d:propfind>"
)
_CHANGES = (
    '<d:sync-collection xmlns:d="DAV:"><d:sync-token>{}</d:sync-token><d:sync-level>1</d:sync-level>'
    "<d:prop><d:getetag/></d:prop></d:sync-collection>"
)
_READ = (
    '<c:calendar-multiget xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/>'
    "<c:calendar-data/></d:prop>{}</c:calendar-multiget>"
)

_WITHIN = (
    '<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><c:calendar-data/></d:prop>'
    '<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="{}" end="{}"/>'
    "</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server answered, whole."""

    status: int
    headers: httpx2.Headers
    body: bytes
    is_redirect: bool


class _WithoutDoctype(TreeBuilder):
    """Refuses a document type, whatever its encoding: without one there are no entities to be blown up."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Called before anything in it is read."""
        del name, public, system
        message = "a document type"
        raise ParseError(message)


@dataclass(slots=True)
class CaldavCalendar:
    """Implements ``CalendarServer``; use it as an asynchronous context manager."""

    address: str
    """The calendar's own URL."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    _client: httpx2.AsyncClient | None = field(default=None, init=False, repr=False)

    async def __aenter__(self) -> Self:
        """Begin a conversation with the server."""
        auth = None if self.user is None else httpx2.BasicAuth(self.user, self.password or "")
        timeout = httpx2.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)
        self._client = httpx2.AsyncClient(auth=auth, timeout=timeout, trust_env=False)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def href(self, uid: str) -> str:
        """Where an event of ours is put."""
        name = uid if _PLAIN_NAME.fullmatch(uid) else sha256(uid.encode()).hexdigest()[:40]
        return f"{self._folder}{name}.ics"

    async def listing(self, token: str | None) -> Listing:
        """What is different since a token; everything where there is none or the server refuses it."""
        if token is not None:
            changes = await self._changes(token)
            if changes is not None:
                return changes
        whole = await self._changes("")
        return await self._everything() if whole is None else whole

    async def read(self, hrefs: Collection[str]) -> Sequence[Resource]:
        """These files; what is not there any more is left out."""
        wanted, found = sorted(hrefs), list[Resource]()
        for first in range(0, len(wanted), _READ_AT_ONCE):
            some = wanted[first : first + _READ_AT_ONCE]
            body = _READ.format("".join(f"<d:href>{escape(each)}</d:href>" for each in some))
            for response in _responses(await self._ask("REPORT", self._folder, body)):
                href, data = _href(response), response.findtext(f".//{_CALDAV}calendar-data")
                if href is not None and data:
                    found.append(Resource(href, _etag(response), data.encode()))
        return found

    async def within(self, start: datetime, end: datetime) -> list[bytes]:
        """The files of whatever shares time with a window (aware, end exclusive)."""
        first, last = (f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}" for moment in (start, end))
        body = _WITHIN.format(escape(first), escape(last))
        answer = await self._ask("REPORT", self._folder, body, {"Depth": "1"})
        texts = (response.findtext(f".//{_CALDAV}calendar-data") for response in _responses(answer))
        return [text.encode() for text in texts if text]

    async def file(self) -> bytes:
        """The whole address as one iCalendar file, as calendars are published for others."""
        parts = urlsplit(self.address)
        response = await self._send("GET", parts.path + (f"?{parts.query}" if parts.query else ""), b"", {})
        self._insist(response, _OK)
        return response.body

    async def write(self, href: str, data: bytes, etag: str | None) -> str | None:
        """Put a file there, in place of one version or where nothing is."""
        condition = {"If-None-Match": "*"} if etag is None else {"If-Match": etag}
        headers = {"Content-Type": "text/calendar; charset=utf-8", **condition}
        response = await self._send("PUT", href, data, headers)
        if response.status in (_PRECONDITION_FAILED, _CONFLICT) or (
            etag is not None and response.status in (_NOT_FOUND, _GONE)
        ):
            raise CalendarOutdated(self._says("was changed by somebody else meanwhile"))
        self._insist(response, _OK, _CREATED, _NO_CONTENT)
        version: str | None = response.headers.get("ETag")
        return version

    async def remove(self, href: str, etag: str | None) -> None:
        """Take a file away."""
        response = await self._send("DELETE", href, b"", {} if etag is None else {"If-Match": etag})
        if response.status == _PRECONDITION_FAILED:
            raise CalendarOutdated(self._says("was changed by somebody else meanwhile"))
        self._insist(response, _OK, _NO_CONTENT, _NOT_FOUND, _GONE)

    @property
    def _folder(self) -> str:
        return _canonical(urlsplit(self.address).path).rstrip("/") + "/"

    async def _changes(self, token: str) -> Listing | None:
        """What RFC 6578 tells since a token, everything for an empty one; None where the server does not tell."""
        etags: dict[str, str] = {}
        gone: set[str] = set()
        asked = token
        for _ in range(_MOST_PAGES):
            answer = await self._try("REPORT", self._folder, _CHANGES.format(escape(asked)))
            if answer is None:
                return None
            is_cut = False
            for response in _responses(answer):
                href, status = _href(response), response.findtext(f"{_DAV}status") or ""
                if href == self._folder or href is None:
                    is_cut |= str(_FULL) in status
                elif str(_NOT_FOUND) in status or str(_GONE) in status:
                    gone.add(href)
                    etags.pop(href, None)
                else:
                    etags[href] = _etag(response)
                    gone.discard(href)
            asked = answer.findtext(f"{_DAV}sync-token") or ""
            if not is_cut:
                return Listing(etags, frozenset(gone), asked or None, is_whole=not token)
        return None

    async def _everything(self) -> Listing:
        """Everything, from a server that tells no changes."""
        answer = await self._ask("PROPFIND", self._folder, _LIST, {"Depth": "1"})
        etags: dict[str, str] = {}
        for response in _responses(answer):
            href = _href(response)
            is_folder = response.find(f".//{_DAV}resourcetype/{_DAV}collection") is not None
            if href is not None and href != self._folder and not is_folder:
                etags[href] = _etag(response)
        return Listing(etags)

    async def _try(self, method: str, href: str, body: str) -> Element | None:
        """An answer of many parts; None where the server does not know how, or refuses a token."""
        response = await self._send(method, href, body.encode(), {"Content-Type": "application/xml", "Depth": "0"})
        if response.status in (_UNAUTHORIZED, _NOT_FOUND, _GONE) or response.status >= _SERVER_FAILED:
            self._insist(response, _MULTI_STATUS)
        return await self._parsed(response) if response.status == _MULTI_STATUS else None

    async def _ask(self, method: str, href: str, body: str, headers: dict[str, str] | None = None) -> Element:
        given = {"Content-Type": "application/xml", **(headers or {})}
        response = await self._send(method, href, body.encode(), given)
        self._insist(response, _MULTI_STATUS)
        return await self._parsed(response)

    async def _send(self, method: str, href: str, body: bytes, headers: dict[str, str]) -> _Answer:
        if self._client is None:
            message = "enter the calendar first"
            raise ValueError(message)
        parts = urlsplit(self.address)
        url = f"{parts.scheme}://{parts.netloc}{href}"
        try:
            async with self._client.stream(method, url, content=body, headers=headers) as response:
                return _Answer(response.status_code, response.headers, await self._body(response), response.is_redirect)
        except httpx2.TransportError as error:
            if "CERTIFICATE" in str(error).upper():
                message = self._says("could not prove that it is the right one, so nothing was sent to it")
                raise CalendarUnreachable(message) from error
            raise CalendarUnreachable(self._says("did not answer; the rest waits for the next time")) from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise CalendarRefused(self._says("answered something that cannot be read")) from error

    async def _body(self, response: httpx2.Response) -> bytes:
        body = bytearray()
        async for piece in response.aiter_bytes():
            body += piece
            if len(body) > MOST_BYTES:
                raise CalendarRefused(self._says(f"sent more than {MOST_BYTES // 1024**2} megabytes at once"))
        return bytes(body)

    def _insist(self, response: _Answer, *expected: int) -> None:
        status = response.status
        if status in expected:
            return
        if status >= _SERVER_FAILED and status != _FULL:
            raise CalendarUnreachable(self._says(f"failed ({status}); the rest waits for the next time"))
        reasons = {
            _UNAUTHORIZED: "did not accept the user name and password",
            _FORBIDDEN: "does not allow this user to do that",
            _NOT_FOUND: "has no calendar at that address",
            _FULL: "has no space left",
        }
        why = reasons.get(status, f"said no ({status})")
        if response.is_redirect:
            why = "says that the calendar has moved; put its new address into the settings"
        raise CalendarRefused(self._says(why))

    async def _parsed(self, response: _Answer) -> Element:
        try:
            return await asyncio.to_thread(_tree, response.body)
        except (ParseError, LookupError, ValueError) as error:
            raise CalendarRefused(self._says("answered something that cannot be read")) from error

    def _says(self, what: str) -> str:
        return f"The calendar server {urlsplit(self.address).hostname} {what}."


def _tree(body: bytes) -> Element:
    parser = XMLParser(target=_WithoutDoctype())  # noqa: S314 - without a document type there are no entities
    parser.feed(body)
    tree: Element = parser.close()
    return tree


def _responses(answer: Element) -> list[Element]:
    return answer.findall(f"{_DAV}response")


def _href(response: Element) -> str | None:
    text = response.findtext(f"{_DAV}href")
    return None if text is None else _canonical(urlsplit(text.strip()).path)


def _canonical(path: str) -> str:
    """One way of writing a path: servers escape differently."""
    return quote(unquote(path), safe="/-_.~@:!$&'()*+,;=")


def _etag(response: Element) -> str:
    return (response.findtext(f".//{_DAV}getetag") or "").strip()
