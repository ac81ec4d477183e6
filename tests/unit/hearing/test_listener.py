"""What a listener makes of a microphone, in each of its modes."""

import asyncio
from contextlib import aclosing

import pytest

from assistant.errors import MicrophoneUnavailable
from assistant.hearing.heard import FellSilent, Heard, Pause, SpeechBegan, Utterance, Wake
from assistant.hearing.listener import Listener, ListenerSettings, Mode
from tests.fakes.microphone import ScriptedMicrophone
from tests.fakes.sounds import sound, written
from tests.fakes.voice_activity import WrittenSpeech
from tests.fakes.wake_word import WrittenWakeWord


class Ears:
    """A listener over written sound, with everything that it hears noted in short."""

    def __init__(
        self, script: str, *, vanishes: bool = False, has_wake_word: bool = True, pause_seconds: float | None = None
    ) -> None:
        self.microphone = ScriptedMicrophone(sound(script), vanishes=vanishes)
        self.detector = WrittenSpeech()
        wake_word = WrittenWakeWord() if has_wake_word else None
        settings = ListenerSettings(pause_seconds=pause_seconds)
        self.listener = Listener(self.microphone, self.detector, wake_word, settings)

    async def hear_all(self, *, open_on_wake: bool = True) -> list[str]:
        """Every event until the sound ends; the wake word opens the listener."""
        noted = []
        async with aclosing(self.listener.events()) as events:
            async for heard in events:
                noted.append(in_short(heard))
                if open_on_wake and heard == Wake():
                    self.listener.open(deadline_seconds=2.0)
        return noted


def in_short(heard: Heard) -> str:
    match heard:
        case Wake():
            return "wake"
        case SpeechBegan():
            return "began"
        case Utterance(chunks):
            return written(chunks)
        case FellSilent():
            return "silent"
        case Pause(chunks):
            return f"pause after {written(chunks)}"


async def test_waiting_hears_no_speech_and_does_not_even_judge_it() -> None:
    ears = Ears("....######.......")
    assert await ears.hear_all() == []
    assert ears.detector.frames_judged == 0


async def test_the_wake_word_is_heard_once_and_what_follows_is_one_utterance() -> None:
    ears = Ears("..##W####.......")
    assert await ears.hear_all() == ["wake", "began", "W####......."]


async def test_the_wake_word_counts_again_after_a_second_and_a_half() -> None:
    assert await Ears("W.....W").hear_all(open_on_wake=False) == ["wake"]
    assert await Ears("W.............W").hear_all(open_on_wake=False) == ["wake"]
    assert await Ears("W..............W").hear_all(open_on_wake=False) == ["wake", "wake"]


async def test_the_first_syllable_is_not_lost() -> None:
    ears = Ears("~~~~~~~~~~~~####.......")
    ears.listener.open()
    assert await ears.hear_all() == ["began", "~~~~~~~~####......."]


async def test_an_open_listener_hears_one_utterance_after_another() -> None:
    ears = Ears("###.......####.......")
    ears.listener.open()
    assert await ears.hear_all() == ["began", "###.......", "began", "####......."]


async def test_an_utterance_tells_its_length() -> None:
    ears = Ears("###.......")
    ears.listener.open()
    async with aclosing(ears.listener.events()) as events:
        lengths = [heard.seconds async for heard in events if isinstance(heard, Utterance)]
    assert lengths == [pytest.approx(1.0)]


async def test_nobody_speaking_before_the_deadline_is_told_once() -> None:
    ears = Ears("W" + "." * 60)
    assert await ears.hear_all() == ["wake", "silent"]


async def test_speech_that_begins_just_before_the_deadline_is_waited_for() -> None:
    ears = Ears("." * 19 + "####.......")
    ears.listener.open(deadline_seconds=2.0)
    assert await ears.hear_all() == ["began", "........####......."]


async def test_a_longer_silence_can_be_asked_for() -> None:
    ears = Ears("####............####" + "." * 13)
    ears.listener.open(end_silence_seconds=1.25)
    assert await ears.hear_all() == ["began", "####............####............."]


async def test_the_wake_word_in_an_utterance_abandons_it() -> None:
    ears = Ears("#####W####.......")
    ears.listener.open()
    assert await ears.hear_all() == ["began", "wake", "began", "W####......."]


async def test_opening_again_lets_an_utterance_go_on() -> None:
    ears = Ears("####....####.......")
    ears.listener.open()
    noted = []
    async with aclosing(ears.listener.events()) as events:
        async for heard in events:
            noted.append(in_short(heard))
            ears.listener.open(deadline_seconds=0.1)
    assert noted == [
        "began",
        "####....####.......",
    ]


async def test_its_own_voice_can_be_forgotten() -> None:
    ears = Ears("###.......####.......")
    ears.listener.open()
    noted = []
    async with aclosing(ears.listener.events()) as events:
        async for heard in events:
            noted.append(in_short(heard))
            if heard == SpeechBegan() and len(noted) == 1:
                ears.listener.open(forget=True)
    assert noted == ["began", "began", ".......####......."]


