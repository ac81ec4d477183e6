"""What every sentence encoder does, on the one that there is; skips where its weights are not installed."""

import numpy as np
import pytest

from assistant.adapters.encoder_minilm import PACKAGE, MiniLmEncoder
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
