"""One time that was said in several places: "every friday at seven date night till the end of march".

A template takes one run of words as the time of a plan. What else of a time stands beside the activity is joined to it
where the two do not say the same thing twice: a repetition and its end, a day and its hour, a beginning and its length.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta
from types import MappingProxyType

from assistant.messages.speech import Intent
from assistant.messages.times import Grain, SpokenTime
from assistant.understanding.lattice import Lattice, Spot
from assistant.understanding.slots import activity
from assistant.understanding.spotting import TimeFinder
from assistant.understanding.wordlists import word_set

_THINGS = {"ScheduleTime": "activity", "Remind": "what"}
"""The slot that names what is planned; its own words are no part of the time."""

_UNTIL = word_set("until till til through")
_LEADING = _UNTIL | word_set("for from starting beginning at on in")
_WITHOUT_A_CLOCK = (Grain.DAYPART, Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.YEAR)
_A_DAY = timedelta(days=1)
_DAY, _CLOCK, _RULE, _SPAN, _LENGTH = "day", "clock", "rule", "span", "length"
"""What a piece says. A span is an end ("until june") or a run of days ("for six weeks")."""


def gathered(intent: Intent, lattice: Lattice, find_times: TimeFinder, now: datetime) -> Intent:
    """The intent with all of its time.

    Args:
        intent: what was understood; anything but a plan or a reminder stays as it is.
        lattice: what was said, with its times spotted.
        find_times: reads the pieces together.
        now: wall time.
    """
    slot = _THINGS.get(intent.name or "")
    if slot is None:
        return intent
    named = _place(lattice, str(intent.slots.get(slot, "")))
    pieces = _pieces(lattice)
    within = [piece for piece in pieces if named and piece.start < named[1] and named[0] < piece.end]
    beside = [piece for piece in pieces if piece not in within]
    lead = _leading_rule(within, named) if slot == "activity" else None
    trail = _trailing_end(within, named, beside, lattice)
    taken = [piece for piece in (lead, trail) if piece is not None]
    beside = sorted([*beside, *taken], key=lambda piece: piece.start)
    if not beside or (len(beside) == 1 and not taken and "when" in intent.slots):
        return intent
    words = [_with_lead(lattice, piece, named) for piece in beside]
    if not _complement(words, find_times, now):
        return intent
    text = " ".join(words)
    read = [found.time for found in find_times(text, now) if found.span == (0, len(text))]
    if len(read) != 1:
        return intent
    slots = {**intent.slots, "when": text}
    if taken and named is not None:
        said = lattice.words.said(named[0] if lead is None else lead.end, named[1] if trail is None else trail.start)
        slots[slot] = activity(said) if slot == "activity" else said
    return replace(intent, slots=MappingProxyType(slots), times=MappingProxyType({**intent.times, "when": read[0]}))


def _place(lattice: Lattice, said: str) -> tuple[int, int] | None:
    """Where the words of a slot stand."""
    for start in range(len(lattice)):
        for end in range(start + 1, len(lattice) + 1):
            if said and lattice.words.said(start, end) == said:
                return start, end
    return None


def _pieces(lattice: Lattice) -> list[Spot]:
    """The spotted times, the longer ones first where they overlap, in the order in which they were said."""
    chosen: list[Spot] = []
    spots = [spot for spot in lattice.spots if spot.kind == "time" and spot.time is not None]
    for spot in sorted(spots, key=lambda spot: (spot.start - spot.end, spot.cost)):
        if all(spot.end <= other.start or other.end <= spot.start for other in chosen):
            chosen.append(spot)
    return sorted(chosen, key=lambda spot: spot.start)


def _leading_rule(within: list[Spot], named: tuple[int, int] | None) -> Spot | None:
    """A repetition that was taken for the beginning of the activity: "every friday date night"."""
    if named is None:
        return None
    return next(
        (
            piece
            for piece in within
            if piece.start == named[0] and piece.end < named[1] and piece.time and piece.time.recurrence
        ),
        None,
    )


def _trailing_end(
    within: list[Spot], named: tuple[int, int] | None, beside: list[Spot], lattice: Lattice
) -> Spot | None:
    """The end of a repetition that was taken for the end of what is to be done: "take the bins out until christmas"."""
    repeats = any(piece.time is not None and piece.time.recurrence is not None for piece in beside)
    if named is None or not repeats:
        return None
    ends = (piece for piece in within if piece.end == named[1] and named[0] < piece.start)
    return next((piece for piece in ends if lattice.word(piece.start) in _UNTIL), None)


def _with_lead(lattice: Lattice, piece: Spot, named: tuple[int, int] | None) -> str:
    """The words of a piece with the small word before them that says what they are for."""
    start = piece.start
    free = named is None or not named[0] <= start - 1 < named[1]
    if start and free and lattice.word(start - 1) in _LEADING and lattice.word(start) not in _LEADING:
        start -= 1
    return lattice.words.said(start, piece.end)


def _complement(pieces: list[str], find_times: TimeFinder, now: datetime) -> bool:
    """Whether each piece says something that no other one says."""
    kinds = [kind for piece in pieces for kind in _kinds(piece, find_times, now)]
    return len(kinds) == len(set(kinds)) and not {_DAY, _RULE} <= set(kinds) and bool(kinds)


def _kinds(piece: str, find_times: TimeFinder, now: datetime) -> list[str]:
    words = piece.split()
    until = next((index for index, word in enumerate(words) if word in _UNTIL), len(words))
    head = " ".join(words[:until])
    ends = [_SPAN] if until < len(words) else []
    if not head:
        return ends
    read = [found.time for found in find_times(head, now)]
    return [*(_kinds_of(read[0]) if len(read) == 1 else [_DAY, _CLOCK]), *ends]


def _kinds_of(spoken: SpokenTime) -> list[str]:
    if spoken.recurrence is not None:
        timed = spoken.recurrence.dtstart.time() != time() and spoken.grain is not Grain.DAYPART
        return [_RULE, _CLOCK] if timed else [_RULE]
    if spoken.start is None:
        return [_LENGTH]
    if spoken.end is not None and spoken.end - spoken.start > _A_DAY:
        return [_SPAN]
    kinds = [_DAY] if spoken.names_day else []
    return kinds if spoken.grain in _WITHOUT_A_CLOCK else [*kinds, _CLOCK]
