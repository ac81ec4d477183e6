"""Remembers the last moments of sound, so that the first syllable of an utterance is never lost."""

from collections import deque

from assistant.messages.audio import AudioChunk


class Preroll:
    """A ring buffer of sound: the newest frames, up to a length."""

    def __init__(self, seconds: float) -> None:
        """Keep at most so many seconds."""
        self._longest = seconds
        self._frames: deque[AudioChunk] = deque()
        self._seconds = 0.0

    def add(self, frame: AudioChunk) -> None:
        """Take the newest frame; the oldest fall out."""
        self._frames.append(frame)
        self._seconds += frame.seconds
        while self._seconds > self._longest + 1e-6:
            self._seconds -= self._frames.popleft().seconds

    def keep(self, seconds: float) -> None:
        """Forget all but the newest frames that fit into so many seconds."""
        while self._frames and self._seconds > seconds + 1e-6:
            self._seconds -= self._frames.popleft().seconds

    def take(self) -> list[AudioChunk]:
        """Everything remembered, oldest first; the buffer is empty afterwards."""
        frames = list(self._frames)
        self.clear()
        return frames

    def clear(self) -> None:
        """Forget everything."""
        self._frames.clear()
        self._seconds = 0.0
