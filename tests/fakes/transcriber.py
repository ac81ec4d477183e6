"""A recogniser that hears what it was told beforehand."""

from collections.abc import Sequence

from assistant.errors import RecognitionFailed
from assistant.messages.audio import SPEECH, AudioChunk
from assistant.messages.speech import Transcript, Vocabulary


class ScriptedTranscriber:
    """Gives one transcript after another; nothing for silence; fails where None was written."""

    def __init__(self, *texts: str | None) -> None:
        self._texts = list(texts)
        self.utterances: list[tuple[AudioChunk, ...]] = []

    async def transcribe(self, utterance: Sequence[AudioChunk], vocabulary: Vocabulary) -> Transcript:
        del vocabulary
        if any(chunk.format != SPEECH for chunk in utterance):
            message = f"utterances are transcribed in {SPEECH}"
            raise ValueError(message)
        self.utterances.append(tuple(utterance))
        if not any(any(chunk.pcm) for chunk in utterance):
            return Transcript(text="")
        text = self._texts.pop(0)
        if text is None:
            message = "The recogniser failed."
            raise RecognitionFailed(message)
        return Transcript(text=text)
