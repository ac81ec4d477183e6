"""The microphone that leaves out our own voice."""

import numpy as np

from assistant.hearing.cancelling_microphone import HELD_BACK_SAMPLES, LINGER_SECONDS, EchoCancellingMicrophone
from assistant.messages.audio import SPEECH, AudioChunk
from tests.fakes.microphone import ScriptedMicrophone

BLOCK = 512


class Subtracting:
    """Takes the far sound away as it is, and counts its frames."""

    frame_samples = 256

    def __init__(self) -> None:
        self.frames = 0

    def cancel(self, near: AudioChunk, far: AudioChunk) -> AudioChunk:
        self.frames += 1
        left = np.frombuffer(near.pcm, "<i2") - np.frombuffer(far.pcm, "<i2")
        return AudioChunk(left.astype("<i2").tobytes())

    def reset(self) -> None:
        self.frames = 0


class WrittenReference:
    """What was played, one level for each block of the microphone."""

    def __init__(self, *levels: int) -> None:
        self._pcm = bytearray(b"".join(steady(level).pcm for level in levels))
        self.restarts = 0

    def captured(self, samples: int) -> None:
        raise NotImplementedError

    def take(self, samples: int) -> AudioChunk:
        taken = bytes(self._pcm[: samples * 2])
        del self._pcm[: samples * 2]
        return AudioChunk(taken.ljust(samples * 2, b"\0"))

    def restart(self) -> None:
        self.restarts += 1


def steady(level: int, samples: int = BLOCK) -> AudioChunk:
    return AudioChunk(np.full(samples, level, "<i2").tobytes())


async def heard(microphone: EchoCancellingMicrophone) -> list[int]:
    pcm = b"".join([chunk.pcm async for chunk in microphone.chunks()])
    return [int(value) for value in np.frombuffer(pcm, "<i2")]


async def test_while_nothing_is_played_the_sound_passes_untouched() -> None:
    canceller = Subtracting()
    chunks = [steady(5), steady(6)]
    microphone = EchoCancellingMicrophone(ScriptedMicrophone(chunks), canceller, WrittenReference())
    assert [chunk async for chunk in microphone.chunks()] == chunks
    assert canceller.frames == 0


async def test_while_something_is_played_it_is_taken_away() -> None:
    microphone = EchoCancellingMicrophone(
        ScriptedMicrophone([steady(5), *[steady(15)] * 4]), Subtracting(), WrittenReference(0, 10, 10, 10, 10)
    )
    cleaned = await heard(microphone)
    assert cleaned[:-HELD_BACK_SAMPLES] == [5] * (5 * BLOCK - HELD_BACK_SAMPLES)
    assert cleaned[-HELD_BACK_SAMPLES:] == [15] * HELD_BACK_SAMPLES


async def test_what_was_played_is_known_before_the_sound_it_is_taken_from() -> None:
    seen: list[tuple[int, int]] = []

    class Noting(Subtracting):
        def cancel(self, near: AudioChunk, far: AudioChunk) -> AudioChunk:
            seen.append((near.pcm[0], far.pcm[0]))
            return super().cancel(near, far)

    levels = [1, 2, 3, 4, 5]
    microphone = EchoCancellingMicrophone(
        ScriptedMicrophone([steady(level) for level in levels]), Noting(), WrittenReference(*levels)
    )
    await heard(microphone)
    held = HELD_BACK_SAMPLES // Noting.frame_samples
    assert [near for near, _ in seen][held:] == [far for _, far in seen][:-held]


async def test_the_canceller_works_on_for_a_moment_and_then_rests() -> None:
    canceller = Subtracting()
    blocks = 60
    microphone = EchoCancellingMicrophone(ScriptedMicrophone([steady(20)] * blocks), canceller, WrittenReference(20))
    assert len(await heard(microphone)) == blocks * BLOCK
    lingering = LINGER_SECONDS * SPEECH.rate / canceller.frame_samples
    assert lingering <= canceller.frames <= lingering + 4


async def test_no_sample_is_lost_where_blocks_and_frames_do_not_fit() -> None:
    odd = [steady(100 + number, 300) for number in range(200)]
    microphone = EchoCancellingMicrophone(ScriptedMicrophone(odd), Subtracting(), WrittenReference(0, 1, 1))
    samples = await heard(microphone)
    assert len(samples) == 200 * 300
    assert samples[-1] == 299


async def test_closing_it_frees_the_microphone_and_opening_it_begins_anew() -> None:
    inner, reference = ScriptedMicrophone([steady(1)] * 3), WrittenReference()
    microphone = EchoCancellingMicrophone(inner, Subtracting(), reference)
    chunks = microphone.chunks()
    await anext(chunks)
    assert inner.is_open
    await chunks.aclose()
    assert not inner.is_open
    assert reference.restarts == 1
