"""An answer to our own question is read as an answer first."""

from dataclasses import replace
from types import MappingProxyType

from rapidfuzz import fuzz, process

from assistant.messages.speech import Asking, Expectation, Intent, SlotValue
from assistant.understanding.lattice import Lattice, Spot
from assistant.understanding.normalizing import normalize
from assistant.understanding.slots import activity
from assistant.understanding.wordlists import word_set

_YES = frozenset({"Yes"})
_FREE = frozenset({"Stop", "Cancel", "Help", "No", "TimeOut", "Repeat", "Undo", "Mute"})
"""What may be said instead of any answer."""

_LEADING = (
    "it is called",
    "that is called",
    "call it",
    "call me",
    "call us",
    "call you",
    "my name is",
    "the name is",
    "name is",
    "it is",
    "this is",
    "that is",
    "i am",
    "let us say",
    "let us call it",
    "let us do",
    "make it",
    "how about",
    "what about",
    "maybe",
    "perhaps",
    "i think",
    "i would say",
    "i said",
    "no",
    "just",
    "well",
    "so",
    "oh",
    "okay",
    "for",
    "to",
    "about",
    "remind us to",
    "remind me to",
    "remind us about",
    "remind me about",
    "it was",
    "and",
    "then",
    "schedule",
    "plan",
    "a",
    "the",
    "our",
    "yes",
)
_LEADING_WORDS = tuple(sorted((tuple(phrase.split()) for phrase in _LEADING), key=len, reverse=True))
_LONGEST = {Asking.NAME: 4, Asking.ACTIVITY: 7, Asking.WHAT: 20}
_SLOT = {Asking.NAME: "name", Asking.ACTIVITY: "activity", Asking.WHAT: "what"}
_REPAIRING = word_set("no make actually rather instead sorry wait change better")
_STRAY_WORDS = 5
_ALIKE = 80.0
_OPEN_CONFIDENCE = 0.8


def read_answer(lattice: Lattice, expectation: Expectation, best: Intent) -> Intent | None:
    """The utterance as the answer that is waited for; None if it is none.

    Args:
        lattice: what was said, with its times spotted.
        expectation: the open question.
        best: what the utterance means with no question open.
    """
    if expectation.asking is None:
        return None
    if best.name in _FREE and best.confidence > _OPEN_CONFIDENCE and expectation.asking is not Asking.YES_OR_NO:
        return None
    match expectation.asking:
        case Asking.YES_OR_NO:
            return _repair(lattice, expectation, best)
        case Asking.TIME:
            return _time(lattice, expectation, best)
        case Asking.CHOICE:
            return _choice(lattice, expectation)
        case Asking.NAME | Asking.ACTIVITY | Asking.WHAT:
            return _words(lattice, expectation, best)


def _repair(lattice: Lattice, expectation: Expectation, best: Intent) -> Intent | None:
    if best.name not in {None, "Yes", "No", expectation.about, "MoveTime", "ScheduleTime", "Next", "MoreTime"}:
        return None
    time = _longest_time(lattice)
    if time is None or (best.name in _YES and time.end < len(lattice)):
        return None
    others = len(lattice) - (time.end - time.start)
    repairs = any(lattice.word(index) in _REPAIRING for index in range(len(lattice)))
    if others > _STRAY_WORDS + 2 * repairs:
        return None
    return _about(expectation, {"when": time.value}, time)


def _time(lattice: Lattice, expectation: Expectation, best: Intent) -> Intent | None:
    time = _longest_time(lattice)
    if time is None:
        return None
    others = len(lattice) - (time.end - time.start)
    if others > _STRAY_WORDS and best.name not in {None, expectation.about}:
        return None
    if best.name == expectation.about:
        return best if "when" in best.slots else None
    return _about(expectation, {"when": time.value}, time)


def _choice(lattice: Lattice, expectation: Expectation) -> Intent | None:
    said = " ".join(lattice.words.words)
    phrases = {phrase: " ".join(normalize(phrase).words) for phrase in expectation.choices}
    heard = [phrase for phrase, words in phrases.items() if f" {words} " in f" {said} "]
    if not heard and len(lattice) <= _STRAY_WORDS:
        close = process.extractOne(said, phrases, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        heard = [close[2]] if close else []
    if not heard:
        return None
    choice = max(heard, key=len)
    return replace(_about(expectation, {}, None), choice=choice)


def _words(lattice: Lattice, expectation: Expectation, best: Intent) -> Intent | None:
    asking = expectation.asking
    if asking is None or (best.name is not None and best.name == expectation.about and best.slots):
        return best if best.name else None
    start, changed = 0, True
    words = lattice.words.words
    while changed:
        changed = False
        for phrase in _LEADING_WORDS:
            if words[start : start + len(phrase)] == phrase and start + len(phrase) < len(words):
                start, changed = start + len(phrase), True
                break
    end = len(words)
    time = _longest_time(lattice)
    slots: dict[str, SlotValue] = {}
    if time is not None and asking is not Asking.NAME and time.end == end and time.start > start:
        end = time.start
        slots["when"] = time.value
    if not 0 < end - start <= _LONGEST[asking]:
        return None
    said = lattice.words.said(start, end)
    slots[_SLOT[asking]] = activity(said) if asking is Asking.ACTIVITY else said
    return _about(expectation, slots, time if "when" in slots else None)


def _about(expectation: Expectation, slots: dict[str, SlotValue], time: Spot | None) -> Intent:
    times = {"when": time.time} if time is not None and time.time is not None else {}
    return Intent(expectation.about, MappingProxyType(slots), _OPEN_CONFIDENCE + 0.1, MappingProxyType(times))


def _longest_time(lattice: Lattice) -> Spot | None:
    times = [spot for spot in lattice.spots if spot.kind == "time"]
    return max(times, key=lambda spot: (spot.end - spot.start, -spot.start), default=None)
