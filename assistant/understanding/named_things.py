"""Finds the things that have names: what stands on the shelf, is planned, or lives in the house."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from assistant.messages.speech import Term, TermKind, Vocabulary
from assistant.understanding.lattice import Spot
from assistant.understanding.normalizing import Words, normalize
from assistant.understanding.sounds import sound_key
from assistant.understanding.title_parts import Part, title_parts
from assistant.understanding.wordlists import word_set

LETTERS_AT_LEAST = 84.0
"""Close hearing in letters, per cent alike; below it, unrelated titles of the shelf begin to meet each other."""

SOUNDS_AT_LEAST = 88.0
"""Close hearing in sounds, per cent alike; sound keys are short, so they must agree more than letters."""

_SHORTEST_SOUND = 4
_SOUND_DISCOUNT = 4.0
_SHORTEST_PHRASE = 5
_CLOSE_COST = 0.3
_ONSET = 2
"""So many of a word's first sounds have to agree before the rest is compared."""

_COMMON = word_set("the a an of and in on to for our your my us we each other it is or one with two about")


@dataclass(frozen=True, slots=True)
class _Phrase:
    term: Term
    text: str
    words: tuple[str, ...]
    sounds: tuple[str, ...]
    """Each word's."""

    sound: str
    """Of all words together."""


class Spotter:
    """Finds the things of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, before: "Spotter | None" = None) -> None:
        """Index the vocabulary by words, letters and sounds.

        Args:
            vocabulary: the things to find.
            before: the spotter of the vocabulary before; what both can name need not be listened to again.
        """
        known: Mapping[Term, tuple[_Phrase, ...]] = {} if before is None else before.by_term
        self.by_term: Mapping[Term, tuple[_Phrase, ...]] = {
            term: known.get(term) or tuple(_phrases(term)) for term in vocabulary.terms
        }
        """Every way to say each thing."""

        self._phrases = [phrase for term in vocabulary.terms for phrase in self.by_term[term]]
        self._title_parts: dict[str, list[Part]] = {}
        for part in title_parts(vocabulary.terms):
            self._title_parts.setdefault(part[2][0], []).append(part)
        self._by_first: dict[str, list[_Phrase]] = {}
        for phrase in self._phrases:
            self._by_first.setdefault(phrase.words[0], []).append(phrase)
        self._by_sound = _by_onset(self._phrases)

    def exact(self, words: Words) -> list[Spot]:
        """Every term that was said word by word, articles aside."""
        found = []
        for at, first in enumerate(words.words):
            for phrase in self._by_first.get(first, ()):
                end = _match(phrase.words, words.words, at)
                if end:
                    found.append(Spot(phrase.term.kind.value, phrase.term.value, at, end))
            whole = any(spot.kind == TermKind.EXERCISE.value and spot.start <= at < spot.end for spot in found)
            for kind, value, title in () if whole else self._title_parts.get(first, ()):
                end = _match(title, words.words, at)
                found += [Spot(kind, value, at, end)] if end else []
            if first.endswith("'s"):  # "sam's been quiet", "sam's turn"
                names = (each.term for each in self._by_first.get(first[:-2], ()) if len(each.words) == 1)
                found += [Spot("name's", name.value, at, at + 1) for name in names if name.kind is TermKind.NAME]
        return found

    def close(self, words: Words) -> list[Spot]:
        """Every term that was nearly said, in letters or in sounds; what each costs grows with the difference.

        A term is looked for only around a word that begins with the same sounds as one of its own.
        """
        tokens = words.words
        sounds = [sound_key(word) for word in tokens]
        best: dict[tuple[str, str, int, int], float] = {}
        for at, heard in enumerate(sounds):
            alike = [
                (number, -start, end, score)
                for group in self._by_sound.get(heard[:_ONSET], ())
                for start, end in _windows(at - group.place, group.length, len(tokens))
                for number, score in group.alike(" ".join(tokens[start:end]), "".join(sounds[start:end]))
            ]
            for number, before, end, score in sorted(alike):
                term = self._phrases[number].term
                key = (term.kind.value, term.value, -before, end)
                best[key] = min(best.get(key, 9.0), _CLOSE_COST + (100.0 - score) / 40.0)
        return [Spot(*key, cost=cost) for key, cost in best.items()]


def _windows(start: int, length: int, limit: int) -> Iterable[tuple[int, int]]:
    """Where a phrase of ``length`` words may stand around ``start``, a word more or less allowed at its end."""
    start = max(0, start)
    for end in range(start + max(1, length - 1), start + length + 2):
        if end <= limit:
            yield start, end


class _Group:
    """Phrases of the same length that have a word of the same onset at the same place: compared all at once."""

    __slots__ = ("_numbers", "_sounds", "_texts", "length", "place")

    def __init__(self, phrases: Mapping[int, _Phrase], place: int, length: int) -> None:
        """Take the phrases by their numbers, each of ``length`` words; ``place`` is the word's index in each."""
        self.place = place
        self.length = length
        self._numbers = tuple(phrases)
        self._texts = [phrase.text for phrase in phrases.values()]
        self._sounds = [phrase.sound if len(phrase.sound) >= _SHORTEST_SOUND else None for phrase in phrases.values()]

    def alike(self, text: str, sound: str) -> Iterable[tuple[int, float]]:
        """The numbers of the phrases that are enough alike, in letters or else in sounds, and by how many per cent."""
        found = process.extract(text, self._texts, scorer=fuzz.ratio, score_cutoff=LETTERS_AT_LEAST, limit=None)
        scores = {index: score for _, score, index in found}
        if len(sound) >= _SHORTEST_SOUND:
            found = process.extract(sound, self._sounds, scorer=fuzz.ratio, score_cutoff=SOUNDS_AT_LEAST, limit=None)
            scores = {index: score - _SOUND_DISCOUNT for _, score, index in found} | scores
        return [(self._numbers[index], score) for index, score in scores.items()]


def _by_onset(phrases: Iterable[_Phrase]) -> Mapping[str, Sequence[_Group]]:
    """The phrases by the first sounds of each of their words, common words and names aside."""
    alike: dict[tuple[str, int, int], dict[int, _Phrase]] = {}
    for number, phrase in enumerate(phrases):
        if phrase.term.kind is TermKind.NAME or len(phrase.text) < _SHORTEST_PHRASE:
            continue
        for place, word in enumerate(phrase.words):
            if word not in _COMMON or len(phrase.words) == 1:
                alike.setdefault((phrase.sounds[place][:_ONSET], place, len(phrase.words)), {})[number] = phrase
    groups: dict[str, list[_Group]] = {}
    for (onset, place, length), group in alike.items():
        groups.setdefault(onset, []).append(_Group(group, place, length))
    return groups


def _phrases(term: Term) -> Iterable[_Phrase]:
    for spoken in _ways_to_say(term):
        if words := normalize(spoken).words:
            sounds = tuple(sound_key(word) for word in words)
            yield _Phrase(term, " ".join(words), words, sounds, "".join(sounds))


def _ways_to_say(term: Term) -> Iterable[str]:
    yield from term.spoken
    if term.kind is TermKind.ACTIVITY or not term.spoken:
        yield term.value.replace("_", " ")


def _match(phrase: tuple[str, ...], words: tuple[str, ...], at: int) -> int:
    """The end of ``phrase`` in ``words`` from ``at`` on, articles aside; 0 if it is not there."""
    for word in phrase:
        while at < len(words) and words[at] != word and words[at] in {"the", "a", "an", "our"}:
            at += 1
        if at >= len(words) or words[at] != word:
            return 0
        at += 1
    return at
