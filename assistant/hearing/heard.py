"""What the listener tells the pipeline."""

from dataclasses import dataclass

from assistant.messages.audio import AudioChunk


@dataclass(frozen=True, slots=True)
class Wake:
    """The wake word was heard; an utterance under way is abandoned, for it was the wake word."""


@dataclass(frozen=True, slots=True)
class SpeechBegan:
    """Somebody has spoken for long enough to mean it."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Somebody has finished speaking."""

    chunks: tuple[AudioChunk, ...]
    """In ``SPEECH``, oldest first, with a moment before the first syllable and the silence that ended it."""

    seconds: float
    """Length of all chunks."""


@dataclass(frozen=True, slots=True)
class FellSilent:
    """Nobody began to speak before the deadline."""


Heard = Wake | SpeechBegan | Utterance | FellSilent
