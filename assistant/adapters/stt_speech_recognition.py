"""Any engine that ``SpeechRecognition`` can drive, loaded once and kept.

Why: SpeechRecognition's own ``recognize_*`` functions load the model again on every call, which costs seconds. Its
``WhisperCompatibleRecognizer`` takes a loaded engine instead, and not only Whisper.
"""

import asyncio
import math
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypedDict

import numpy as np
import numpy.typing as npt
from speech_recognition.audio import AudioData
from speech_recognition.recognizers.whisper_local.base import WhisperCompatibleRecognizer

from assistant.errors import RecognitionFailed
from assistant.hearing.chunking import joined
from assistant.hearing.confidence import confidence, is_noise
from assistant.hearing.energy import level_db
from assistant.hearing.repetition import without_loops
from assistant.hearing.wording import plain_wording
from assistant.messages.audio import SPEECH, AudioChunk
from assistant.messages.speech import Transcript, Vocabulary

SILENT_BELOW_DB = -65.0
SHORTEST_SECONDS = 0.1
SILENCE = Transcript(text="")

EngineOption = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words and how sure the engine is of it."""

    text: str
    avg_logprob: float
    """Mean natural logarithm of the tokens' probabilities."""

    no_speech_prob: float
    """Probability that nobody spoke, 0 to 1."""


class Recognised(TypedDict):
    """What an engine gives, in SpeechRecognition's form."""

    text: str
    segments: Sequence[Segment]
    language: str


class Engine(Protocol):
    """A loaded engine in SpeechRecognition's form."""

    def transcribe(self, audio_array: npt.NDArray[np.float32], **options: EngineOption) -> Recognised:
        """Transcribe 16 kHz mono samples in [-1, 1]. Blocks.

        Raises:
            RuntimeError: the engine failed.
        """
        ...


class SpeechRecognitionTranscriber:
    """Transcribes with one engine, one utterance at a time, in a thread beside the event loop."""

    def __init__(self, engine: Engine, options: Callable[[float, Vocabulary], Mapping[str, EngineOption]]) -> None:
        """Keep an engine.

        Args:
            engine: loaded and warm.
            options: what the engine is told for an utterance of so many seconds and what can be said.
        """
        self._recognizer = WhisperCompatibleRecognizer(engine)
        self._options = options
        self._one_at_a_time = threading.Lock()

    async def transcribe(self, utterance: Sequence[AudioChunk], vocabulary: Vocabulary) -> Transcript:
        """Transcribe one utterance, see ``Transcriber``."""
        sound = joined(utterance)
        if sound.format != SPEECH:
            message = f"utterances are transcribed in {SPEECH}, not in {sound.format}"
            raise ValueError(message)
        if sound.seconds < SHORTEST_SECONDS or level_db(sound) < SILENT_BELOW_DB:
            return SILENCE
        return await asyncio.to_thread(self._recognise, sound, self._options(sound.seconds, vocabulary))

    def _recognise(self, sound: AudioChunk, options: Mapping[str, EngineOption]) -> Transcript:
        audio = AudioData(sound.pcm, SPEECH.rate, SPEECH.width)
        try:
            with self._one_at_a_time:
                result: Recognised = self._recognizer.recognize(audio, show_dict=True, **options)
        except (RuntimeError, ValueError, OSError, MemoryError) as error:
            message = "The speech recogniser failed on that; please say it again."
            raise RecognitionFailed(message) from error
        return transcript_of(result["segments"])


def transcript_of(segments: Sequence[Segment]) -> Transcript:
    """One transcript of the segments that somebody spoke."""
    spoken = [segment for segment in segments if not is_noise(segment.avg_logprob, segment.no_speech_prob)]
    unlooped = without_loops(plain_wording(" ".join(segment.text for segment in spoken)))
    if not unlooped.text:
        return SILENCE
    sure = math.prod(confidence(segment.avg_logprob, segment.no_speech_prob, unlooped.repeats) for segment in spoken)
    return Transcript(text=unlooped.text, confidence=sure)
