"""Whether the evidence of the understanding room was trained from the wordings that lie beside it.

``scripts/wordings_hash.py`` ends with 1, and says what to do, where they differ; part of ``scripts/check``.
"""

import hashlib
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
WORDINGS = ROOT / "scripts" / "wordings"
EVIDENCE = ROOT / "assistant" / "content" / "en" / "evidence.npz"
KEPT_AS = "wordings_hash"
"""The name under which ``scripts/train-understanding`` writes it beside the weights."""


def wordings_hash(folder: Path = WORDINGS) -> str:
    """SHA-256 over the names and contents of everything that is learned from."""
    learned = hashlib.sha256()
    for path in sorted(each for each in folder.iterdir() if each.suffix in {".yaml", ".jsonl", ".txt"}):
        learned.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return learned.hexdigest()


def is_trained_from(evidence: Path, folder: Path) -> bool:
    """Whether the weights were trained from exactly these wordings."""
    with np.load(evidence, allow_pickle=False) as kept:
        return KEPT_AS in kept and str(kept[KEPT_AS]) == wordings_hash(folder)


if __name__ == "__main__":
    if not is_trained_from(EVIDENCE, WORDINGS):
        sys.stderr.write("The wordings have changed since evidence.npz was trained: run scripts/train-understanding.\n")
        sys.exit(1)
