"""What the evidence looks at in a sentence: its words, their neighbours, and which kinds of thing were spotted."""

from collections.abc import Iterable
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistant.understanding.lattice import Spot
from assistant.understanding.normalizing import Words

BUCKETS = 1 << 15
"""Features share this many places; with about sixty thousand of them few collide that matter."""

_MASKED = {
    "time": "<time>",
    "duration": "<length>",
    "exercise": "<exercise>",
    "principle": "<theme>",
    "topic": "<theme>",
}
_ONLY_FOR_TEMPLATES = frozenset({"exercise_word", "exercise_beginning", "name's"})
_STEM = 4
_LONGEST = 5
_PER_LENGTH = 3


def features(words: Words, spots: Iterable[Spot]) -> NDArray[np.intp]:
    """The places of all features of one utterance, sorted, each once.

    Args:
        words: the utterance.
        spots: what was spotted in it; what is masked is seen as its kind only.
    """
    masked = list(words.words)
    names = set()
    for spot in spots:
        if spot.kind in _ONLY_FOR_TEMPLATES:
            continue
        mask = _MASKED.get(spot.kind)
        names.add(f"kind {spot.kind}")
        if mask is not None:
            masked[spot.start : spot.end] = [mask] * (spot.end - spot.start)
    row = ["^"]
    for word in masked:
        if not (word.startswith("<") and word == row[-1]):
            row.append(word)
    row.append("$")
    for at, word in enumerate(row):
        names.add(word)
        if len(word) > _STEM and word[0] != "<":
            names.add(f"{word[:_STEM]}-")
        if at + 1 < len(row):
            names.add(f"{word} {row[at + 1]}")
        if at + 2 < len(row):
            names.add(f"{word} * {row[at + 2]}")
            names.add(f"{word} {row[at + 1]} {row[at + 2]}")
    names.add(f"length {min(_LONGEST, len(words.words) // _PER_LENGTH)}")
    places = {crc32(name.encode()) % BUCKETS for name in names}
    return np.array(sorted(places), dtype=np.intp)
