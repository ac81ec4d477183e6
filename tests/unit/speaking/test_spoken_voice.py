import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from assistant.clock import SimulatedClock
from assistant.errors import SpeakerUnavailable, SpeakingError
from assistant.messages.audio import AudioChunk
from assistant.speaking.cache import MemoryCache
from assistant.speaking.ports import Earcon, Sentence, Sounding
from assistant.speaking.pronunciation import Pronunciations
from assistant.speaking.sentence_sounds import SentenceSounds
from assistant.speaking.sound import silence
from assistant.speaking.spoken_voice import CLAUSE_PAUSE, SpokenVoice, opened_early
from tests.fakes.speaker import KeptSpeaker
from tests.fakes.synthesizer import HummingSynthesizer

SPEECH = (
    Sentence("One two three four.", pause_after=0.5),
    Sentence("Five six.", pause_after=2.0),
    Sentence("Seven."),
)
CHIME = silence(0.7, 22_050)


class Room:
    """A spoken voice on a simulated clock."""

    def __init__(self, *, seconds: float = 0.0, fails_on: str | None = None, speaker_is_there: bool = True) -> None:
        self.clock = SimulatedClock(datetime(2026, 11, 23, tzinfo=UTC))
        self.speaker = KeptSpeaker(self.clock, is_there=speaker_is_there)
        self.synthesizer = HummingSynthesizer(seconds=seconds, fails_on=fails_on)
        sounds = SentenceSounds(self.synthesizer, Pronunciations({}), MemoryCache(1_000_000))
        self.voice = SpokenVoice(sounds, self.speaker, {Earcon.CHIME: CHIME})
        self.began: list[float] = []

    def sounding(self) -> None:
        self.began.append(self.clock.monotonic())

    @property
    def lengths(self) -> list[float]:
        return [round(chunk.seconds, 1) for _, chunk in self.speaker.played]

    @property
    def moments(self) -> list[float]:
        return [moment for moment, _ in self.speaker.played]


def test_sentences_and_pauses_are_played_in_order_and_the_last_one_without_a_pause() -> None:
    room = Room()
    room.clock.run(room.voice.speak(SPEECH, room.sounding))
    assert room.lengths == [1.1, 0.5, 0.5, 2.0, 0.3]
    assert not room.speaker.was_cut


def test_the_first_sound_waits_for_the_first_sentence_alone() -> None:
    room = Room(seconds=0.4)
    room.clock.run(room.voice.speak(SPEECH, room.sounding))
    assert room.began == [pytest.approx(0.4)]


def test_the_next_sentence_is_made_while_one_is_played() -> None:
    room = Room(seconds=0.4)
    room.clock.run(room.voice.speak(SPEECH, room.sounding))
    gaps = [
        after - before - chunk.seconds
        for before, after, (_, chunk) in zip(room.moments, room.moments[1:], room.speaker.played, strict=False)
    ]
    assert gaps == pytest.approx([0.0] * 4, abs=0.001)


LONG = Sentence("Date night, on Friday the twenty-seventh, at seven thirty.", pause_after=2.0)


def test_a_long_first_sentence_is_opened_with_its_first_clause() -> None:
    assert opened_early(LONG) == (
        Sentence("Date night,", pause_after=CLAUSE_PAUSE),
        Sentence("on Friday the twenty-seventh, at seven thirty.", pause_after=2.0),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Date night, then.",
        "There is general support and information here.",
        "Sam, tell Alex about the hardest part of today.",
        "The two of you could make about 1,000 plans, yes.",
    ],
)
def test_a_short_sentence_and_one_without_a_clause_of_two_words_stay_whole(text: str) -> None:
    assert opened_early(Sentence(text)) == (Sentence(text),)


