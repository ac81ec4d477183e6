import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.clock import SimulatedClock
from assistant.messages.audio import AudioChunk
from assistant.speaking.cache import DiskCache, MemoryCache
from assistant.speaking.ports import Sentence
from assistant.speaking.pronunciation import Pronunciations
from assistant.speaking.sentence_sounds import SentenceSounds
from assistant.speaking.warming import REST_SHARE, Warming
from tests.fakes.synthesizer import HummingSynthesizer

SENTENCES = [Sentence("Good night."), Sentence("Good morning."), Sentence("Good evening.")]
WORK_SECONDS = 1.0


def warm(is_quiet: Callable[[SimulatedClock], bool], voice: HummingSynthesizer) -> float:
    """Warm all sentences; gives how long it took."""
    clock = SimulatedClock(datetime(2026, 11, 23, 19, tzinfo=UTC))
    sounds = SentenceSounds(voice, Pronunciations({}), MemoryCache(1_000_000))
    warming = Warming(sounds, clock, lambda: is_quiet(clock))
    assert clock.run(warming.warm(SENTENCES)) == len(SENTENCES)
    return clock.monotonic()


def test_it_rests_longer_than_it_works() -> None:
    voice = HummingSynthesizer(seconds=WORK_SECONDS)
    took = warm(lambda _clock: True, voice)
    assert took >= len(SENTENCES) * WORK_SECONDS * (1 + REST_SHARE) - 0.01
    assert voice.finished == [sentence.text for sentence in SENTENCES]


def test_while_somebody_speaks_it_waits() -> None:
    voice = HummingSynthesizer(seconds=WORK_SECONDS)
    asked_at_the_end_of_talk: list[int] = []

    def is_quiet(clock: SimulatedClock) -> bool:
        if clock.monotonic() >= 30 and not asked_at_the_end_of_talk:
            asked_at_the_end_of_talk.append(len(voice.asked))
        return clock.monotonic() >= 30

    warm(is_quiet, voice)
    assert asked_at_the_end_of_talk == [0]


def test_somebody_who_begins_to_speak_ends_its_work_which_is_done_anew_afterwards() -> None:
    voice = HummingSynthesizer(seconds=WORK_SECONDS)
    warm(lambda clock: not 0.5 <= clock.monotonic() < 20, voice)
    assert voice.asked == ["Good night.", "Good night.", "Good morning.", "Good evening."]
    assert voice.finished == ["Good night.", "Good morning.", "Good evening."]


def test_what_is_there_already_costs_nothing() -> None:
    clock = SimulatedClock(datetime(2026, 11, 23, 19, tzinfo=UTC))
    voice = HummingSynthesizer(seconds=WORK_SECONDS)
    sounds = SentenceSounds(voice, Pronunciations({}), MemoryCache(1_000_000))
    clock.run(sounds.warm(SENTENCES))
    began = clock.monotonic()
    assert clock.run(Warming(sounds, clock, lambda: True).warm(SENTENCES)) == 0
    assert clock.monotonic() == began


def test_where_nothing_can_be_kept_it_stops_at_the_first_that_was_made(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("where the folder should be")
    clock = SimulatedClock(datetime(2026, 11, 23, 19, tzinfo=UTC))
    voice = HummingSynthesizer(seconds=WORK_SECONDS)
    disk = DiskCache(tmp_path / "cache", 1_000_000)
    sounds = SentenceSounds(voice, Pronunciations({}), MemoryCache(1_000_000), disk)
    fixed = [replace(sentence, fixed=True) for sentence in SENTENCES]
    assert clock.run(Warming(sounds, clock, lambda: True).warm(fixed)) == 0
    assert voice.asked == ["Good night."]


def test_whoever_ends_it_just_as_it_drops_its_work_is_heard() -> None:
    class EndsTheWarming(HummingSynthesizer):
        warming: asyncio.Task[int] | None = None

        async def synthesize(self, text: str, rate: float) -> AudioChunk:
            try:
                return await super().synthesize(text, rate)
            except asyncio.CancelledError:
                if self.warming is not None:
                    self.warming.cancel()
                raise

    async def evening() -> None:
        clock = SimulatedClock(datetime(2026, 11, 23, 19, tzinfo=UTC))
        voice = EndsTheWarming(seconds=WORK_SECONDS)
        sounds = SentenceSounds(voice, Pronunciations({}), MemoryCache(1_000_000))
        warming = Warming(sounds, clock, lambda: not voice.asked)
        voice.warming = asyncio.create_task(warming.warm(SENTENCES))
        await asyncio.wait({voice.warming}, timeout=1.0)
        assert voice.warming.cancelled()
        assert voice.asked == ["Good night."]

    asyncio.run(evening())
