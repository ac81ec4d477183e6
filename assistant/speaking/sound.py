"""What is done to every sentence before it is played: trimmed, and brought to one loudness.

Why: voices leave silences of their own around a sentence and differ in level. Trimmed and levelled, the pauses are
exactly those that the content asks for, and a change of voice is no change of volume.
"""

import math

import numpy as np
import numpy.typing as npt

from assistant.messages.audio import AudioChunk, AudioFormat

Samples = npt.NDArray[np.float32]
"""Shape ``(samples,)``, mono, -1 to 1."""

LEVEL_DB = -20.0
"""Root mean square of the spoken parts, in decibels below full scale."""

PEAK = 0.89
"""No sample is larger: one decibel below full scale."""

_FRAME_SECONDS = 0.01
_SILENCE_DB = -50.0
_KEPT_BEFORE, _KEPT_AFTER = 4, 6
_EDGE_SECONDS = 0.005
_FULL_SCALE = 32767.0


def finished(chunk: AudioChunk) -> AudioChunk:
    """A sentence without the silence around it, at one loudness, with soft edges.

    Args:
        chunk: one sentence, mono, signed 16-bit.

    Returns:
        The same format; unchanged if there is nothing to hear.
    """
    samples = samples_of(chunk)
    frame = max(1, round(chunk.format.rate * _FRAME_SECONDS))
    count = len(samples) // frame
    if count == 0:
        return chunk
    levels = np.sqrt(np.mean(np.square(samples[: count * frame].reshape(count, frame)), axis=1))
    spoken = np.flatnonzero(levels > levels.max() * from_decibels(_SILENCE_DB))
    if levels.max() == 0 or len(spoken) == 0:
        return chunk
    first = max(0, int(spoken[0]) - _KEPT_BEFORE) * frame
    last = min(len(samples), (int(spoken[-1]) + 1 + _KEPT_AFTER) * frame)
    loudness = math.sqrt(float(np.mean(np.square(levels[spoken]))))
    gain = min(from_decibels(LEVEL_DB) / loudness, PEAK / float(np.abs(samples).max()))
    return chunk_of(soften_edges(samples[first:last] * np.float32(gain), chunk.format.rate), chunk.format.rate)


def soften_edges(samples: Samples, rate: int) -> Samples:
    """Fade in and out over five milliseconds, so that nothing clicks."""
    edge = min(round(rate * _EDGE_SECONDS), len(samples) // 2)
    ramp = np.linspace(0.0, 1.0, edge, endpoint=False, dtype=np.float32)
    softened = samples.copy()
    softened[:edge] *= ramp
    softened[len(softened) - edge :] *= ramp[::-1]
    return softened


def resampled(chunk: AudioChunk, rate: int) -> AudioChunk:
    """A mono 16-bit chunk at another rate; its frequencies are kept or cut off, never folded."""
    if chunk.format.rate == rate or not chunk.pcm:
        return chunk
    samples = samples_of(chunk)
    wanted = max(1, round(len(samples) * rate / chunk.format.rate))
    spectrum = np.fft.rfft(samples)
    kept = np.zeros(wanted // 2 + 1, dtype=spectrum.dtype)
    shared = min(len(kept), len(spectrum))
    kept[:shared] = spectrum[:shared]
    return chunk_of((np.fft.irfft(kept, wanted) * (wanted / len(samples))).astype(np.float32), rate)


def silence(seconds: float, rate: int) -> AudioChunk:
    """So much silence."""
    return AudioChunk(bytes(2 * round(seconds * rate)), AudioFormat(rate=rate))


def samples_of(chunk: AudioChunk) -> Samples:
    """The samples of a mono 16-bit chunk."""
    return np.frombuffer(chunk.pcm, dtype="<i2").astype(np.float32) / np.float32(_FULL_SCALE)


def chunk_of(samples: Samples, rate: int) -> AudioChunk:
    """Samples as a mono 16-bit chunk; what is out of range is cut."""
    pcm = np.round(np.clip(samples, -1.0, 1.0) * _FULL_SCALE).astype("<i2").tobytes()
    return AudioChunk(pcm, AudioFormat(rate=rate))


def from_decibels(level: float) -> float:
    """A level below full scale as a factor."""
    return float(10 ** (level / 20))
