"""A live microphone through miniaudio, which brings its own drivers and needs nothing from the system.

The driver's thread hands blocks to the event loop, which keeps them until they are asked for.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import suppress
from dataclasses import dataclass

import miniaudio

from assistant.adapters.alsa import silence_alsa
from assistant.errors import MicrophoneUnavailable
from assistant.messages.audio import SPEECH, AudioChunk

BLOCK_MILLISECONDS = 32
VANISHED_AFTER_SECONDS = 2.0
"""A working microphone brings a block every 32 ms; one that brings nothing for so long is gone."""

OPENED_AFTER_SECONDS = 5.0
"""The first block may take longer, while the sound server wakes up."""

LONGEST_QUEUE_SECONDS = 60.0
"""Sound that nobody asked for in so long is forgotten, the oldest first."""

_APPLICATION = "Hearthside"
_BACKENDS = [backend for backend in miniaudio.Backend if backend is not miniaudio.Backend.NULL]
"""Without the one that only pretends."""


@dataclass(frozen=True, slots=True)
class InputDevice:
    """A microphone that this machine knows."""

    name: str


def input_devices() -> tuple[InputDevice, ...]:
    """All microphones of this machine, in the system's order; empty where there is none. Blocks."""
    return tuple(InputDevice(str(device["name"])) for device in _captures())


class MiniaudioMicrophone:
    """The system's default microphone, or one chosen by name."""

    def __init__(self, device: str = "", captured: Callable[[int], None] | None = None) -> None:
        """Choose a device; nothing is opened before somebody listens.

        Args:
            device: its name or a part of it, in any case; empty for the system's default.
            captured: is told, in the driver's thread, of how many samples come in at that moment.
        """
        self._device = device
        self._captured = captured

    async def chunks(self) -> AsyncGenerator[AudioChunk]:
        """Blocks of 32 ms from now on, see ``Microphone``.

        Raises:
            MicrophoneUnavailable: there is no such device, or it went away.
        """
        blocks = _Blocks(asyncio.get_running_loop(), self._captured)
        opening = asyncio.ensure_future(asyncio.to_thread(self._open, blocks))
        try:
            await asyncio.shield(opening)
            patience = OPENED_AFTER_SECONDS
            while True:
                yield AudioChunk(await blocks.next(patience))
                patience = VANISHED_AFTER_SECONDS
        finally:
            # A device cannot be called back while it opens, and one that is stopped before its first block never
            # comes back. Closing waits for the driver's thread, which never waits for this one.
            await asyncio.wait({opening})
            if not opening.exception():
                await asyncio.to_thread(blocks.begun.wait, OPENED_AFTER_SECONDS)
                await asyncio.to_thread(opening.result().close)

    def _open(self, blocks: "_Blocks") -> miniaudio.CaptureDevice:
        silence_alsa()
        identifier = _identifier(self._device) if self._device else None
        try:
            capture = miniaudio.CaptureDevice(
                input_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=SPEECH.channels,
                sample_rate=SPEECH.rate,
                buffersize_msec=BLOCK_MILLISECONDS,
                device_id=identifier,
                backends=_BACKENDS,
                app_name=_APPLICATION,
            )
            receiver = _receiver(blocks)
            next(receiver)
            capture.stop_callback = blocks.end
            capture.start(receiver)
        except miniaudio.MiniaudioError as error:
            message = "There is no working microphone; plug one in, or check the sound settings."
            raise MicrophoneUnavailable(message) from error
        return capture


class _Blocks:
    """The queue between the driver's thread and the event loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop, captured: Callable[[int], None] | None = None) -> None:
        self._loop = loop
        self._captured = captured
        self._queue: asyncio.Queue[bytes | None] = asyncio.Queue(
            maxsize=int(LONGEST_QUEUE_SECONDS * 1000 / BLOCK_MILLISECONDS)
        )

        self.begun = threading.Event()
        """Set by the driver's thread with the first block, or when there will be none."""

    def put(self, block: bytes) -> None:
        """Take a block; called by the driver's thread."""
        self.begun.set()
        if self._captured is not None:
            self._captured(len(block) // SPEECH.width)
        self._hand_over(block)

    def end(self) -> None:
        """There will be no more; called by the driver's thread."""
        self.begun.set()
        self._hand_over(None)

    async def next(self, patience_seconds: float) -> bytes:
        """The oldest block; ``MicrophoneUnavailable`` when none comes."""
        block: bytes | None = None
        with suppress(TimeoutError):
            async with asyncio.timeout(patience_seconds):
                block = await self._queue.get()
        if block is None:
            message = "The microphone went away; plug it in again, or check the sound settings."
            raise MicrophoneUnavailable(message)
        return block

    def _hand_over(self, block: bytes | None) -> None:
        # The loop may be closed already when the last block comes.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._enqueue, block)

    def _enqueue(self, block: bytes | None) -> None:
        if self._queue.full():
            self._queue.get_nowait()
        self._queue.put_nowait(block)


def _receiver(blocks: _Blocks) -> Generator[None, bytearray, None]:
    while True:
        blocks.put(bytes((yield)))


def _captures() -> list[dict[str, object]]:
    silence_alsa()
    try:
        devices: list[dict[str, object]] = miniaudio.Devices(_BACKENDS).get_captures()
    except miniaudio.MiniaudioError:
        return []
    return devices


def _identifier(name: str) -> object:
    known = _captures()
    for device in known:
        if name.casefold() in str(device["name"]).casefold():
            return device["id"]
    names = ", ".join(str(device["name"]) for device in known) or "none"
    message = f"There is no microphone called {name}; this computer has: {names}."
    raise MicrophoneUnavailable(message)
