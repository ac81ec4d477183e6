"""The machine's loudspeaker, through miniaudio, which brings everything it needs with it.

The device stays open and is started for each sound. Why: opening makes the sound server change its own pace, and in
a PulseAudio null sink the first sound after opening came up to two seconds late; after that it starts within 5 ms.
"""

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable, Generator

import miniaudio
import numpy as np

from assistant.adapters.alsa import silence_alsa
from assistant.adapters.speaker_reserve import LearnedReserve, Reserve
from assistant.clock import Clock
from assistant.errors import SpeakerUnavailable
from assistant.messages.audio import AudioChunk, AudioFormat
from assistant.speaking.ports import FarEnd, Sounding
from assistant.speaking.sound import Samples, resampled, samples_of

RATE = 22_050
"""Samples per second of the device as we open it; the rate of both voices, so that nothing is resampled by us."""

PERIOD_MILLISECONDS = 20
"""What the device asks for at once."""

_AHEAD_SECONDS = 0.25
_STARTED_AFTER_SECONDS = 3.0
"""The first block may take so long, while the sound server wakes up."""

_STALLED_SECONDS = 1.0
"""A device that plays asks for a block every 20 ms; one that asks for none in so long is gone."""

_TRIES = 2
_MOVING_TRIES, _MOVING_SECONDS = 20, 0.25
"""How often, and how soon after each other, another device is looked for when one went away while it played."""

_NO_BACKEND = "Null"


_BACKENDS = [backend for backend in miniaudio.Backend if backend is not miniaudio.Backend.NULL]
"""Without the one that only pretends."""


class MiniaudioSpeaker:
    """One output device."""

    def __init__(
        self, clock: Clock, device_name: str | None = None, volume: float = 1.0, far_end: FarEnd | None = None
    ) -> None:
        """Play on a device; it is opened by ``open`` or with the first sound.

        Args:
            clock: waits.
            device_name: part of the device's name, whatever its case; None for the system's default.
            volume: 0 to 1.
            far_end: is told what is played; None where nobody listens.
        """
        self._clock = clock
        self._far_end = far_end
        self._device_name = device_name
        self.volume = volume
        self._device: miniaudio.PlaybackDevice | None = None
        self._opening = threading.Lock()
        self._started_for: _Feed | None = None
        self._learned = LearnedReserve()
        self._periods = self._learned.periods

    async def open(self) -> None:
        """Open the device.

        Raises:
            SpeakerUnavailable: there is no such output device.
        """
        await asyncio.to_thread(self._opened)

    async def play(self, sound: AsyncIterator[AudioChunk], sounding: Sounding) -> None:
        """Play to the last sample; cancelled, it fades out over one period.

        A device that goes away meanwhile (headphones are unplugged) is one gap: it goes on where it was on the one
        that the system then gives.

        Raises:
            SpeakerUnavailable: there is no output device, or it went away and there is no other.
        """
        await asyncio.to_thread(self._opened)
        feed = _Feed(asyncio.get_running_loop(), self._clock, lambda: self.volume, sounding, self._far_end)
        try:
            await self._begin(feed)
            async for chunk in sound:
                feed.add(samples_of(resampled(chunk, RATE)))
                await self._until_left(feed, round(_AHEAD_SECONDS * RATE))
            await self._until_left(feed, 0)
        except SpeakerUnavailable:
            await self.close()
            raise
        finally:
            feed.fade()
            device, feed.device = feed.device, None
            if device is not None and device is self._device:
                await asyncio.to_thread(feed.begun.wait, _STARTED_AFTER_SECONDS)
                await self._clock.sleep(PERIOD_MILLISECONDS * (self._periods + 1) / 1000)
                await asyncio.to_thread(self._stop, device)
                self._learned.learn(feed.reserve.gaps)
        await self._keep_what_is_learned()

    async def _keep_what_is_learned(self) -> None:
        """Open the device with the reserve that it needs, for the next sound; not while somebody waits for silence."""
        if self._periods == self._learned.periods:
            return
        await self.close()
        with contextlib.suppress(SpeakerUnavailable):  # the next sound will find out
            await self.open()

    async def _begin(self, feed: "_Feed") -> None:
        """Let the device ask for what is fed.

        A device cannot be called back while it starts: who is cancelled here waits for it, and stops it afterwards.
        """
        if self._far_end is not None:
            self._far_end.began()
        starting = asyncio.ensure_future(asyncio.to_thread(self._start, feed))
        try:
            await asyncio.shield(starting)
        finally:
            await asyncio.wait({starting})
            if not starting.exception():
                feed.device = starting.result()

    async def _move(self, feed: "_Feed") -> None:
        """Go on with another device, once there is one.

        Raises:
            SpeakerUnavailable: there is none.
        """
        feed.device = None
        for _ in range(_MOVING_TRIES):
            await self.close()
            try:
                await self._begin(feed)
            except SpeakerUnavailable:
                await self._clock.sleep(_MOVING_SECONDS)
            else:
                return
        raise _gone()

    async def close(self) -> None:
        """Let the device go.

        One that was started and has not asked for anything yet would never come back from being stopped.
        """
        device, self._device = self._device, None
        if device is not None:
            if self._started_for is not None:
                await asyncio.to_thread(self._started_for.begun.wait, _STARTED_AFTER_SECONDS)
            await asyncio.to_thread(device.close)

    async def _until_left(self, feed: "_Feed", left: int) -> None:
        while not feed.has_at_most(left):
            before = feed.taken
            try:
                async with asyncio.timeout(_STALLED_SECONDS if before else _STARTED_AFTER_SECONDS):
                    await feed.low.wait()
            except TimeoutError:
                if feed.taken == before:
                    await self._move(feed)

    def _opened(self) -> miniaudio.PlaybackDevice:
        with self._opening:
            if self._device is None:
                self._periods = self._learned.periods
                self._device = _open(self._device_name, self._periods)
            return self._device

    def _start(self, feed: "_Feed") -> miniaudio.PlaybackDevice:
        """Start the device; one that was lost since it was opened, or was left running, is opened anew."""
        for _ in range(_TRIES):
            device = self._opened()
            playing = feed.blocks()
            next(playing)
            self._started_for = feed
            try:
                device.start(playing)
            except miniaudio.MiniaudioError:
                self._started_for = None
                with self._opening:
                    self._device = None
                device.close()
                continue
            return device
        raise _gone()

    def _stop(self, device: miniaudio.PlaybackDevice) -> None:
        with self._opening:
            is_ours = device is self._device
            try:
                if is_ours:
                    device.stop()
            except miniaudio.MiniaudioError:
                device.callback_generator = None


