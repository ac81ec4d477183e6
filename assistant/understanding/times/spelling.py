"""The usual spelling of every word: what recognisers split is joined, short forms are written out, fillers go."""

from typing import NamedTuple

from assistant.understanding.times import lexicon


class Token(NamedTuple):
    """One canonical word and the letters it came from."""

    word: str
    start: int
    end: int


def spelled_alike(tokens: list[Token]) -> list[Token]:
    """Join what recognisers split, and give every word its usual spelling."""
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        word, start, _ = tokens[at]
        following = tokens[at + 1].word if at + 1 < len(tokens) else ""
        previous = out[-1].word if out else ""
        joined = _JOINED.get((word, following))
        apart = (joined == "weekend" and previous != "the") or (
            joined == "afternoon" and (previous in _BEFORE_NOON or previous.isdigit())
        )
        if joined and not apart:
            out += [Token(part, start, tokens[at + 1].end) for part in joined.split()]
            at += 2
            continue
        if (word, following) in {("or", "so"), ("you", "know")}:
            at += 2
            continue
        at += 1
        if word in lexicon.FILLERS:
            continue
        out += _usual(tokens, at - 1, previous)
    return out


def _usual(tokens: list[Token], at: int, previous: str) -> list[Token]:
    """One word in its usual spelling, or the words that it is short for."""
    word, start, end = tokens[at]
    if word in {"a", "p"} and previous[:1].isdigit() and _glued(tokens, at):
        return [Token(word + "m", start, end)]
    if word in lexicon.SINGLE_LETTER_UNITS and previous[:1].isdigit() and (word == "h" or _glued(tokens, at)):
        return [Token(lexicon.SINGLE_LETTER_UNITS[word], start, end)]
    if word in _SHORT_PARTS and previous in _BEFORE_PART:
        return [Token(_SHORT_PARTS[word], start, end)]
    if word in _SPLIT:
        return [Token(part, start, end) for part in _SPLIT[word].split()]
    if word.endswith("ish") and (word[:-3] in lexicon.SMALL or word in {"noonish", "middayish"}):
        return [Token(lexicon.CANONICAL.get(word[:-3], word[:-3]), start, end - 3), Token("ish", end - 3, end)]
    return [Token(word if word in lexicon.UNSURE_SHORT_FORMS else lexicon.CANONICAL.get(word, word), start, end)]


_JOINED = {
    ("a", "m"): "am",
    ("p", "m"): "pm",
    ("o", "clock"): "oclock",
    ("to", "night"): "tonight",
    ("to", "morrow"): "tomorrow",
    ("to", "day"): "today",
    ("after", "noon"): "afternoon",
    ("mid", "day"): "noon",
    ("mid", "night"): "midnight",
    ("week", "end"): "weekend",
    ("week", "ends"): "weekends",
    ("week", "day"): "weekday",
    ("week", "days"): "weekdays",
    ("week", "night"): "weeknight",
    ("week", "nights"): "weeknights",
    ("bi", "weekly"): "every 2 week",
    ("bi", "monthly"): "every 2 month",
    ("oh", "clock"): "oclock",
    ("business", "day"): "workday",
    ("business", "days"): "workdays",
    ("working", "day"): "workday",
    ("working", "days"): "workdays",
    ("semi", "annually"): "every 6 month",
    ("twice", "weekly"): "twice a week",
    ("twice", "daily"): "twice a day",
    ("twice", "monthly"): "twice a month",
    ("every", "one"): "every 1",
    ("half", "way"): "halfway",
    ("school", "night"): "weeknight",
    ("school", "nights"): "weeknights",
    ("mon", "day"): "monday",
    ("tues", "day"): "tuesday",
    ("wednes", "day"): "wednesday",
    ("thurs", "day"): "thursday",
    ("fri", "day"): "friday",
    ("satur", "day"): "saturday",
}
_SHORT_PARTS = {"morn": "morning", "aft": "afternoon", "eve": "evening"}
_BEFORE_PART = {*lexicon.WEEKDAYS, "sat", "sun", "wed", "mon", "tomorrow", "yesterday"}
"""Days after which they are parts of the day."""

_BEFORE_NOON = {"quarter", "half", "hour", "hours", "minutes", "minute"}
"""Before "after noon" these leave it in two words."""

_SPLIT = {
    "upto": "up to",
    "midweek": "mid week",
    "penultimate": "2th last",
    "semiannually": "every 6 month",
    "biannually": "every 6 month",
    "everyday": "every day",
    "fortnightly": "every fortnight",
    "biweekly": "every 2 week",
    "bimonthly": "every 2 month",
    "hourly": "every hour",
    "quarterly": "every 3 month",
    "nightly": "every night",
    "lunchtime": "lunch time",
    "dinnertime": "dinner time",
    "bedtime": "bed time",
    "teatime": "tea time",
}


def _glued(tokens: list[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].end == tokens[at].start
