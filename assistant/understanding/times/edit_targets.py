"""What a change is about: the words that name the appointment, and which of its occurrences they say."""

import re
from dataclasses import dataclass

from assistant.messages.changes import NextOnes, Target, Which
from assistant.understanding.times.clocks import Clock
from assistant.understanding.times.dates import Day
from assistant.understanding.times.dayparts import Part
from assistant.understanding.times.edit_families import Family
from assistant.understanding.times.edit_names import end_of_name, ends_name, name_may_follow
from assistant.understanding.times.edit_occurrences import which_part
from assistant.understanding.times.edit_words import edit_words
from assistant.understanding.times.lengths import Length
from assistant.understanding.times.normalise import Phrase
from assistant.understanding.times.part_kinds import Found
from assistant.understanding.times.repeat_days import Repeat
from assistant.understanding.times.scene import Scene
from assistant.understanding.times.stretches import Period

_A_FEW = 3


@dataclass(frozen=True, slots=True)
class Object:
    """The object of a change."""

    target: str | Target | None
    """The words that name it; None for "it"."""

    start: int
    end: int
    """Where it stands in the canonical words; times after ``end`` are not part of it."""

    which: Which | None = None
    """Which occurrence, where its own words say so ("tomorrow's walk", "the next two walks")."""

    several: bool = False
    """True for "all the walks", "the walks"."""

    said: bool = False
    """True when a pronoun stands for it."""


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before a name."""

    at: int
    """Where the name begins."""

    which: Which | None = None
    several: bool = False


def read_object(  # noqa: PLR0917 - the sentence in its three forms
    scene: Scene,
    phrase: Phrase,
    source: str,
    start: int,
    parts: list[Found],
    family: Family,
) -> Object | None:
    """The object that begins at ``start``; None when no words are left for one."""
    if family in {Family.EXTEND, Family.SHORTEN}:
        shifted = _after_amount(scene, start, parts)
        if shifted:
            return _named(scene, phrase, source, shifted, [part for part in parts if part.start >= shifted])
    return _named(scene, phrase, source, start, parts)


def _after_amount(scene: Scene, start: int, parts: list[Found]) -> int | None:
    """For "add half an hour to the walk", "take ten minutes off dinner": the object stands after the length."""
    if not parts:
        return None
    words, between = edit_words().pieces, scene.text[start : parts[0].start].strip()
    if between and not words.before_amount.whole(between):
        return None
    added = words.after_amount.at(scene.text, parts[0].end)
    return added.end if added else None


def _named(scene: Scene, phrase: Phrase, source: str, start: int, parts: list[Found]) -> Object | None:
    everything = edit_words().pieces.everything.at(scene.text, start)
    if everything:
        return Object(Target.EVERYTHING, start, min(everything.end, len(scene.text)), said=True)
    before = _Before(start)
    while True:
        unnamed = _unnamed(scene, before.at, parts)
        if unnamed:
            return Object(None, start, unnamed[1], unnamed[0] or before.which, before.several, said=True)
        further = _before_name(scene, before, start, parts)
        if further is None:
            break
        before = further
    return _with_name(scene, phrase, source, start, before, parts)


def _before_name(scene: Scene, before: _Before, start: int, parts: list[Found]) -> _Before | None:
    """With one word or time more before the name; None where the name begins."""
    words, text, at = edit_words().pieces, scene.text, before.at
    modifier = next((part for part in parts if part.start == at), None)
    if modifier and _modifies(scene, modifier, start, parts):
        which = which_part(scene, modifier) or before.which
        return _Before(_after_possessive(scene, modifier.end), which, before.several)
    if modifier and (words.preposition.at(text, at) or modifier.end > len(text)):
        return None
    counted = _next_ones(text, at)
    if counted:
        return _Before(counted[1], counted[0], before.several)
    everyone = words.all_of.at(text, at)
    determiner = everyone or words.determiner.at(text, at)
    if determiner is None:
        return None
    return _Before(min(determiner.end, len(text)), before.which, before.several or everyone is not None)


def _next_ones(text: str, at: int) -> tuple[NextOnes, int] | None:
    """For "the next two walks", and for "every other walk", of which the series would be too much."""
    words = edit_words().pieces
    counted = words.next_counted.at(text, at)
    said = counted or words.next_few.at(text, at) or words.next_one.at(text, at)
    if said is None or not text[said.end : said.end + 1].isalpha() or words.span.at(text, said.end):
        return None
    if counted:
        return NextOnes(int(counted.kept["number"])), said.end
    return NextOnes(_A_FEW if words.next_few.at(text, at) else 1), said.end


def _with_name(  # noqa: PLR0917 - as read_object
    scene: Scene, phrase: Phrase, source: str, start: int, before: _Before, parts: list[Found]
) -> Object:
    at, end, series = _without_series(scene, before.at, end_of_name(scene, before.at, parts))
    several = before.several or series
    if not scene.text[at:end].strip():
        return Object(None, start, at, before.which, several, said=bool(before.which))
    name = _words(phrase, source, at, end)
    several = several or _is_plural(name)
    return Object(name, start, min(end + 1, len(scene.text)), before.which, several)


def _is_plural(name: str) -> bool:
    """For "walks with the dog", whose head is more than one."""
    words = edit_words()
    beside = words.pieces.beside_name.find(name, 1)
    head = name[: beside.start - 1] if beside else name
    return bool(re.search(r"[a-z]s$", head)) and not head.endswith(words.not_plural)


def _unnamed(scene: Scene, at: int, parts: list[Found]) -> tuple[NextOnes | None, int] | None:
    """Which ones "it" or "the next three" are, and where these words end."""
    alone = _alone(scene, at, parts)
    if alone:
        return None, alone
    said = edit_words().pieces.alone.at(scene.text, at)
    if said is None:
        return None
    end = said.starts.get("one_of_then", said.end)
    if end < len(scene.text) and not any(part.start == end for part in parts):
        return None
    count = said.kept.get("number")
    return NextOnes(int(count)) if count else None, min(end, len(scene.text))


def _alone(scene: Scene, at: int, parts: list[Found]) -> int | None:
    """Where a pronoun ends that stands for the whole object."""
    words = edit_words().pieces
    said = words.pronoun.at(scene.text, at)
    if not said:
        return None
    end = (words.particle.at(scene.text, said.end) or said).end
    ended = ends_name(scene.text, end) or any(part.start == end for part in parts)
    return min(end, len(scene.text)) if ended else None


def _without_series(scene: Scene, at: int, end: int) -> tuple[int, int, bool]:
    """For "the whole yoga series" the name is "yoga", and all of it is meant."""
    words = edit_words().pieces
    series = words.series.ends(scene.text[at:end], 1)
    if not series:
        return at, end, False
    whole = words.whole.at(scene.text, at)
    return (whole.end if whole else at), at + series.start - 1, True


def _modifies(scene: Scene, part: Found, start: int, parts: list[Found]) -> bool:
    """True for "tomorrow's walk" and "this week's"; "the friday dinners" keep their name."""
    following = scene.text[part.end :]
    if following.startswith("'s") or scene.text[: part.end - 1].endswith("'s"):
        return True
    if not name_may_follow(scene.text, part.end) or any(other.start == part.end for other in parts):
        return False
    words = edit_words().pieces
    weekday_name = isinstance(part.value, Day) and part.value.weekday_only
    preposition = words.preposition.at(scene.text, part.start)
    if isinstance(part.value, (Clock, Length)) and not preposition:
        return words.its_determiner.whole(scene.text[start : part.start].strip()) is not None
    if isinstance(part.value, Repeat) or weekday_name or preposition:
        return False
    return isinstance(part.value, (Day, Period, Part)) and start <= part.start


def _after_possessive(scene: Scene, at: int) -> int:
    return at + 3 if scene.text[at:].startswith("'s") else at


def _words(phrase: Phrase, source: str, start: int, end: int) -> str:
    first, last = phrase.source_span(start, end)
    return re.sub(r"[^\w' ]+", " ", source[first:last].lower()).strip()
