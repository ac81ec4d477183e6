"""How much a whole sentence looks like each intent, learned from many wordings.

A linear classifier over words and spotted kinds (``features.py``), and beside it, where a sentence encoder is at
hand, a second one over the sentence's vector. Both are trained by ``scripts/train-understanding`` from the sentence
files, the wordings beside them, and talk that means nothing to us; only the weights are kept.

Why: measured on a writer whose wordings nobody had seen, templates alone found 63 % of the intents and acted on 22 %
of the talk; this evidence alone 78 % and 15 %; together they can be tuned to 72 % at under 3 %, and with the encoder
to 82 % at under 3 %. Nearest examples and a classifier over a few sentences stayed below 50 %.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ContentError
from assistant.understanding.features import BUCKETS, features
from assistant.understanding.lattice import Spot
from assistant.understanding.normalizing import Words

Floats = NDArray[np.float32]

TALK = "None"
"""The label of what is not meant for us."""


class SentenceEncoder(Protocol):
    """Turns a sentence into a vector that lies near the vectors of sentences that mean the same."""

    def encode(self, text: str) -> Floats:
        """A vector of length one, always of the same size."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """The learned weights."""

    labels: tuple[str, ...]
    """Every intent, and ``TALK``."""

    weights: NDArray[np.int8]
    """Shape ``(BUCKETS, labels)``; times ``scale``."""

    scale: float
    meaning: Floats | None = None
    """Shape ``(vector, labels)``; for the encoder's vectors."""

    bias: Floats | None = None
    """Shape ``(labels,)``; beside ``meaning``."""

    def weigh(self, words: Words, spots: Iterable[Spot], encoder: SentenceEncoder | None = None) -> Mapping[str, float]:
        """For every label the natural logarithm of its probability, by words and, with an encoder, by meaning too."""
        places = features(words, spots)
        logits = self.weights[places].sum(axis=0, dtype=np.float32) * np.float32(self.scale)
        scores = log_softmax(logits / np.float32(max(1, len(places))) ** 0.5)
        if encoder is not None and self.meaning is not None and self.bias is not None:
            scores = scores + log_softmax(encoder.encode(words.text) @ self.meaning + self.bias)
        return dict(zip(self.labels, (float(score) for score in scores), strict=True))


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
                labels=tuple(str(label) for label in kept["labels"]),
                weights=weights,
                scale=float(kept["scale"]),
                meaning=kept["meaning"].astype(np.float32) if "meaning" in kept else None,
                bias=kept["bias"].astype(np.float32) if "bias" in kept else None,
            )
    except (OSError, ValueError, KeyError) as error:
        message = f"{path.name} cannot be read; train it again with scripts/train-understanding"
        raise ContentError(message) from error
    if weights.shape != (BUCKETS, len(evidence.labels)):
        message = f"{path.name} was trained for other features; train it again with scripts/train-understanding"
        raise ContentError(message)
    return evidence
