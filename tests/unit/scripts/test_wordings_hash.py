"""Weights that were trained from other wordings are noticed."""

from pathlib import Path

import numpy as np

from scripts.wordings_hash import EVIDENCE, WORDINGS, is_second_opinion_trained, is_trained_from, wordings_hash


def test_a_wording_that_was_added_or_moved_after_training_is_noticed(tmp_path: Path) -> None:
    wordings, evidence = tmp_path / "wordings", tmp_path / "evidence.npz"
    wordings.mkdir()
    (wordings / "talk.yaml").write_text("Thanks: |\n  thank you\n")
    (wordings / "README.md").write_text("Nothing is learned from this.")
    np.savez_compressed(evidence, wordings_hash=np.array(wordings_hash(wordings)))
    (wordings / "README.md").write_text("Nor from this.")
    assert is_trained_from(evidence, wordings)
    (wordings / "talk.yaml").write_text("Thanks: |\n  thank you\n  thanks a lot\n")
    assert not is_trained_from(evidence, wordings)


def test_weights_that_do_not_say_from_what_they_were_trained_count_as_outdated(tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "evidence.npz", labels=np.array(["Stop"]))
    assert not is_trained_from(tmp_path / "evidence.npz", tmp_path)


def test_the_evidence_was_trained_from_the_wordings_beside_it() -> None:
    assert is_trained_from(EVIDENCE, WORDINGS), "run scripts/train-understanding"


def test_the_second_opinion_was_trained_from_the_cases_and_wordings_that_there_are(tmp_path: Path) -> None:
    assert is_second_opinion_trained(), "run scripts/train-second-opinion"
    np.savez_compressed(tmp_path / "other.npz", wordings_hash=np.array("of other cases"))
    assert not is_second_opinion_trained(tmp_path / "other.npz")
