"""The words of one utterance in a uniform form, each knowing how it was spoken.

Two views of the same utterance: ``spoken``, what open slots are cut from (fillers gone, digits in words,
contractions as they were), and ``words``, what templates are matched against (contractions opened).
"""

import re
from dataclasses import dataclass

from assistant.understanding.numerals import CARDINALS, spell, spell_ordinal
from assistant.understanding.times.written_dates import written_dates
from assistant.understanding.wordlists import word_set
from assistant.understanding.written_clocks import with_colons

FILLERS = word_set("uh um uhm er erm ah hm hmm mm mhm mmm please pls kindly")
"""Words that carry nothing; they are dropped wherever something else is left."""

_HESITATION = re.compile(r"(?:u+[hm]+|e+r+m*|a+h+|h+m+|mm+)$")
_HESITATING = FILLERS - word_set("please pls kindly mhm") | word_set("well oh so like")
_HUMS = word_set("mhm mhmm mmhm mmhmm uhhuh uhuh ahuh aha")
_TWO_SOUNDS = {("uh", "huh"): "uhhuh", ("mm", "hm"): "mhm", ("mm", "hmm"): "mhm", ("mm", "hum"): "mhm"}

_ASIDES = tuple(
    tuple(aside.split())
    for aside in (
        "i'm afraid",
        "i am afraid",
        "on second thoughts",
        "on second thought",
        "if you don't mind",
        "if possible",
    )
)
_MORE_THAN_AN_ASIDE = 3
"""So many words at least are left before one that is dropped."""

_CONTRACTIONS = {
    "let's": "let us",
    "lets": "let us",
    "i'm": "i am",
    "im": "i am",
    "can't": "can not",
    "cant": "can not",
    "cannot": "can not",
    "won't": "will not",
    "wont": "will not",
    "shan't": "shall not",
    "ain't": "is not",
    "dont": "do not",
    "didnt": "did not",
    "doesnt": "does not",
    "isnt": "is not",
    "arent": "are not",
    "wasnt": "was not",
    "havent": "have not",
    "hasnt": "has not",
    "couldnt": "could not",
    "wouldnt": "would not",
    "shouldnt": "should not",
    "ive": "i have",
    "youre": "you are",
    "youve": "you have",
    "weve": "we have",
    "theyre": "they are",
    "whats": "what is",
    "whens": "when is",
    "wheres": "where is",
    "hows": "how is",
    "whos": "who is",
    "thats": "that is",
    "theres": "there is",
    "hes": "he is",
    "shes": "she is",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "gimme": "give me",
    "lemme": "let me",
    "dunno": "do not know",
    "'cause": "because",
    "cause": "because",
    "cos": "because",
    "ok": "okay",
    "o'clock": "oclock",
    "alright": "all right",
    "everyday": "every day",
    "anymore": "any more",
    "tonite": "tonight",
    "wifi": "wi fi",
    "programme": "program",
    "sec": "second",
    "secs": "seconds",
    "mins": "minutes",
    "min": "minute",
    "mo": "moment",
    "thanx": "thanks",
    "ta": "thanks",
    "cheers": "thanks",
    "yep": "yes",
    "yup": "yes",
    "yeah": "yes",
    "yea": "yes",
    "aye": "yes",
    "nope": "no",
    "nah": "no",
    "checkin": "check in",
    "startup": "start up",
    "timeout": "time out",
    "till": "until",
    "til": "until",
    "behaviour": "behavior",
    "neighbour": "neighbor",
    "favourite": "favorite",
    "toward": "towards",
    "summarise": "summarize",
    "apologise": "apologize",
}
_ENDINGS = (("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'d", "would"))
_OPENS_S = word_set(
    "what when where who how why that there here it he she this which something everything everyone somebody "
    "someone nobody nothing time anybody anyone anything"
)
_KEPT = re.compile(r"[a-z0-9:']+")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(am|pm)?$")
_NUMBER = re.compile(r"(\d{1,4})(st|nd|rd|th|am|pm|s)?$")
_TEN = 10
_STUTTERED = frozenset({"the", "a", "i", "to", "we", "our", "and", "us"})
_LONG = 6
"""Letters of a word that nobody says twice and means it."""


