"""Recorded commands and talk, made to sound as in rooms and noise; they lie beside the checkout.

In ``audio/dev`` lie commands, talk and sentences of danger, in ``audio/human`` talk of people and the noise of their
kitchens, and ``audio/augment.py`` makes rooms and babble of them.
"""

import importlib.util
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.adapters.recording_soundfile import read_recording
from assistant.messages.audio import AudioChunk
from assistant.messages.speech import Vocabulary
from scripts.commands import canonical

Samples = npt.NDArray[np.float64]
TALK = frozenset({"chatter", "human"})
KITCHEN_DB = 10.0


@dataclass(frozen=True)
class Clip:
    """One recording and what should come of it."""

    file: Path
    kind: str
    text: str = ""
    intent: str | None = None
    slots: Mapping[str, str | int] = field(default_factory=dict)


class Sounds:
    """The recordings, made to sound as a preset says."""

    def __init__(self, audio: Path, clips: int, known: Vocabulary) -> None:
        """Read the manifests; every n-th clip, so that about ``clips`` are left of each set, 0 for all."""
        self._augment = _module_of(audio / "augment.py")
        rows = [json.loads(line) for line in (audio / "dev" / "manifest.jsonl").read_text("utf-8").splitlines()]
        self._all = {row["file"]: audio / "dev" / row["file"] for row in rows}
        self._kitchen = samples_of(audio / "human" / "noise_kitchen.flac")
        self._dev = thinned([clip_of(row, self._all[row["file"]], known) for row in rows], clips)
        people = sorted(path for path in (audio / "human").glob("*.flac") if not path.name.startswith("noise"))
        self._people = thinned([Clip(path, "human") for path in people], clips)
        self._read: dict[str, Samples] = {}

    def variants(self, preset: str) -> Iterator[tuple[Clip, AudioChunk]]:
        """Every clip in a preset; ``human`` and ``human_kitchen`` are the recordings of people."""
        for clip in self._people if preset.startswith("human") else self._dev:
            sound = samples_of(clip.file)
            if preset == "human_kitchen":
                sound = self._in_the_kitchen(sound, clip.file.name)
            elif preset != "human":
                pool = [self._clip(name) for name in self._augment.babble_pool(list(self._all), clip.file.name)]
                sound = self._augment.variant(sound, clip.file.name, preset, pool)
            pcm = np.clip(np.round(sound * 32767), -32768, 32767).astype("<i2").tobytes()
            yield clip, AudioChunk(pcm)

    def _clip(self, name: str) -> Samples:
        if name not in self._read:
            self._read[name] = samples_of(self._all[name])
        return self._read[name]

    def _in_the_kitchen(self, sound: Samples, name: str) -> Samples:
        rng = np.random.default_rng(self._augment.clip_seed(name))
        start = int(rng.integers(0, max(1, len(self._kitchen) - len(sound))))
        noise = np.resize(self._kitchen[start:], len(sound))
        level = self._augment.active_rms(sound) * 10 ** (-KITCHEN_DB / 20)
        louder: Samples = sound + noise * level / np.sqrt(np.mean(noise**2))
        return louder


def clip_of(row: Mapping[str, Any], file: Path, known: Vocabulary) -> Clip:
    """One row of the manifest."""
    if row["kind"] in {"chatter", "safety"}:
        return Clip(file, row["kind"], row["text"], "Safety" if row["kind"] == "safety" else None)
    return Clip(file, row["kind"], row["text"], row["intent"], canonical(row["slots"], known))


def thinned(clips: list[Clip], most: int) -> list[Clip]:
    """Evenly picked clips, about ``most`` of them."""
    return clips[:: max(1, round(len(clips) / most))] if most else clips


def samples_of(file: Path) -> Samples:
    """A recording as samples in [-1, 1]."""
    pcm = b"".join(chunk.pcm for chunk in read_recording(file))
    return np.frombuffer(pcm, "<i2").astype(np.float64) / 32768.0


def _module_of(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
