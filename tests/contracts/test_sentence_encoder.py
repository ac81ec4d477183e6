"""What every sentence encoder does, on the one that there is; skips where its weights are not installed."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
import pytest

from assistant.adapters.encoder_minilm import PACKAGE, Bert, MiniLmEncoder
from assistant.adapters.onnx_weights import map_weights
from assistant.understanding.evidence import SentenceEncoder


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    pytest.importorskip(PACKAGE)
    return MiniLmEncoder()


def test_a_vector_has_length_one_and_always_the_same_size(encoder: SentenceEncoder) -> None:
    short, long = encoder.encode("stop"), encoder.encode("could we stop here please " * 20)
    assert short.shape == long.shape
    assert np.linalg.norm(short) == pytest.approx(1.0, abs=1e-5)


def test_sentences_that_mean_the_same_lie_near_each_other(encoder: SentenceEncoder) -> None:
    said, meant, other = (
        encoder.encode(text)
        for text in ("hold on someone's at the door", "wait a moment there is a visitor", "read the third principle")
    )
    assert said @ meant > said @ other


def test_minilm_reads_as_the_runtime_does_that_its_weights_were_made_for() -> None:
    pytest.importorskip(PACKAGE)
    file = Path(str(files(PACKAGE) / "model.onnx"))
    pieces = np.array([[101, 2202, 2149, 2083, 1996, 2160, 3531, 102]])
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    feed = {"input_ids": pieces, "attention_mask": np.ones_like(pieces), "token_type_ids": np.zeros_like(pieces)}
    expected = np.asarray(session.run(None, feed)[0])[0]
    assert Bert(map_weights(file)).read(pieces[0]) == pytest.approx(expected, abs=1e-4)


def test_other_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="MiniLM"):
        Bert({"val_1_q": np.zeros((2, 2), np.int8)})
