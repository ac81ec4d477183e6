"""Cuts sound into frames of one length, and pours frames together again."""

from collections.abc import Iterator, Sequence

from assistant.messages.audio import SPEECH, AudioChunk


class Framer:
    """Cuts a stream of chunks of any length into frames of one length."""

    def __init__(self, frame_samples: int) -> None:
        """Cut frames of so many samples of ``SPEECH``."""
        self._frame_bytes = frame_samples * SPEECH.width
        self._rest = bytearray()

    def frames(self, chunk: AudioChunk) -> Iterator[AudioChunk]:
        """The frames that are complete with this chunk; what is left over waits for the next.

        Raises:
            ValueError: the chunk is not in ``SPEECH``.
        """
        if chunk.format != SPEECH:
            message = f"frames are cut from {SPEECH}, not from {chunk.format}"
            raise ValueError(message)
        self._rest += chunk.pcm
        while len(self._rest) >= self._frame_bytes:
            frame = bytes(self._rest[: self._frame_bytes])
            del self._rest[: self._frame_bytes]
            yield AudioChunk(frame)

    def reset(self) -> None:
        """Forget what is left over."""
        self._rest.clear()


def joined(chunks: Sequence[AudioChunk]) -> AudioChunk:
    """One chunk with the sound of all; silence of no length for none.

    Raises:
        ValueError: the chunks differ in format.
    """
    if not chunks:
        return AudioChunk(b"")
    formats = {chunk.format for chunk in chunks}
    if len(formats) > 1:
        message = "chunks of different formats cannot be joined"
        raise ValueError(message)
    return AudioChunk(b"".join(chunk.pcm for chunk in chunks), formats.pop())
