"""A loudspeaker that is a file: what is played becomes a WAV, as fast as it is made."""

import asyncio
import wave
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from assistant.errors import SpeakerUnavailable
from assistant.messages.audio import AudioChunk
from assistant.speaking.ports import Sounding
from assistant.speaking.sound import chunk_of, resampled, samples_of


class FileSpeaker:
    """Writes everything that one ``play`` plays into one WAV file: mono, signed 16-bit, at the first chunk's rate."""

    def __init__(self, next_file: Callable[[], Path]) -> None:
        """Ask ``next_file`` where to write, once for each ``play`` that has something to play."""
        self._next_file = next_file
        self.volume = 1.0

    async def open(self) -> None:
        """Nothing to open."""

    async def play(self, sound: AsyncIterator[AudioChunk], sounding: Sounding) -> None:
        """Write the whole sound; cancelled, it writes nothing.

        Raises:
            SpeakerUnavailable: the file cannot be written.
        """
        chunks: list[AudioChunk] = []
        async for chunk in sound:
            if not chunks:
                sounding()
            chunks.append(resampled(chunk, chunks[0].format.rate) if chunks else chunk)
        if chunks:
            await asyncio.to_thread(self._write, self._next_file(), chunks)

    async def close(self) -> None:
        """Nothing to let go."""

    def _write(self, path: Path, chunks: list[AudioChunk]) -> None:
        rate = chunks[0].format.rate
        whole = chunk_of(samples_of(AudioChunk(b"".join(chunk.pcm for chunk in chunks))) * self.volume, rate)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as raw, wave.open(raw, "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(rate)
                file.writeframes(whole.pcm)
        except OSError as error:
            message = f"{path} cannot be written: {error.strerror or 'the file cannot be opened'}."
            raise SpeakerUnavailable(message) from error
