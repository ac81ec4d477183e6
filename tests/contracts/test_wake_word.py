"""What every wake word detector promises."""

import json
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.adapters.recording_soundfile import read_recording
from assistant.adapters.wake_microwakeword import BUILT_IN, MicroWakeWordDetector
from assistant.errors import ModelUnavailable
from assistant.hearing.ports import WakeWord
from assistant.messages.audio import AudioChunk, AudioFormat
from tests.fakes.sounds import sound
from tests.fakes.wake_word import WrittenWakeWord

pytestmark = pytest.mark.audio

CLIPS = Path(__file__).parents[1] / "audio" / "clips"
OTHER_SPEECH = ("list-the-exercises__am_eric.flac", "could-you-pass-me-the-salt-love__af_nova.flac")
SAID: dict[type[WakeWord], Callable[[], list[AudioChunk]]] = {
    MicroWakeWordDetector: lambda: list(read_recording(CLIPS / "okay-nabu__piper_joe.flac")),
    WrittenWakeWord: lambda: sound("..##W...."),
}
OTHER: dict[type[WakeWord], Callable[[], list[AudioChunk]]] = {
    MicroWakeWordDetector: lambda: [chunk for clip in OTHER_SPEECH for chunk in read_recording(CLIPS / clip)],
    WrittenWakeWord: lambda: sound("..####..~~~.."),
}


@pytest.fixture(params=SAID)
def kind(request: pytest.FixtureRequest) -> type[WakeWord]:
    """Every detector in turn."""
    kind: type[WakeWord] = request.param
    return kind


def times_heard(detector: WakeWord, chunks: list[AudioChunk]) -> int:
    """How often it begins to hear the word."""
    heard = [detector.heard(chunk) for chunk in chunks]
    return sum(now and not before for before, now in zip([False, *heard], heard, strict=False))


def test_the_word_is_heard_once(kind: type[WakeWord]) -> None:
    assert times_heard(kind(), SAID[kind]()) == 1


def test_other_speech_is_not_the_word(kind: type[WakeWord]) -> None:
    assert times_heard(kind(), OTHER[kind]()) == 0


def test_it_is_heard_again_after_a_reset(kind: type[WakeWord]) -> None:
    detector = kind()
    assert times_heard(detector, SAID[kind]()) == 1
    detector.reset()
    assert times_heard(detector, SAID[kind]()) == 1


def test_half_a_word_before_a_reset_does_not_count(kind: type[WakeWord]) -> None:
    detector = kind()
    chunks = SAID[kind]()
    middle = len(chunks) // 2
    assert times_heard(detector, chunks[: middle - 2]) == 0
    detector.reset()
    assert times_heard(detector, [AudioChunk(bytes(32_000))]) == 0


def test_the_length_of_the_chunks_does_not_matter() -> None:
    whole = b"".join(chunk.pcm for chunk in SAID[MicroWakeWordDetector]())
    for step in (320, 1_024, 5_000):
        pieces = [AudioChunk(whole[at : at + step]) for at in range(0, len(whole), step)]
        assert times_heard(MicroWakeWordDetector(), pieces) == 1


def test_every_built_in_word_can_be_chosen_by_its_name_or_its_words() -> None:
    for name in BUILT_IN:
        phrase = MicroWakeWordDetector(name).phrase
        assert MicroWakeWordDetector(phrase.upper()).phrase == phrase


def test_other_formats_are_refused() -> None:
    with pytest.raises(ValueError, match="48000"):
        MicroWakeWordDetector().heard(AudioChunk(b"", AudioFormat(rate=48_000)))


def own_model(folder: Path) -> Path:
    """A model of the couple's own: a copy of a built-in one under another name."""
    models = Path(str(files("pymicro_wakeword"))) / "models"
    shutil.copy(models / "okay_nabu.tflite", folder / "hearth.tflite")
    description = json.loads((models / "okay_nabu.json").read_text("utf-8"))
    description |= {"model": "hearth.tflite", "wake_word": "Hey Hearth"}
    (folder / "hearth.json").write_text(json.dumps(description), "utf-8")
    return folder / "hearth.json"


@pytest.mark.parametrize("suffix", [".json", ".tflite"])
def test_the_couples_own_model_file_is_used(tmp_path: Path, suffix: str) -> None:
    detector = MicroWakeWordDetector(str(own_model(tmp_path).with_suffix(suffix)))
    assert detector.phrase == "Hey Hearth"
    assert times_heard(detector, SAID[MicroWakeWordDetector]()) == 1


def test_an_unknown_word_names_the_known_ones() -> None:
    with pytest.raises(ModelUnavailable, match=r"no wake word open sesame.*okay_nabu"):
        MicroWakeWordDetector("open sesame")


@pytest.mark.parametrize("damage", ["weights", "description", "missing weights"])
def test_a_damaged_model_is_refused_before_the_engine_reads_it(tmp_path: Path, damage: str) -> None:
    path = own_model(tmp_path)
    match damage:
        case "weights":
            path.with_suffix(".tflite").write_bytes(b"no model at all")
        case "description":
            path.write_text("{", "utf-8")
        case _:
            path.with_suffix(".tflite").unlink()
    with pytest.raises(ModelUnavailable, match="damaged"):
        MicroWakeWordDetector(str(path))
