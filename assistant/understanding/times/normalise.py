"""Words as spoken or written to one canonical form, with the way back to the letters they came from.

Numbers become digits ("seven thirty" is ``7 30``, "twenty sixth" ``26th``, "two and a half" ``2.5``), units lose their
plural, short forms and the spellings of recognisers ("p m", "half passed seven", "to night") become the usual word,
fillers go. Whether "second" is an ordinal or a unit, and "sun" a day, is settled here, by the words around it.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.understanding.times import lexicon
from assistant.understanding.times.numerals import with_numbers
from assistant.understanding.times.spelling import Token, spelled_alike
from assistant.understanding.times.written_dates import written_dates


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence in canonical words."""

    text: str
    """The words, one space between them."""

    tokens: tuple[Token, ...]
    offsets: tuple[int, ...]
    """Where each word begins in ``text``."""

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The letters of the given sentence that ``text[start:end]`` came from."""
        first = bisect_right(self.offsets, start) - 1
        last = bisect_right(self.offsets, max(start, end - 1)) - 1
        return self.tokens[first].start, self.tokens[last].end


_TOKEN = re.compile(
    r"\d+(?:st|nd|rd|th)(?![a-z])|\d*(?:1 st|2 nd|3 rd|[04-9] th)(?![a-z])|(?<![\d/])[13]/[24](?![\d/])|"
    r"(?<=[a-z])/(?=[a-z])|\d\d?:\d\d(?::\d\d)?|\d+\.\d+|"
    r"2(?:moro|nite)(?![a-z])|\d+|[a-z]+(?:'[a-z]+)?|[,@&-]",
)
_TIME_NAMES = set(lexicon.WEEKDAYS) | set(lexicon.MONTHS)


def normalise(text: str) -> Phrase:
    """The canonical words of a sentence, in any case and with or without punctuation."""
    words = with_numbers([(word, start, end) for word, start, end in spelled_alike(_split(text))])
    tokens = tuple(Token(*token) for token in _settle([_on_the_clock(words, at) for at in range(len(words))]))
    offsets: list[int] = []
    position = 0
    for token in tokens:
        offsets.append(position)
        position += len(token.word) + 1
    return Phrase(" ".join(token.word for token in tokens), tokens, tuple(offsets))


_FOUR_FIGURES = re.compile(r"([01]\d|2[0-3])([0-5]\d)$")


def _on_the_clock(words: Sequence[tuple[str, int, int]], at: int) -> tuple[str, int, int]:
    """For "1900 hours": four figures before "hours" are a time of day, and no length."""
    word, start, end = words[at]
    figures = _FOUR_FIGURES.match(word) if words[at + 1 : at + 2] and words[at + 1][0] in {"hour", "hours"} else None
    return (f"{figures[1]}:{figures[2]}", start, end) if figures else words[at]


def _lower(text: str) -> str:
    lowered = text.replace("\u2019", "'").replace("\u2013", "-").replace("\u2014", ",").lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else " " for c in text)


def _split(text: str) -> list[Token]:
    lowered = _lower(text)
    tokens: list[Token] = []
    dates = {date.start: date for date in written_dates(lowered)}
    dated = 0
    for match in _TOKEN.finditer(lowered):
        word, start, end = match[0].replace(" ", ""), match.start(), match.end()
        if start in dates:
            dated = dates[start].end
            tokens += [Token(part, start, dated) for part in dates[start].words]
        if start < dated:
            continue
        word = "," if word == "/" else word
        if word == "-" and not _is_range(lowered, start, tokens):
            continue
        if "'" in word and word != "o'clock":
            head, tail = word.split("'", 1)
            tokens.append(Token(head, start, start + len(head)))
            tokens.append(Token("'" + tail, start + len(head), end))
        else:
            tokens.append(Token(word.replace("'", ""), start, end))
    return tokens


def _is_range(text: str, at: int, before: list[Token]) -> bool:
    """A hyphen is "to" between two numbers or, set apart by spaces, between days."""
    if not before:
        return False
    after = text[at + 1 :].lstrip()[:1]
    spaced = text[at - 1 : at] == " " or text[at + 1 : at + 2] == " "
    last = before[-1].word
    joined = last[0].isdigit() or last in {"am", "pm", "m", "a", "p"}
    return (joined and after.isdigit()) or (spaced and bool(after)) or (last in lexicon.CANONICAL and spaced)


def _settle(tokens: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Decide the words that mean different things in different company."""
    words = [token[0] for token in tokens]
    return [(_in_company(words, at), start, end) for at, (_, start, end) in enumerate(tokens)]


_DAYS = "|".join((*lexicon.WEEKDAYS, "mon", "tues?", "weds?", "thur?s?", "fri", "sat", "sun"))
_DAY_COMPANY = re.compile(rf"(?:on|this|next|every|last|and|or|by|until|from|,|-|through|\d+th|{_DAYS})$")
_AFTER_DAY = re.compile(rf"(?:{_DAYS}|at|from|the|\d.*|morning|afternoon|evening|night|,|-|through|and|until)$")


def _in_company(words: list[str], at: int) -> str:
    word = words[at]
    if word not in _COMPANY:
        return word
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if word == "seconds":
        return "second"
    if word == "2":
        hour = after.isdigit() and 1 <= int(after) <= _HOURS
        return "to" if hour and before in _MINUTES_BEFORE else word
    if word == "second":
        return _second(before, after)
    if word in {"sat", "sun", "wed", "mon"}:
        alone = len(words) == 1
        timely = _DAY_COMPANY.match(before) or (_AFTER_DAY.match(after) and before not in {"the", "we", "i", "you"})
        return lexicon.CANONICAL[word] if alone or timely else word
    if word == "passed":
        return "past" if before in {"half", "quarter"} or before.isdigit() else word
    if word in {"mar", "sec", "min"}:
        numbered = before[:1].isdigit() or after[:1].isdigit() or before in {"of", "in", "a", "every"}
        return _SHORT_FORMS[word] if numbered or len(words) == 1 else word
    return _homophone(word, before, after)


_SHORT_FORMS = {"mar": "march", "sec": "second", "min": "minute"}
_HOURS = 12
_MINUTES_BEFORE = {"5", "10", "20", "25", "quarter"}
"""Before "two" and an hour they make "to" of it: "ten two ten"."""

_COMPANY = {
    "second",
    "seconds",
    "sat",
    "sun",
    "wed",
    "mon",
    "passed",
    "mar",
    "sec",
    "min",
    "for",
    "to",
    "too",
    "ate",
    "won",
    "2",
}


def _second(before: str, after: str) -> str:
    if after in _TIME_NAMES or after.rstrip("s") in _TIME_NAMES or after in {"day", "week", "weekend", "month"}:
        return "second" if before.isdigit() else "2th"
    if after in {"of", "and", "to", "last", "half"} and not before.isdigit():
        return "2th"
    unit = before.replace(".", "").isdigit() or before in {"a", "per", "half", "couple"} or not before
    return "second" if unit or (before == "every" and after in {"", "for"}) else "2th"


def _homophone(word: str, before: str, after: str) -> str:
    """For "for", "to" and "ate" where only a number can stand."""
    if word == "too" and before.isdigit() and after.isdigit():
        return "to"
    number = {"for": "4", "to": "2", "too": "2", "ate": "8", "won": "1"}[word]
    clock_follows = after in {"", "am", "pm", "oclock"} or (after.isdigit() and int(after) > _HOURS)
    if before == "at" and clock_follows:
        return number
    if before == "half" and word == "ate":
        return number
    return number if after in {"am", "pm", "oclock"} and not before.isdigit() else word
