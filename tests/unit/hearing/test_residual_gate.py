"""What is left of an echo is silenced, and nobody's voice is."""

import numpy as np

from assistant.hearing.residual_gate import CLOSED, HOLD_FRAMES, ResidualGate
from assistant.messages.audio import AudioChunk


def frame(level: int) -> AudioChunk:
    return AudioChunk(np.full(256, level, "<i2").tobytes())


def level_of(chunk: AudioChunk) -> int:
    return int(np.frombuffer(chunk.pcm, "<i2")[-1])


def after(gate: ResidualGate, heard: int, left: int, frames: int) -> list[int]:
    return [level_of(gate.after(frame(heard), frame(left))) for _ in range(frames)]


def test_where_nearly_everything_is_taken_away_the_rest_goes_too() -> None:
    levels = after(ResidualGate(), 10_000, 400, HOLD_FRAMES + 5)
    assert levels[0] == 400
    assert levels[-1] == round(400 * CLOSED)


def test_a_voice_twelve_decibels_below_the_echo_passes_untouched() -> None:
    gate = ResidualGate()
    after(gate, 10_000, 400, HOLD_FRAMES + 5)
    levels = after(gate, 10_000, 2_500, 20)
    assert set(levels) == {2_500}


def test_the_end_of_a_word_is_not_cut_off() -> None:
    gate = ResidualGate()
    after(gate, 10_000, 5_000, 5)
    levels = after(gate, 10_000, 300, HOLD_FRAMES - 1)
    assert set(levels) == {300}


def test_without_an_echo_nothing_is_touched() -> None:
    assert set(after(ResidualGate(), 500, 500, 40)) == {500}
    assert set(after(ResidualGate(), 0, 0, 40)) == {0}
