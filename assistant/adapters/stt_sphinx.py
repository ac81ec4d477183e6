"""PocketSphinx through SpeechRecognition: the floor, for tiny machines or where Whisper's weights are missing.

It makes words of any sound, so it belongs behind a ``GatedTranscriber``.
"""

import asyncio
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from assistant.errors import ModelUnavailable
from assistant.hearing.ports import Transcriber
from assistant.hearing.readings import Segment
from assistant.messages.speech import Vocabulary

if TYPE_CHECKING:
    from pocketsphinx import Decoder

    from assistant.adapters.stt_speech_recognition import EngineOption, Recognised


async def load_sphinx() -> Transcriber:
    """A PocketSphinx recogniser with the US English model that ships inside its package.

    Raises:
        ModelUnavailable: the package or its model is not there.
    """
    return await asyncio.to_thread(_load)


class SphinxEngine:
    """A decoder in the form in which SpeechRecognition drives engines."""

    def __init__(self, decoder: "Decoder") -> None:
        """Keep a loaded decoder."""
        self._decoder = decoder

    def transcribe(self, audio_array: npt.NDArray[np.float32], **options: "EngineOption") -> "Recognised":
        """Transcribe 16 kHz mono samples in [-1, 1]; there are no options. Blocks."""
        del options
        pcm = np.clip(np.round(audio_array * 32768.0), -32768, 32767).astype("<i2").tobytes()
        self._decoder.start_utt()
        self._decoder.process_raw(pcm, no_search=False, full_utt=True)
        self._decoder.end_utt()
        hypothesis = self._decoder.hyp()
        if hypothesis is None:
            return {"text": "", "segments": (), "language": "en"}
        # The decoder gives the probability of the whole sentence, and recognisers are asked for the mean of a word.
        words = max(1, len(hypothesis.hypstr.split()))
        logprob = math.log(max(1e-12, min(1.0, hypothesis.prob))) / words
        segment = Segment(text=hypothesis.hypstr, avg_logprob=logprob, no_speech_prob=0.0)
        return {"text": segment.text, "segments": (segment,), "language": "en"}


def _load() -> Transcriber:
    # Imported here, so that nobody pays for the floor who does not stand on it.
    from assistant.adapters.stt_speech_recognition import SpeechRecognitionTranscriber  # noqa: PLC0415

    try:
        from pocketsphinx import Decoder  # noqa: PLC0415

        decoder = Decoder(loglevel="FATAL")
    except (ImportError, RuntimeError, OSError) as error:
        message = "PocketSphinx is not installed, and Python 3.12 has none; set hearing.engine to 'whisper'."
        raise ModelUnavailable(message) from error
    return SpeechRecognitionTranscriber(SphinxEngine(decoder), _no_options)


def _no_options(seconds: float, vocabulary: Vocabulary) -> Mapping[str, str | int | float | bool | None]:
    del seconds, vocabulary
    return {}
