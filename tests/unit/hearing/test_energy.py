"""The cheap ear: loudness, and what stands out from the room."""

import numpy as np
import pytest

from assistant.hearing.energy import EnergyGate, EnergyGateSettings, level_db
from assistant.messages.audio import AudioChunk

FRAME = 512


def noise(decibels: float, frames: int) -> list[AudioChunk]:
    """So many frames of white noise of one level."""
    samples = np.random.default_rng(0).normal(0.0, 32768 * 10 ** (decibels / 20), FRAME * frames)
    pcm = np.clip(samples, -32768, 32767).astype(np.int16)
    return [AudioChunk(pcm[at : at + FRAME].tobytes()) for at in range(0, len(pcm), FRAME)]


def share(gate: EnergyGate, frames: list[AudioChunk]) -> float:
    """Which share of the frames the gate lets through."""
    return sum(gate.lets_through(frame) for frame in frames) / len(frames)


def test_a_square_wave_at_full_scale_is_zero_decibels() -> None:
    assert level_db(AudioChunk(np.full(FRAME, -32768, np.int16).tobytes())) == pytest.approx(0.0)


def test_silence_is_the_bottom_of_the_scale() -> None:
    assert level_db(AudioChunk(bytes(FRAME * 2))) == -96.0
    assert level_db(AudioChunk(b"")) == -96.0


def test_silence_and_a_faint_hiss_are_not_worth_judging() -> None:
    gate = EnergyGate(EnergyGateSettings())
    assert share(gate, noise(-70, 100)) == 0.0


def test_speech_level_is_let_through_at_once_and_for_as_long_as_someone_may_talk() -> None:
    gate = EnergyGate(EnergyGateSettings())
    for _ in range(15):
        assert share(gate, noise(-25, 20)) == 1.0
        share(gate, noise(-65, 5))


def test_a_fan_is_let_through_at_first_and_then_no_more() -> None:
    gate = EnergyGate(EnergyGateSettings())
    fan = noise(-45, 2000)
    assert share(gate, fan[:30]) == 1.0
    share(gate, fan[30:1500])
    assert share(gate, fan[1500:]) == 0.0


def test_someone_who_speaks_over_the_fan_is_let_through() -> None:
    gate = EnergyGate(EnergyGateSettings())
    share(gate, noise(-45, 2000))
    assert share(gate, noise(-30, 20)) == 1.0


def test_the_gate_stays_open_for_a_moment_after_the_last_sound() -> None:
    gate = EnergyGate(EnergyGateSettings(hold_seconds=0.32))
    share(gate, noise(-25, 5))
    opened = [gate.lets_through(frame) for frame in noise(-80, 20)]
    assert sum(opened) == pytest.approx(10, abs=1)
