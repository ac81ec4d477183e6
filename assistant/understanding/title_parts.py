"""What people say for a title that they half remember: one word that only this title has, or how it begins."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assistant.messages.speech import Term, TermKind
from assistant.understanding.normalizing import normalize
from assistant.understanding.wordlists import word_set

WORD = "exercise_word"
BEGINNING = "exercise_beginning"

_NOT_TELLING = word_set(
    "the a an of and or in on at to for with by from before after is it us our we you i me my own what say each other "
    "without about few day days week weekly time minute minutes small big rush no one thing easy close kind stay hold "
    "find need know plan check shared goal build dear named idea twenty"
)
_NOT_LAST = word_set("the a an of and or in on at to for with by from before without our my your small")
_SHORTEST = 4
_FEWEST_WORDS = 2

Part = tuple[str, str, tuple[str, ...]]
"""The kind of part, the exercise's id, and the words."""


def title_parts(terms: Iterable[Term]) -> Iterator[Part]:
    """Every part of an exercise's title that can mean no other exercise.

    Args:
        terms: everything that can be named; an exercise's title is the first way to say it.
    """
    exercises = [term for term in terms if term.kind is TermKind.EXERCISE and term.spoken]
    titles = [(term.value, normalize(term.spoken[0]).words) for term in exercises]
    held = Counter(word for _, title in titles for word in set(title))
    for value, title in titles:
        telling = [word for word in title if held[word] == 1 and len(word) >= _SHORTEST and word not in _NOT_TELLING]
        yield from ((WORD, value, (word,)) for word in telling)
        yield from ((BEGINNING, value, part) for part in _beginnings(title, telling))


def _beginnings(title: tuple[str, ...], telling: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Two words or more, a telling one among them, and less than the whole."""
    for length in range(_FEWEST_WORDS, len(title)):
        part = title[:length]
        if not set(telling).isdisjoint(part) and part[-1] not in _NOT_LAST:
            yield part
