"""Finds what can be spotted anywhere in a sentence without a name: numbers, lengths of time and moments."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from assistant.messages.times import Ambiguity, SpokenTime
from assistant.understanding.lattice import Spot
from assistant.understanding.normalizing import Words
from assistant.understanding.numerals import CARDINALS, ORDINALS, read_number
from assistant.understanding.wordlists import word_set

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


def _is_number(tokens: tuple[str, ...]) -> bool:
    number = read_number(tokens)
    return number is not None and number[1] == len(tokens)
