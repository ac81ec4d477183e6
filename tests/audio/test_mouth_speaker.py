"""The real device in a PulseAudio room, measured at the loudspeaker's own monitor."""

import asyncio
from collections.abc import AsyncIterator

import numpy as np
import numpy.typing as npt
import pytest

from assistant.adapters.speaker_miniaudio import MiniaudioSpeaker
from assistant.clock import SystemClock
from assistant.errors import SpeakerUnavailable
from assistant.messages.audio import AudioChunk
from assistant.speaking.sound import chunk_of, silence
from tests.audio.room import RATE as MONITOR_RATE
from tests.audio.room import VirtualRoom

pytestmark = [pytest.mark.audio, pytest.mark.room]

SETTLED_SECONDS = 0.3
"""A null sink takes a few blocks of 50 ms at a pace of its own after a device is opened."""


def tone(seconds: float) -> AudioChunk:
    moments = np.arange(round(seconds * 22_050), dtype=np.float32) / 22_050
    return chunk_of((0.3 * np.sin(2 * np.pi * 440 * moments)).astype(np.float32), 22_050)


async def sound_of(*chunks: AudioChunk) -> AsyncIterator[AudioChunk]:
    for chunk in chunks:
        yield chunk


def heard(pcm: bytes) -> npt.NDArray[np.bool_]:
    """Whether something was heard, for each millisecond."""
    step = MONITOR_RATE // 1000
    samples = np.frombuffer(pcm, dtype="<i2").astype(np.float64)
    levels = np.sqrt(np.mean(np.square(samples[: len(samples) // step * step].reshape(-1, step)), axis=1))
    sounding: npt.NDArray[np.bool_] = levels > 200
    return sounding


def milliseconds(pcm: bytes) -> int:
    return len(pcm) * 1000 // (2 * MONITOR_RATE)


async def opened(clock: SystemClock, name: str | None = None) -> MiniaudioSpeaker:
    speaker = MiniaudioSpeaker(clock, name)
    await speaker.open()
    await clock.sleep(SETTLED_SECONDS)
    return speaker


async def test_told_to_stop_it_is_silent_within_a_tenth_of_a_second(room: VirtualRoom) -> None:
    clock = SystemClock()
    speaker = await opened(clock)
    for _ in range(3):
        with room.record_speaker() as recording:
            playing = asyncio.create_task(speaker.play(sound_of(tone(5)), lambda: None))
            await clock.sleep(0.8)
            told = milliseconds(recording.pcm)
            playing.cancel()
            await asyncio.wait({playing})
            await clock.sleep(0.4)
            moments = np.flatnonzero(heard(recording.pcm))
        assert len(moments) > 300
        assert moments[-1] - told <= 100  # 26 to 55 ms on an idle machine; scripts/bench-room measures it
    await speaker.close()


async def test_sound_and_pause_come_out_as_long_as_they_are_and_without_a_gap(room: VirtualRoom) -> None:
    clock = SystemClock()
    speaker = await opened(clock)
    with room.record_speaker() as recording:
        await speaker.play(sound_of(tone(0.5), tone(0.5), silence(0.5, 22_050), tone(0.5)), lambda: None)
        returned = milliseconds(recording.pcm)
        await clock.sleep(0.3)
        sounding = heard(recording.pcm)
    first, last = np.flatnonzero(sounding)[[0, -1]]
    assert last - first == pytest.approx(2000, abs=20)
    assert (~sounding[first:last]).sum() == pytest.approx(500, abs=20)
    assert 0 <= returned - last < 200  # it returned once the last sample was out, and soon after
    await speaker.close()


async def test_the_first_sound_starts_soon_and_is_told(room: VirtualRoom) -> None:
    clock = SystemClock()
    speaker = await opened(clock)
    began: list[float] = []
    with room.record_speaker() as recording:
        asked, asked_at = milliseconds(recording.pcm), clock.monotonic()
        await speaker.play(sound_of(tone(0.3)), lambda: began.append(clock.monotonic()))
        moments = np.flatnonzero(heard(recording.pcm))
    assert began[0] - asked_at < 0.15  # 4 to 30 ms on an idle machine
    assert moments[0] - asked < 200  # 9 to 50 ms on an idle machine
    await speaker.close()


class CalledBackAtOnce:
    """A far end that has whoever plays called back a moment after the device was told to start."""

    def __init__(self) -> None:
        self.called_back: tuple[asyncio.Task[None], float] | None = None

    def began(self) -> None:
        if self.called_back is not None:
            playing, seconds = self.called_back
            asyncio.get_running_loop().call_later(seconds, playing.cancel)

    def played(self, chunk: AudioChunk) -> None:
        pass


async def test_called_back_while_the_device_starts_it_still_says_the_next_thing(room: VirtualRoom) -> None:
    clock = SystemClock()
    far_end = CalledBackAtOnce()
    speaker = MiniaudioSpeaker(clock, far_end=far_end)
    await speaker.open()
    await clock.sleep(SETTLED_SECONDS)
    for seconds in (0.0002, 0.0005, 0.0005, 0.001, 0.002):  # starting takes about 1 ms
        playing = asyncio.create_task(speaker.play(sound_of(tone(5)), lambda: None))
        far_end.called_back = (playing, seconds)
        await asyncio.wait({playing})
        assert playing.cancelled()
        far_end.called_back = None
        with room.record_speaker() as recording:
            await speaker.play(sound_of(tone(0.3)), lambda: None)
            await clock.sleep(0.1)
            assert heard(recording.pcm).sum() == pytest.approx(300, abs=30)
    await speaker.close()


async def test_stopping_fades_and_does_not_click(room: VirtualRoom) -> None:
    clock = SystemClock()
    speaker = await opened(clock)
    with room.record_speaker() as recording:
        playing = asyncio.create_task(speaker.play(sound_of(tone(5)), lambda: None))
        await clock.sleep(0.5)
        playing.cancel()
        await asyncio.wait({playing})
        await clock.sleep(0.3)
        samples = np.frombuffer(recording.pcm, dtype="<i2").astype(np.float64)
    loudest = np.abs(samples).max()
    last = np.flatnonzero(np.abs(samples) > 100)[-1]
    # Its end alone: where a busy machine lets the sound run dry in its middle, that clicks as well.
    ending = samples[last - MONITOR_RATE // 40 :]
    steepest = np.abs(np.diff(ending)).max()
    natural = loudest * 2 * np.pi * 440 / MONITOR_RATE
    assert steepest < 1.3 * natural
    last_wave = np.abs(samples[last - MONITOR_RATE // 440 :]).max()
    assert last_wave < 0.25 * loudest  # 0.10 to 0.12 with the fade, 0.93 to 1.00 without it
    await speaker.close()


async def test_the_volume_is_followed_while_it_plays(room: VirtualRoom) -> None:
    clock = SystemClock()
    speaker = await opened(clock)
    with room.record_speaker() as recording:
        playing = asyncio.create_task(speaker.play(sound_of(tone(2)), lambda: None))
        await clock.sleep(0.8)
        speaker.volume = 0.25
        await playing
        samples = np.frombuffer(recording.pcm, dtype="<i2").astype(np.float64)
    first = int(np.flatnonzero(np.abs(samples) > 200)[0])
    loud = np.abs(samples[first : first + MONITOR_RATE // 2]).max()
    soft = np.abs(samples[first + int(1.3 * MONITOR_RATE) : first + int(1.8 * MONITOR_RATE)]).max()
    assert soft / loud == pytest.approx(0.25, abs=0.03)
    await speaker.close()


async def test_a_speaker_is_found_by_a_part_of_its_name(room: VirtualRoom) -> None:
    clock = SystemClock()
    speaker = await opened(clock, "speak")
    with room.record_speaker() as recording:
        await speaker.play(sound_of(tone(0.3)), lambda: None)
        assert heard(recording.pcm).any()
    await speaker.close()
    with pytest.raises(SpeakerUnavailable, match=r"no speaker named 'attic'; there are: .*Speaker"):
        await MiniaudioSpeaker(clock, "attic").open()


async def test_unplugged_headphones_are_one_gap_and_it_goes_on_at_the_loudspeaker(room: VirtualRoom) -> None:
    clock = SystemClock()
    room.plug_in_headphones()
    speaker = await opened(clock)
    with room.record_speaker() as recording:
        began = asyncio.Event()
        playing = asyncio.create_task(speaker.play(sound_of(tone(6)), began.set))
        await began.wait()
        await clock.sleep(1.0)
        assert not heard(recording.pcm).any()
        await asyncio.to_thread(room.unplug_headphones)
        await playing
        sounding = heard(recording.pcm)
        assert sounding.sum() > 3000
        again = milliseconds(recording.pcm)
        await speaker.play(sound_of(tone(0.3)), lambda: None)
        await clock.sleep(0.2)
        assert heard(recording.pcm)[again:].any()
    await speaker.close()


async def test_a_speaker_that_was_chosen_by_name_is_waited_for_a_little_and_found_again(room: VirtualRoom) -> None:
    clock = SystemClock()
    room.plug_in_headphones()
    speaker = await opened(clock, "headphones")
    began = asyncio.Event()
    playing = asyncio.create_task(speaker.play(sound_of(tone(3)), began.set))
    await began.wait()
    await clock.sleep(0.5)
    with room.record_speaker() as recording:
        await asyncio.to_thread(room.unplug_headphones)
        await clock.sleep(2.0)
        assert not playing.done()
        await asyncio.to_thread(room.plug_in_headphones)
        await playing
        assert not heard(recording.pcm).any()
    await speaker.close()


async def test_a_loudspeaker_that_was_changed_while_nothing_was_said_is_followed(room: VirtualRoom) -> None:
    clock = SystemClock()
    room.plug_in_headphones()
    speaker = await opened(clock)
    await speaker.play(sound_of(tone(0.3)), lambda: None)
    await asyncio.to_thread(room.unplug_headphones)
    with room.record_speaker() as recording:
        await speaker.play(sound_of(tone(1.0)), lambda: None)
        await clock.sleep(0.2)
        assert heard(recording.pcm).sum() > 500
    await speaker.close()


async def test_a_sound_server_that_goes_away_is_noticed_and_named(room: VirtualRoom) -> None:
    clock = SystemClock()
    speaker = await opened(clock)
    playing = asyncio.create_task(speaker.play(sound_of(tone(30)), lambda: None))
    await clock.sleep(0.5)
    room.stop()
    with pytest.raises(SpeakerUnavailable, match="went away"):
        async with asyncio.timeout(10):
            await playing
    with pytest.raises(SpeakerUnavailable, match="no speaker here"):
        await speaker.play(sound_of(tone(1)), lambda: None)
    await speaker.close()


async def test_without_a_sound_server_there_is_one_plain_sentence(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere/at/all")
    monkeypatch.setenv("ALSA_CONFIG_PATH", "/nowhere/at/all")
    with pytest.raises(SpeakerUnavailable, match="There is no speaker here; connect one"):
        await MiniaudioSpeaker(SystemClock()).open()
    assert capfd.readouterr().err == ""
