"""People speak over Hearthside's own voice; and where the microphone hears the loudspeaker, it never answers itself.

Words over its own echo are measured and not tested here: how many are heard depends on how steadily a machine keeps a
virtual room's time (8 of 8 on one, none on another at the same commit). ``test_over_its_echo`` hears them where the
sound itself is the clock, and ``scripts/bench-room barge`` counts them live.
"""

from pathlib import Path

import pytest

from tests.audio.room import VirtualRoom
from tests.audio.running import RunningHearthside

pytestmark = [pytest.mark.room, pytest.mark.audio]

ECHO_MILLISECONDS = 60
BEGUN_SECONDS = 3.0
"""Of its own voice, before somebody speaks over it."""

SAID = 3
HEARD_AT_LEAST = 2
"""Of what is said once over its voice."""

LIGHT = {"HEARTHSIDE_SPEAKING__ENGINE": "espeak"}
"""A voice that leaves the processor to the room."""


def begin_reading(hearthside: RunningHearthside, readings: int) -> None:
    """Let a reading begin, the ``readings``th, typed, so that nothing but its own voice is in the room."""
    hearthside.type("read love maps")
    hearthside.wait_for("ReplyStarted(kind='cue'", count=readings)


def is_printed(hearthside: RunningHearthside, words: str, count: int, patience: float) -> bool:
    try:
        hearthside.wait_for(words, patience=patience, count=count)
    except TimeoutError:
        return False
    return True


@pytest.mark.parametrize(
    ("clip", "event"),
    [
        ("stop-the-exercise__bm_george.flac", "IntentRecognised(name='Stop'"),
        ("okay-nabu__piper_joe.flac", "WakeHeard()"),
    ],
)
def test_what_is_said_over_our_own_voice_cuts_it_off(
    room: VirtualRoom, known_data: Path, clips: Path, clip: str, event: str
) -> None:
    with (
        RunningHearthside(known_data, "--debug", env=room.env) as hearthside,
        room.record_speaker() as speaker,
    ):
        hearthside.wait_for("Ready.")
        heard = 0
        for reading in range(1, SAID + 1):
            begin_reading(hearthside, reading)
            speaker.wait_until(speaker.seconds + BEGUN_SECONDS)
            room.play_into_microphone(clips / clip)
            if is_printed(hearthside, event, heard + 1, patience=5.0):
                heard += 1
                hearthside.wait_for("ReplyEnded(kind='cue', completed=False)", patience=5.0, count=reading)
            else:
                hearthside.type("never mind")  # a typed stop would be counted as one that was heard
                hearthside.wait_for("ReplyEnded(kind='cue'", patience=5.0, count=reading)
        assert heard >= HEARD_AT_LEAST, f"heard {heard} of {SAID}"


def test_a_reading_to_its_end_is_never_taken_for_somebody_who_speaks(room: VirtualRoom, known_data: Path) -> None:
    with RunningHearthside(known_data, "--debug", env={**room.env, **LIGHT}) as hearthside:
        hearthside.wait_for("Ready.")
        room.echo(ECHO_MILLISECONDS)
        begin_reading(hearthside, 1)
        hearthside.wait_for("ReplyEnded(kind='cue', completed=True)", patience=150.0)
        heard = [line for line in hearthside.lines if "WakeHeard" in line or "IntentRecognised" in line]
    assert len(heard) == 1, heard
    assert "ReadPrinciple" in heard[0]
