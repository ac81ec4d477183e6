"""When a device ran dry, and what is learned from it."""

import asyncio
import threading
from collections.abc import AsyncIterator, Generator

import pytest

from assistant.adapters import speaker_miniaudio
from assistant.adapters.speaker_reserve import CLEAN_SOUNDS, FEWEST, MOST, LearnedReserve, Reserve
from assistant.clock import SystemClock
from assistant.messages.audio import AudioChunk
from assistant.speaking.sound import silence

PERIOD = 0.02


def gaps(*taken_at: float) -> int:
    reserve = Reserve()
    for now in taken_at:
        reserve.take(PERIOD, now)
    return reserve.gaps


def test_a_device_that_asks_in_time_has_no_gaps() -> None:
    assert gaps(0.0, 0.0, 0.0, 0.02, 0.04, 0.06, 0.08) == 0


def test_a_device_that_is_late_lives_on_its_reserve() -> None:
    assert gaps(0.0, 0.0, 0.0, 0.055, 0.055, 0.055) == 0


def test_each_time_that_nothing_was_left_is_a_gap() -> None:
    assert gaps(0.0, 0.0, 0.0, 0.1, 0.1, 0.2) == 2


def test_clocks_that_differ_a_little_make_no_gap() -> None:
    assert gaps(0.0, 0.021, 0.042, 0.063) == 0


def periods_after_each(*gaps_heard: int) -> list[int]:
    learned, periods = LearnedReserve(), []
    for each in gaps_heard:
        learned.learn(each)
        periods.append(learned.periods)
    return periods


def test_every_gap_adds_a_period_at_once_up_to_the_most() -> None:
    assert periods_after_each(1, 2, 50) == [FEWEST + 1, FEWEST + 3, MOST]


def test_only_many_sounds_without_a_gap_in_a_row_take_a_period() -> None:
    nearly = [0] * (CLEAN_SOUNDS - 1)
    assert set(periods_after_each(1, *nearly)) == {FEWEST + 1}
    assert set(periods_after_each(1, *nearly, 1, *nearly)[CLEAN_SOUNDS:]) == {FEWEST + 2}
    assert periods_after_each(2, *nearly, 0, *nearly, 0)[CLEAN_SOUNDS - 1 :: CLEAN_SOUNDS] == [FEWEST + 2, FEWEST + 1]


def test_never_fewer_than_the_fewest() -> None:
    assert set(periods_after_each(*[0] * (2 * CLEAN_SOUNDS))) == {FEWEST}


class LateDevice:
    """A device that asks for each period only after two have passed."""

    def __init__(self, periods: int) -> None:
        self.periods = periods
        self.callback_generator: object = None
        self._stopping = threading.Event()
        self._thread = threading.Thread()

    def start(self, blocks: Generator[bytes, int, None]) -> None:
        self._stopping.clear()
        self._thread = threading.Thread(target=self._ask, args=(blocks,))
        self._thread.start()

    def _ask(self, blocks: Generator[bytes, int, None]) -> None:
        while not self._stopping.wait(2 * PERIOD):
            blocks.send(round(PERIOD * speaker_miniaudio.RATE))

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()

    def close(self) -> None:
        self._stopping.set()


async def quiet(seconds: float) -> AsyncIterator[AudioChunk]:
    yield silence(seconds, speaker_miniaudio.RATE)


async def test_a_torn_sound_has_the_device_opened_anew_but_never_while_somebody_waits_for_silence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[int] = []

    def open_late(_name: str | None, periods: int) -> LateDevice:
        opened.append(periods)
        return LateDevice(periods)

    monkeypatch.setattr(speaker_miniaudio, "_open", open_late)
    clock = SystemClock()
    speaker = speaker_miniaudio.MiniaudioSpeaker(clock)
    playing = asyncio.create_task(speaker.play(quiet(5), lambda: None))
    await clock.sleep(0.3)
    playing.cancel()
    await asyncio.wait({playing})
    assert opened == [FEWEST]
    await speaker.play(quiet(0.1), lambda: None)
    assert len(opened) == 2
    assert opened[1] > FEWEST
    await speaker.close()
