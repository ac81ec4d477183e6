"""A wake word that ends where a ``W`` was written, and stays true for three chunks as the real one does."""

from assistant.messages.audio import AudioChunk
from tests.fakes.sounds import AMPLITUDES, amplitude_of


class WrittenWakeWord:
    """True for the chunk with the word and the two after it."""

    phrase = "Okay Nabu"

    def __init__(self) -> None:
        self._still = 0

    def heard(self, chunk: AudioChunk) -> bool:
        self._still = 3 if amplitude_of(chunk) == AMPLITUDES["W"] else max(0, self._still - 1)
        return self._still > 0

    def reset(self) -> None:
        self._still = 0
