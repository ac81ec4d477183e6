"""The microphone test in a virtual room, to its end: it says that it listens, chimes, and says that it is over."""

from pathlib import Path

import numpy as np
import pytest

from tests.audio.room import RATE, SpeakerRecording, VirtualRoom
from tests.audio.running import WatchedProcess

pytestmark = [pytest.mark.room, pytest.mark.audio]

LENGTH, CHIME_EVERY = 16.0, 5.0
QUIET = 200
"""Samples below this are silence, of 32767."""

PAUSE = 1.5
"""Seconds of silence after which what sounds is something new; longer than a pause within what is said."""

PROGRAM = """
from pathlib import Path
from assistant.app.listening_live import listen
from assistant.app.settings import load_settings
listen(load_settings(data_dir=Path({data!r})), length_seconds={length}, chime_every_seconds={every})
"""


def sounds(recording: SpeakerRecording) -> list[tuple[float, float]]:
    """When something sounded, from its beginning to its end, in seconds of the recording."""
    samples = np.abs(np.frombuffer(recording.pcm, "<i2").astype(np.int32))
    loud = np.nonzero(samples > QUIET)[0] / RATE
    parts = np.split(loud, np.nonzero(np.diff(loud) > PAUSE)[0] + 1)
    return [(float(part[0]), float(part[-1])) for part in parts if len(part)]


def wait_for_silence_after_a_sound(recording: SpeakerRecording, patience: float = 60.0) -> None:
    waited = recording.seconds
    while waited < patience:
        recording.wait_until(waited := recording.seconds + 0.5)
        heard = sounds(recording)
        if heard and recording.seconds - heard[-1][1] > PAUSE:
            return
    message = f"no sound and silence in {patience} s"
    raise TimeoutError(message)


def test_it_says_that_it_listens_shows_what_it_hears_chimes_and_says_that_it_is_over(
    room: VirtualRoom, tmp_path: Path, clips: Path
) -> None:
    program = PROGRAM.format(data=str(tmp_path), length=LENGTH, every=CHIME_EVERY)
    env = {**room.env, "HEARTHSIDE_SPEAKING__ENGINE": "espeak"}
    with room.record_speaker() as speaker, WatchedProcess("-c", program, env=env) as test:
        test.wait_for("Nothing is kept.", patience=60.0)
        wait_for_silence_after_a_sound(speaker)
        room.play_into_microphone(clips / "list-the-exercises__am_eric.flac")
        test.wait_for("somebody speaks")
        test.wait_for("% sure")
        assert test.wait_until_ended(patience=60.0) == 0
        speaker.wait_until(speaker.seconds + 0.5)
        heard = sounds(speaker)
        seen = test.lines
    begins, *chimes, ends = heard
    assert len(chimes) >= 2, heard
    assert ends[0] - begins[1] > LENGTH - 1.0
    assert all(end - start < ends[1] - ends[0] + 3.0 for start, end in chimes)
    assert any(" dB [" in line and "voice" in line for line in seen)
