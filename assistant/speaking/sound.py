"""What is done to every sentence before it is played: trimmed, and brought to one loudness.

Why: voices leave silences of their own around a sentence and differ in level. Trimmed and levelled, the pauses are
exactly those that the content asks for, and a change of voice is no change of volume.

Why louder than it is usually played: so that "louder" has somewhere to go. Rare peaks are held back softly for that,
and never cut.
"""

import math

import numpy as np
import numpy.typing as npt

from assistant.messages.audio import AudioChunk, AudioFormat

Samples = npt.NDArray[np.float32]
"""Shape ``(samples,)``, mono, -1 to 1."""

LEVEL_DB = -14.0
"""Root mean square of the spoken parts, in decibels below full scale, at the loudest."""

NORMAL_VOLUME = 0.6
"""The speaker's volume as long as nobody asks for louder or softer: four decibels and a half below the loudest."""

PEAK = 0.89
"""No sample is larger: one decibel below full scale."""

_FRAME_SECONDS = 0.01
_SILENCE_DB = -50.0
_KEPT_BEFORE, _KEPT_AFTER = 4, 6
_EDGE_SECONDS = 0.005
_FULL_SCALE = 32767.0
_LIMITER_FRAME_SECONDS = 0.001
_LIMITER_FRAMES = 8
"""So many milliseconds before and after a peak the gain goes down and comes back."""


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
    levelled = samples[first:last] * np.float32(from_decibels(LEVEL_DB) / loudness)
    return chunk_of(soften_edges(limited(levelled, chunk.format.rate), chunk.format.rate), chunk.format.rate)


def limited(samples: Samples, rate: int) -> Samples:
    """The same sound with no sample above ``PEAK``; the gain glides around each peak, so that nothing is distorted."""
    frame = max(1, round(rate * _LIMITER_FRAME_SECONDS))
    count = -(-len(samples) // frame)
    padded = np.zeros(count * frame, dtype=np.float32)
    padded[: len(samples)] = np.abs(samples)
    peaks = padded.reshape(count, frame).max(axis=1)
    if peaks.max() <= PEAK:
        return samples
    needed = np.minimum(1.0, PEAK / np.maximum(peaks, PEAK))
    lowest = _windows(needed, _LIMITER_FRAMES).min(axis=1)
    # Averaged over one frame less on each side, no gain between two frames is higher than either of them needs.
    gains = _windows(lowest, _LIMITER_FRAMES - 1).mean(axis=1)
    centres = (np.arange(count) + 0.5) * frame
    held: Samples = (samples * np.interp(np.arange(len(samples)), centres, gains)).astype(np.float32)
    return held


def _windows(values: npt.NDArray[np.float64], around: int) -> npt.NDArray[np.float64]:
    """For each value, itself and so many before and after it; the ends are repeated."""
    return np.lib.stride_tricks.sliding_window_view(np.pad(values, around, mode="edge"), 2 * around + 1)


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
