"""Any engine that ``SpeechRecognition`` can drive, loaded once and kept.

Why: SpeechRecognition's own ``recognize_*`` functions load the model again on every call, which costs seconds. Its
``WhisperCompatibleRecognizer`` takes a loaded engine instead, and not only Whisper.
"""

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import NotRequired, Protocol, TypedDict

import numpy as np
import numpy.typing as npt
from speech_recognition.audio import AudioData
from speech_recognition.recognizers.whisper_local.base import WhisperCompatibleRecognizer

from assistant.adapters.memory import give_memory_back
from assistant.errors import RecognitionFailed
from assistant.hearing.chunking import joined
from assistant.hearing.energy import level_db
from assistant.hearing.readings import Reading, Segment, transcript_of
from assistant.messages.audio import SPEECH, AudioChunk
from assistant.messages.speech import Transcript, Vocabulary

SILENT_BELOW_DB = -65.0
SHORTEST_SECONDS = 0.1
SILENCE = Transcript(text="")

EngineOption = str | int | float | bool | None


class Recognised(TypedDict):
    """What an engine gives, in SpeechRecognition's form."""

    text: str
    segments: Sequence[Segment]
    language: str
    readings: NotRequired[Sequence[Reading]]
    """Everything that it may have been, the segments' own text among it, from engines that know."""

    feared: NotRequired[Sequence[Reading]]
    """What was heard when danger was expected, and the likeliest of ``readings``, all weighed alike."""


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
        self._giving_back: asyncio.Future[None] | None = None
        """Kept, so that it is not lost before it is done."""

    async def transcribe(self, utterance: Sequence[AudioChunk], vocabulary: Vocabulary) -> Transcript:
        """Transcribe one utterance, see ``Transcriber``."""
        sound = joined(utterance)
        if sound.format != SPEECH:
            message = f"utterances are transcribed in {SPEECH}, not in {sound.format}"
            raise ValueError(message)
        if sound.seconds < SHORTEST_SECONDS or level_db(sound) < SILENT_BELOW_DB:
            return SILENCE
        given_up = threading.Event()
        try:
            return await asyncio.to_thread(self._recognise, sound, self._options(sound.seconds, vocabulary), given_up)
        except asyncio.CancelledError:
            given_up.set()  # the thread cannot be ended; what waits for its turn must not take it
            raise
        finally:
            # Beside whatever is done with the words: an engine leaves some 40 MB behind.
            self._giving_back = asyncio.get_running_loop().run_in_executor(None, give_memory_back)

    def _recognise(
        self, sound: AudioChunk, options: Mapping[str, EngineOption], given_up: threading.Event
    ) -> Transcript:
        audio = AudioData(sound.pcm, SPEECH.rate, SPEECH.width)
        try:
            with self._one_at_a_time:
                if given_up.is_set():
                    return SILENCE
                result: Recognised = self._recognizer.recognize(audio, show_dict=True, **options)
        except (RuntimeError, ValueError, OSError, MemoryError) as error:
            message = "The speech recogniser failed on that; please say it again."
            raise RecognitionFailed(message) from error
        return transcript_of(result["segments"], result.get("readings", ()), result.get("feared", ()))
