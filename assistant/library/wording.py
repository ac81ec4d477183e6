"""The house rules for a spoken sentence, as far as a program can see them.

Source: FACTS 0.1 (claims), 5.1 (sentences), 5.3 (tone) and 5.4 (inclusive language).
"""

import re
from collections.abc import Iterator

from assistant.library.pacing import words_in

MOST_WORDS = 20

_VERDICT = "it sounds like a verdict or an order; invite instead"
_HYPE = "it promises too much"
_ASSUMES = "it assumes something about the two people"
_FIGURE = "figures and predictions are not spoken"
_SOOTHES = "it tells people how to feel"

BANNED = {
    "must": _VERDICT,
    "should": _VERDICT,
    "shouldn't": _VERDICT,
    "just": _VERDICT,
    "good job": _VERDICT,
    "great job": _VERDICT,
    "well done": _VERDICT,
    "amazing": _HYPE,
    "life-changing": _HYPE,
    "save your marriage": _HYPE,
    "save your relationship": _HYPE,
    "proven": _HYPE,
    "guaranteed": _HYPE,
    "works for everyone": _HYPE,
    "official": _HYPE,
    "certified": _HYPE,
    "calm down": _SOOTHES,
    "relax": _SOOTHES,
    "cheer up": _SOOTHES,
    "don't worry": _SOOTHES,
    "at least": _SOOTHES,
    "husband": _ASSUMES,
    "husbands": _ASSUMES,
    "wife": _ASSUMES,
    "wives": _ASSUMES,
    "boyfriend": _ASSUMES,
    "girlfriend": _ASSUMES,
    "spouse": _ASSUMES,
    "spouses": _ASSUMES,
    "missus": _ASSUMES,
    "better half": _ASSUMES,
    "ladies and gentlemen": _ASSUMES,
    "marriage": _ASSUMES,
    "married": _ASSUMES,
    "he": _ASSUMES,
    "him": _ASSUMES,
    "his": _ASSUMES,
    "himself": _ASSUMES,
    "she": _ASSUMES,
    "her": _ASSUMES,
    "hers": _ASSUMES,
    "herself": _ASSUMES,
    "men are": _ASSUMES,
    "women are": _ASSUMES,
    "opposites attract": _ASSUMES,
    "couple in love": _ASSUMES,
    "divorce": _FIGURE,
    "predict": _FIGURE,
    "predicts": _FIGURE,
    "percent": _FIGURE,
    "per cent": _FIGURE,
    "oxytocin": _FIGURE,
    "heart rate": _FIGURE,
    "as mentioned": "nothing is above in speech",
}
"""Words that are not spoken, with the reason in plain words."""

_BANNED = re.compile(
    r"(?<![\w'-])(" + "|".join(re.escape(word) for word in sorted(BANNED, key=len, reverse=True)) + r")(?![\w'-])",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}?")
_UNSPEAKABLE = re.compile(r"[^\w\s.,;:?!'\u2019\"\u201c\u201d\u2026-]|_|\d|www\.|https?:", re.UNICODE)


def wording_faults(sentence: str) -> Iterator[str]:
    """What is wrong with one spoken sentence, each as a plain sentence; nothing if it may be said."""
    count = words_in(sentence)
    if count > MOST_WORDS:
        yield f"this sentence has {count} words; {MOST_WORDS} is the most that one breath carries."
    for found in _BANNED.finditer(sentence):
        yield f"'{found.group()}' is not said: {BANNED[found.group().lower()]}."
    for placeholder in _PLACEHOLDER.findall(sentence):
        if placeholder not in {"{A}", "{B}"}:
            yield f"'{placeholder}' is no name: only {{A}} and {{B}} stand for the two people."
    for sign in dict.fromkeys(_UNSPEAKABLE.findall(_PLACEHOLDER.sub("", sentence))):
        reason = "write figures as words" if sign.isdigit() else "it cannot be spoken"
        yield f"'{sign}' does not belong in a spoken sentence: {reason}."
