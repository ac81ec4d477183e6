"""What every synthesizer keeps to: the fake, espeak-ng and Piper."""

import asyncio
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.tts_pyttsx3 import espeak_synthesizer, piper_synthesizer
from assistant.clock import SystemClock
from assistant.errors import VoiceUnavailable
from assistant.messages.audio import AudioChunk
from assistant.speaking.ports import Synthesizer
from assistant.speaking.sound import samples_of
from tests.fakes.synthesizer import HummingSynthesizer

SHORT = "Good evening."
LONG = "This is a rather long sentence that goes on and on, so that there is enough of it to be cut off in the middle."


@pytest.fixture(params=["hum", "espeak", "piper"], scope="module")
def synthesizer(request: pytest.FixtureRequest) -> Synthesizer:
    match request.param:
        case "espeak":
            return espeak_synthesizer()
        case "piper":
            return piper_synthesizer()
        case _:
            return HummingSynthesizer()


def is_heard(sound: AudioChunk) -> bool:
    return float(np.abs(samples_of(sound)).max()) > 0.05


async def test_a_sentence_becomes_mono_sixteen_bit_sound(synthesizer: Synthesizer) -> None:
    sound = await synthesizer.synthesize(SHORT, 1.0)
    assert (sound.format.width, sound.format.channels) == (2, 1)
    assert 0.3 < sound.seconds < 3
    assert is_heard(sound)


async def test_a_slower_rate_takes_longer(synthesizer: Synthesizer) -> None:
    normal = await synthesizer.synthesize(LONG, 1.0)
    slow = await synthesizer.synthesize(LONG, 0.7)
    assert slow.seconds > 1.2 * normal.seconds


async def test_the_voice_is_named_and_loading_twice_does_no_harm(synthesizer: Synthesizer) -> None:
    await synthesizer.load()
    await synthesizer.load()
    assert synthesizer.voice


async def test_sentences_asked_for_at_once_do_not_mix(synthesizer: Synthesizer) -> None:
    alone = [await synthesizer.synthesize(text, 1.0) for text in (SHORT, LONG)]
    together = await asyncio.gather(*(synthesizer.synthesize(text, 1.0) for text in (SHORT, LONG, SHORT)))
    lengths = [sound.seconds for sound in together]
    assert lengths == pytest.approx([alone[0].seconds, alone[1].seconds, alone[0].seconds], rel=0.15)


async def test_cancelling_ends_the_work_and_the_next_sentence_is_whole(synthesizer: Synthesizer) -> None:
    clock = SystemClock()
    await synthesizer.load()
    whole = await synthesizer.synthesize(SHORT, 1.0)
    for wait in (0.0, 0.03):
        took: list[float] = []
        for _ in range(3):  # other programs may hold one of them up
            work = asyncio.create_task(synthesizer.synthesize(LONG, 1.0))
            await clock.sleep(wait)
            asked = clock.monotonic()
            work.cancel()
            await asyncio.wait({work})
            took.append(clock.monotonic() - asked)
        assert min(took) < 0.1  # the promise; 1 to 18 ms on an idle machine
    after = await synthesizer.synthesize(SHORT, 1.0)
    assert after.seconds == pytest.approx(whole.seconds, rel=0.2)


async def test_a_text_without_a_word_is_no_error(synthesizer: Synthesizer) -> None:
    sound = await synthesizer.synthesize("...", 1.0)
    assert 0 < sound.seconds < 2


async def test_words_beyond_ascii_are_spoken(synthesizer: Synthesizer) -> None:
    assert is_heard(await synthesizer.synthesize("Zoë and José met at the café.", 1.0))


async def test_both_voices_live_in_one_process_whichever_comes_first() -> None:
    sounds = [await one.synthesize(SHORT, 1.0) for one in (espeak_synthesizer(), piper_synthesizer())]
    sounds += [await one.synthesize(SHORT, 1.0) for one in (piper_synthesizer(), espeak_synthesizer())]
    assert all(is_heard(sound) for sound in sounds)


async def test_a_voice_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(VoiceUnavailable, match=r"nobody\.onnx is not there"):
        await piper_synthesizer(tmp_path / "nobody.onnx").load()


async def test_a_voice_file_that_is_no_voice_is_named(tmp_path: Path) -> None:
    (tmp_path / "noise.onnx").write_bytes(b"noise")
    (tmp_path / "noise.onnx.json").write_text("{}", encoding="utf-8")
    with pytest.raises(VoiceUnavailable, match=r"noise\.onnx cannot be read"):
        await piper_synthesizer(tmp_path / "noise.onnx").load()