async def test_waiting_again_drops_the_utterance_under_way() -> None:
    ears = Ears("####......")
    ears.listener.open()
    async with aclosing(ears.listener.events()) as events:
        assert await anext(events) == SpeechBegan()
        assert ears.listener.hears_speech
        ears.listener.wait_for_wake()
        assert not ears.listener.hears_speech
        assert [heard async for heard in events] == []


async def test_a_muted_listener_gives_the_microphone_back_and_hears_nothing() -> None:
    ears = Ears("W##########..........W")
    listening = ears.listener.events()
    assert await anext(listening) == Wake()
    ears.listener.mute()
    waiting = asyncio.ensure_future(anext(listening))
    for _ in range(10):
        await asyncio.sleep(0)  # noqa: TID251 - lets the other task run, without waiting
    assert not ears.microphone.is_open
    assert not waiting.done()
    assert ears.listener.mode is Mode.MUTED
    ears.listener.wait_for_wake()
    assert await waiting == Wake()
    assert ears.microphone.times_opened == 2
    await listening.aclose()
    assert not ears.microphone.is_open


async def test_quiet_is_counted_from_the_last_speech() -> None:
    ears = Ears("####.......")
    ears.listener.open()
    async with aclosing(ears.listener.events()) as events:
        assert await anext(events) == SpeechBegan()
        assert ears.listener.quiet_seconds == 0.0
        assert isinstance(await anext(events), Utterance)
        assert ears.listener.quiet_seconds == pytest.approx(0.7)


async def test_nobody_is_called_quiet_who_could_not_be_heard() -> None:
    ears = Ears("####.......####")
    assert ears.listener.quiet_seconds is None
    ears.listener.open()
    assert ears.listener.quiet_seconds is None
    async with aclosing(ears.listener.events()) as events:
        assert await anext(events) == SpeechBegan()
        ears.listener.wait_for_wake()
        assert ears.listener.quiet_seconds is None
        ears.listener.open()
        assert ears.listener.quiet_seconds == 0.0
        assert await anext(events) == SpeechBegan()
    assert ears.listener.quiet_seconds is None
    assert not ears.listener.hears_speech


async def test_without_a_wake_word_an_open_microphone_still_hears() -> None:
    ears = Ears("W####.......", has_wake_word=False)
    ears.listener.open()
    assert await ears.hear_all() == ["began", "W####......."]


async def test_an_empty_room_is_not_judged() -> None:
    ears = Ears("." * 100)
    ears.listener.open()
    assert await ears.hear_all() == []
    assert ears.detector.frames_judged == 0


async def test_a_microphone_that_vanishes_is_the_callers_to_deal_with() -> None:
    ears = Ears("W..", vanishes=True)
    with pytest.raises(MicrophoneUnavailable):
        await ears.hear_all()
    assert not ears.microphone.is_open


async def test_every_pause_is_told_once_with_what_was_said_up_to_it() -> None:
    ears = Ears("####....##.......", pause_seconds=0.2)
    ears.listener.open()
    assert await ears.hear_all() == [
        "began",
        "pause after ####..",
        "pause after ####....##..",
        "####....##.......",
    ]


async def test_an_utterance_knows_the_pause_that_it_ended_with() -> None:
    ears = Ears("####...###.......###.......", pause_seconds=0.2)
    ears.listener.open()
    async with aclosing(ears.listener.events()) as events:
        heard = [event async for event in events if not isinstance(event, SpeechBegan)]
    first, second, utterance, third, last = heard
    assert isinstance(utterance, Utterance)
    assert isinstance(last, Utterance)
    assert utterance.pause is second
    assert last.pause is third
    assert first is not second


async def test_from_a_pause_on_another_silence_may_end_the_utterance_until_somebody_goes_on() -> None:
    async def heard(script: str, *silences: float) -> list[str]:
        ears = Ears(script, pause_seconds=0.2)
        ears.listener.open()
        waits = list(silences)
        noted = []
        async with aclosing(ears.listener.events()) as events:
            async for event in events:
                if isinstance(event, Pause) and waits:
                    ears.listener.end_after(event, waits.pop(0))
                if isinstance(event, Utterance):
                    noted.append(in_short(event))
        return noted

    assert await heard("####....####.......", 0.4) == ["####....", "####......."]
    assert await heard("####.........####.......", 1.2) == ["####.........####......."]
    assert await heard("####...####.....####.......", 0.4) == ["####...####.....####......."]


async def test_a_pause_that_is_over_ends_nothing() -> None:
    ears = Ears("####..###.......", pause_seconds=0.2)
    ears.listener.open()
    pauses = []
    noted = []
    async with aclosing(ears.listener.events()) as events:
        async for event in events:
            if isinstance(event, Pause):
                pauses.append(event)
                ears.listener.end_after(pauses[0], 0.3)
            if isinstance(event, Utterance):
                noted.append(in_short(event))
    assert noted == ["####..###......."]
