"""Keeps what is no speech away from a recogniser that would make words of it."""

from collections.abc import Sequence

from assistant.hearing.chunking import Framer
from assistant.hearing.ports import Transcriber, VoiceActivityDetector
from assistant.messages.audio import AudioChunk
from assistant.messages.speech import Transcript, Vocabulary

SPEECH_PROBABILITY = 0.5
LEAST_SPEECH_SECONDS = 0.15


class GatedTranscriber:
    """Hands an utterance on only if there is speech in it."""

    def __init__(self, inner: Transcriber, detector: VoiceActivityDetector) -> None:
        """Stand before ``inner``; the detector must be used by nobody else."""
        self._inner = inner
        self._detector = detector

    async def transcribe(self, utterance: Sequence[AudioChunk], vocabulary: Vocabulary) -> Transcript:
        """Transcribe, see ``Transcriber``; nothing for an utterance without speech."""
        if not self._has_speech(utterance):
            return Transcript(text="")
        return await self._inner.transcribe(utterance, vocabulary)

    def _has_speech(self, utterance: Sequence[AudioChunk]) -> bool:
        self._detector.reset()
        framer = Framer(self._detector.frame_samples)
        needed = LEAST_SPEECH_SECONDS
        for chunk in utterance:
            for frame in framer.frames(chunk):
                if self._detector.speech_probability(frame) >= SPEECH_PROBABILITY:
                    needed -= frame.seconds
                    if needed <= 0.0:
                        return True
        return False
