"""Which weights are used, what is said where they are missing, and how Whisper is asked."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.stt_whisper import engine_options, load_whisper
from assistant.errors import ModelUnavailable
from assistant.messages.speech import Term, TermKind, Vocabulary

pytestmark = pytest.mark.filterwarnings("ignore:'(aifc|audioop|chunk)' is deprecated:DeprecationWarning")


async def test_a_folder_that_is_not_there_is_named_in_one_sentence() -> None:
    with pytest.raises(ModelUnavailable, match=r"There is no speech model /nowhere/at/all: .*\.$"):
        await load_whisper("/nowhere/at/all")


async def test_a_model_that_was_never_kept_is_not_fetched() -> None:
    with pytest.raises(ModelUnavailable, match=r"There is no speech model large-v1: .*\.$"):
        await load_whisper("large-v1")


async def test_an_incomplete_folder_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", "utf-8")
    (tmp_path / "model.bin").write_bytes(b"")
    with pytest.raises(ModelUnavailable, match=r"not complete: tokenizer\.json missing\.$"):
        await load_whisper(str(tmp_path))


async def test_damaged_weights_are_told_from_good_ones(tmp_path: Path) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(ModelUnavailable, match=r"is damaged, or not a converted Whisper model\.$"):
        await load_whisper(str(tmp_path))


@pytest.mark.parametrize(("seconds", "tokens"), [(0.5, 32), (4.0, 32), (6.0, 48), (15.0, 120), (60.0, 200)])
def test_the_longest_answer_grows_with_the_utterance_but_not_for_ever(seconds: float, tokens: int) -> None:
    assert engine_options(seconds, Vocabulary())["max_new_tokens"] == tokens


def test_whisper_is_told_the_names_that_may_be_said_and_otherwise_none() -> None:
    names = Vocabulary((Term(TermKind.NAME, "ana", ("ana",)), Term(TermKind.PRINCIPLE, "trust", ("trust", "the wall"))))
    assert engine_options(1.0, names)["hotwords"] == "ana, trust, the wall"
    assert engine_options(1.0, Vocabulary())["hotwords"] is None


def test_the_padding_is_shortened_and_becomes_silence() -> None:
    from assistant.adapters.stt_whisper_engine import shortened_padding  # noqa: PLC0415 - under the filter above

    features = np.zeros((80, 3_000), np.float32)
    features[:, :250] = np.linspace(-1.5, 1.0, 250)
    shortened = shortened_padding(features)
    assert shortened.shape == (80, 1_500)
    assert (shortened[:, :250] == features[:, :250]).all()
    assert (shortened[:, 250:] == -1.5).all()
    assert (features[:, 250:] == 0.0).all()


@pytest.mark.parametrize(("sounding", "frames"), [(0, 1_500), (1_199, 1_500), (1_500, 1_800), (2_900, 3_000)])
def test_a_longer_utterance_is_looked_at_for_longer(sounding: int, frames: int) -> None:
    from assistant.adapters.stt_whisper_engine import shortened_padding  # noqa: PLC0415 - under the filter above

    features = np.zeros((80, 3_000), np.float32)
    features[:, :sounding] = -1.0
    assert shortened_padding(features).shape == (80, frames)


@pytest.mark.parametrize(("prompt", "new", "asked"), [(2, 32, 64), (30, 32, 64), (60, 32, 92)])
def test_the_engine_is_asked_for_twice_the_answer_since_it_gives_half(prompt: int, new: int, asked: int) -> None:
    from assistant.adapters.stt_whisper_engine import longest_result  # noqa: PLC0415 - under the filter above

    assert longest_result(prompt, new) == asked


def test_the_libraries_that_decode_files_are_not_loaded() -> None:
    loaded = (
        "import sys, assistant.adapters.stt_whisper_engine; print([name for name in sys.modules if name[:3] == 'av.'])"
    )
    found = subprocess.run([sys.executable, "-W", "ignore", "-c", loaded], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
