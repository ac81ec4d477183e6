"""The echo canceller of libspeexdsp, where the system has that library; nothing needs it.

Linear, like our own: a multi-delay block filter in the frequency domain with a step size that is safe while both speak.
"""

import ctypes
import ctypes.util

from assistant.messages.audio import SPEECH, AudioChunk

FRAME = 256
"""Samples at a time: 16 ms."""

TAIL_SECONDS = 0.4

_SET_SAMPLING_RATE = 24
"""Source: ``SPEEX_ECHO_SET_SAMPLING_RATE`` in speex_echo.h."""


class SpeexCanceller:
    """libspeexdsp's echo canceller, see ``EchoCanceller``."""

    frame_samples = FRAME

    def __init__(self, tail_seconds: float = TAIL_SECONDS) -> None:
        """Load the library.

        Raises:
            OSError: it is not there; ``is_available`` says so beforehand.
        """
        self._library = ctypes.CDLL(_name())
        self._library.speex_echo_state_init.restype = ctypes.c_void_p
        for function, pointers in (("state_destroy", 1), ("state_reset", 1), ("cancellation", 4)):
            getattr(self._library, f"speex_echo_{function}").argtypes = [ctypes.c_void_p] * pointers
        self._library.speex_echo_ctl.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p]
        self._state = self._library.speex_echo_state_init(FRAME, round(tail_seconds * SPEECH.rate))
        rate = ctypes.c_int(SPEECH.rate)
        self._library.speex_echo_ctl(self._state, _SET_SAMPLING_RATE, ctypes.byref(rate))

    def __del__(self) -> None:
        """Give the library's memory back."""
        if getattr(self, "_state", None):
            self._library.speex_echo_state_destroy(self._state)

    def reset(self) -> None:
        """Forget the room."""
        self._library.speex_echo_state_reset(self._state)

    def cancel(self, near: AudioChunk, far: AudioChunk) -> AudioChunk:
        """The frame of the microphone without our own voice, see ``EchoCanceller``."""
        for frame in (near, far):
            if frame.format != SPEECH or len(frame.pcm) != FRAME * SPEECH.width:
                message = f"the canceller takes {FRAME} samples of {SPEECH} at a time"
                raise ValueError(message)
        cleaned = ctypes.create_string_buffer(FRAME * SPEECH.width)
        self._library.speex_echo_cancellation(self._state, near.pcm, far.pcm, cleaned)
        return AudioChunk(cleaned.raw)


def is_available() -> bool:
    """Whether this system has the library."""
    try:
        ctypes.CDLL(_name())
    except OSError:
        return False
    return True


def _name() -> str:
    return ctypes.util.find_library("speexdsp") or "libspeexdsp.so.1"
