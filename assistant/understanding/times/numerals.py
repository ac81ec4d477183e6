"""Number words to digits."""

# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

import re

from assistant.understanding.times.lexicon import MONTHS, ORDINALS, SMALL, TENS, UNITS, WEEKDAYS

Triple = tuple[str, int, int]
"""A word and where it came from."""

_UNIT_WORDS = frozenset({*UNITS, "seconds"})
_OH = frozenset({"oh", "o", "zero", "0"})
_HUNDRED = 100
_THOUSAND = 1000
_TEN = 10
_LAST_HOUR = 23
_TWO = 2
_WRITTEN_FRACTIONS = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75}


def with_numbers(tokens: list[tuple[str, int, int]]) -> list[Triple]:
    """The same words with spelled numbers as digits, ordinals as ``26th`` and fractions as ``2.5``."""
    words = [token[0] for token in tokens]
    out: list[Triple] = []
    at = 0
    while at < len(words):
        backwards = _last_but(words, at)
        if backwards:
            out += [(word, tokens[at][1], tokens[at + 2][2]) for word in (backwards, "last")]
            at += 3
            continue
        word, length = _number_at(words, at, out[-1][0] if out else "")
        out.append((word, tokens[at][1], tokens[at + length - 1][2]))
        at += length + (_before_last(words, at + length) if word.endswith("th") and word[0].isdigit() else 0)
    return out


def _last_but(words: list[str], at: int) -> str | None:
    """For "the last but one", which is the second last."""
    if words[at] != "last" or _next(words, at) != "but":
        return None
    return {"one": "2th", "1": "2th", "two": "3th", "2": "3th", "three": "4th", "3": "4th"}.get(_next(words, at, 2))


def _before_last(words: list[str], at: int) -> int:
    """How many words of "third from the last" stand between the number and "last"."""
    for between in (["from"], ["from", "the"]):
        if words[at : at + len(between) + 1] == [*between, "last"]:
            return len(between)
    return 0


def _number_at(words: list[str], at: int, previous: str) -> tuple[str, int]:
    word = words[at]
    few = _few(words, at)
    if few:
        return few
    padded = _padded(words, at, previous)
    if padded:
        return padded
    if word in _OH and _next(words, at) and previous.isdigit() and int(previous) <= _LAST_HOUR:
        digit = _digit(words[at + 1])
        if digit:
            return f"0{digit}", 2
    if word[0].isdigit():
        return _from_digits(words, at, previous)
    if word in ORDINALS and (word != "second" or _before_last(words, at + 1)):
        return f"{ORDINALS[word]}th", 1
    if word in SMALL or word in TENS or (word == "a" and _next(words, at) == "hundred"):
        return _spelled(words, at)
    return word, 1


def _next(words: list[str], at: int, ahead: int = 1) -> str:
    return words[at + ahead] if at + ahead < len(words) else ""


def _digit(word: str) -> int:
    if word in SMALL:
        return SMALL[word] if SMALL[word] < _TEN else 0
    return int(word) if len(word) == 1 and word.isdigit() else 0


def _padded(words: list[str], at: int, previous: str) -> tuple[str, int] | None:
    """For "oh eight hundred" and "at oh six fifteen"; "oh" that opens a sentence is no figure."""
    if words[at] not in {"oh", "o", "zero"} or previous.isdigit() or not _digit(_next(words, at)):
        return None
    hour, following = f"0{_digit(words[at + 1])}", _next(words, at, 2)
    if following == "hundred":
        return f"{hour}:00", 3
    minutes = following in SMALL or following in TENS or (following.isdigit() and len(following) == _TWO)
    return (hour, 2) if minutes and (previous or words[at] == "zero" or words[-1] in {"hours", "hour"}) else None


def _few(words: list[str], at: int) -> tuple[str, int] | None:
    """For "a couple of", "a few" and "several" before a unit."""
    start = at + 1 if words[at] == "a" and _next(words, at) in {"couple", "few"} else at
    amount = {"couple": "2", "few": "3", "several": "3"}.get(words[start])
    if not amount:
        return None
    end = start + 2 if _next(words, start) in {"of", "more"} else start + 1
    follows = words[end] if end < len(words) else ""
    return (amount, end - at) if follows in _UNIT_WORDS or follows.rstrip("s") in _PLURALS else None


_PLURALS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend", "night"})


_HALVES = frozenset({"am", "pm", "tonight", "today", "tomorrow", "oclock", "sharp", *WEEKDAYS})
_PARTS = ("morning", "afternoon", "evening", "night")
_AT = frozenset({"at", "around", "from", "until", "by", "today", "tonight", "tomorrow", *_PARTS, *WEEKDAYS})
_RANGE = frozenset({"to", "-", "until"})
_DOTTED = re.compile(r"([01]?\d|2[0-3])\.[0-5]\d$")
_BEFORE_DAY = re.compile(
    rf"(?:on (?:the )?(?:\d|{'|'.join((*WEEKDAYS, *MONTHS, *ORDINALS))})|"
    rf"(?:this|next|in the) (?:morning|afternoon|evening|night|{'|'.join(WEEKDAYS)}))"
)


