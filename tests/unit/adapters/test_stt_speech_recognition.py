"""One engine for everything that is transcribed: what was given up does not keep what counts waiting."""

import asyncio
import threading
from contextlib import suppress

import numpy as np
import numpy.typing as npt
import pytest

from assistant.adapters.stt_speech_recognition import EngineOption, Recognised, SpeechRecognitionTranscriber
from assistant.messages.speech import Transcript, Vocabulary
from tests.fakes.sounds import SAMPLES, sound

# SpeechRecognition imports modules that Python 3.13 no longer has.
pytestmark = pytest.mark.filterwarnings("ignore:'(aifc|audioop|chunk)' is deprecated:DeprecationWarning")


class HeldEngine:
    """Transcribes nothing before it is let go."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        """The samples of each utterance that it was given."""

        self.has_begun, self.let_go = threading.Event(), threading.Event()

    def transcribe(self, audio_array: npt.NDArray[np.float32], **options: EngineOption) -> Recognised:
        del options
        self.begun.append(len(audio_array))
        self.has_begun.set()
        self.let_go.wait(10)
        return Recognised(text="", segments=(), language="en")


async def test_what_was_given_up_while_it_waited_is_not_transcribed() -> None:
    engine = HeldEngine()
    transcriber = SpeechRecognitionTranscriber(engine, lambda _seconds, _vocabulary: {})

    def transcribing(written: str) -> asyncio.Task[Transcript]:
        return asyncio.create_task(transcriber.transcribe(sound(written), Vocabulary()))

    given_up = [transcribing(written) for written in ("##", "###", "####", "#####")]
    assert await asyncio.to_thread(engine.has_begun.wait, 10)
    for each in given_up:
        each.cancel()
        with suppress(asyncio.CancelledError):
            await each
    counts = transcribing("######")
    engine.let_go.set()
    await counts
    assert engine.begun == [2 * SAMPLES, 6 * SAMPLES]
