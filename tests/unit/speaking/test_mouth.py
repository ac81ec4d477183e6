import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime

import pytest

from assistant.clock import SimulatedClock
from assistant.messages.events import Failed, ReplyEnded, ReplyStarted
from assistant.messages.speech import SILENCE, Manner, Saying, reply
from assistant.speaking.mouth import Mouth
from assistant.speaking.phrasing import Phrasing
from assistant.speaking.ports import Earcon
from assistant.speaking.responses import Response
from tests.fakes.event_sink import KeptEvents
from tests.fakes.voice import TellingVoice

RESPONSES = {
    "hello": Response(say=("Hello.",)),
    "step": Response(say=("Take a breath.",)),
    "long": Response(say=("The first. " + "One word. " * 40 + "Stop. " + "Last word. " * 40,)),
    "due": Response(say=("Date night is at seven.",)),
    "named": Response(say=("Hello, {name}.",)),
    "reading": Response(say=("One. Two. Three. Four.",)),
}
GONE = Saying(reply("reminder"), Manner.REMINDER, "no more")
REMINDER = Saying(reply("due"), Manner.REMINDER, token="due")  # noqa: S106 - no secret


class Diary:
    """Notes what began and ended."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def began(self, saying: Saying) -> Saying | None:
        self.notes.append(f"began {saying.manner.value}")
        return None if saying.token == GONE.token else saying

    def ended(self, saying: Saying, *, completed: bool) -> None:
        self.notes.append(f"{'ended' if completed else 'cut'} {saying.manner.value}")


class Evening:
    """A mouth on a simulated clock, and everything that can be seen of it."""

    def __init__(self, fails_on: str | None = None, seconds: float = 1.0) -> None:
        self.clock = SimulatedClock(datetime(2026, 11, 23, 19, tzinfo=UTC))
        self.events = KeptEvents()
        self.diary = Diary()
        self.voice = TellingVoice(self.clock, seconds, fails_on=fails_on)

    def play(self, script: Callable[[Mouth], Coroutine[None, None, None]]) -> None:
        self.clock.run(self._play(script))

    async def _play(self, script: Callable[[Mouth], Coroutine[None, None, None]]) -> None:
        mouth = Mouth(self.voice, Phrasing(RESPONSES), self.events, self.clock.now, self.diary)
        running = asyncio.create_task(mouth.run())
        await script(mouth)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running


def test_two_things_are_said_one_after_the_other() -> None:
    evening = Evening()

    async def script(mouth: Mouth) -> None:
        mouth.say(Saying(reply("step"), Manner.CUE))
        mouth.say(Saying(reply("hello")))
        await mouth.until_silent()

    evening.play(script)
    assert evening.voice.told == [(0.0, "Hello."), (1.0, "Take a breath.")]
    assert evening.events.of(ReplyEnded) == [ReplyEnded("reply", completed=True), ReplyEnded("cue", completed=True)]


def test_a_reminder_is_noted_before_its_first_sound_and_after_its_last() -> None:
    evening = Evening()

    async def script(mouth: Mouth) -> None:
        mouth.say(REMINDER)
        await evening.clock.sleep(0.5)
        assert evening.diary.notes == ["began reminder"]
        assert mouth.saying == REMINDER
        await mouth.until_silent()
        assert not mouth.is_speaking

    evening.play(script)
    assert evening.diary.notes == ["began reminder", "ended reminder"]


def test_a_reminder_that_is_no_more_when_its_turn_comes_is_not_said() -> None:
    evening = Evening()

    async def script(mouth: Mouth) -> None:
        mouth.say(GONE)
        mouth.say(Saying(reply("step"), Manner.CUE))
        await mouth.until_silent()

    evening.play(script)
    assert [words for _, words in evening.voice.told] == ["Take a breath."]
    assert evening.events.of(ReplyEnded) == [ReplyEnded("cue", completed=True)]


def test_hush_cuts_what_is_said_and_drops_what_waits_but_no_reminder() -> None:
    evening = Evening()

    async def script(mouth: Mouth) -> None:
        mouth.say(Saying(reply("hello")))
        mouth.say(Saying(reply("step"), Manner.CUE))
        mouth.say(REMINDER)
        await evening.clock.sleep(0.25)
        mouth.hush()
        await mouth.until_silent()

    evening.play(script)
    assert evening.voice.told == [(0.0, "Hello."), (0.25, "cut"), (0.25, "Date night is at seven.")]
    assert evening.diary.notes == ["began reply", "cut reply", "began reminder", "ended reminder"]


def test_a_reminder_that_was_cut_off_is_not_begun_again() -> None:
    evening = Evening()

    async def script(mouth: Mouth) -> None:
        mouth.say(REMINDER)
        await evening.clock.sleep(0.25)
        mouth.hush()
        await mouth.until_silent()
        assert not mouth.say(REMINDER)
        await mouth.until_silent()

    evening.play(script)
    assert evening.diary.notes == ["began reminder", "cut reminder"]


def test_a_reminder_waits_while_held_and_is_said_afterwards() -> None:
    evening = Evening()

    async def script(mouth: Mouth) -> None:
        mouth.hold_reminders(held=True)
        mouth.say(REMINDER)
        await mouth.until_silent()
        assert mouth.waiting_reminders == (REMINDER,)
        await evening.clock.sleep(600)
        mouth.hold_reminders(held=False)
        await mouth.until_silent()

    evening.play(script)
    assert evening.voice.told == [(600.0, "Date night is at seven.")]


def test_a_forgotten_reminder_is_not_said() -> None:
    evening = Evening()

    async def script(mouth: Mouth) -> None:
        mouth.hold_reminders(held=True)
        mouth.say(REMINDER)
        mouth.forget()
        mouth.hold_reminders(held=False)
        await mouth.until_silent()

    evening.play(script)
    assert evening.voice.told == []


def test_a_reminder_of_what_was_called_off_is_said_when_that_is_taken_back() -> None:
    class CalledOffOnce(Diary):
        def began(self, saying: Saying) -> Saying | None:
            begun = super().began(saying)
            return begun if self.notes.count("began reminder") > 1 else None

    evening = Evening()
    evening.diary = CalledOffOnce()

    async def script(mouth: Mouth) -> None:
        mouth.say(REMINDER)
        await mouth.until_silent()
        assert mouth.say(REMINDER)
        await mouth.until_silent()

    evening.play(script)
    assert [words for _, words in evening.voice.told] == ["Date night is at seven."]


def test_a_chime_sounds_and_has_no_words() -> None:
    evening = Evening()

    async def script(mouth: Mouth) -> None:
        mouth.say(Saying(SILENCE, Manner.CHIME))
        await mouth.until_silent()

    evening.play(script)
    assert evening.voice.told == [(0.0, "*chime*")]
    assert [(event.kind, event.text.value) for event in evening.events.of(ReplyStarted)] == [("chime", "")]


def test_silence_is_not_an_event() -> None:
    evening = Evening()

    async def script(mouth: Mouth) -> None:
        mouth.say(Saying(SILENCE))
        await mouth.until_silent()

    evening.play(script)
    assert evening.events.events == []


def test_an_earcon_never_speaks_over_words_and_words_wait_for_its_end() -> None:
    evening = Evening()

    async def script(mouth: Mouth) -> None:
        signalled = asyncio.create_task(mouth.signal(Earcon.UNDERSTOOD))
        await evening.clock.sleep(0.5)
        mouth.say(Saying(reply("hello")))
        await evening.clock.sleep(1.0)
        await mouth.signal(Earcon.LISTENING)
        await mouth.until_silent()
        await signalled

    evening.play(script)
    assert evening.voice.told == [(0.0, "*understood*"), (1.0, "Hello.")]


def test_what_cannot_be_said_is_one_event_and_the_next_thing_is_said() -> None:
    evening = Evening(fails_on="breath")

    async def script(mouth: Mouth) -> None:
        mouth.say(Saying(reply("step")))
        mouth.say(Saying(reply("named")))
        mouth.say(Saying(reply("hello")))
        await mouth.until_silent()

    evening.play(script)
    assert evening.voice.told == [(0.0, "Hello.")]
    assert evening.events.of(Failed) == [Failed("mouth", "speaking"), Failed("mouth", "ValueError")]
    assert evening.diary.notes == ["began reply", "cut reply", "began reply", "cut reply", "began reply", "ended reply"]


def test_an_earcon_straight_after_hush_is_heard_and_goes_before_what_waits() -> None:
    evening = Evening()

    async def script(mouth: Mouth) -> None:
        mouth.say(Saying(reply("hello")))
        mouth.say(REMINDER)
        await evening.clock.sleep(0.25)
        mouth.hush()
        await mouth.signal(Earcon.MUTED)
        await mouth.until_silent()

    evening.play(script)
    assert evening.voice.told == [
        (0.0, "Hello."),
        (0.25, "cut"),
        (0.25, "*muted*"),
        (1.25, "Date night is at seven."),
    ]


def test_an_earcon_that_cannot_be_played_is_one_event() -> None:
    evening = Evening(fails_on="understood")

    async def script(mouth: Mouth) -> None:
        await mouth.signal(Earcon.UNDERSTOOD)

    evening.play(script)
    assert evening.events.events == [Failed("mouth", "speaking")]


def test_no_event_shows_the_words() -> None:
    evening = Evening()

    async def script(mouth: Mouth) -> None:
        mouth.say(Saying(reply("named", name="Zoltan")))
        await mouth.until_silent()

    evening.play(script)
    assert evening.voice.told == [(0.0, "Hello, Zoltan.")]
    assert "Zoltan" not in repr(evening.events.events)


def test_ending_the_mouth_while_it_speaks_falls_silent() -> None:
    evening = Evening()

    async def script(mouth: Mouth) -> None:
        mouth.say(Saying(reply("hello")))
        await evening.clock.sleep(0.25)

    evening.play(script)
    assert evening.voice.told == [(0.0, "Hello."), (0.25, "cut")]
    assert evening.diary.notes == ["began reply", "cut reply"]


def test_words_that_are_being_said_are_known_as_our_own() -> None:
    evening = Evening()
    known: list[bool] = []

    async def script(mouth: Mouth) -> None:
        known.append(mouth.is_saying("take a breath"))
        mouth.say(Saying(reply("step"), Manner.CUE))
        await evening.clock.sleep(0.2)
        known.extend([mouth.is_saying("a breath"), mouth.is_saying("breathe"), mouth.is_saying("")])
        await mouth.until_silent()
        known.append(mouth.is_saying("take a breath"))

    evening.play(script)
    assert known == [False, True, False, False, False]


def test_of_a_long_text_only_what_is_said_about_now_counts_as_just_now() -> None:
    evening = Evening(seconds=60.0)
    known: list[bool] = []

    async def script(mouth: Mouth) -> None:
        mouth.say(Saying(reply("long")))
        await evening.clock.sleep(1.0)
        known.extend([mouth.is_saying("one word", just_now=True), mouth.is_saying("stop", just_now=True)])
        await evening.clock.sleep(32.0)
        known.extend([mouth.is_saying("stop", just_now=True), mouth.is_saying("first", just_now=True)])
        mouth.hush()

    evening.play(script)
    assert known == [True, False, True, False]


READING = Saying(reply("reading"), Manner.CUE)


def test_a_reading_gives_way_to_a_reminder_between_two_sentences_and_goes_on_after_it() -> None:
    evening = Evening(seconds=4.0)

    async def script(mouth: Mouth) -> None:
        mouth.say(READING)
        await evening.clock.sleep(5.0)
        mouth.say(REMINDER)
        await mouth.until_silent()

    evening.play(script)
    assert evening.voice.told == [
        (0.0, "One."),
        (4.0, "Two."),
        (8.0, "Date night is at seven."),
        (12.0, "Three."),
        (16.0, "Four."),
    ]
    assert [event.kind for event in evening.events.of(ReplyStarted)] == ["cue", "reminder", "cue"]
    assert [event.completed for event in evening.events.of(ReplyEnded)] == [False, True, True]


def test_a_held_reminder_does_not_interrupt() -> None:
    evening = Evening(seconds=4.0)

    async def script(mouth: Mouth) -> None:
        mouth.hold_reminders(held=True)
        mouth.say(READING)
        mouth.say(REMINDER)
        await mouth.until_silent()

    evening.play(script)
    assert [words for _, words in evening.voice.told] == ["One.", "Two.", "Three.", "Four."]


def test_hushed_during_the_reminder_the_reading_does_not_go_on() -> None:
    evening = Evening(seconds=4.0)

    async def script(mouth: Mouth) -> None:
        mouth.say(READING)
        mouth.say(REMINDER)
        await evening.clock.sleep(5.0)
        mouth.hush()
        mouth.say(READING)
        await mouth.until_silent()

    evening.play(script)
    assert [words for _, words in evening.voice.told] == [
        "One.",
        "Date night is at seven.",
        "cut",
        "One.",
        "Two.",
        "Three.",
        "Four.",
    ]


def test_what_was_left_of_a_reading_that_may_not_go_on_is_not_said_in_place_of_another() -> None:
    class Once(Diary):
        def began(self, saying: Saying) -> Saying | None:
            begun = super().began(saying)
            return begun if self.notes.count("began cue") != 2 else None

    evening = Evening(seconds=4.0)
    evening.diary = Once()

    async def script(mouth: Mouth) -> None:
        mouth.say(READING)
        await evening.clock.sleep(5.0)
        mouth.say(REMINDER)
        mouth.say(Saying(reply("step"), Manner.CUE))
        await mouth.until_silent()

    evening.play(script)
    assert [words for _, words in evening.voice.told] == ["One.", "Two.", "Date night is at seven.", "Take a breath."]