def _is_dotted_clock(words: list[str], at: int, previous: str) -> bool:
    """For "20.15 on friday" and "at 7.30": elsewhere it is a number, or a price."""
    if "." not in words[at] or not _DOTTED.match(words[at]):
        return False
    if previous in _AT or _stands_before_day(words, at) or len(words) == 1:
        return True
    if _next(words, at) in _RANGE and _DOTTED.match(_next(words, at, 2)):
        return _stands_before_day(words, at + 2)
    opened = at > 1 and previous in _RANGE and bool(_DOTTED.match(words[at - 2]))
    return opened and at > 2 and words[at - 3] in _AT


def _stands_before_day(words: list[str], at: int) -> bool:
    return _next(words, at) in _HALVES or bool(_BEFORE_DAY.match(" ".join(words[at + 1 : at + 4])))


def _from_digits(words: list[str], at: int, previous: str) -> tuple[str, int]:
    word = words[at]
    if word in _WRITTEN_FRACTIONS:
        return {"1/2": "half", "1/4": "quarter"}.get(word, "3 quarter"), 1
    if word.isdigit() and _next(words, at) in _WRITTEN_FRACTIONS:
        return f"{int(word) + _WRITTEN_FRACTIONS[words[at + 1]]:g}", 2
    if word[-2:] in {"st", "nd", "rd", "th"}:
        return f"{int(word[:-2])}th", 1
    if _is_dotted_clock(words, at, previous):
        return word.replace(".", ":"), 1
    if word.isdigit():
        fraction, length = _fraction(words, at + 1)
        return (f"{int(word) + fraction:g}", 1 + length) if length else (word, 1)
    return word, 1


def _spelled(words: list[str], at: int) -> tuple[str, int]:
    value, length = _below_hundred(words, at) if words[at] != "a" else (1, 1)
    if words[at] in TENS and length == 1:
        ordinal = ORDINALS.get(_next(words, at), 0)
        joined_second = _next(words, at) != "second" or _next(words, at, 2) not in {
            "timer",
            "pause",
            "break",
            "silence",
        }
        if 0 < ordinal < _TEN and joined_second:
            return f"{value + ordinal}th", 2
    for word, factor in (("hundred", _HUNDRED), ("thousand", _THOUSAND)):
        if _next(words, at, length) == word:
            value, length = _with_rest(words, at, value * factor, length + 1)
    fraction, more = _fraction(words, at + length)
    if more:
        return f"{value + fraction:g}", length + more
    return str(value), length


def _below_hundred(words: list[str], at: int) -> tuple[int, int]:
    word = words[at]
    if word == "five" and words[at + 1 : at + 3] == ["and", "twenty"] and _next(words, at, 3) in {"past", "to"}:
        return 25, 3
    if word in SMALL:
        return SMALL[word], 1
    value = TENS[word]
    unit = SMALL.get(_next(words, at), 0)
    if 0 < unit < _TEN:
        return value + unit, 2
    unit = SMALL.get(_next(words, at, 2), 0)
    if _next(words, at) == "and" and 0 < unit < _TEN and _next(words, at, 3) in _UNIT_WORDS:
        return value + unit, 3
    return value, 1


def _with_rest(words: list[str], at: int, value: int, length: int) -> tuple[int, int]:
    skip = 1 if _next(words, at, length) == "and" else 0
    word = _next(words, at, length + skip)
    if word in SMALL or word in TENS:
        rest, more = _below_hundred(words, at + length + skip)
        if rest:
            return value + rest, length + skip + more
    return value, length


def _fraction(words: list[str], at: int) -> tuple[float, int]:
    """The fraction said at this place after a number, and how many words it takes."""
    rest = words[at : at + 4]
    if rest[:1] == ["point"] and len(rest) > 1 and (_digit(rest[1]) or rest[1].isdigit()):
        digits = rest[1] if rest[1].isdigit() else str(_digit(rest[1]))
        return float(f"0.{digits}"), 2
    if rest[:1] != ["and"]:
        return 0.0, 0
    for said, fraction in _FRACTIONS:
        end = at + 1 + len(said)
        if words[at + 1 : end] == said:
            after = words[end] if end < len(words) else ""
            clock_follows = after in {"past", "passed", "to"} or after in SMALL or after[:1].isdigit()
            return (0.0, 0) if clock_follows else (fraction, 1 + len(said))
    return 0.0, 0


_FRACTIONS: tuple[tuple[list[str], float], ...] = (
    (["a", "half"], 0.5),
    (["an", "half"], 0.5),
    (["one", "half"], 0.5),
    (["half"], 0.5),
    (["a", "quarter"], 0.25),
    (["one", "quarter"], 0.25),
    (["three", "quarter"], 0.75),
)
