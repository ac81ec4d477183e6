"""Where an utterance begins and ends, counted in audio time and never by a clock.

Source: 0.3 s of speech to begin, 0.7 s of silence to end and 15 s at most are the values of Home Assistant's voice
command segmenter; 1.25 s of silence is what it calls relaxed.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class EndpointingSettings:
    """How much of what makes an utterance."""

    speech_seconds: float = 0.3
    """So much speech begins an utterance."""

    end_silence_seconds: float = 0.7
    """So much silence ends it."""

    longest_seconds: float = 15.0
    """It ends at this length even when nobody stops speaking, counted from where it was known to begin."""

    forgive_seconds: float = 0.3
    """Before the beginning, a gap longer than this makes the speech so far a stray sound."""


class Boundary(StrEnum):
    """What a moment can be to an utterance."""

    STARTED = "started"
    STOPPED = "stopped"


class Endpointer:
    """Finds the boundaries of utterances in a stream of judgements; they alternate, beginning with STARTED."""

    def __init__(self, settings: EndpointingSettings) -> None:
        """Wait for the first utterance."""
        self._settings = settings
        self.end_silence_seconds = settings.end_silence_seconds
        self._inside = False
        self._speech = 0.0
        self._silence = 0.0
        self._length = 0.0

    end_silence_seconds: float
    """So much silence ends the utterance; may be changed at any time, also in the middle of one."""

    @property
    def is_inside(self) -> bool:
        """Whether an utterance has begun and not ended."""
        return self._inside

    @property
    def silence_seconds(self) -> float:
        """How long nobody has spoken."""
        return self._silence

    @property
    def may_be_beginning(self) -> bool:
        """Whether there is speech that may still turn out to be the beginning of an utterance."""
        return not self._inside and self._speech > 0.0

    def hear(self, *, is_speech: bool, seconds: float) -> Boundary | None:
        """Take the next moment.

        Args:
            is_speech: whether somebody speaks in it.
            seconds: its length.
        """
        self._silence = 0.0 if is_speech else self._silence + seconds
        if self._inside:
            self._length += seconds
            # Half a microsecond, because a sum of floats may fall short of what it stands for.
            done = self._silence + 5e-7 >= self.end_silence_seconds
            if done or self._length + 5e-7 >= self._settings.longest_seconds:
                self.reset()
                return Boundary.STOPPED
            return None
        if is_speech:
            self._speech += seconds
            if self._speech + 5e-7 >= self._settings.speech_seconds:
                self._inside = True
                self._length = 0.0
                return Boundary.STARTED
        elif self._silence > self._settings.forgive_seconds + 5e-7:
            self._speech = 0.0
        return None

    def reset(self) -> None:
        """Wait for the next utterance; the end silence stays as it was set."""
        self._inside = False
        self._speech = self._silence = self._length = 0.0
