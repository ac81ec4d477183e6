import asyncio
from pathlib import Path

import pytest

from assistant.app.preparing import KINDS, prepare
from assistant.app.wiring import make_phrasing
from assistant.speaking.cache import DiskCache, MemoryCache
from assistant.speaking.pronunciation import Pronunciations
from assistant.speaking.sentence_sounds import SentenceSounds
from tests.fakes.synthesizer import HummingSynthesizer


def test_all_about_safety_and_help_is_rendered_once_and_its_progress_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sentences = make_phrasing().fixed_sentences(KINDS)
    assert {"I'm not a therapist.", "Let's leave it there for today."} <= {sentence.text for sentence in sentences}
    voice = HummingSynthesizer()
    sounds = SentenceSounds(voice, Pronunciations({}), MemoryCache(0), DiskCache(tmp_path, 100_000_000))
    assert asyncio.run(prepare(sounds, sentences)) == len(sentences) == len(list(tmp_path.iterdir()))
    assert f"Preparing the voice: 20 of {len(sentences)} sentences." in capsys.readouterr().err
    assert asyncio.run(prepare(sounds, sentences)) == 0
