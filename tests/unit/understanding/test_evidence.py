from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ContentError
from assistant.understanding.evidence import Evidence, Meaning, load_evidence
from assistant.understanding.features import BUCKETS, features
from assistant.understanding.normalizing import normalize

VECTOR = np.array([1.0, 0.0], np.float32)
"""A sentence's vector, as an encoder gives it."""


def taught(sentence: str) -> Evidence:
    weights = np.zeros((BUCKETS, 2), np.int8)
    common = features(normalize("we ate dinner by the sea and it was lovely"), ())
    weights[np.setdiff1d(features(normalize(sentence), ()), common), 1] = 100
    meaning = Meaning(
        hidden=np.array([[100], [0]], np.int8),
        scale=np.array([0.01], np.float32),
        threshold=np.zeros(1, np.float32),
        labels=np.array([[4.0, 0.0], [0.0, 0.0]], np.float32),
        details=np.array([[0.0, 3.0, 1.0], [0.5, 0.0, 0.0]], np.float32),
    )
    details = ("SetName partner", "Situation fight", "Situation money")
    return Evidence(("None", "Pause"), weights, 0.1, meaning, details)


def test_what_was_taught_is_recognised() -> None:
    scores = taught("hold on a second").weigh(normalize("hold on a second"), ())
    assert scores["Pause"] > scores["None"]


def test_a_sentence_of_other_words_says_nothing() -> None:
    scores = taught("hold on a second").weigh(normalize("we ate dinner by the sea and it was lovely"), ())
    assert scores["Pause"] == pytest.approx(scores["None"], abs=0.01)


def test_a_vector_has_its_say() -> None:
    scores = taught("hold on a second").weigh(normalize("we ate dinner by the sea and it was lovely"), (), VECTOR)
    assert scores["None"] > scores["Pause"] + 3.0


def test_a_vector_tells_what_is_meant_beside_the_intent() -> None:
    evidence = taught("hold on a second")
    assert evidence.detail("Situation", VECTOR) == "fight"
    assert evidence.detail("SetName", VECTOR) == "partner"
    assert evidence.detail("Pause", VECTOR) is None
    assert evidence.detail("Situation", None) is None


def test_missing_or_foreign_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        load_evidence(tmp_path / "none.npz")
    foreign = tmp_path / "foreign.npz"
    np.savez(foreign, labels=np.array(["None"]), weights=np.zeros((4, 1), np.int8), scale=np.float32(1))
    with pytest.raises(ContentError, match="other features"):
        load_evidence(foreign)
