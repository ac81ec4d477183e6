"""The whole loop, heard in a virtual room: real process, real sound in and out, nothing simulated."""

import asyncio
import subprocess
import wave
from pathlib import Path

import pytest

from assistant.adapters.recording_soundfile import read_recording
from assistant.adapters.stt_whisper import load_whisper
from assistant.messages.speech import Vocabulary
from tests.audio.room import RATE, SpeakerRecording, VirtualRoom
from tests.audio.running import RunningHearthside
from tests.needs import lacking

pytestmark = [pytest.mark.room, pytest.mark.audio]

READY = "Ready."
CUT_OFF = ("unshare", "--map-root-user", "--net")


def ask(room: VirtualRoom, hearthside: RunningHearthside, clip: Path, answer: str) -> None:
    """Say it, once."""
    room.play_into_microphone(clip)
    hearthside.wait_for(answer, patience=15.0)


def heard_in(recording: SpeakerRecording, folder: Path, since: float) -> str:
    """What the recogniser makes of what the loudspeaker said from a moment on."""
    pcm = recording.pcm[int(since * RATE) * 2 :]
    path = folder / "said.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(pcm)

    async def transcribed() -> str:
        transcriber = await load_whisper()
        return (await transcriber.transcribe(read_recording(path), Vocabulary())).text

    return asyncio.run(transcribed())


def loudest(recording: SpeakerRecording, seconds: float) -> int:
    """The loudest sample of the last seconds, 0 to 32767."""
    import numpy as np  # noqa: PLC0415 - only here

    samples = np.frombuffer(recording.pcm[-int(seconds * RATE) * 2 :], dtype="<i2")
    return int(np.abs(samples.astype(np.int32)).max(initial=0))


def test_a_woken_hearthside_reads_what_was_asked_for_and_falls_silent_when_woken_again(
    room: VirtualRoom, known_data: Path, clips: Path, tmp_path: Path
) -> None:
    with (
        RunningHearthside(known_data, "--debug", env=room.env) as hearthside,
        room.record_speaker() as speaker,
    ):
        hearthside.wait_for(READY)
        ask(
            room,
            hearthside,
            clips / "okay-nabu-read-love-maps__piper_joe.flac",
            "IntentRecognised(name='ReadPrinciple'",
        )
        hearthside.wait_for("ReplyStarted(kind='cue'")
        began = speaker.seconds
        speaker.wait_until(began + 8.0)
        said = heard_in(speaker, tmp_path, began - 0.5)
        assert "map" in said
        assert "partner" in said
        assert loudest(speaker, 2.0) > 1000

        room.play_into_microphone(clips / "okay-nabu__piper_joe.flac")
        hearthside.wait_for("ReplyEnded(kind='cue', completed=False)")
        ended = speaker.seconds
        speaker.wait_until(ended + 2.5)
        assert loudest(speaker, 1.0) < 200


def test_quitting_at_the_very_start_ends_it(room: VirtualRoom, known_data: Path) -> None:
    with RunningHearthside(known_data, env=room.env) as hearthside:
        hearthside.wait_for(READY)
        hearthside.type("q")
        assert hearthside.wait_until_ended() == 0


def test_stop_is_obeyed_without_the_wake_word_while_it_speaks(room: VirtualRoom, known_data: Path, clips: Path) -> None:
    with RunningHearthside(known_data, "--debug", env=room.env) as hearthside, room.record_speaker() as speaker:
        hearthside.wait_for(READY)
        ask(room, hearthside, clips / "okay-nabu-read-love-maps__piper_joe.flac", "ReplyStarted(kind='cue'")
        speaker.wait_until(speaker.seconds + 2.0)
        room.play_into_microphone(clips / "stop-the-exercise__bm_george.flac")
        hearthside.wait_for("ReplyEnded(kind='cue', completed=False)")
        hearthside.wait_for("IntentRecognised(name='Stop'")


def test_cut_off_from_every_network_it_hears_and_answers_and_writes_into_its_data_alone(
    room: VirtualRoom, known_data: Path, clips: Path, tmp_path: Path
) -> None:
    if subprocess.run([*CUT_OFF, "true"], capture_output=True, check=False).returncode != 0:
        lacking("this machine lets nobody cut a process off from the network")
    home = tmp_path / "home"
    home.mkdir()
    env = {"PATH": "/usr/bin:/bin", "HOME": str(home), **room.variables}
    with RunningHearthside(known_data, "--debug", env=env, inside=CUT_OFF) as hearthside:
        hearthside.wait_for(READY)
        ask(room, hearthside, clips / "okay-nabu-read-love-maps__piper_joe.flac", "ReplyStarted(kind='cue'")
        hearthside.type("q")
        assert hearthside.wait_until_ended() == 0
    theirs = {".config/pulse/cookie"}  # the sound server's own library leaves it there
    assert {str(file.relative_to(home)) for file in home.rglob("*") if file.is_file()} <= theirs


def test_headless_it_waits_for_its_speakerphone_and_finds_it_again_when_it_was_unplugged(
    room: VirtualRoom, known_data: Path, clips: Path
) -> None:
    room.unplug_microphone()  # and everything else that hangs on the same cable
    with RunningHearthside(known_data, "--headless", "--debug", env=room.env, terminal=False) as hearthside:
        hearthside.wait_for("Waiting for it.")
        room.plug_in_speaker()
        room.plug_in_microphone()
        hearthside.wait_for(READY)
        room.wait_until_listening("Hearthside")
        room.unplug_microphone()
        hearthside.wait_for("The microphone went away")
        room.plug_in_speaker()
        room.plug_in_microphone()
        hearthside.wait_for("The microphone is back.")
        with room.record_speaker() as speaker:
            ask(room, hearthside, clips / "okay-nabu__piper_joe.flac", "WakeHeard()")
            speaker.wait_until(speaker.seconds + 1.0)
            assert loudest(speaker, 1.5) > 200  # the small sound that says: I am listening


def test_without_a_sound_device_it_says_so_in_one_sentence_and_goes_on_typed(tmp_path: Path) -> None:
    nowhere = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PULSE_SERVER": "unix:/nowhere"}
    with RunningHearthside(tmp_path / "data", env=nowhere) as hearthside:
        hearthside.wait_for("Going on with the keyboard.")
        hearthside.wait_for("What shall I call the first of you?")
        hearthside.type("list the principles")
        hearthside.wait_for("Seven levels and two walls.")
        hearthside.type("q")
        assert hearthside.wait_until_ended() == 0
