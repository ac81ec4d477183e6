"""People speak over Hearthside's own voice, in a room where the microphone hears the loudspeaker."""

from pathlib import Path

import pytest

from tests.audio.room import VirtualRoom
from tests.audio.running import RunningHearthside

pytestmark = [pytest.mark.room, pytest.mark.audio]

ECHO_MILLISECONDS = 60
LEARNED_SECONDS = 5.0
"""Of its own voice, until the room is known."""

TIMES = 5
"""Somebody who is not heard says it again: a busy machine tears this room's sound, and the canceller learns anew."""

LIGHT = {"HEARTHSIDE_SPEAKING__ENGINE": "espeak"}
"""A voice that leaves the processor to the room."""


@pytest.fixture
def known_data(tmp_path: Path) -> Path:
    """A data directory on which ``run`` was started before, so that nobody is welcomed."""
    data = tmp_path / "data"
    with RunningHearthside(data, "--typed") as hearthside:
        hearthside.wait_for("Ready.")
        hearthside.type("q")
        assert hearthside.wait_until_ended() == 0
    return data


def begin_reading(hearthside: RunningHearthside, room: VirtualRoom) -> None:
    """Let a reading begin, typed, so that nothing but its own voice is in the room."""
    hearthside.wait_for("Ready.")
    room.echo(ECHO_MILLISECONDS)
    hearthside.type("read love maps")
    hearthside.wait_for("ReplyStarted(kind='cue'")


def say_until(room: VirtualRoom, clip: Path, hearthside: RunningHearthside, words: str) -> None:
    """Say something, and once more if nothing comes of it."""
    for _ in range(TIMES - 1):
        room.play_into_microphone(clip)
        try:
            hearthside.wait_for(words, patience=5.0)
        except TimeoutError:
            continue
        return
    room.play_into_microphone(clip)
    hearthside.wait_for(words, patience=10.0)


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
        RunningHearthside(known_data, "--debug", env={**room.env, **LIGHT}) as hearthside,
        room.record_speaker() as speaker,
    ):
        begin_reading(hearthside, room)
        speaker.wait_until(speaker.seconds + LEARNED_SECONDS)
        say_until(room, clips / clip, hearthside, event)
        hearthside.wait_for("ReplyEnded(kind='cue', completed=False)", patience=5.0)
        assert not any("ReplyEnded(kind='cue', completed=True)" in line for line in hearthside.lines)


def test_a_reading_to_its_end_is_never_taken_for_somebody_who_speaks(room: VirtualRoom, known_data: Path) -> None:
    with RunningHearthside(known_data, "--debug", env={**room.env, **LIGHT}) as hearthside:
        begin_reading(hearthside, room)
        hearthside.wait_for("ReplyEnded(kind='cue', completed=True)", patience=150.0)
        heard = [line for line in hearthside.lines if "WakeHeard" in line or "IntentRecognised" in line]
    assert len(heard) == 1, heard
    assert "ReadPrinciple" in heard[0]
