"""A real CalDAV server in a process of its own, and a wire to it that can be cut.

Radicale is GPL-3: it only ever runs as a server of its own.
"""

import shutil
import socket
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import fromstring as parse_xml

import httpx2
import pytest

USER, PASSWORD = "ana", "a long password"

_CONFIGURATION = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/store
[logging]
level = error
"""


@dataclass
class Radicale:
    """A running server."""

    port: int
    folder: Path
    client: httpx2.Client

    def make_calendar(self, name: str) -> "Phone":
        """A new, empty calendar."""
        phone = Phone(f"http://127.0.0.1:{self.port}/{USER}/{name}/", self.client)
        phone.make()
        return phone

    def forget_tokens(self) -> None:
        """Refuse every token that was given out."""
        for found in self.folder.rglob("sync-token"):
            shutil.rmtree(found)


@dataclass
class Phone:
    """Somebody else who uses a calendar, without asking for versions."""

    url: str
    client: httpx2.Client

    def make(self) -> None:
        self._ask("MKCALENDAR", self.url, 201)

    def put(self, href: str, data: bytes) -> None:
        self._ask("PUT", self._url(href), 201, 204, content=data, headers={"Content-Type": "text/calendar"})

    def delete(self, href: str) -> None:
        self._ask("DELETE", self._url(href), 200, 204, 404)

    def content(self) -> dict[str, bytes]:
        listed = self._ask("PROPFIND", self.url, 207, headers={"Depth": "1"})
        hrefs = [
            unquote(each.text or "")
            for each in parse_xml(listed.content).iter("{DAV:}href")  # noqa: S314 - the tests' own server
        ]
        files = [href for href in hrefs if not href.endswith("/")]
        return {href: self._ask("GET", self._url(href), 200).content for href in files}

    def _url(self, href: str) -> str:
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}{href}"

    def _ask(
        self, method: str, url: str, *expected: int, content: bytes = b"", headers: dict[str, str] | None = None
    ) -> httpx2.Response:
        answer = self.client.request(method, url, content=content, headers=headers)
        assert answer.status_code in expected, f"{method} {url}: {answer.status_code}"
        return answer


@contextmanager
def running_radicale(folder: Path) -> Iterator[Radicale]:
    """Start one that keeps its data in a folder; it is stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
    configuration = folder / "radicale.conf"
    configuration.write_text(_CONFIGURATION.format(port=port, folder=folder))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "radicale", "--config", str(configuration)], stdout=log, stderr=log
        )
        try:
            _wait_for(port, process)
            with httpx2.Client(auth=httpx2.BasicAuth(USER, PASSWORD), trust_env=False) as client:
                yield Radicale(port, folder, client)
        finally:
            process.terminate()
            process.wait(10)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    pause = threading.Event()
    for _ in range(300):
        assert process.poll() is None, "Radicale did not start"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        pause.wait(0.1)
    pytest.fail("Radicale did not answer")


class Wire(socketserver.ThreadingTCPServer):
    """A proxy that passes bytes on until it is cut."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, target: int) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.target = target
        self.requests_left: int | None = None
        """How many requests still pass; None for all."""

        self.passes_last_request = False
        """Whether the request that is cut off reaches the server; its answer never comes back."""

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Passing(socketserver.BaseRequestHandler):
    server: Wire

    def handle(self) -> None:
        with socket.create_connection(("127.0.0.1", self.server.target)) as upstream:
            while request := self._whole(self.request):
                left = self.server.requests_left
                if left == 0 and not self.server.passes_last_request:
                    return
                upstream.sendall(request)
                answer = self._whole(upstream)
                if left == 0:
                    return
                if left is not None:
                    self.server.requests_left = left - 1
                self.request.sendall(answer)

    @staticmethod
    def _whole(source: socket.socket) -> bytes:
        """One HTTP message; empty where the other side hung up."""
        data = b""
        while b"\r\n\r\n" not in data:
            some = source.recv(65536)
            if not some:
                return b""
            data += some
        head, _, body = data.partition(b"\r\n\r\n")
        lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
        missing = int(lengths[0]) - len(body) if lengths else 0
        while missing > 0:
            some = source.recv(65536)
            if not some:
                return b""
            data, missing = data + some, missing - len(some)
        return data


@contextmanager
def wire_to(port: int) -> Iterator[Wire]:
    """A wire to a server on this machine."""
    with Wire(port) as wire:
        thread = threading.Thread(target=wire.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield wire
        finally:
            wire.shutdown()
            thread.join()
