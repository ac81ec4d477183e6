"""What this room needs from outside, and the values it works with."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assistant.messages.audio import AudioChunk


class Pace(StrEnum):
    """How fast a sentence is said, relative to the couple's own setting."""

    NORMAL = "normal"
    SLOW = "slow"
    """For breathing, bedtime and safety."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, ready to be said."""

    text: str
    """Words and punctuation, one idea; may carry names, so it never reaches a log."""

    pause_after: float = 0.0
    """Seconds of silence after it."""

    fixed: bool = False
    """It stands in the content word for word; only such a sentence may be kept on disk."""

    pace: Pace = Pace.NORMAL


Speech = tuple[Sentence, ...]
"""What one reply says, sentence by sentence."""


class Earcon(StrEnum):
    """The small sounds; ``content/en/sounds/earcons.yaml`` says how each one sounds."""

    LISTENING = "listening"
    UNDERSTOOD = "understood"
    NOT_UNDERSTOOD = "not_understood"
    CHIME = "chime"
    MUTED = "muted"
    UNMUTED = "unmuted"


Sounding = Callable[[], None]
"""Called once, on the event loop, as the first sound goes out."""


GivesWay = Callable[[], bool]
"""Whether something else is to be said first."""


def never() -> bool:
    """Nothing else is to be said first."""
    return False


class Synthesizer(Protocol):
    """Turn one sentence into sound."""

    @property
    def voice(self) -> str:
        """Names engine and voice; two that sound differently are named differently."""
        ...

    async def load(self) -> None:
        """Load engine and weights ahead of the first sentence; does nothing the second time.

        Raises:
            VoiceUnavailable: the engine or its weights are not there.
        """
        ...

    async def synthesize(self, text: str, rate: float) -> AudioChunk:
        """Synthesise one sentence.

        Args:
            text: one sentence, at most a few hundred characters.
            rate: relative to the voice's normal speed, 0.5 to 2.0.

        Returns:
            The whole sentence, mono, signed 16-bit, at the voice's own rate; never empty. Cancelling ends the
            work within 0.1 s.

        Raises:
            SpeakingError: the engine is not there or failed in the middle of its work.
        """
        ...


class Speaker(Protocol):
    """Play sound on one output."""

    volume: float
    """0 (silent) to 1 (as it is); may be changed while it plays."""

    async def open(self) -> None:
        """Open the device ahead of the first sound; does nothing while it is open.

        Raises:
            SpeakerUnavailable: there is no such output device.
        """
        ...

    async def play(self, sound: AsyncIterator[AudioChunk], sounding: Sounding) -> None:
        """Play chunks without a gap, and return when the last sample has been heard.

        A chunk is asked for while the one before it plays. Cancelling fades out and is silent within 0.1 s.

        Args:
            sound: mono chunks, signed 16-bit, of any rate and length.
            sounding: called once, as the first sample goes out.

        Raises:
            SpeakerUnavailable: there is no output device, or it went away while playing.
        """
        ...

    async def close(self) -> None:
        """Let the device go; ``play`` opens it again."""
        ...


class FarEnd(Protocol):
    """Is told what a loudspeaker plays, so that a microphone can leave it out."""

    def began(self) -> None:
        """A sound begins; the device was started for it."""
        ...

    def played(self, chunk: AudioChunk) -> None:
        """The device has taken these samples, at their final volume, silence among them.

        Called in the device's own thread, in order; must be quick and must not raise.
        """
        ...


class Voice(Protocol):
    """Say things: aloud, in print, or in simulated time."""

    async def speak(self, speech: Speech, sounding: Sounding, gives_way: GivesWay = never) -> Speech:
        """Say it all, pauses included; cancelling falls silent within 0.1 s.

        Args:
            speech: at least one sentence.
            sounding: called once, as the first sound goes out.
            gives_way: asked between two sentences; True leaves the rest unsaid.

        Returns:
            What was left unsaid; empty when all was said.

        Raises:
            SpeakingError: it could not be said, or not to its end.
        """
        ...

    async def play(self, earcon: Earcon, sounding: Sounding) -> None:
        """Play one of the small sounds to its end; cancelling falls silent within 0.1 s.

        Raises:
            SpeakingError: it could not be played.
        """
        ...
