"""A microphone that does not hear what we say ourselves."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from assistant.hearing.ports import EchoCanceller, FarReference, Microphone
from assistant.hearing.residual_gate import ResidualGate
from assistant.messages.audio import SPEECH, AudioChunk

LINGER_SECONDS = 0.8
"""The canceller works on so long after our last sound; longer than any echo that it learns."""

HELD_BACK_SAMPLES = 768
"""While it works, the microphone's sound is held back by 48 ms, so that what was played is known before its echo."""


class EchoCancellingMicrophone:
    """Cleans a microphone's sound while something is played and shortly after; otherwise it passes untouched."""

    def __init__(self, microphone: Microphone, canceller: EchoCanceller, reference: FarReference) -> None:
        """Clean ``microphone``, which tells ``reference`` what it brings."""
        self._microphone = microphone
        self._canceller = canceller
        self._reference = reference
        self._gate = ResidualGate()
        self._frame_bytes = canceller.frame_samples * SPEECH.width
        self._near, self._far = bytearray(), bytearray()
        self._left = 0.0
        self._skipped = 0

    async def chunks(self) -> AsyncGenerator[AudioChunk]:
        """Everything from now on, without our own voice; see ``Microphone``.

        Raises:
            MicrophoneUnavailable: there is no such device, or it went away.
        """
        self._reference.restart()
        self._everything_waiting()
        self._left = 0.0
        async with aclosing(self._microphone.chunks()) as chunks:
            async for chunk in chunks:
                cleaned = self._cleaned(chunk)
                if cleaned.pcm:
                    yield cleaned
        if self._near:
            yield AudioChunk(self._everything_waiting())

    def _cleaned(self, chunk: AudioChunk) -> AudioChunk:
        far = self._reference.take(len(chunk.pcm) // SPEECH.width)
        if any(far.pcm):
            if self._left <= 0.0:
                self._skipped = HELD_BACK_SAMPLES * SPEECH.width
                self._near += bytes(self._skipped)
            self._left = LINGER_SECONDS
        elif self._left > 0.0:
            self._left -= chunk.seconds
        self._near += chunk.pcm
        if self._left <= 0.0:
            return AudioChunk(self._everything_waiting())
        self._far += far.pcm
        cleaned = b"".join(self._frames())
        skipped = min(self._skipped, len(cleaned))
        self._skipped -= skipped
        return AudioChunk(cleaned[skipped:])

    def _frames(self) -> list[bytes]:
        size = self._frame_bytes
        count = len(self._far) // size
        cleaned: list[bytes] = []
        for at in range(0, count * size, size):
            near, far = (AudioChunk(bytes(waiting[at : at + size])) for waiting in (self._near, self._far))
            cleaned.append(self._gate.after(near, self._canceller.cancel(near, far)).pcm)
        del self._near[: count * size]
        del self._far[: count * size]
        return cleaned

    def _everything_waiting(self) -> bytes:
        waiting = bytes(self._near[self._skipped :])
        self._skipped = 0
        self._near.clear()
        self._far.clear()
        return waiting
