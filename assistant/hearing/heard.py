"""What the listener tells the pipeline."""

from dataclasses import dataclass

from assistant.messages.audio import AudioChunk


@dataclass(frozen=True, slots=True)
class Wake:
    """The wake word was heard; an utterance under way is abandoned, for it was the wake word."""


@dataclass(frozen=True, slots=True)
class SpeechBegan:
    """Somebody has spoken for long enough to mean it."""


@dataclass(frozen=True, slots=True, eq=False)
class Pause:
    """Somebody is silent, perhaps for a breath, perhaps because all is said; equal only to itself."""

    chunks: tuple[AudioChunk, ...]
    """The utterance so far, in ``SPEECH``, oldest first, with the beginning of the silence."""

    seconds: float
    """Length of all chunks."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Somebody has finished speaking."""

    chunks: tuple[AudioChunk, ...]
    """In ``SPEECH``, oldest first, with a moment before the first syllable and the silence that ended it."""

    seconds: float
    """Length of all chunks."""

    pause: Pause | None = None
    """The pause after which nothing more was said, where pauses are told."""


@dataclass(frozen=True, slots=True)
class FellSilent:
    """Nobody began to speak before the deadline."""


Heard = Wake | SpeechBegan | Pause | Utterance | FellSilent
