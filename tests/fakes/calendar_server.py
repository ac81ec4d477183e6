"""A calendar server in memory, whose connection can be cut at any request, before or after it was obeyed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from assistant.calendar.ports import Listing, Resource
from assistant.errors import CalendarOutdated, CalendarRefused, CalendarUnreachable


@dataclass
class FakeCalendarServer:
    """Implements ``CalendarServer``."""

    address: str = "https://calendar.example/ours/"
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Version and content by href."""

    knows_tokens: bool = True
    forgotten_before: int = 0
    """Older tokens are refused."""

    tells_versions: bool = True
    """Whether a write answers with the new version."""

    refused: set[str] = field(default_factory=set)
    """Hrefs that nobody may write."""

    cut_after: int | None = None
    """How many requests still pass; None for all."""

    obeys_cut_request: bool = False
    """Whether the request that is cut off was obeyed all the same."""

    requests: list[str] = field(default_factory=list)
    _log: list[str] = field(default_factory=list)

    def href(self, uid: str) -> str:
        return f"/ours/{uid}.ics"

    async def listing(self, token: str | None) -> Listing:
        self._arrive("listing")
        self._answer()
        current = str(len(self._log)) if self.knows_tokens else None
        if token is None or not self.knows_tokens or int(token) < self.forgotten_before:
            return Listing({href: etag for href, (etag, _) in self.files.items()}, token=current)
        touched = set(self._log[int(token) :])
        etags = {href: self.files[href][0] for href in touched if href in self.files}
        return Listing(etags, frozenset(touched - etags.keys()), current, is_whole=False)

    async def read(self, hrefs: Collection[str]) -> Sequence[Resource]:
        self._arrive("read")
        self._answer()
        return [Resource(href, *self.files[href]) for href in hrefs if href in self.files]

    async def write(self, href: str, data: bytes, etag: str | None) -> str | None:
        self._arrive("write")
        if href in self.refused:
            message = "The calendar server calendar.example has no space left."
            raise CalendarRefused(message)
        if (self.files[href][0] if href in self.files else None) != etag:
            message = "The calendar server calendar.example was changed by somebody else meanwhile."
            raise CalendarOutdated(message)
        self.put(href, data)
        self._answer()
        return self.files[href][0] if self.tells_versions else None

    async def remove(self, href: str, etag: str | None) -> None:
        self._arrive("remove")
        if href in self.files and etag not in (None, self.files[href][0]):
            message = "The calendar server calendar.example was changed by somebody else meanwhile."
            raise CalendarOutdated(message)
        self.delete(href)
        self._answer()

    def put(self, href: str, data: bytes) -> None:
        """What a phone does, which asks for no version."""
        self._log.append(href)
        self.files[href] = (f'"{len(self._log)}"', data)

    def delete(self, href: str) -> None:
        """As above."""
        if self.files.pop(href, None) is not None:
            self._log.append(href)

    def content(self) -> dict[str, bytes]:
        """Everything that is there."""
        return {href: data for href, (_, data) in self.files.items()}

    def forget_tokens(self) -> None:
        """Refuse every token that was given out."""
        self.forgotten_before = len(self._log) + 1
        self._log.append("/ours/")

    def _arrive(self, request: str) -> None:
        if self.cut_after == 0 and not self.obeys_cut_request:
            raise CalendarUnreachable(_NO_ANSWER)
        self.requests.append(request)

    def _answer(self) -> None:
        if self.cut_after == 0:
            raise CalendarUnreachable(_NO_ANSWER)
        if self.cut_after is not None:
            self.cut_after -= 1


_NO_ANSWER = "The calendar server calendar.example did not answer; the rest waits for the next time."
