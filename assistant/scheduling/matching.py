"""Whether words name something that was planned: case, articles, possessives and plurals do not matter."""

from collections.abc import Sequence

from rapidfuzz import fuzz

_LEADING = frozenset(
    {"a", "an", "the", "our", "my", "your", "their", "his", "her", "this", "that", "next", "every", "all"}
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = frozenset(_WEEKDAYS)
_REMINDER = "reminder"
_BEFORE_ITS_WORDS = frozenset({"to", "about", "of", "for", "that", "say", "with", "which", "where"})
_CLOSE = 82.0
"""How alike two names must be, of 100, where no word for word match was found."""

_SHORTEST_PLURAL = 3


def plain_words(name: str) -> tuple[str, ...]:
    """The words that count, in a form that compares."""
    words = name.lower().replace("-", " ").replace("\u2019", "'").split()
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    return tuple(_singular(word.removesuffix("'s").strip(".,!?'")) for word in words)


def said_of_reminder(wanted: str) -> str | None:
    """What the words say of the reminder that they name: "pill" of "the pill reminder", "" of "the reminder".

    None where they name no reminder.
    """
    words = list(plain_words(wanted))
    if _REMINDER not in words:
        return None
    place = words.index(_REMINDER)
    before, after = words[:place], words[place + 1 :]
    while after and after[0] in _BEFORE_ITS_WORDS:
        after = after[1:]
    return " ".join([*before, *after])


def weekdays_beside(wanted: str, name: str) -> frozenset[int]:
    """The weekdays by which "the monday yogas" are told from other yoga, Monday is 0; none that belong to the name."""
    said = set(plain_words(wanted)) - set(plain_words(name))
    return frozenset(place for place, day in enumerate(_WEEKDAYS) if day in said)


def matches(wanted: str, names: Sequence[str]) -> list[int]:
    """The places in ``names`` that ``wanted`` names, all of the best kind of match that there is.

    Word for word first; then where one lies within the other, weekdays aside; then what sounds nearly the same.
    """
    words = plain_words(wanted)
    plain = [plain_words(name) for name in names]
    for meets in (_same, _within, _close):
        found = [place for place, each in enumerate(plain) if meets(words, each)]
        if found:
            return found
    return []


def _same(wanted: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return wanted == name


def _within(wanted: tuple[str, ...], name: tuple[str, ...]) -> bool:
    asked, named = set(wanted) - _DAYS, set(name) - _DAYS
    return bool(asked) and bool(named) and (asked <= named or named <= asked)


def _close(wanted: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return fuzz.ratio(" ".join(wanted), " ".join(name)) >= _CLOSE


def _singular(word: str) -> str:
    if len(word) <= _SHORTEST_PLURAL or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")
