"""What every microphone promises; the live one in a virtual room."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

import pytest

from assistant.adapters.microphone_miniaudio import MiniaudioMicrophone, input_devices
from assistant.adapters.recording_soundfile import RecordingMicrophone, read_recording
from assistant.errors import MicrophoneUnavailable
from assistant.hearing.chunking import joined
from assistant.hearing.energy import level_db
from assistant.hearing.ports import Microphone
from assistant.messages.audio import SPEECH, AudioChunk
from tests.audio.conftest import room as room  # noqa: PLC0414 - a fixture is used by its name
from tests.audio.room import VirtualRoom
from tests.fakes.microphone import ScriptedMicrophone

CLIP = Path(__file__).parents[1] / "audio" / "clips" / "how-much-time-is-left__am_puck.flac"


@pytest.fixture(params=["recording", "fake", pytest.param("live", marks=pytest.mark.room)])
def microphone(request: pytest.FixtureRequest) -> Microphone:
    """Every microphone in turn, each with some sound to come."""
    match request.param:
        case "recording":
            return RecordingMicrophone(CLIP)
        case "fake":
            return ScriptedMicrophone(list(read_recording(CLIP)))
        case _:
            request.getfixturevalue("room")
            return MiniaudioMicrophone()


async def until_the_end(chunks: AsyncGenerator[AudioChunk]) -> None:
    """Listen and forget."""
    async for _ in chunks:
        pass


async def first(chunks: AsyncGenerator[AudioChunk], seconds: float) -> list[AudioChunk]:
    """So much sound, and no more."""
    heard: list[AudioChunk] = []
    async with aclosing(chunks):
        async for chunk in chunks:
            heard.append(chunk)
            if joined(heard).seconds >= seconds:
                break
    return heard


async def test_chunks_are_in_the_format_of_speech_and_short(microphone: Microphone) -> None:
    heard = await first(microphone.chunks(), 0.5)
    assert {chunk.format for chunk in heard} == {SPEECH}
    assert all(0.0 < chunk.seconds <= 0.5 for chunk in heard)
    assert joined(heard).seconds >= 0.5


async def test_it_can_be_closed_and_opened_again(microphone: Microphone) -> None:
    for _ in range(2):
        assert await first(microphone.chunks(), 0.1)


@pytest.mark.room
async def test_what_is_said_is_heard_and_waits_while_the_reader_is_busy(room: VirtualRoom) -> None:
    chunks = MiniaudioMicrophone().chunks()
    async with aclosing(chunks):
        await anext(chunks)
        await asyncio.to_thread(room.play_into_microphone, CLIP)
        heard: list[AudioChunk] = []
        while joined(heard).seconds < 1.5:
            heard.append(await anext(chunks))
    assert max(level_db(chunk) for chunk in heard) > -30


@pytest.mark.room
async def test_a_microphone_is_chosen_by_a_part_of_its_name(room: VirtualRoom) -> None:
    assert "VirtualMic" in [device.name for device in input_devices()]
    assert await first(MiniaudioMicrophone("virtualmic").chunks(), 0.1)
    assert room.pactl("info")


@pytest.mark.room
async def test_a_name_that_no_microphone_has_names_those_that_are_there(room: VirtualRoom) -> None:
    with pytest.raises(MicrophoneUnavailable, match=r"no microphone called banjo.*VirtualMic"):
        await first(MiniaudioMicrophone("banjo").chunks(), 0.1)
    assert room.pactl("info")


@pytest.mark.room
async def test_a_microphone_that_is_unplugged_is_noticed(room: VirtualRoom) -> None:
    chunks = MiniaudioMicrophone().chunks()
    async with aclosing(chunks):
        await anext(chunks)
        await asyncio.to_thread(room.unplug_microphone)
        with pytest.raises(MicrophoneUnavailable, match="went away"):
            await asyncio.wait_for(until_the_end(chunks), timeout=8)


async def test_without_any_sound_server_it_says_so_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent")
    monkeypatch.setenv("ALSA_CONFIG_PATH", "/nonexistent")
    with pytest.raises(MicrophoneUnavailable) as raised:
        await first(MiniaudioMicrophone().chunks(), 0.1)
    assert str(raised.value) == "There is no working microphone; plug one in, or check the sound settings."
    assert input_devices() == ()