def test_only_the_first_sentence_is_opened_early_and_only_while_its_sound_is_not_there() -> None:
    room = Room()
    room.clock.run(room.voice.speak((LONG, LONG), room.sounding))
    assert room.synthesizer.asked == ["Date night,", "on Friday the twenty-seventh, at seven thirty.", LONG.text]
    room.clock.run(room.voice.speak((LONG,), room.sounding))
    assert len(room.synthesizer.asked) == 3


def test_cancelling_stops_the_speaker_and_the_synthesis_of_the_next_sentence() -> None:
    room = Room(seconds=0.4)

    async def interrupted() -> None:
        speaking = asyncio.create_task(room.voice.speak(SPEECH, room.sounding))
        await room.clock.sleep(0.6)
        speaking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await speaking
        await room.clock.sleep(5)

    room.clock.run(interrupted())
    assert room.speaker.was_cut
    assert room.synthesizer.finished == ["One two three four."]


def test_a_sentence_that_cannot_be_made_ends_the_speech_after_what_could() -> None:
    room = Room(fails_on="Five")
    with pytest.raises(SpeakingError):
        room.clock.run(room.voice.speak(SPEECH, room.sounding))
    assert room.lengths == [1.1, 0.5]


def test_without_a_speaker_the_error_is_told() -> None:
    room = Room(speaker_is_there=False)
    with pytest.raises(SpeakerUnavailable):
        room.clock.run(room.voice.speak(SPEECH, room.sounding))
    assert room.began == []


def test_an_earcon_is_played_as_it_is() -> None:
    room = Room()
    room.clock.run(room.voice.play(Earcon.CHIME, room.sounding))
    assert [chunk for _, chunk in room.speaker.played] == [CHIME]
    assert room.began == [0.0]


def test_it_gives_way_between_two_sentences_and_tells_what_was_left_unsaid() -> None:
    room = Room()
    asked: list[float] = []

    def gives_way() -> bool:
        asked.append(room.clock.monotonic())
        return len(asked) == 2

    assert room.clock.run(room.voice.speak(SPEECH, room.sounding, gives_way)) == SPEECH[2:]
    assert room.lengths == [1.1, 0.5, 0.5, 2.0]
    assert room.clock.run(room.voice.speak(SPEECH, room.sounding, lambda: False)) == ()


def test_it_never_gives_way_inside_a_sentence_that_was_opened_early() -> None:
    room = Room()
    assert room.clock.run(room.voice.speak((LONG, *SPEECH), room.sounding, lambda: True)) == SPEECH
    assert room.synthesizer.asked[:2] == ["Date night,", "on Friday the twenty-seventh, at seven thirty."]


class SlowToStop(HummingSynthesizer):
    """Lets go of any sentence but the first only when it may, as a thread does."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.stopping, self.may_stop = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def synthesize(self, text: str, rate: float) -> AudioChunk:
        if not self.asked:
            return await super().synthesize(text, rate)
        self.begun.set()
        try:
            return await asyncio.Future()
        finally:
            self.stopping.set()
            await self.may_stop.wait()


@dataclass
class Unplugged(KeptSpeaker):
    """Goes away while the second sentence is made."""

    made: asyncio.Event

    async def play(self, sound: AsyncIterator[AudioChunk], sounding: Sounding) -> None:
        del sounding
        await anext(sound)
        await self.made.wait()
        message = "It went away."
        raise SpeakerUnavailable(message)


def test_whoever_cancels_while_a_lost_speaker_is_cleared_up_after_is_obeyed() -> None:
    async def is_cancelled() -> bool:
        synthesizer = SlowToStop()
        sounds = SentenceSounds(synthesizer, Pronunciations({}), MemoryCache(1_000_000))
        voice = SpokenVoice(sounds, Unplugged(synthesizer.begun), {})
        speaking = asyncio.create_task(voice.speak(SPEECH, lambda: None))
        await synthesizer.stopping.wait()
        speaking.cancel()
        synthesizer.may_stop.set()
        await asyncio.wait({speaking})
        return speaking.cancelled()

    assert asyncio.run(is_cancelled())
