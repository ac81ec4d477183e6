"""How weights over sentence vectors are learned, for the programs that train."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.understanding.evidence import Floats, Meaning

SEED = 1
RATE = 2e-3
BATCH = 128
SMOOTHING = 0.05
INPUT_DROPOUT = 0.2
DECAY = 1e-4
PHRASE_RATE = np.float32(0.3)
PHRASE_DECAY = np.float32(3e-3)
ADDED_RATE = 2e-3
VECTOR_SCALE = np.float32(2.0)
"""About the length that a vector of three parts has before it is brought to one."""


def train_meaning(
    vectors: Floats,
    targets: NDArray[np.intp],
    weights: Floats,
    *,
    labels: int,
    units: int,
    epochs: int,
    dropout: float,
) -> list[Floats]:
    """A classifier with one hidden layer over sentence vectors: softmax regression with Adam and dropout.

    Args:
        vectors: of length one, shape ``(sentences, vector)``.
        targets: for every sentence its label, from 0.
        weights: for every sentence how much it counts.
        labels: how many there are.
        units: how many the hidden layer has.
        epochs: how often all sentences are seen.
        dropout: which share of the units is left out at every step.

    Returns:
        Weights and thresholds of the hidden layer, weights and bias of the labels.
    """
    random = np.random.default_rng(SEED)
    vectors = vectors * VECTOR_SCALE
    size = vectors.shape[1]
    shapes = [(size, units), (units,), (units, labels), (labels,)]
    spread = [2.0 / size**0.5, 0.0, 1.0 / units**0.5, 0.0]
    learned = [
        random.normal(0.0, 1.0, shape).astype(np.float32) * np.float32(by)
        for shape, by in zip(shapes, spread, strict=True)
    ]
    optimizer = Adam(learned, steps=epochs * -(-len(vectors) // BATCH))
    wanted = np.eye(labels, dtype=np.float32)[targets] * (1.0 - SMOOTHING) + SMOOTHING / labels
    for _ in range(epochs):
        order = random.permutation(len(vectors))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            seen = vectors[rows] * kept(random, (len(rows), size), INPUT_DROPOUT)
            found = np.maximum(seen @ learned[0] + learned[1], 0.0)
            mask = kept(random, found.shape, dropout)
            used = found * mask
            error = (softmax(used @ learned[2] + learned[3]) - wanted[rows]) * weights[rows, None] / len(rows)
            back = (error @ learned[2].T) * mask * (found > 0.0)
            optimizer.step([seen.T @ back, back.sum(axis=0), used.T @ error, error.sum(axis=0)])
    learned[0] *= VECTOR_SCALE
    return learned


def train_phrases(
    rows: Sequence[NDArray[np.intp]], targets: NDArray[np.intp], weights: Floats, *, places: int, epochs: int
) -> tuple[Floats, float]:
    """Logistic regression over the phrases of sentences, with steps that fall place by place.

    Args:
        rows: for every sentence the places of its phrases.
        targets: for every sentence 0 or 1.
        weights: for every sentence how much it counts.
        places: how many there are.
        epochs: how often all sentences are seen.

    Returns:
        The weights of the places, to be summed over a sentence's and divided by the root of their number; and what is
        added.

    Source: Duchi et al. (2011), adaptive subgradient methods.
    """
    random = np.random.default_rng(SEED)
    learned, seen = np.zeros(places, np.float32), np.full(places, 1e-3, np.float32)
    added = 0.0
    wanted = targets * (1.0 - 2 * SMOOTHING) + SMOOTHING
    for _ in range(epochs):
        for at in random.permutation(len(rows)):
            row = rows[at]
            share = len(row) ** -0.5
            found = 1.0 / (1.0 + np.exp(-(float(learned[row].sum()) * share + added)))
            error = (found - wanted[at]) * weights[at]
            gradient = (error * share + PHRASE_DECAY * learned[row]).astype(np.float32)
            seen[row] += gradient * gradient
            learned[row] -= PHRASE_RATE * gradient / np.sqrt(seen[row])
            added -= ADDED_RATE * error
    return learned, added


def hidden_layer(learned: list[Floats]) -> Meaning:
    """What ``train_meaning`` learned, its hidden layer in 8 bits; without details."""
    hidden, threshold, label_weights, bias = learned
    scale = np.abs(hidden).max(axis=0) / np.float32(127.0)
    labels = np.vstack([label_weights, bias])
    return Meaning(np.round(hidden / scale).astype(np.int8), scale, threshold, labels, labels[:, :0])


class Adam:
    """Steps of a falling size, after Kingma and Ba (2015), and decaying weights, after Loshchilov and Hutter (2019)."""

    def __init__(self, learned: list[Floats], steps: int) -> None:
        """Take what is changed in place, and how many steps there will be."""
        self._learned, self._steps, self._done = learned, steps, 0
        self._firsts = [np.zeros_like(each) for each in learned]
        self._seconds = [np.zeros_like(each) for each in learned]

    def step(self, gradients: list[Floats]) -> None:
        """Go one step against the gradients."""
        self._done += 1
        rate = RATE * (1.0 - self._done / self._steps) + 1e-5
        for at, gradient in enumerate(gradients):
            learned, first, second = self._learned[at], self._firsts[at], self._seconds[at]
            first += 0.1 * (gradient - first)
            second += 0.001 * (gradient * gradient - second)
            change = (first / (1.0 - 0.9**self._done)) / (np.sqrt(second / (1.0 - 0.999**self._done)) + 1e-8)
            np.subtract(learned, rate * (change + DECAY * learned * (learned.ndim > 1)), out=learned)


def softmax(logits: Floats) -> Floats:
    """Chances, row by row."""
    chances = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Floats = chances / chances.sum(axis=1, keepdims=True)
    return shares


def kept(random: np.random.Generator, shape: tuple[int, ...], dropped: float) -> Floats:
    """Dropout: zeros, and for the rest what keeps the sum."""
    return (random.random(shape, dtype=np.float32) >= dropped).astype(np.float32) / np.float32(1.0 - dropped)
