"""Finds what can be spotted anywhere in a sentence: things with names, numbers, lengths of time and moments."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from rapidfuzz import fuzz

from assistant.messages.speech import Term, TermKind, Vocabulary
from assistant.messages.times import Ambiguity, SpokenTime
from assistant.understanding.lattice import Spot
from assistant.understanding.normalizing import Words, normalize
from assistant.understanding.numerals import CARDINALS, ORDINALS, read_number
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
_UNITS = {"second": 1, "seconds": 1, "minute": 60, "minutes": 60, "hour": 3600, "hours": 3600}
_EXTRA = word_set("more extra additional further other")
_FIXED_DURATIONS = (
    (("half", "an", "hour"), 1800),
    (("half", "hour"), 1800),
    (("half", "a", "minute"), 30),
    (("quarter", "of", "an", "hour"), 900),
    (("quarter", "of", "hour"), 900),
    (("quarter", "hour"), 900),
    (("three", "quarters", "of", "an", "hour"), 2700),
    (("hour", "and", "a", "half"), 5400),
    (("couple", "of", "minutes"), 120),
    (("couple", "minutes"), 120),
    (("couple", "of", "hours"), 7200),
    (("minute", "and", "a", "half"), 90),
)


class TimeFound(Protocol):
    """A spoken time inside a sentence, as the room's own ``times`` finds it."""

    @property
    def time(self) -> SpokenTime:
        """What it means."""
        ...

    @property
    def text(self) -> str:
        """Its words."""
        ...

    @property
    def span(self) -> tuple[int, int]:
        """Its first character and the one after its last."""
        ...


TimeFinder = Callable[[str, datetime], Sequence[TimeFound]]
"""Finds every spoken time in a sentence, given the present wall time."""


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
        self._by_sound: dict[str, list[tuple[_Phrase, int]]] = {}
        for phrase in self._phrases:
            if phrase.term.kind is TermKind.NAME or len(phrase.text) < _SHORTEST_PHRASE:
                continue
            for place, word in enumerate(phrase.words):
                if word not in _COMMON or len(phrase.words) == 1:
                    self._by_sound.setdefault(phrase.sounds[place][:_ONSET], []).append((phrase, place))

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
        tried: set[tuple[int, int, int]] = set()
        for at, heard in enumerate(sounds):
            for phrase, place in self._by_sound.get(heard[:_ONSET], ()):
                for start, end in _windows(at - place, len(phrase.words), len(tokens)):
                    if (id(phrase), start, end) in tried:
                        continue
                    tried.add((id(phrase), start, end))
                    score = _alike(" ".join(tokens[start:end]), "".join(sounds[start:end]), phrase)
                    if score:
                        key = (phrase.term.kind.value, phrase.term.value, start, end)
                        best[key] = min(best.get(key, 9.0), _CLOSE_COST + (100.0 - score) / 40.0)
        return [Spot(*key, cost=cost) for key, cost in best.items()]


_ONSET = 2
_COMMON = word_set("the a an of and in on to for our your my us we each other it is or one with two about")


def _windows(start: int, length: int, limit: int) -> Iterable[tuple[int, int]]:
    """Where a phrase of ``length`` words may stand around ``start``, a word more or less allowed at its end."""
    start = max(0, start)
    for end in range(start + max(1, length - 1), start + length + 2):
        if end <= limit:
            yield start, end


def _alike(text: str, sound: str, phrase: _Phrase) -> float:
    """Per cent alike, in letters or in sounds; 0 if not enough."""
    score = fuzz.ratio(text, phrase.text, score_cutoff=LETTERS_AT_LEAST)
    if score or len(sound) < _SHORTEST_SOUND or len(phrase.sound) < _SHORTEST_SOUND:
        return score
    return max(0.0, fuzz.ratio(sound, phrase.sound, score_cutoff=SOUNDS_AT_LEAST) - _SOUND_DISCOUNT)


def spot_numbers(words: Words) -> list[Spot]:
    """Every cardinal and ordinal as a number, and every ordinal as one too."""
    found: list[Spot] = []
    for at, word in enumerate(words.words):
        if found and at < found[-1].end:
            continue
        if word in CARDINALS and (number := read_number(words.words[at:])):
            found.append(Spot("number", number[0], at, at + number[1]))
        elif word in ORDINALS:
            found += [Spot(kind, ORDINALS[word], at, at + 1) for kind in ("ordinal", "number")]
    return found


