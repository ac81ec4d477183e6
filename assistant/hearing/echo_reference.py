"""What the loudspeaker plays, kept in step with what the microphone brings.

Both devices run on threads of their own and at their own pace. What was played is paired with the microphone's
samples at the very moment at which the driver brings them; whoever cleans them may come later. So whatever the event
loop is busy with, the lag between the two stays the same from the beginning of a sound to its end, and a canceller with
a long enough tail finds it by itself.

A device asks for sound before it plays it, and so does this: nothing is given out before two blocks wait, so that a
thread that had to wait moves nothing. Where it comes later still, silence is put in until two blocks wait again, and
all that follows is that much later; the microphone's sound is held back a little (``cancelling_microphone``), so that
what is played never comes after its echo.

Why: without this reserve a busy machine moved the lag several times a second, and no canceller learned anything.
"""

import threading
from collections import deque

import numpy as np

from assistant.hearing.resampling import Signal, StreamResampler
from assistant.messages.audio import SPEECH, AudioChunk

AHEAD_SECONDS = 0.1
"""When at least so much waits all the time, the loudspeaker runs faster than the microphone: some is left out."""

WATCHED_BLOCKS = 60
"""Blocks of the microphone over which that is watched: two seconds."""

MOST_SECONDS = 1.0
"""More than this never waits, for example while the microphone is closed."""

LONGEST_SECONDS = 60.0
"""As much as a microphone keeps for a reader that pauses."""

_FULL_SCALE = 32768.0


class EchoReference:
    """Takes what is played (see ``speaking.ports.FarEnd``) and gives it out in step (see ``FarReference``)."""

    def __init__(self) -> None:
        """Nothing is played."""
        self._lock = threading.Lock()
        self._resampler: tuple[int, StreamResampler] | None = None
        self._waiting: Signal = np.zeros(0, np.float32)
        self._is_held = True
        self._ahead: deque[int] = deque(maxlen=WATCHED_BLOCKS)
        self._paired = bytearray()

    def began(self) -> None:
        """A new sound begins."""
        with self._lock:
            self._stop()

    def played(self, chunk: AudioChunk) -> None:
        """The device has taken this; called in its own thread."""
        samples = np.frombuffer(chunk.pcm, "<i2").astype(np.float32) / np.float32(_FULL_SCALE)
        with self._lock:
            made = self._resampled(samples, chunk.format.rate)
            self._waiting = np.concatenate((self._waiting, made))[-round(MOST_SECONDS * SPEECH.rate) :]

    def captured(self, samples: int) -> None:
        """The microphone brought so many samples at this moment; called in its own thread."""
        with self._lock:
            pair = np.zeros(samples, "<i2")
            self._is_held = len(self._waiting) < (2 if self._is_held else 1) * samples
            if not self._is_held:
                pair[:] = np.clip(np.round(self._waiting[:samples] * _FULL_SCALE), -32768, 32767)
                self._waiting = self._waiting[samples:]
                self._catch_up()
            self._paired += pair.tobytes()
            too_many = len(self._paired) - round(LONGEST_SECONDS * SPEECH.bytes_per_second)
            del self._paired[: max(0, too_many)]

    def take(self, samples: int) -> AudioChunk:
        """What was played to the next samples of the microphone, in ``SPEECH``; silence where nothing was."""
        with self._lock:
            taken = bytes(self._paired[: samples * SPEECH.width])
            del self._paired[: samples * SPEECH.width]
        return AudioChunk(taken.ljust(samples * SPEECH.width, b"\0"))

    def restart(self) -> None:
        """Begin anew: the microphone was opened."""
        with self._lock:
            self._stop()
            self._paired.clear()

    def _resampled(self, samples: Signal, rate: int) -> Signal:
        if self._resampler is None or self._resampler[0] != rate:
            self._resampler = rate, StreamResampler(rate, SPEECH.rate)
        return self._resampler[1].resample(samples)

    def _stop(self) -> None:
        self._is_held = True
        self._waiting = np.zeros(0, np.float32)
        self._ahead.clear()
        if self._resampler is not None:
            self._resampler[1].reset()

    def _catch_up(self) -> None:
        """Leave out what has been too much for a while."""
        self._ahead.append(len(self._waiting))
        if len(self._ahead) == WATCHED_BLOCKS and min(self._ahead) > AHEAD_SECONDS * SPEECH.rate:
            self._waiting = self._waiting[min(self._ahead) // 2 :]
            self._ahead.clear()
