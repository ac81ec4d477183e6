"""What Hearthside's own pyttsx3 drivers have in common, and how they are made known to pyttsx3.

Why: pyttsx3's stock Linux driver plays through a temporary file and a shell command inside the engine's callback. It
cannot be stopped, loses all but the last of several queued sentences, and returns before its file exists. A driver is
only a module with a ``buildDriver``, so we register our own: it renders into a sink, stops at once, and says what is
queued in order.
"""

import sys
import threading
import types
import wave
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Protocol

NORMAL_RATE = 175
"""Words per minute that stand for a voice's normal speed. Source: espeak-ng's default."""

SLOWEST_RATE = 80
FASTEST_RATE = 450
"""What espeak-ng takes."""

Sink = Callable[[bytes], None]
"""Takes mono signed 16-bit samples."""


class Proxy(Protocol):
    """What pyttsx3 hands a driver: its way back to the engine."""

    def setBusy(self, busy: bool) -> None:  # noqa: N802, FBT001 - pyttsx3's own name and signature
        """Tell whether the driver takes the next command; with False it is handed out within the call."""
        ...

    def notify(self, topic: str, **details: object) -> None:
        """Tell the engine's listeners."""
        ...


class RenderingDriver(ABC):
    """A pyttsx3 driver that renders sentences in the calling thread.

    ``runAndWait`` returns when everything queued has been rendered. ``stop`` may be called from any thread.
    """

    def __init__(self, proxy: Proxy) -> None:
        """Hand rendered samples to nobody, until ``sink`` is set."""
        self._proxy = proxy
        self._stopped = threading.Event()
        self.sink: Sink = _drop
        self.rate: float = NORMAL_RATE
        self.volume = 1.0

    @property
    @abstractmethod
    def sample_rate(self) -> int:
        """Samples per second of what is rendered."""

    @abstractmethod
    def render(self, text: str, stopped: threading.Event) -> Iterator[bytes]:
        """Render one text piece by piece, and end early once ``stopped`` is set."""

    @property
    @abstractmethod
    def voice(self) -> str:
        """The engine's name of the voice that speaks."""

    @abstractmethod
    def choose(self, voice: str) -> None:
        """Speak with another of the engine's voices from now on.

        Raises:
            ValueError: no such voice.
        """

    def getProperty(self, name: str) -> object:  # noqa: N802 - pyttsx3's own name
        """One of ``rate`` (words a minute), ``volume`` (0 to 1), ``voice`` and ``voices``.

        Raises:
            KeyError: no such property.
        """
        return {"rate": self.rate, "volume": self.volume, "voice": self.voice, "voices": [self.voice]}[name]

    def setProperty(self, name: str, value: float | str) -> None:  # noqa: N802 - pyttsx3's own name
        """Set ``rate`` or ``volume`` (clipped to what makes sense) or ``voice``.

        Raises:
            KeyError: no such property.
            ValueError: no such voice.
        """
        if name == "rate":
            self.rate = min(max(float(value), SLOWEST_RATE), FASTEST_RATE)
        elif name == "volume":
            self.volume = min(max(float(value), 0.0), 1.0)
        elif name == "voice":
            self.choose(str(value))
        else:
            raise KeyError(name)

    def say(self, text: str) -> None:
        """Render into ``sink``; tells ``started-utterance`` and ``finished-utterance``."""
        self._render_into(self.sink, text)

    def save_to_file(self, text: str, filename: str) -> None:
        """Render into a WAV file, which is whole when ``runAndWait`` returns."""
        with wave.open(filename, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self.sample_rate)
            rendered: list[bytes] = []
            self._render_into(rendered.append, text)
            file.writeframes(b"".join(rendered))

    def _render_into(self, sink: Sink, text: str) -> None:
        self._proxy.notify("started-utterance")
        self._stopped.clear()
        try:
            for pcm in self.render(text, self._stopped):
                if self._stopped.is_set():
                    break
                sink(pcm)
        except Exception as error:  # noqa: BLE001 - pyttsx3 hands errors on as events; whatever is queued goes on
            self._proxy.notify("error", exception=error)
        self._proxy.notify("finished-utterance", completed=not self._stopped.is_set())

    def stop(self) -> None:
        """End what is being rendered as soon as possible; returns at once."""
        self._stopped.set()

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's own name
        """Say everything that is queued."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802, B027 - pyttsx3's own name, and there is nothing to do
        """Nothing runs between loops."""

    def iterate(self) -> Iterator[None]:
        """Say everything that is queued, for an outside loop."""
        self._proxy.setBusy(False)
        yield

    def destroy(self) -> None:
        """End what is being rendered; the engine is going away."""
        self._stopped.set()


def register(name: str, build: Callable[[Proxy], RenderingDriver]) -> None:
    """Make a driver known, so that ``pyttsx3.init(name)`` finds it."""
    module = types.ModuleType(f"pyttsx3.drivers.{name}", "A driver of Hearthside's own.")
    module.__dict__["buildDriver"] = build
    sys.modules[module.__name__] = module


def _drop(pcm: bytes) -> None:
    """Nobody listens."""
