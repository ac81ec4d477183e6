import asyncio
from pathlib import Path

import pytest

from assistant.errors import SpeakingError
from assistant.speaking.cache import DiskCache, MemoryCache
from assistant.speaking.fallback import SteadySynthesizer
from assistant.speaking.ports import Pace, Sentence, Synthesizer
from assistant.speaking.pronunciation import Pronunciations
from assistant.speaking.sentence_sounds import FASTEST, SLOWEST, SentenceSounds
from tests.fakes.event_sink import KeptEvents
from tests.fakes.synthesizer import HummingSynthesizer

FIXED = Sentence("Good night.", fixed=True)
FILLED = Sentence("Good night, Ana.")


def sounds(synthesizer: Synthesizer, folder: Path | None = None) -> SentenceSounds:
    disk = None if folder is None else DiskCache(folder, max_bytes=1_000_000)
    return SentenceSounds(synthesizer, Pronunciations({"Ana": "Ahna"}), MemoryCache(1_000_000), disk)


def files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_a_sentence_is_synthesised_once_and_spelled_for_the_voice() -> None:
    voice = HummingSynthesizer()
    some = sounds(voice)
    assert await some.get(FILLED) == await some.get(FILLED)
    assert voice.asked == ["Good night, Ahna."]


async def test_a_slow_sentence_and_a_slower_speed_take_longer() -> None:
    some = sounds(HummingSynthesizer())
    normal = (await some.get(Sentence("One two three four."))).seconds
    slow = (await some.get(Sentence("One two three four.", pace=Pace.SLOW))).seconds
    some.speed = 0.7
    slower = (await some.get(Sentence("One two three four."))).seconds
    assert normal < slow < slower
    assert slow / normal == pytest.approx(0.92 / 0.85, rel=0.05)


def test_speed_stays_within_what_can_be_understood() -> None:
    some = sounds(HummingSynthesizer())
    some.speed = 9
    assert some.speed == FASTEST
    some.speed = 0.1
    assert some.speed == SLOWEST


async def test_speaking_writes_nothing_to_disk(tmp_path: Path) -> None:
    some = sounds(HummingSynthesizer(), tmp_path)
    await some.get(FIXED)
    await some.get(FILLED)
    assert files(tmp_path) == []


async def test_warming_puts_fixed_sentences_on_disk_and_others_only_in_memory(tmp_path: Path) -> None:
    voice = HummingSynthesizer()
    some = sounds(voice, tmp_path)
    assert await some.warm([FIXED, FILLED]) == 2
    assert len(files(tmp_path)) == 1
    assert await some.warm([FIXED, FILLED]) == 0
    await some.get(FIXED)
    await some.get(FILLED)
    assert voice.asked == ["Good night.", "Good night, Ahna."]


async def test_a_fixed_sentence_that_was_said_before_is_written_by_warming_without_work(tmp_path: Path) -> None:
    voice = HummingSynthesizer()
    some = sounds(voice, tmp_path)
    await some.get(FIXED)
    assert await some.warm([FIXED]) == 1
    assert (len(voice.asked), len(files(tmp_path))) == (1, 1)


async def test_a_fixed_sentence_comes_from_disk_after_a_restart(tmp_path: Path) -> None:
    await sounds(HummingSynthesizer(), tmp_path).warm([FIXED])
    voice = HummingSynthesizer()
    await sounds(voice, tmp_path).get(FIXED)
    assert voice.asked == []


async def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    await sounds(HummingSynthesizer(), tmp_path).warm([FIXED])
    files(tmp_path)[0].write_bytes(b"damage")
    voice = HummingSynthesizer()
    some = sounds(voice, tmp_path)
    assert (await some.get(FIXED)).seconds > 0
    assert await some.warm([FIXED]) == 1
    assert voice.asked == ["Good night."]


async def test_a_spoken_sentence_goes_before_warming_which_then_goes_on(tmp_path: Path) -> None:
    voice = HummingSynthesizer(seconds=0.05)
    some = sounds(voice, tmp_path)
    warming = asyncio.create_task(some.warm([FIXED, Sentence("Good morning.", fixed=True)]))
    while not voice.asked:
        await asyncio.wait({warming}, timeout=0.005)
    await some.get(FILLED)
    assert voice.finished == ["Good night, Ahna."]
    assert await warming == 2
    assert voice.finished == ["Good night, Ahna.", "Good night.", "Good morning."]


async def test_warming_can_be_ended_and_leaves_out_what_cannot_be_said() -> None:
    voice = HummingSynthesizer(seconds=0.05, fails_on="morning")
    some = sounds(voice)
    assert await some.warm([Sentence("Good morning."), FILLED]) == 1
    warming = asyncio.create_task(some.warm([Sentence("Good evening.")]))
    await asyncio.wait({warming}, timeout=0.01)
    warming.cancel()
    with pytest.raises(asyncio.CancelledError):
        await warming
    assert "Good evening." not in voice.finished
    with pytest.raises(SpeakingError):
        await some.get(Sentence("Good morning."))
    assert await some.warm([Sentence("Good evening.")]) == 1


async def test_what_the_other_voice_said_in_its_place_is_not_taken_for_the_first_ones(tmp_path: Path) -> None:
    steady = SteadySynthesizer(HummingSynthesizer("first", fails_on="Good"), HummingSynthesizer("second"), KeptEvents())
    await sounds(steady, tmp_path).warm([FIXED])
    first, second = HummingSynthesizer("first"), HummingSynthesizer("second")
    await sounds(first, tmp_path).get(FIXED)
    await sounds(second, tmp_path).get(FIXED)
    assert (first.asked, second.asked) == (["Good night."], [])


async def test_forgetting_drops_what_is_in_memory_and_on_disk(tmp_path: Path) -> None:
    voice = HummingSynthesizer()
    some = sounds(voice, tmp_path)
    await some.warm([FIXED, FILLED])
    some.forget()
    assert files(tmp_path) == []
    await some.get(FILLED)
    assert voice.asked.count("Good night, Ahna.") == 2


async def test_what_was_made_at_set_up_is_read_and_neither_made_again_nor_forgotten(tmp_path: Path) -> None:
    await sounds(HummingSynthesizer(), tmp_path / "prepared").warm([FIXED])
    voice = HummingSynthesizer()
    prepared, own = DiskCache(tmp_path / "prepared", 1_000_000), DiskCache(tmp_path / "own", 1_000_000)
    some = SentenceSounds(voice, Pronunciations({}), MemoryCache(1_000_000), own, prepared)
    assert await some.warm([FIXED]) == 0
    some.forget()
    await some.get(FIXED)
    assert voice.asked == []
