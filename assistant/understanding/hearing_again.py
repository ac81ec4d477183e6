"""How else the recogniser may have meant a word: the words of the grammar that look or sound like it."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from assistant.understanding.lattice import Reading
from assistant.understanding.sounds import sound_key

_ALIKE = 80.0
_SHORTEST = 4
_COST = 0.35
_KNOWN_COST = 0.5
"""A word that the grammar knows is more likely to be itself."""


class CloseWords:
    """The grammar's words, found by letters and by sounds."""

    def __init__(self, words: Iterable[str]) -> None:
        """Index the words."""
        self._words = sorted({word for word in words if word.isalpha() and len(word) >= _SHORTEST - 1})
        self._known = frozenset(self._words)
        self._by_sound: dict[str, list[str]] = {}
        for word in self._words:
            self._by_sound.setdefault(sound_key(word), []).append(word)

    def readings(self, word: str) -> Reading:
        """The word itself at no cost, and the ones it may have been."""
        readings = {word: 0.0}
        if len(word) < _SHORTEST - 1:
            return readings
        cost = _KNOWN_COST if word in self._known else _COST
        for other in self._by_sound.get(sound_key(word), ()):
            if fuzz.ratio(word, other) >= 50.0:  # noqa: PLR2004 - the same consonants and half the letters
                readings.setdefault(other, cost)
        if len(word) >= _SHORTEST and word not in self._known:
            for other, score, _ in process.extract(word, self._words, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=4):
                readings.setdefault(other, _COST + (100.0 - score) / 60.0)
        return readings
