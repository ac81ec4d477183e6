"""Recordings of any rate, mono or stereo, through libsndfile, as the sound that recognisers are given."""

import asyncio
from collections.abc import AsyncGenerator
from math import gcd
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile

from assistant.errors import RecordingUnreadable
from assistant.messages.audio import SPEECH, AudioChunk

LONGEST_SECONDS = 60.0
"""A recording is one utterance; a longer file was not meant to be one."""

SHORTEST_SECONDS = 0.02
LOWEST_RATE = 4_000
CHUNK_SECONDS = 0.032
ZERO_CROSSINGS = 24
"""Half-width of the low-pass filter in its own zero crossings: about 80 dB of alias rejection with the window used."""

KAISER_BETA = 8.0
PASSBAND = 0.94
"""The filter's edge as a share of the lower rate's half."""

_BLOCK = 8_192
_UNKNOWN_LENGTHS = frozenset({0, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFF7, 0x7FFFFFF7})
"""What a program writes into a WAV header when it does not know how long the sound will be."""

Samples = npt.NDArray[np.float32]


def read_recording(path: Path, longest_seconds: float = LONGEST_SECONDS) -> tuple[AudioChunk, ...]:
    """A whole recording in ``SPEECH``, in chunks of 32 ms, the last one shorter. Blocks.

    Args:
        path: WAV, FLAC or whatever else libsndfile reads.
        longest_seconds: what is longer is refused; for what is known to be more than one utterance.

    Raises:
        RecordingUnreadable: the file is missing, empty, cut off, not audio, or too long.
    """
    samples = _mono(path, longest_seconds)
    pcm = np.clip(np.round(samples * 32768.0), -32768, 32767).astype("<i2").tobytes()
    step = int(CHUNK_SECONDS * SPEECH.rate) * SPEECH.width
    return tuple(AudioChunk(pcm[at : at + step]) for at in range(0, len(pcm), step))


class RecordingMicrophone:
    """A microphone that hears one recording, as fast as it is asked, and then ends."""

    def __init__(self, path: Path) -> None:
        """Nothing is read before somebody listens."""
        self._path = path

    async def chunks(self) -> AsyncGenerator[AudioChunk]:
        """The recording, oldest first.

        Raises:
            RecordingUnreadable: see ``read_recording``.
        """
        for chunk in await asyncio.to_thread(read_recording, self._path):
            yield chunk


def resampled(samples: Samples, rate: int, wanted: int) -> Samples:
    """The same sound at another rate, by a polyphase windowed-sinc filter.

    Args:
        samples: shape ``(samples,)``.
        rate: samples per second now.
        wanted: samples per second afterwards.

    Returns:
        Shape ``(ceil(samples * wanted / rate),)``.
    """
    if rate == wanted or not samples.size:
        return samples
    divisor = gcd(rate, wanted)
    up, down = wanted // divisor, rate // divisor
    edge = PASSBAND * min(1.0, wanted / rate)
    half = int(np.ceil(ZERO_CROSSINGS / edge))
    taps = np.arange(-half + 1, half + 1)
    # Row p is the filter for an output moment that lies p/up of a sample after an input sample.
    moments = taps[None, :] - np.arange(up)[:, None] / up
    window = np.kaiser(2 * half * up + 1, KAISER_BETA)
    phases = edge * np.sinc(edge * moments) * window[np.round((moments + half) * up).astype(int)]
    phases /= phases.sum(axis=1, keepdims=True)
    phases = phases.astype(np.float32)
    padded = np.concatenate([np.zeros(half - 1, np.float32), samples, np.zeros(half + 1, np.float32)])
    length = -(-samples.size * up // down)
    out = np.empty(length, np.float32)
    for begin in range(0, length, _BLOCK):
        ticks = np.arange(begin, min(begin + _BLOCK, length), dtype=np.int64) * down
        windows = padded[(ticks // up)[:, None] + np.arange(2 * half)[None, :]]
        out[begin : begin + ticks.size] = np.einsum("ij,ij->i", windows, phases[ticks % up])
    return out


def _mono(path: Path, longest_seconds: float) -> Samples:
    _check_file(path)
    try:
        with soundfile.SoundFile(path) as file:
            if file.samplerate < LOWEST_RATE:
                message = f"{path} has {file.samplerate} samples a second, too few for speech."
                raise RecordingUnreadable(message)
            seconds = file.frames / file.samplerate
            if seconds > longest_seconds:
                message = f"{path} is {seconds:.0f} s long; a recording may be {longest_seconds:.0f} s at most."
                raise RecordingUnreadable(message)
            if seconds < SHORTEST_SECONDS:
                message = f"{path} holds no sound."
                raise RecordingUnreadable(message)
            frames: npt.NDArray[np.float32] = file.read(dtype="float32", always_2d=True)
            if len(frames) < file.frames:
                message = f"{path} is cut off: some of its sound is missing."
                raise RecordingUnreadable(message)
            rate: int = file.samplerate
    except soundfile.SoundFileError as error:
        message = f"{path} is damaged, or not an audio file that can be read (WAV and FLAC can)."
        raise RecordingUnreadable(message) from error
    mono = np.nan_to_num(frames.mean(axis=1, dtype=np.float32), nan=0.0, posinf=1.0, neginf=-1.0)
    return resampled(mono, rate, SPEECH.rate)


def _check_file(path: Path) -> None:
    try:
        if path.is_dir():
            message = f"{path} is a folder, not a recording."
            raise RecordingUnreadable(message)
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(12)
    except FileNotFoundError as error:
        message = f"There is no file {path}."
        raise RecordingUnreadable(message) from error
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}."
        raise RecordingUnreadable(message) from error
    if not size:
        message = f"{path} is empty."
        raise RecordingUnreadable(message)
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        promised = int.from_bytes(head[4:8], "little")
        if promised not in _UNKNOWN_LENGTHS and promised + 8 > size + 1:
            message = f"{path} is cut off: some of its sound is missing."
            raise RecordingUnreadable(message)
