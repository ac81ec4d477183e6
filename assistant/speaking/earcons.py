"""The small sounds, made from a few written notes: soft, low and short."""

from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, RootModel, model_validator

from assistant.library.yaml_reading import load_yaml
from assistant.messages.audio import AudioChunk
from assistant.speaking.ports import Earcon
from assistant.speaking.sound import LEVEL_DB, Samples, chunk_of, from_decibels, soften_edges

RATE = 22_050
"""Samples per second; the rate of both voices."""

_ATTACK_SECONDS = 0.015
_OVERTONE = 0.2
_LOUDEST_SECONDS = 0.1
_ENDS_AT = 0.05
"""Share of its loudness that a note has left when it ends."""


class Note(BaseModel):
    """One tone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hertz: float = Field(ge=100, le=1000)
    """High tones are hard to hear for many: a kilohertz at most."""

    seconds: float = Field(gt=0.02, le=2)


class Melody(BaseModel):
    """One earcon: notes one after another."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    notes: tuple[Note, ...] = Field(min_length=1, max_length=4)
    level: float = Field(default=-6.0, ge=-24, le=0)
    """Decibels that its loudest tenth of a second is above the voice (below it, as it is never positive)."""


class _Melodies(RootModel[dict[Earcon, Melody]]):
    @model_validator(mode="after")
    def _all_there(self) -> "_Melodies":
        if missing := [earcon.value for earcon in Earcon if earcon not in self.root]:
            message = f"there is no sound for {', '.join(missing)}"
            raise ValueError(message)
        return self


def load_earcons(file: Path) -> dict[Earcon, AudioChunk]:
    """Read the written sounds and make them.

    Raises:
        ContentError: the file is not as it should be.
    """
    return {earcon: render(melody) for earcon, melody in load_yaml(file, _Melodies).root.items()}


def render(melody: Melody) -> AudioChunk:
    """The sound of a melody, mono, signed 16-bit."""
    samples = np.concatenate([_tone(note) for note in melody.notes])
    window = min(len(samples), round(RATE * _LOUDEST_SECONDS))
    power = np.convolve(np.square(samples), np.full(window, 1 / window), mode="valid").max()
    return chunk_of(samples * np.float32(from_decibels(LEVEL_DB + melody.level) / np.sqrt(power)), RATE)


def _tone(note: Note) -> Samples:
    moments = np.arange(round(note.seconds * RATE), dtype=np.float32) / RATE
    turns = 2 * np.pi * note.hertz * moments
    wave = np.sin(turns) + _OVERTONE * np.sin(2 * turns)
    attack = np.sin(np.minimum(moments / _ATTACK_SECONDS, 1.0) * np.pi / 2) ** 2
    decay = _ENDS_AT ** (moments / note.seconds)
    return soften_edges((wave * attack * decay).astype(np.float32), RATE)
