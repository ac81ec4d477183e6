"""Sound as the rooms hand it on: runs of PCM bytes and the way to read them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AudioFormat:
    """How to read a run of PCM bytes."""

    rate: int = 16_000
    """Samples per second and channel, in hertz."""

    width: int = 2
    """Bytes per sample; 2 means signed 16-bit little-endian."""

    channels: int = 1
    """Interleaved channels."""

    @property
    def bytes_per_second(self) -> int:
        """How many bytes one second takes."""
        return self.rate * self.width * self.channels


SPEECH = AudioFormat()
"""What every recogniser and detector is given: 16 kHz, mono, signed 16-bit little-endian."""


@dataclass(frozen=True, slots=True)
class AudioChunk:
    """A short run of sound."""

    pcm: bytes
    """Whole frames, in ``format``."""

    format: AudioFormat = SPEECH
    """How to read ``pcm``."""

    @property
    def seconds(self) -> float:
        """How long it sounds."""
        return len(self.pcm) / self.format.bytes_per_second
