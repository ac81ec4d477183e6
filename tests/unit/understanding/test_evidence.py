from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ContentError
from assistant.understanding.evidence import Evidence, Floats, load_evidence
from assistant.understanding.features import BUCKETS, features
from assistant.understanding.normalizing import normalize


class OneWay:
    """An encoder for which every sentence points the same way."""

    def encode(self, text: str) -> Floats:
        assert text
        return np.array([1.0, 0.0], np.float32)


def taught(sentence: str) -> Evidence:
    weights = np.zeros((BUCKETS, 2), np.int8)
    common = features(normalize("we ate dinner by the sea and it was lovely"), ())
    weights[np.setdiff1d(features(normalize(sentence), ()), common), 1] = 100
    meaning = np.array([[4.0, 0.0], [0.0, 0.0]], np.float32)
    return Evidence(("None", "Pause"), weights, 0.1, meaning, np.zeros(2, np.float32))


def test_what_was_taught_is_recognised() -> None:
    scores = taught("hold on a second").weigh(normalize("hold on a second"), ())
    assert scores["Pause"] > scores["None"]


def test_a_sentence_of_other_words_says_nothing() -> None:
    scores = taught("hold on a second").weigh(normalize("we ate dinner by the sea and it was lovely"), ())
    assert scores["Pause"] == pytest.approx(scores["None"], abs=0.01)


def test_the_encoder_has_its_say() -> None:
    scores = taught("hold on a second").weigh(normalize("we ate dinner by the sea and it was lovely"), (), OneWay())
    assert scores["None"] > scores["Pause"] + 3.0


def test_missing_or_foreign_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        load_evidence(tmp_path / "none.npz")
    foreign = tmp_path / "foreign.npz"
    np.savez(foreign, labels=np.array(["None"]), weights=np.zeros((4, 1), np.int8), scale=np.float32(1))
    with pytest.raises(ContentError, match="other features"):
        load_evidence(foreign)
