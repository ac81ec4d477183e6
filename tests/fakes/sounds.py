"""Sound written as a string: ``#`` speech, ``W`` the end of the wake word, ``~`` steady noise, ``.`` silence.

Each character lasts a tenth of a second. The fakes beside this one hear the difference.
"""

import numpy as np

from assistant.messages.audio import SPEECH, AudioChunk

SECONDS = 0.1
SAMPLES = int(SECONDS * SPEECH.rate)
AMPLITUDES = {"#": 8000, "W": 5000, "~": 1000, ".": 0}


def sound(written: str) -> list[AudioChunk]:
    """One chunk for each character."""
    return [AudioChunk(np.full(SAMPLES, AMPLITUDES[mark], np.int16).tobytes()) for mark in written]


def written(chunks: tuple[AudioChunk, ...]) -> str:
    """The string that the chunks were made of."""
    marks = {amplitude: mark for mark, amplitude in AMPLITUDES.items()}
    return "".join(marks[amplitude_of(chunk)] for chunk in chunks)


def amplitude_of(chunk: AudioChunk) -> int:
    """The loudest sample of a chunk."""
    return int(np.abs(np.frombuffer(chunk.pcm, np.int16)).max())
