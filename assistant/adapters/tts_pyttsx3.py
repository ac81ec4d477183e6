"""Synthesizers: Piper and espeak-ng behind pyttsx3, through drivers of our own."""

import asyncio
import itertools
import threading
from collections.abc import Callable
from pathlib import Path

import pyttsx3

from assistant.adapters import tts_driver_espeak, tts_driver_piper
from assistant.adapters.tts_driver import NORMAL_RATE, Proxy, RenderingDriver, register
from assistant.errors import SpeakingError
from assistant.messages.audio import AudioChunk, AudioFormat

_STOP_CHECK_SECONDS = 0.01
_UNSPEAKABLE_SECONDS = 0.1
"""The silence that stands for a text without a word in it, such as three dots."""

_numbers = itertools.count(1)
"""pyttsx3 shares one engine among all who name the same driver; a number of its own keeps each apart."""


class Pyttsx3Synthesizer:
    """One pyttsx3 engine with one of our drivers. All work is done in a thread, one sentence at a time."""

    def __init__(self, driver_name: str, voice: str, build: Callable[[Proxy], RenderingDriver]) -> None:
        """Register the driver; engine and weights are loaded by ``load`` or with the first sentence.

        Args:
            driver_name: the name that pyttsx3 knows it by, to which a number is added.
            voice: names engine and voice, for caches.
            build: makes the driver, or raises VoiceUnavailable.
        """
        self._driver_name = f"{driver_name}_{next(_numbers)}"
        self._voice = voice
        self._build = build
        self._driver: RenderingDriver | None = None
        self._engine: pyttsx3.engine.Engine | None = None
        self._errors: list[Exception] = []
        self._rendered: list[bytes] = []
        self._one_at_a_time = threading.Lock()
        register(self._driver_name, self._build_driver)

    @property
    def voice(self) -> str:
        """Engine and voice."""
        return self._voice

    async def load(self) -> None:
        """Load engine and weights in a thread.

        Raises:
            VoiceUnavailable: they are not there.
        """
        await asyncio.to_thread(self._load)

    async def synthesize(self, text: str, rate: float) -> AudioChunk:
        """Render one sentence in a thread; cancelling ends the thread's work and waits for it.

        Raises:
            SpeakingError: the engine is not there or failed.
        """
        work = asyncio.ensure_future(asyncio.to_thread(self._render, text, rate))
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            while not work.done():
                if self._driver is not None:
                    self._driver.stop()
                await asyncio.wait({work}, timeout=_STOP_CHECK_SECONDS)
            work.exception()
            raise

    def _build_driver(self, proxy: Proxy) -> RenderingDriver:
        self._driver = self._build(proxy)
        self._driver.sink = self._rendered.append
        return self._driver

    def _load(self) -> None:
        with self._one_at_a_time:
            self._ensure_engine()

    def _ensure_engine(self) -> tuple[pyttsx3.engine.Engine, RenderingDriver]:
        if self._engine is None:
            engine = pyttsx3.init(self._driver_name)
            engine.connect("error", self._note_error)
            self._engine = engine
        assert self._driver is not None  # noqa: S101 - an engine was built, so its driver was
        return self._engine, self._driver

    def _note_error(self, name: str | None, exception: Exception) -> None:  # noqa: ARG002 - pyttsx3's signature
        self._errors.append(exception)

    def _render(self, text: str, rate: float) -> AudioChunk:
        with self._one_at_a_time:
            engine, driver = self._ensure_engine()
            self._rendered.clear()
            self._errors.clear()
            engine.setProperty("rate", NORMAL_RATE * rate)
            engine.say(text)
            engine.runAndWait()
            pcm = b"".join(self._rendered)
            if self._errors:
                message = "The voice failed in the middle of a sentence."
                raise SpeakingError(message) from self._errors[0]
            sound = AudioFormat(rate=driver.sample_rate)
            return AudioChunk(pcm or bytes(round(sound.rate * _UNSPEAKABLE_SECONDS) * sound.width), sound)


def espeak_synthesizer(voice: str = tts_driver_espeak.DEFAULT_VOICE) -> Pyttsx3Synthesizer:
    """espeak-ng; ``voice`` by its own name, e.g. ``en-us+f3``."""

    def build(proxy: Proxy) -> RenderingDriver:
        driver = tts_driver_espeak.EspeakDriver(proxy)
        driver.choose(voice)
        return driver

    return Pyttsx3Synthesizer(tts_driver_espeak.NAME, f"espeak:{voice}", build)


def piper_synthesizer(model: Path | None = None, threads: int = 1) -> Pyttsx3Synthesizer:
    """Piper; ``model`` an ``.onnx`` voice file, None for the voice that comes along."""
    name = "joe" if model is None else model.stem
    return Pyttsx3Synthesizer(
        tts_driver_piper.NAME, f"piper:{name}", lambda proxy: tts_driver_piper.PiperDriver(proxy, model, threads)
    )