def spot_durations(words: Words) -> list[Spot]:
    """Every length of time in seconds ("half an hour", "a couple of minutes"); with "more" an extension too."""
    found = []
    tokens = words.words
    for at, word in enumerate(tokens):
        start = at - 1 if at and tokens[at - 1] in {"a", "an", "another", "one"} else at
        for phrase, seconds in _FIXED_DURATIONS:
            if tokens[at : at + len(phrase)] == phrase:
                found += [Spot("duration", seconds, first, at + len(phrase)) for first in {start, at}]
        if word not in _UNITS or not at:
            continue
        back = at - 1
        while back and tokens[back] in _EXTRA:
            back -= 1
        if tokens[back] in {"a", "an", "another"}:
            if not (word == "second" and tokens[back] == "a"):
                found.append(Spot("duration", _UNITS[word], back, at + 1))
            continue
        extra = back < at - 1
        begin = next((i for i in range(max(0, back - 3), back + 1) if _is_number(tokens[i : back + 1])), None)
        if begin is not None and (number := read_number(tokens[begin:])):
            seconds = number[0] * _UNITS[word]
            if tokens[at + 1 : at + 4] == ("and", "a", "half"):
                found.append(Spot("duration", seconds + _UNITS[word] // 2, begin, at + 4))
            begins = {begin, begin - 1} if begin and tokens[begin - 1] in {"another", "about", "around"} else {begin}
            found += [Spot("duration", seconds, first, at + 1) for first in begins]
            found += [Spot("extension", seconds, begin, at + 1)] if extra else []
    return found


def spot_shifts(words: Words, durations: list[Spot]) -> list[Spot]:
    """Every move by a length of time ("back an hour", "ten minutes earlier", "up by half an hour")."""
    found = []
    tokens = words.words
    for length in durations:
        start, end = length.start, length.end
        if start and tokens[start - 1] == "by":
            start -= 1
        if start and tokens[start - 1] in _DIRECTIONS:
            start -= 1
        if end < len(tokens) and tokens[end] in _DIRECTIONS:
            end += 1
        found.append(Spot("shift", words.said(start, end), start, end))
    return found


def spot_occasions(words: Words) -> list[Spot]:
    """Every "next time" and bare "next": an occurrence that is named without a moment."""
    tokens = words.words
    found = []
    for at, word in enumerate(tokens):
        if word == "next":
            found.append(Spot("occasion", "next", at, at + 1, cost=0.03))
            if tokens[at + 1 : at + 2] == ("time",):
                found.append(Spot("occasion", "next time", at, at + 2))
    return found


_DIRECTIONS = word_set("earlier later back forward forwards up out ahead on sooner longer shorter off down")


def spot_times(words: Words, find_times: TimeFinder, now: datetime) -> list[Spot]:
    """Every moment, range and repetition; where it may begin with or without a leading word, both."""
    found = []
    tokens = words.words
    for moment in find_times(words.text, now):
        start, end = words.at(*moment.span)
        while start and tokens[start - 1] in _LEADING and not _belongs_before(tokens, start - 1):
            start -= 1
        while start + 1 < end and (
            tokens[start] in _LEFT_OUT or (tokens[start] in _PLAIN_LEAD and tokens[start + 1] in _NEEDS_NO_LEAD)
        ):
            start += 1
        starts = [start]
        while starts[-1] + 1 < end and tokens[starts[-1]] in _LEADING:
            starts.append(starts[-1] + 1)
        found += [
            Spot("time", words.said(start, end), first, end, cost=_TRIMMED_COST * (first != start), time=moment.time)
            for first in starts
            if first < end
        ]
        if Ambiguity.SAME_TIME in moment.time.ambiguous:
            found += _beside_the_same_time(words, starts[-1], end, find_times, now)
    return found


def _beside_the_same_time(words: Words, start: int, end: int, find_times: TimeFinder, now: datetime) -> list[Spot]:
    """Of "same time next week" the day alone too, for sentences that name the same time themselves."""
    tokens = words.words
    if tokens[start] != "same" or start + 2 >= end:
        return []
    said = " ".join(tokens[start + 2 : end])
    read = next((each.time for each in find_times(said, now) if each.span == (0, len(said))), None)
    return [] if read is None else [Spot("time", said, start + 2, end, cost=_TRIMMED_COST, time=read)]


def _belongs_before(tokens: Sequence[str], at: int) -> bool:
    """Whether an "in" is the end of a name ("check in on sunday"), and not the beginning of a time."""
    return at > 0 and tokens[at] == "in" and tokens[at + 1] in {"on", "at", "for", "from"}


def spot_bare_hours(words: Words, find_times: TimeFinder, now: datetime, settings: frozenset[str]) -> list[Spot]:
    """Hours without a word before them, where something was just done; else only what something is moved to."""
    tokens = words.words
    mends = "read_back" in settings and not _MENDING.isdisjoint(tokens) and _BESIDE_AN_HOUR.issuperset(tokens)
    anywhere = mends or not _TIMED_BEFORE.isdisjoint(settings)
    found = []
    for start, word in enumerate(tokens):
        if word not in _HOURS or not (anywhere or _is_moved_to(tokens, start, settings)):
            continue
        for end in range(min(start + _LONGEST_HOUR, len(tokens)), start, -1):
            said = f"at {' '.join(tokens[start:end])}"
            read = next((each.time for each in find_times(said, now) if each.span == (0, len(said))), None)
            if read is not None:
                found.append(Spot("time", words.said(start, end), start, end, cost=_BARE_COST, time=read))
                break
    return found


def _is_moved_to(tokens: tuple[str, ...], start: int, settings: frozenset[str]) -> bool:
    """Whether something that has a name is moved to what begins here; an "it" only where something is planned."""
    if start < _SHORTEST_MOVE or tokens[start - 1] != "to" or _MOVING.isdisjoint(tokens[: start - 2]):
        return False
    return tokens[start - 2] not in _IT or "planned" in settings


_SHORTEST_MOVE = 3
_MOVING = word_set("move shift push reschedule postpone change bring delay switch put have make get")
_HOURS = word_set("one two three four five six seven eight nine ten eleven twelve")
_IT = word_set("it that")
_TIMED_BEFORE = frozenset({"after_plan", "after_quiet_hours", "after_hush", "after_snooze"})
_MENDING = word_set("no not sorry wait actually oops make rather instead meant")
_BESIDE_AN_HOUR = _HOURS | _MENDING | word_set("oh i we it that please thirty fifteen forty five half o'clock")
_LONGEST_HOUR = 3
_BARE_COST = 0.05
_LEADING = word_set("at on in after before from by around about until during past between")
_PLAIN_LEAD = word_set("on in at for")
_LEFT_OUT = word_set("for to of and")
_NEEDS_NO_LEAD = word_set("for this next last every tomorrow today tonight each")
_TRIMMED_COST = 0.03


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


def _is_number(tokens: tuple[str, ...]) -> bool:
    number = read_number(tokens)
    return number is not None and number[1] == len(tokens)
