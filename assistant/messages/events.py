"""The one stream of events: what happened, with names and timings, and nobody's words.

Every stage emits a small frozen event to an ``EventSink``. Whatever carries words that somebody said, or that are
said to them, is a ``Private``: its text form shows nothing, so that no log, journal or crash report can.

In this stream a safety turn looks like an ordinary Stop.
"""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, repr=False)
class Private(Generic[T]):
    """A value that may be used but never shown: its text form is always the same."""

    value: T

    def __repr__(self) -> str:
        """Nothing of the value."""
        return "<private>"


@dataclass(frozen=True, slots=True)
class Ready:
    """Everything is loaded; Hearthside can be spoken to."""

    seconds: float
    """Since the start of the process."""


@dataclass(frozen=True, slots=True)
class WakeHeard:
    """The wake word was heard, or the key for it pressed."""


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Somebody began to speak while we were listening."""


@dataclass(frozen=True, slots=True)
class UtteranceEnded:
    """Somebody finished speaking."""

    seconds: float
    """Length of the utterance."""


@dataclass(frozen=True, slots=True)
class TranscriptReady:
    """The recogniser is done."""

    milliseconds: float
    transcript: Private[str]


@dataclass(frozen=True, slots=True)
class IntentRecognised:
    """The understanding is done."""

    name: str | None
    milliseconds: float
    slots: Private[dict[str, str | int]]


@dataclass(frozen=True, slots=True)
class ReplyStarted:
    """The first sound of something said: a reply, a cue, a chime or a reminder."""

    kind: str
    text: Private[str]


@dataclass(frozen=True, slots=True)
class ReplyEnded:
    """The last sound of something said, or the moment it was cut off."""

    kind: str
    completed: bool


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step of an exercise began."""

    number: int
    of: int


@dataclass(frozen=True, slots=True)
class ReminderDue:
    """A reminder's time has come; it may still wait for its turn to be said."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A part failed and the conversation went on."""

    part: str
    code: str
    """The error's stable code; never its message."""


Event = (
    Ready
    | WakeHeard
    | SpeechStarted
    | UtteranceEnded
    | TranscriptReady
    | IntentRecognised
    | ReplyStarted
    | ReplyEnded
    | StepStarted
    | ReminderDue
    | Failed
)


class EventSink(Protocol):
    """Takes every event, in order."""

    def emit(self, event: Event) -> None:
        """Take one event; must not block and must not raise."""
        ...
