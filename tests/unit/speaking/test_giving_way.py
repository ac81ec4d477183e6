"""Speaking lower while somebody speaks over us."""

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime

import pytest

from assistant.clock import SimulatedClock
from assistant.speaking.giving_way import LOWERED, PATIENCE_SECONDS, GivingWay
from tests.fakes.speaker import KeptSpeaker


def loudness_after(script: Callable[[GivingWay, KeptSpeaker, SimulatedClock], Coroutine[None, None, None]]) -> float:
    clock = SimulatedClock(datetime(2026, 11, 23, 19, tzinfo=UTC))
    speaker = KeptSpeaker(clock)
    speaker.volume = 0.8
    clock.run(script(GivingWay(speaker, clock), speaker, clock))
    return speaker.volume


def test_somebody_who_speaks_over_us_makes_us_lower_and_nothing_said_makes_us_as_loud_as_before() -> None:
    heard: list[float] = []

    async def script(giving_way: GivingWay, speaker: KeptSpeaker, clock: SimulatedClock) -> None:
        giving_way.give_way()
        giving_way.give_way()
        heard.append(speaker.volume)
        await clock.sleep(1.0)
        giving_way.go_on()

    assert loudness_after(script) == pytest.approx(0.8)
    assert heard == [pytest.approx(0.8 * LOWERED)]


def test_people_who_talk_on_do_not_get_the_rest_in_a_whisper() -> None:
    async def script(giving_way: GivingWay, _: KeptSpeaker, clock: SimulatedClock) -> None:
        giving_way.give_way()
        await clock.sleep(PATIENCE_SECONDS + 0.1)

    assert loudness_after(script) == pytest.approx(0.8)


def test_a_volume_chosen_meanwhile_stays() -> None:
    async def script(giving_way: GivingWay, speaker: KeptSpeaker, _: SimulatedClock) -> None:
        giving_way.give_way()
        speaker.volume = 0.5
        giving_way.go_on()

    assert loudness_after(script) == pytest.approx(0.5)


def test_going_on_when_nothing_was_lowered_changes_nothing() -> None:
    async def script(giving_way: GivingWay, _: KeptSpeaker, __: SimulatedClock) -> None:
        giving_way.go_on()

    assert loudness_after(script) == pytest.approx(0.8)
