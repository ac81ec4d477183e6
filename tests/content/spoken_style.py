"""The rules of spoken style, as checks: each gives the complaints about one text, and none means that it may be said.

Source: section 5 of the project's fact sheet (sentences, tone, inclusive language) and its table of claims that may
be made aloud. A test calls ``complaints(text)`` for anything that Hearthside says, and ``question_complaints`` for
what asks something.
"""

import re
from collections.abc import Iterator

MOST_WORDS_IN_A_SENTENCE = 20
MOST_WORDS_ON_AVERAGE = 14
"""Of a text of three sentences or more; one long sentence alone is no monologue."""

_A_FEW = 3

_HYPE = ("amazing", "awesome", "life-changing", "life changing", "save your", "incredible", "perfect couple")
_CLAIMS = (
    "proven", "proves", "proof", "clinical", "clinically", "scientific", "scientifically", "guaranteed", "guarantee",
    "percent", "predict", "predicts", "predicted", "prediction", "accuracy", "accurate", "oxytocin", "hormone",
    "hormones", "pulse", "heart rate", "beats a minute", "beats per minute", "cures", "cure", "heals", "always works",
    "works for everyone", "ninety", "eighty", "sixty-nine", "sixty-seven", "eighty-one", "eighty-six", "thirty-three",
    "one hundred", "hundred", "six-second", "six seconds", "body resets", "wait six years", "after six years",
)  # fmt: skip
_COMMANDS = ("you must", "you should", "you have to", "you need to", "just", "must", "should")
_DISMISSING = (
    "calm down", "relax", "cheer up", "don't worry", "at least", "get over it", "move on", "it takes two",
    "both to blame", "your fault",
)  # fmt: skip
_LABELS = ("toxic", "narcissist", "narcissistic", "abuser", "victim", "dysfunctional", "codependent", "your horseman")
_NOT_ALOUD = (
    "abuse",
    "abusive",
    "abused",
    "violence",
    "violent",
    "police",
    "helpline",
    "hotline",
    "divorce",
    "divorced",
)
_FEELINGS_OF_OURS = (
    "i'm so sad",
    "i'm sad",
    "i understand how",
    "sorry for you",
    "sorry to hear",
    "i love",
    "i'm proud",
    "i worry",
)
_GENDER_AND_MARRIAGE = (
    "husband", "husbands", "wife", "wives", "spouse", "spouses", "boyfriend", "girlfriend", "missus", "better half",
    "other half", "ladies", "gentlemen", "men", "women", "man", "woman", "guys", "he", "she", "him", "her", "his",
    "hers", "he's", "she's", "marriage", "marriages", "married", "marital", "wedding", "opposites attract", "lovebirds",
    "soulmate",
)  # fmt: skip
_CROWN = ("gottman-approved", "certified", "gottman therapist", "official", "endorsed")
_VERDICTS = ("great job", "good job", "well done", "you sound", "you seem")
_ON_PAPER = ("as mentioned", "above", "below", "see section", "click", "tap here")

BANNED = (
    *_HYPE, *_CLAIMS, *_COMMANDS, *_DISMISSING, *_LABELS, *_NOT_ALOUD, *_FEELINGS_OF_OURS, *_GENDER_AND_MARRIAGE,
    *_CROWN, *_VERDICTS, *_ON_PAPER,
)  # fmt: skip

ALLOWED = (
    "at least twenty minutes",  # the sheet's own wording for the length of a pause
    "the seven principles for making marriage work",  # a book's title
)
"""Longer phrases in which a banned word is right."""

_PLAIN = re.compile(r"[A-Za-z ,.?'-]*")
_BANNED = re.compile(r"(?<![\w'-])(?:" + "|".join(re.escape(word) for word in BANNED) + r")(?![\w'-])")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]{2,}|etc|vs|approx|mins?|secs?|hrs?)\b|\b(?:[a-z]\.){2,}")
_SENTENCE_END = re.compile(r"(?<=[.?])\s+")
_STACKED = re.compile(r"\?[^?]*\?")


def sentences(text: str) -> list[str]:
    """The sentences of a spoken text."""
    return [sentence for sentence in _SENTENCE_END.split(text.strip()) if sentence]


def words(text: str) -> list[str]:
    """The words of a spoken text; a hyphenated word counts as its parts, as it takes the time of both."""
    return re.findall(r"[A-Za-z']+", text)


def complaints(text: str) -> list[str]:
    """All that is wrong with a text that is to be spoken; empty if it may be."""
    return [*_length(text), *_characters(text), *_banned(text), *_questions(text)]


def question_complaints(text: str) -> list[str]:
    """All that is wrong with a text whose end asks something and then waits for the answer."""
    found = complaints(text)
    if not text.rstrip().endswith("?"):
        found.append("a question ends with the question, right before the silence")
    choices = len(re.findall(r"\bor\b", sentences(text)[-1]))
    if choices > 1:
        found.append("a question gives at most two choices")
    return found


def _length(text: str) -> Iterator[str]:
    lengths = [(len(words(sentence)), sentence) for sentence in sentences(text)]
    for count, sentence in lengths:
        if count > MOST_WORDS_IN_A_SENTENCE:
            yield f"{count} words in one sentence: {sentence}"
    average = sum(count for count, _ in lengths) / len(lengths) if lengths else 0
    if len(lengths) >= _A_FEW and average > MOST_WORDS_ON_AVERAGE:
        yield f"sentences of {average:.1f} words on average"


def _characters(text: str) -> Iterator[str]:
    for sentence in sentences(text):
        if not _PLAIN.fullmatch(sentence):
            yield f"a sign that cannot be said: {sentence}"
        if abbreviation := _ABBREVIATION.search(sentence):
            yield f"an abbreviation: {abbreviation.group()}"
        if sentence[-1] not in ".?":
            yield f"a sentence without an end: {sentence}"


def _banned(text: str) -> Iterator[str]:
    plain = " ".join(text.lower().split())
    for allowed in ALLOWED:
        plain = plain.replace(allowed, "")
    for match in _BANNED.finditer(plain):
        around = plain[max(0, match.start() - 30) : match.end() + 30]
        yield f"“{match.group()}” is not to be said: …{around}…"


def _questions(text: str) -> Iterator[str]:
    if _STACKED.search(text):
        yield f"more than one question at a time: {text}"
