"""Whether what the understanding room has learned was learned from the wordings and cases that lie beside it.

``scripts/wordings_hash.py`` ends with 1, and says what to do, where they differ; part of ``scripts/check``.
"""

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import yaml

ROOT = Path(__file__).resolve().parents[1]
WORDINGS = ROOT / "scripts" / "wordings"
EVIDENCE = ROOT / "assistant" / "content" / "en" / "evidence.npz"
CASES = ROOT / "tests" / "content" / "safety_cases"
SECOND_OPINION = EVIDENCE.with_name("second_opinion.npz")
KEPT_AS = "wordings_hash"
"""The name under which the programs that train write it beside the weights."""


def wordings_hash(folder: Path = WORDINGS) -> str:
    """SHA-256 over the names and contents of everything that the evidence learns from."""
    return _hash_of(each for each in folder.iterdir() if each.suffix in {".yaml", ".jsonl", ".txt"})


def cases_hash() -> str:
    """The same for the second opinion on danger."""
    return _hash_of([*CASES.glob("*_trigger.jsonl"), *(each for each in WORDINGS.iterdir() if lines_of(each))])


def lines_of(path: Path) -> list[str]:
    """The sentences of one file of wordings, without what they mean; none of another kind of file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yaml":
        return [line.strip() for lines in yaml.safe_load(text).values() for line in lines.splitlines() if line.strip()]
    if path.suffix == ".jsonl":
        return [str(json.loads(line)["text"]) for line in text.splitlines() if line.strip()]
    return []


def _hash_of(paths: Iterable[Path]) -> str:
    learned = hashlib.sha256()
    for path in sorted(paths):
        learned.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return learned.hexdigest()


def is_trained_from(evidence: Path, folder: Path) -> bool:
    """Whether the weights were trained from exactly these wordings."""
    return _is_kept(evidence, wordings_hash(folder))


def is_second_opinion_trained(weights: Path = SECOND_OPINION) -> bool:
    """Whether the second opinion was trained from exactly the cases and wordings that there are."""
    return _is_kept(weights, cases_hash())


def _is_kept(weights: Path, expected: str) -> bool:
    with np.load(weights, allow_pickle=False) as kept:
        return KEPT_AS in kept and str(kept[KEPT_AS]) == expected


if __name__ == "__main__":
    if not is_trained_from(EVIDENCE, WORDINGS):
        sys.stderr.write("The wordings have changed since evidence.npz was trained: run scripts/train-understanding.\n")
        sys.exit(1)
    if not is_second_opinion_trained():
        sys.stderr.write("Safety cases or wordings have changed: run scripts/train-second-opinion.\n")
        sys.exit(1)