class _Feed:
    """Samples on their way from the event loop to the device's own thread."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        clock: Clock,
        volume: Callable[[], float],
        sounding: Sounding,
        far_end: FarEnd | None,
    ) -> None:
        self._loop = loop
        self._clock = clock
        self._far_end = far_end
        self._volume = volume
        self._sounding: Sounding | None = sounding
        self._lock = threading.Lock()
        self._waiting: deque[Samples] = deque()
        self._left = 0
        self._low_at = 0
        self._gain = volume()
        self._fading = False
        self.taken = 0
        self.begun = threading.Event()
        """Set by the device's thread with the first block that it asks for."""

        self.reserve = Reserve()
        self.device: miniaudio.PlaybackDevice | None = None
        """Which one asks for blocks."""

        self.low = asyncio.Event()

    def add(self, samples: Samples) -> None:
        with self._lock:
            self._waiting.append(samples)
            self._left += len(samples)

    def has_at_most(self, left: int) -> bool:
        """Whether so little is left; if not, ``low`` will be set once it is."""
        with self._lock:
            self._low_at = left
            self.low.clear()
            return self._left <= left

    def fade(self) -> None:
        """Go down to silence within the next block, and drop the rest."""
        with self._lock:
            self._fading = True

    def blocks(self) -> Generator[bytes, int, None]:
        """What miniaudio asks for, block by block, in the device's thread."""
        frames = yield b""
        while True:
            frames = yield self._block(frames)

    def _block(self, frames: int) -> bytes:
        self.begun.set()
        block = np.zeros(frames, dtype=np.float32)
        self.reserve.take(frames / RATE, self._clock.monotonic())
        with self._lock:
            filled = self._fill(block)
            target = 0.0 if self._fading else min(max(self._volume(), 0.0), 1.0)
            if self._fading:
                self._waiting.clear()
                self._left = 0
            is_low = self._left <= self._low_at
            self.taken += frames
        if filled and self._sounding is not None:
            self._tell(self._sounding)
            self._sounding = None
        if is_low and not self.low.is_set():
            self._tell(self.low.set)
        block *= np.linspace(self._gain, target, frames, dtype=np.float32)
        self._gain = target
        pcm = np.round(block * np.float32(32767)).astype("<i2").tobytes()
        if self._far_end is not None:
            self._far_end.played(AudioChunk(pcm, AudioFormat(rate=RATE)))
        return pcm

    def _fill(self, block: Samples) -> int:
        filled = 0
        while filled < len(block) and self._waiting:
            samples = self._waiting.popleft()
            part = samples[: len(block) - filled]
            block[filled : filled + len(part)] = part
            filled += len(part)
            if len(part) < len(samples):
                self._waiting.appendleft(samples[len(part) :])
        self._left -= filled
        return filled

    def _tell(self, told: Callable[[], None]) -> None:
        try:
            self._loop.call_soon_threadsafe(told)
        except RuntimeError:
            self._fading = True  # the loop was closed while the device still ran


def output_devices() -> tuple[str, ...]:
    """The names of all loudspeakers of this machine, in the system's order; empty where there is none. Blocks."""
    silence_alsa()
    try:
        return tuple(str(device["name"]) for device in miniaudio.Devices(_BACKENDS).get_playbacks())
    except miniaudio.MiniaudioError:
        return ()


def _open(name: str | None, periods: int) -> miniaudio.PlaybackDevice:
    silence_alsa()
    try:
        device = miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=PERIOD_MILLISECONDS,
            callback_periods=periods,
            device_id=None if name is None else _device_id(name),
            app_name="Hearthside",
        )
    except miniaudio.MiniaudioError as error:
        raise _missing() from error
    if device.backend == _NO_BACKEND:
        device.close()
        raise _missing()
    return device


def _device_id(name: str) -> object:
    found = miniaudio.Devices(_BACKENDS).get_playbacks()
    for device in found:
        if name.casefold() in device["name"].casefold():
            return device["id"]
    names = ", ".join(str(device["name"]) for device in found) or "none"
    message = f"There is no speaker named {name!r}; there are: {names}."
    raise SpeakerUnavailable(message)


def _missing() -> SpeakerUnavailable:
    return SpeakerUnavailable("There is no speaker here; connect one, or check the system's sound settings.")


def _gone() -> SpeakerUnavailable:
    return SpeakerUnavailable("The speaker went away while something was being said.")
