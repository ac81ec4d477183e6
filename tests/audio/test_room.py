"""The virtual room itself: what goes in can be heard, what is unplugged is gone."""

import os
import signal
import subprocess
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.audio.room import VirtualRoom

pytestmark = pytest.mark.room


def tone(path: Path, hertz: float, seconds: float = 0.5) -> Path:
    moments = np.arange(int(seconds * 48_000)) / 48_000
    soundfile.write(path, 0.5 * np.sin(2 * np.pi * hertz * moments), 48_000)
    return path


def loudest_hertz(pcm: bytes) -> float:
    samples = np.frombuffer(pcm, np.int16).astype(float)
    return float(np.argmax(np.abs(np.fft.rfft(samples))) * 16_000 / len(samples))


def test_what_the_loudspeaker_plays_is_recorded(room: VirtualRoom, tmp_path: Path) -> None:
    sound = tone(tmp_path / "tone.wav", 440)
    with room.record_speaker(seconds=0.6) as recording:
        subprocess.run(["paplay", "--device=speaker", str(sound)], env=room.env, check=True, timeout=20)
    assert loudest_hertz(recording.pcm) == pytest.approx(440, abs=3)


def test_a_machine_that_stands_still_for_a_moment_tears_the_sound_and_the_room_knows(room: VirtualRoom) -> None:
    before = room.torn
    for pid in room.steady_pids:
        os.kill(pid, signal.SIGSTOP)
    threading.Event().wait(0.5)
    for pid in room.steady_pids:
        os.kill(pid, signal.SIGCONT)
    with room.record_speaker(seconds=1.0):
        pass
    assert room.torn >= before + 2


def test_what_is_played_into_the_microphone_does_not_come_out_of_the_loudspeaker(
    room: VirtualRoom, tmp_path: Path
) -> None:
    with room.record_speaker(seconds=0.6) as recording:
        room.play_into_microphone(tone(tmp_path / "tone.wav", 440))
    assert np.abs(np.frombuffer(recording.pcm, np.int16)).max() == 0


def test_an_unplugged_microphone_is_gone(room: VirtualRoom) -> None:
    assert "mic\t" in room.pactl("list", "short", "sources")
    room.unplug_microphone()
    assert "mic\t" not in room.pactl("list", "short", "sources")
