"""How much a whole sentence looks like each intent, learned from many wordings.

A linear classifier over words and spotted kinds (``features.py``), and beside it, where a sentence encoder is at
hand, one with a hidden layer over the sentence's vector. Both are trained by ``scripts/train-understanding`` from the
sentence files and from ``scripts/wordings``; only the weights are kept.

Why: of a writer's wordings that were left out, templates alone find 49 to 63 %, the classifier over words 71 %, the
one over vectors 80 %, and all three together a few per cent more while leaving talk alone. Nearest examples and a
classifier over a few sentences stayed below 50 %. Tuning the encoder's last two layers found 5 % more by itself, but
nothing beside the other two at the same number of false actions, and is not worth 3.5 MB.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from assistant.errors import ContentError
from assistant.messages.intents import IntentName, Label
from assistant.understanding.features import BUCKETS, features
from assistant.understanding.lattice import Spot
from assistant.understanding.marking import Marking
from assistant.understanding.normalizing import Words

Floats = NDArray[np.float32]

_WORDS_SHARE = 0.7
_MEANING_SHARE = 1.5
"""How much the two count; chosen with each writer in turn left out."""

_LABELS = TypeAdapter(tuple[Label, ...])


class SentenceEncoder(Protocol):
    """Turns a sentence into a vector that lies near the vectors of sentences that mean the same."""

    def encode(self, text: str) -> Floats:
        """A vector of length one, always of the same size."""
        ...


class OneUtterance:
    """An encoder for all who look at one utterance: what it holds is encoded once, and forgotten with it."""

    def __init__(self, encoder: SentenceEncoder) -> None:
        """Ask this one for what is not known yet."""
        self._encoder = encoder
        self._known: dict[str, Floats] = {}

    def encode(self, text: str) -> Floats:
        """The sentence's vector, as the encoder gives it."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._encoder.encode(text)
        return known

    def forget(self) -> None:
        """The utterance is understood."""
        self._known.clear()


@dataclass(frozen=True, slots=True)
class Meaning:
    """The learned weights over sentence vectors: one hidden layer, and what is read from it."""

    hidden: NDArray[np.int8]
    """Shape ``(vector, units)``; each column times its ``scale``."""

    scale: Floats
    """Shape ``(units,)``."""

    threshold: Floats
    """Shape ``(units,)``; added before what is below zero is cut off."""

    labels: Floats
    """Shape ``(units + 1, labels)``; the last row is added."""

    details: Floats
    """Shape ``(units + 1, details)``; the last row is added."""

    def units(self, vector: Floats) -> Floats:
        """What the hidden layer makes of a sentence, with a last one for what is added."""
        found = np.maximum(vector @ self.hidden.astype(np.float32) * self.scale + self.threshold, 0.0)
        return np.append(found, np.float32(1.0)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The learned weights."""

    labels: tuple[Label, ...]
    """Every intent, and ``TALK``."""

    weights: NDArray[np.int8]
    """Shape ``(BUCKETS, labels)``; times ``scale``."""

    scale: float
    meaning: Meaning | None = None
    details: tuple[str, ...] = ()
    """What ``meaning`` tells beside the intent: ``Situation fight``, ``SetName partner``."""

    marking: Marking | None = None
    """Which words name the thing that a sentence is about, and which say when."""

    def weigh(self, words: Words, spots: Iterable[Spot], vector: Floats | None = None) -> Mapping[Label, float]:
        """For every label a natural logarithm of how likely it is, by words and, with a vector, by meaning too."""
        places = features(words, spots)
        logits = self.weights[places].sum(axis=0, dtype=np.float32) * np.float32(self.scale)
        scores = log_softmax(logits / np.float32(max(1, len(places))) ** 0.5)
        if vector is not None and self.meaning is not None:
            scores = _WORDS_SHARE * scores + _MEANING_SHARE * log_softmax(
                self.meaning.units(vector) @ self.meaning.labels
            )
        return dict(zip(self.labels, (float(score) for score in scores), strict=True))

    def detail(self, intent: IntentName, vector: Floats | None) -> str | None:
        """What is meant beside the intent: which situation, whose name; None if that is not known."""
        if vector is None or self.meaning is None:
            return None
        scores = self.meaning.units(vector) @ self.meaning.details
        ranked = sorted(zip(scores, self.details, strict=True), reverse=True)
        return next((name.partition(" ")[2] for _, name in ranked if name.startswith(f"{intent} ")), None)


def log_softmax(logits: Floats) -> Floats:
    """Logarithms of probabilities, floored at 1e-5, so that neither classifier rules out what the other is sure of."""
    shifted = logits - logits.max()
    logs: Floats = shifted - np.log(np.exp(shifted).sum())
    floored: Floats = np.logaddexp(logs, np.float32(np.log(1e-5))).astype(np.float32)
    return floored


def load_evidence(path: Path) -> Evidence:
    """Read the weights.

    Raises:
        ContentError: the file cannot be read, or was trained for other features.
    """
    try:
        with np.load(path, allow_pickle=False) as kept:
            weights = kept["weights"]
            evidence = Evidence(
                labels=_LABELS.validate_python([str(label) for label in kept["labels"]]),
                weights=weights,
                scale=float(kept["scale"]),
                meaning=_meaning(kept) if "hidden" in kept else None,
                details=tuple(str(detail) for detail in kept["details"]) if "details" in kept else (),
                marking=_marking(kept) if "mark_weights" in kept else None,
            )
    except (OSError, ValueError, KeyError) as error:
        message = f"{path.name} cannot be read; train it again with scripts/train-understanding"
        raise ContentError(message) from error
    if weights.shape != (BUCKETS, len(evidence.labels)):
        message = f"{path.name} was trained for other features; train it again with scripts/train-understanding"
        raise ContentError(message)
    return evidence


def _meaning(kept: Mapping[str, NDArray[Any]]) -> Meaning:
    return Meaning(
        kept["hidden"],
        kept["hidden_scale"].astype(np.float32),
        kept["hidden_threshold"].astype(np.float32),
        kept["label_weights"].astype(np.float32),
        kept["detail_weights"].astype(np.float32),
    )


def _marking(kept: Mapping[str, NDArray[Any]]) -> Marking:
    return Marking(
        kept["mark_weights"],
        kept["mark_steps"].astype(np.float32),
        frozenset(str(word) for word in kept["mark_common"]),
    )
