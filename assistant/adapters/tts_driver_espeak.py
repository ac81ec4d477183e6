"""A pyttsx3 driver for espeak-ng: robotic, instant, and always there.

Library and data come from the ``espeakng_loader`` wheel. The library is opened with RTLD_LOCAL (opened globally, it
and the copy inside Piper crash each other), is given the path of its data, and is told never to end the process.
"""

import ctypes
import functools
import threading
from collections.abc import Iterator
from pathlib import Path

import espeakng_loader

from assistant.adapters.tts_driver import Proxy, RenderingDriver
from assistant.errors import VoiceUnavailable

NAME = "hearthside_espeak"
DEFAULT_VOICE = "en-us"

# Numbers from espeak-ng's speak_lib.h.
_SYNCHRONOUS = 2
_DO_NOT_EXIT = 0x8000
_CHARS_UTF8 = 1
_RATE, _VOLUME = 1, 2
_POSITION_CHARACTER = 1
_PIECE_MILLISECONDS = 50
_FULL_VOLUME = 100

_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)

_ONE_AT_A_TIME = threading.Lock()


class EspeakDriver(RenderingDriver):
    """espeak-ng behind pyttsx3. The library keeps one state for the whole process, so drivers take turns."""

    def __init__(self, proxy: Proxy) -> None:
        """Open the library.

        Raises:
            VoiceUnavailable: library or data are not there.
        """
        super().__init__(proxy)
        self._library, self._sample_rate = _open()
        self._pieces: list[bytes] = []
        self._is_stopped = threading.Event()
        self._callback = _Callback(self._take)
        self._voice = ""
        self.choose(DEFAULT_VOICE)

    @property
    def sample_rate(self) -> int:
        """What the library says; 22050 in version 1.52."""
        return self._sample_rate

    def render(self, text: str, stopped: threading.Event) -> Iterator[bytes]:
        """The whole text in one piece; a sentence takes a few milliseconds."""
        self._is_stopped = stopped
        self._pieces.clear()
        data = text.encode()
        with _ONE_AT_A_TIME:
            self._library.espeak_SetSynthCallback(self._callback)
            self._library.espeak_SetVoiceByName(self._voice.encode())
            self._library.espeak_SetParameter(_RATE, round(self.rate), 0)
            self._library.espeak_SetParameter(_VOLUME, round(self.volume * _FULL_VOLUME), 0)
            failed = self._library.espeak_Synth(
                data, ctypes.c_size_t(len(data) + 1), 0, _POSITION_CHARACTER, 0, _CHARS_UTF8, None, None
            )
        if failed:
            message = "The espeak voice failed."
            raise VoiceUnavailable(message)
        yield b"".join(self._pieces)

    @property
    def voice(self) -> str:
        """By espeak's name, e.g. ``en-us+f3``."""
        return self._voice

    def choose(self, voice: str) -> None:
        """Speak with another voice, by espeak's name.

        Raises:
            ValueError: espeak has no such voice.
        """
        with _ONE_AT_A_TIME:
            unknown = self._library.espeak_SetVoiceByName(voice.encode())
        if unknown:
            message = f"espeak has no voice {voice!r}"
            raise ValueError(message)
        self._voice = voice

    def _take(self, samples: "ctypes._Pointer[ctypes.c_short]", count: int, _events: int) -> int:
        if self._is_stopped.is_set():
            return 1
        if samples and count > 0:
            self._pieces.append(ctypes.string_at(samples, count * 2))
        return 0


@functools.lru_cache(maxsize=1)
def _open() -> tuple[ctypes.CDLL, int]:
    path = Path(espeakng_loader.get_library_path())
    try:
        library = ctypes.CDLL(str(path))
        data = espeakng_loader.get_data_path().encode()
    except (OSError, RuntimeError) as error:
        message = "The espeak voice is not installed as it should be; set Hearthside up again."
        raise VoiceUnavailable(message) from error
    library.espeak_SetSynthCallback.restype = None
    rate = int(library.espeak_Initialize(_SYNCHRONOUS, _PIECE_MILLISECONDS, data, _DO_NOT_EXIT))
    if rate <= 0:
        message = "The espeak voice cannot read its data; set Hearthside up again."
        raise VoiceUnavailable(message)
    return library, rate
