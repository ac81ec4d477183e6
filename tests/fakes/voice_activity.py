"""A voice activity detector that hears speech where a ``#`` was written."""

from assistant.messages.audio import SPEECH, AudioChunk
from tests.fakes.sounds import AMPLITUDES, SAMPLES, amplitude_of


class WrittenSpeech:
    """Sure of speech at one amplitude and of nothing else; counts the frames that it was asked about."""

    def __init__(self) -> None:
        self.frames_judged = 0

    @property
    def frame_samples(self) -> int:
        return SAMPLES

    def speech_probability(self, frame: AudioChunk) -> float:
        if frame.format != SPEECH or len(frame.pcm) != SAMPLES * SPEECH.width:
            message = "a frame of another length or format"
            raise ValueError(message)
        self.frames_judged += 1
        return 1.0 if amplitude_of(frame) == AMPLITUDES["#"] else 0.0

    def reset(self) -> None:
        pass
