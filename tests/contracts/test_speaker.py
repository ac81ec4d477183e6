"""What every speaker keeps to: the fake, the file, and the real device in a PulseAudio room."""

import asyncio
import itertools
import os
import wave
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.speaker_file import FileSpeaker
from assistant.adapters.speaker_miniaudio import MiniaudioSpeaker
from assistant.clock import SystemClock
from assistant.errors import SpeakerUnavailable, SpeakingError
from assistant.messages.audio import AudioChunk
from assistant.speaking.ports import Speaker
from assistant.speaking.sound import chunk_of, silence
from tests.audio.room import VirtualRoom, missing_programs
from tests.fakes.speaker import KeptSpeaker
from tests.needs import lacking

NO_ROOM = "the real speaker is tested in a virtual room, which needs PulseAudio"


@pytest.fixture(params=["kept", "file", pytest.param("miniaudio", marks=pytest.mark.room)])
def speaker(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Speaker]:
    if request.param == "kept":
        yield KeptSpeaker(SystemClock())
    elif request.param == "file":
        numbers = itertools.count()
        yield FileSpeaker(lambda: tmp_path / f"{next(numbers)}.wav")
    elif missing_programs():
        lacking(NO_ROOM)
    else:
        with VirtualRoom() as room:
            for name, value in room.variables.items():
                monkeypatch.setenv(name, value)
            yield MiniaudioSpeaker(SystemClock())


def tone(seconds: float, rate: int = 22_050) -> AudioChunk:
    moments = np.arange(round(seconds * rate), dtype=np.float32) / rate
    return chunk_of((0.3 * np.sin(2 * np.pi * 330 * moments)).astype(np.float32), rate)


async def sound_of(*chunks: AudioChunk) -> AsyncIterator[AudioChunk]:
    for chunk in chunks:
        yield chunk


async def test_a_sound_is_played_to_its_end_and_begins_once(speaker: Speaker) -> None:
    began: list[bool] = []
    await speaker.open()
    await speaker.play(sound_of(tone(0.1), silence(0.1, 22_050), tone(0.1)), lambda: began.append(True))
    assert began == [True]
    await speaker.close()


async def test_nothing_to_play_never_begins(speaker: Speaker) -> None:
    began: list[bool] = []
    await speaker.play(sound_of(), lambda: began.append(True))
    assert began == []
    await speaker.close()


async def test_chunks_of_different_rates_are_played_in_one_go(speaker: Speaker) -> None:
    began: list[bool] = []
    await speaker.play(sound_of(tone(0.1, 16_000), tone(0.1, 48_000)), lambda: began.append(True))
    assert began == [True]
    await speaker.close()


async def test_after_being_cut_off_it_plays_again(speaker: Speaker) -> None:
    began: list[bool] = []
    first = asyncio.Event()

    async def endless() -> AsyncIterator[AudioChunk]:
        yield tone(0.1)
        await asyncio.Event().wait()

    cut = asyncio.create_task(speaker.play(endless(), first.set))
    await first.wait()
    cut.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cut
    await speaker.play(sound_of(tone(0.1)), lambda: began.append(True))
    assert began == [True]
    await speaker.close()


async def test_a_sound_that_breaks_off_is_the_callers_error_and_it_plays_again(speaker: Speaker) -> None:
    async def broken() -> AsyncIterator[AudioChunk]:
        yield tone(0.05)
        message = "The voice broke."
        raise SpeakingError(message)

    with pytest.raises(SpeakingError, match="broke"):
        await speaker.play(broken(), lambda: None)
    began: list[bool] = []
    await speaker.play(sound_of(tone(0.05)), lambda: began.append(True))
    assert began == [True]
    await speaker.close()


async def test_it_plays_again_after_it_was_closed(speaker: Speaker) -> None:
    began: list[bool] = []
    for _ in range(2):
        await speaker.play(sound_of(tone(0.05)), lambda: began.append(True))
        await speaker.close()
    assert began == [True, True]


async def test_a_file_holds_what_was_played_at_its_volume_as_mono_sixteen_bit(tmp_path: Path) -> None:
    speaker = FileSpeaker(lambda: tmp_path / "new folder" / "reply.wav")
    speaker.volume = 0.5
    await speaker.play(sound_of(tone(0.5), silence(0.5, 22_050), tone(0.5, 48_000)), lambda: None)
    with wave.open(str(tmp_path / "new folder" / "reply.wav"), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22_050)
        assert file.getnframes() == pytest.approx(1.5 * 22_050, abs=2)
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
    assert np.abs(samples).max() == pytest.approx(0.15 * 32767, rel=0.05)


async def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    speaker = FileSpeaker(lambda: tmp_path / "taken" / "reply.wav")
    with pytest.raises(SpeakerUnavailable, match=r"reply\.wav cannot be written"):
        await speaker.play(sound_of(tone(0.1)), lambda: None)


async def test_nothing_to_play_and_a_cut_sound_write_no_file(tmp_path: Path) -> None:
    speaker = FileSpeaker(lambda: tmp_path / "reply.wav")
    await speaker.play(sound_of(), lambda: None)

    async def endless() -> AsyncIterator[AudioChunk]:
        yield tone(0.1)
        await asyncio.Event().wait()

    first = asyncio.Event()
    cut = asyncio.create_task(speaker.play(endless(), first.set))
    await first.wait()
    cut.cancel()
    await asyncio.wait({cut})
    assert not any(entry.name == "reply.wav" for entry in os.scandir(tmp_path))


class Listening:
    """Keeps what it is told of what was played."""

    def __init__(self) -> None:
        self.sounds = 0
        self.chunks: list[AudioChunk] = []

    def began(self) -> None:
        self.sounds += 1

    def played(self, chunk: AudioChunk) -> None:
        self.chunks.append(chunk)


@pytest.mark.room
async def test_the_far_end_is_told_all_that_the_device_takes_at_its_final_volume(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if missing_programs():
        lacking(NO_ROOM)
    far_end = Listening()
    with VirtualRoom() as room:
        for name, value in room.variables.items():
            monkeypatch.setenv(name, value)
        speaker = MiniaudioSpeaker(SystemClock(), volume=0.5, far_end=far_end)
        await speaker.play(sound_of(tone(0.3)), lambda: None)
        await speaker.play(sound_of(tone(0.1)), lambda: None)
        await speaker.close()
    assert far_end.sounds == 2
    assert {chunk.format.rate for chunk in far_end.chunks} == {22_050}
    played = np.concatenate([np.frombuffer(chunk.pcm, "<i2") for chunk in far_end.chunks])
    assert np.abs(played).max() == pytest.approx(0.15 * 32767, rel=0.05)
    assert np.count_nonzero(played) == pytest.approx(0.4 * 22_050, rel=0.05)
