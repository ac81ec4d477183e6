from pathlib import Path

import numpy as np
import pytest

import assistant
from assistant.errors import ContentError
from assistant.speaking.earcons import RATE, Melody, Note, load_earcons, render
from assistant.speaking.ports import Earcon
from assistant.speaking.sound import LEVEL_DB, from_decibels, samples_of

FILE = Path(assistant.__file__).parent / "content" / "en" / "sounds" / "earcons.yaml"
MOST_SECONDS = {Earcon.CHIME: 1.2, Earcon.MUTED: 0.6, Earcon.UNMUTED: 0.6}


def test_there_is_a_short_and_soft_sound_for_every_earcon() -> None:
    earcons = load_earcons(FILE)
    assert set(earcons) == set(Earcon)
    for earcon, sound in earcons.items():
        assert sound.seconds <= MOST_SECONDS.get(earcon, 0.3)
        window = RATE // 10
        power = np.convolve(np.square(samples_of(sound)), np.full(window, 1 / window), mode="valid").max()
        assert -10 <= 10 * np.log10(power) - LEVEL_DB <= -4  # heard beside the voice, and not over it


def test_no_two_earcons_sound_alike() -> None:
    assert len({sound.pcm for sound in load_earcons(FILE).values()}) == len(Earcon)


def test_a_melody_has_its_notes_in_order_and_its_level() -> None:
    sound = render(Melody(notes=(Note(hertz=220, seconds=1), Note(hertz=440, seconds=1)), level=-12))
    samples = samples_of(sound)
    assert sound.seconds == pytest.approx(2.0)
    loudest = np.sqrt(np.mean(np.square(samples[: RATE // 10])))
    assert loudest == pytest.approx(from_decibels(LEVEL_DB - 12), rel=0.1)
    assert [int(np.abs(np.fft.rfft(half)).argmax()) for half in (samples[:RATE], samples[RATE:])] == [220, 440]


def test_a_melody_begins_and_ends_without_a_click() -> None:
    samples = samples_of(render(Melody(notes=(Note(hertz=330, seconds=0.2),))))
    assert np.abs(samples[:20]).max() < 0.1 * np.abs(samples).max()
    assert np.abs(samples[-20:]).max() < 0.1 * np.abs(samples).max()


def test_a_missing_and_a_shrill_sound_are_named(tmp_path: Path) -> None:
    file = tmp_path / "earcons.yaml"
    file.write_text("chime: {notes: [{hertz: 392, seconds: 0.5}]}\n", encoding="utf-8")
    with pytest.raises(ContentError, match="no sound for listening, understood"):
        load_earcons(file)
    file.write_text("chime: {notes: [{hertz: 4000, seconds: 0.5}]}\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"'hertz' must be 1000\.0 or less"):
        load_earcons(file)