@dataclass(frozen=True, slots=True)
class Words:
    """One utterance, normalised."""

    spoken: tuple[str, ...]
    """As it was said, lower case, without fillers, numbers in words."""

    words: tuple[str, ...]
    """As it is matched: ``spoken`` with contractions opened."""

    sources: tuple[int, ...]
    """For every entry of ``words`` the index of its entry in ``spoken``."""

    def said(self, start: int, end: int) -> str:
        """The words ``start`` to ``end`` (exclusive, indices of ``words``) as they were spoken."""
        if end <= start:
            return ""
        return " ".join(self.spoken[self.sources[start] : self.sources[end - 1] + 1])

    @property
    def is_hesitation(self) -> bool:
        """Whether nothing was said but "hmm", "um" or "well": no word that means yes or anything else."""
        return all(word in _HESITATING or _HESITATION.match(word) for word in self.spoken)

    @property
    def is_hum(self) -> bool:
        """Whether nothing was said but "mhm", "uh huh" and their like, which may as well be a "hmm" or an "uh uh"."""
        return all(word in _HUMS or word in _HESITATING or _HESITATION.match(word) for word in self.spoken)

    @property
    def text(self) -> str:
        """All of ``spoken``, joined by single spaces."""
        return " ".join(self.spoken)

    def at(self, start: int, end: int) -> tuple[int, int]:
        """The range of ``words`` that the characters ``start`` to ``end`` of ``text`` touch."""
        first = self.text.count(" ", 0, start) if start else 0
        last = self.text.count(" ", 0, max(start, end - 1))
        inside = [index for index, source in enumerate(self.sources) if first <= source <= last]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)


def normalize(text: str) -> Words:
    """Lower case, no punctuation, digits in words, fillers gone, contractions opened."""
    lowered = text.lower().replace("\u2019", "'").replace("\u2018", "'").replace("a.m.", "am").replace("p.m.", "pm")
    for date in reversed(list(written_dates(lowered))):
        lowered = f"{lowered[: date.start]}{' '.join(date.words)}{lowered[date.end :]}"
    raw = [token for found in _KEPT.findall(with_colons(lowered)) for token in _spell_out(found.strip("':"))]
    spoken = [token for token in _joined(raw) if not (token in FILLERS or _HESITATION.match(token))]
    spoken = _without_aside(spoken or _joined(raw))
    spoken = [token for index, token in enumerate(spoken) if not (_stutters(spoken, index))]
    words: list[str] = []
    sources: list[int] = []
    for index, token in enumerate(spoken):
        for word in _open(token):
            words.append(word)
            sources.append(index)
    return Words(tuple(spoken), tuple(words), tuple(sources))


def _without_aside(spoken: list[str]) -> list[str]:
    """The words without what only softens them at the end: "i'm afraid", "on second thoughts"."""
    for aside in _ASIDES:
        if tuple(spoken[-len(aside) :]) == aside and len(spoken) >= len(aside) + _MORE_THAN_AN_ASIDE:
            return spoken[: -len(aside)]
    return spoken


def _joined(raw: list[str]) -> list[str]:
    """The words with "uh huh" and "mm hmm" as the one word that they are."""
    joined: list[str] = []
    for word in raw:
        whole = _TWO_SOUNDS.get((joined[-1], word)) if joined else None
        joined[-1:] = [whole] if whole else [*joined[-1:], word]
    return joined


def _stutters(spoken: list[str], index: int) -> bool:
    """Whether a word is only a repetition of the one before it: "the the", "saturday saturday".

    What is short may be meant twice ("no no", "bye bye"), and so may numbers ("ten ten") and letters ("a a r o n").
    """
    token, following = spoken[index], spoken[index + 1 : index + 2]
    if not index or token != spoken[index - 1]:
        return False
    if token in _STUTTERED:
        return len(token) > 1 or not following or len(following[0]) > 1
    return len(token) >= _LONG and token.isalpha() and token not in CARDINALS


def _spell_out(token: str) -> list[str]:
    if not token or token.isalpha():
        return [token] if token else []
    if clock := _CLOCK.match(token):
        hour, minute, half = int(clock[1]), int(clock[2]), clock[3]
        minutes = spell(minute) if minute >= _TEN else f"oh {spell(minute)}" if minute else "oclock" if not half else ""
        return f"{spell(hour)} {minutes} {half or ''}".split()
    if number := _NUMBER.match(token):
        value, ending = int(number[1]), number[2]
        if ending in {"st", "nd", "rd", "th"} and value < 10 * _TEN:
            return spell_ordinal(value).split()
        tail = [ending] if ending in {"am", "pm"} else []
        return [*spell(value).split(), *tail]
    if token.replace(":", "").isdigit():
        return [word for part in token.split(":") if part for word in _spell_out(part[:4])]
    return [token]


def _open(token: str) -> list[str]:
    if token in _CONTRACTIONS:
        return _CONTRACTIONS[token].split()
    for ending, word in _ENDINGS:
        if token.endswith(ending) and len(token) > len(ending):
            return [token[: -len(ending)], word]
    if token.endswith("'s") and token[:-2] in _OPENS_S:
        return [token[:-2], "is"]
    return [token]
