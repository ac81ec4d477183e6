"""What a second opinion looks at in a sentence beside its meaning: its words, and which stand side by side."""

from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

PLACES = 1 << 16
"""Phrases share this many places; few that matter collide."""


def phrases(words: Sequence[str]) -> NDArray[np.intp]:
    """The places of every word of a sentence, and of two with none or one between them, sorted, each once.

    Args:
        words: in plain words, as ``dialect.plain`` gives them.
    """
    row = ["^", *words, "$"]
    names = set(words)
    names.update(f"{one} {other}" for one, other in pairwise(row))
    names.update(f"{one} _ {other}" for one, other in zip(row, row[2:], strict=False))
    return np.array(sorted({crc32(name.encode()) % PLACES for name in names}), dtype=np.intp)
