"""An answer that picks one of the things that a question named."""

from types import MappingProxyType

from rapidfuzz import fuzz, process

from assistant.messages.speech import Expectation, Intent
from assistant.understanding.lattice import Lattice
from assistant.understanding.normalizing import normalize
from assistant.understanding.wordlists import word_set

_ASIDE = word_set(
    "i we he she it that this the a an is are am be just now really think would say let us take do go with yes no okay "
    "well both please then only one maybe perhaps rather better but"
)
"""Words that may stand beside a choice."""

_ALIKE = 80.0
_MOST_WORDS = 5
"""Of what is only like a choice."""

_SURE = 0.8
"""What surely means something else is no choice, though it holds its words."""

_ANSWERED = 0.9
_HESITATED = 0.5
HESITANT = word_set("maybe perhaps possibly probably")
"""Beside these nothing is a clear yes: "perhaps calm enough", "maybe me too"."""

_UNDECIDED = HESITANT | word_set("rather better but no")


def pick(lattice: Lattice, expectation: Expectation) -> Intent | None:
    """One of the things named beside a yes-or-no question, where nothing else was said."""
    choice, strays = _heard(lattice, expectation)
    return None if choice is None or strays else _answer(lattice, expectation, choice)


def choose(lattice: Lattice, expectation: Expectation, best: Intent) -> Intent | None:
    """One of the choices that the question was about, also where it was heard a little wrong.

    Args:
        lattice: what was said.
        expectation: the open question.
        best: what the utterance means with no question open.
    """
    choice, strays = _heard(lattice, expectation)
    surely_other = best.confidence > _SURE and best.name not in {"Yes", "No", expectation.about}
    if choice is not None:
        return None if strays and surely_other else _answer(lattice, expectation, choice)
    said = " ".join(lattice.words.words)
    phrases = {phrase: " ".join(normalize(phrase).words) for phrase in expectation.choices}
    if any(_denied(words, said) for words in phrases.values()):
        return None
    close = process.extractOne(said, phrases, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    if close is None or surely_other or len(lattice) > _MOST_WORDS:
        return None
    return _answer(lattice, expectation, close[2])


def _answer(lattice: Lattice, expectation: Expectation, choice: str) -> Intent:
    hesitates = not _UNDECIDED.isdisjoint({*lattice.words.words} - {*choice.split()})
    return Intent(expectation.about, MappingProxyType({}), _HESITATED if hesitates else _ANSWERED, choice=choice)


def _heard(lattice: Lattice, expectation: Expectation) -> tuple[str | None, set[str]]:
    """The longest choice that was named and not turned down, and the words beside it that say something else."""
    said = lattice.words.words
    phrases = {phrase: " ".join(normalize(phrase).words) for phrase in expectation.choices}
    text = " ".join(said)
    heard = [phrase for phrase, words in phrases.items() if f" {words} " in f" {text} " and not _denied(words, text)]
    choice = max(heard, key=len, default=None)
    return choice, set() if choice is None else set(said) - set(phrases[choice].split()) - _ASIDE


def _denied(words: str, said: str) -> bool:
    """Whether a choice is named to be turned down: "not the second one, the first"."""
    return any(f" not {article}{words} " in f" {said} " for article in ("", "the ", "quite ", "really "))
