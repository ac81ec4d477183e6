"""What hearing needs from the outside: a microphone, three detectors' worth of judgement, and a recogniser."""

from collections.abc import AsyncGenerator, Sequence
from typing import Protocol

from assistant.messages.audio import AudioChunk
from assistant.messages.speech import Transcript, Vocabulary


class Microphone(Protocol):
    """A live source of sound."""

    def chunks(self) -> AsyncGenerator[AudioChunk]:
        """Everything the microphone hears from now on, oldest first.

        Chunks are in the format ``SPEECH``, of any length up to 0.5 s. Sound that is not asked for at once waits in
        a queue of at least 10 s, so that the reader may pause. Closing the iterator stops the device and frees it.
        It ends by itself only where the sound has an end (a recording).

        Raises:
            MicrophoneUnavailable: there is no such device, or it went away.
        """
        ...


class VoiceActivityDetector(Protocol):
    """Says how much like a human voice a moment sounds."""

    @property
    def frame_samples(self) -> int:
        """How many samples of ``SPEECH`` the detector takes at a time."""
        ...

    def speech_probability(self, frame: AudioChunk) -> float:
        """Judge the next frame, 0 to 1; quick enough to be called in the event loop.

        Args:
            frame: exactly ``frame_samples`` samples of ``SPEECH``, following the frame before.

        Raises:
            ValueError: the frame has another length or format.
        """
        ...

    def reset(self) -> None:
        """Forget the frames so far."""
        ...


class WakeWord(Protocol):
    """Waits for one word."""

    @property
    def phrase(self) -> str:
        """What to say, e.g. "Okay Nabu"."""
        ...

    def heard(self, chunk: AudioChunk) -> bool:
        """Whether the wake word ended in this chunk; may stay true for several chunks after one word.

        Quick enough to be called in the event loop.

        Args:
            chunk: sound in ``SPEECH``, following the chunk before, of any length.
        """
        ...

    def reset(self) -> None:
        """Forget the sound so far."""
        ...


class EchoCanceller(Protocol):
    """Takes what we play ourselves out of what the microphone hears."""

    @property
    def frame_samples(self) -> int:
        """How many samples of ``SPEECH`` the canceller takes at a time."""
        ...

    def cancel(self, near: AudioChunk, far: AudioChunk) -> AudioChunk:
        """The next frame of the microphone without the echo; quick enough to be called in the event loop.

        Between two calls sound may be left out only while both were silent for longer than the echo lasts.

        Args:
            near: exactly ``frame_samples`` samples of ``SPEECH`` from the microphone, following the frame before.
            far: as many samples of what was played, never later than their echo in ``near``.

        Returns:
            As many samples, in ``SPEECH``; other people's voices are kept.

        Raises:
            ValueError: a frame has another length or format.
        """
        ...

    def reset(self) -> None:
        """Forget the room and the sound so far."""
        ...


class FarReference(Protocol):
    """What was played, in step with the microphone."""

    def captured(self, samples: int) -> None:
        """Note that the microphone brought so many samples at this moment; any thread."""
        ...

    def take(self, samples: int) -> AudioChunk:
        """What was played to the next ``samples`` of the microphone, in ``SPEECH``; silence where nothing was."""
        ...

    def restart(self) -> None:
        """Begin anew: the microphone was opened."""
        ...


class Transcriber(Protocol):
    """Turns one finished utterance into text."""

    async def transcribe(self, utterance: Sequence[AudioChunk], vocabulary: Vocabulary) -> Transcript:
        """Transcribe one utterance.

        Cancelling returns at once; the engine may work on in the background until its bounded work is done.

        Args:
            utterance: chunks of ``SPEECH``, oldest first, up to 60 s in all.
            vocabulary: names and phrases that can be said now; a hint, never a limit.

        Returns:
            Lower case, no punctuation but the apostrophe and, between digits, the colon ("at 7:30 pm"); empty for
            silence and noise. The confidence is the engine's own estimate that every word is right.

        Raises:
            RecognitionFailed: the engine failed.
        """
        ...
