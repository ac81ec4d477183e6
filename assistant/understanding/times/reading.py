"""Read the times in a sentence: every one of them, or the best reading of the whole."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from assistant.messages.times import SpokenTime
from assistant.understanding.times.clocks import Clock, ClockRange
from assistant.understanding.times.conventions import DEFAULT, Conventions
from assistant.understanding.times.corrections import kind_of
from assistant.understanding.times.lexicon import CORRECTING
from assistant.understanding.times.normalise import Phrase, normalise
from assistant.understanding.times.part_kinds import Count, Found, Now
from assistant.understanding.times.parts import find_parts
from assistant.understanding.times.repeat_days import Repeat
from assistant.understanding.times.resolve import resolve
from assistant.understanding.times.scene import Scene
from assistant.understanding.times.two_rhythms import second_rhythm


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time found in a sentence."""

    time: SpokenTime
    text: str
    """Its words, as they stand in the sentence given."""

    span: tuple[int, int]
    """Where they stand: ``sentence[span[0]:span[1]] == text``."""


_GLUE = re.compile(
    rf"(?:(?:at|on|in|the|for|,|and|of|not|instead of|rather than|but|{CORRECTING}|starting|"
    r"beginning|around|about|by|a|please|oh|well|then|from|i think|let 's say|to) )*$",
)
_LEADING = re.compile(r"(?:on for|for|to|of|and|,|make it|make that) ")


def find_times(text: str, now: datetime, conventions: Conventions = DEFAULT) -> tuple[FoundTime, ...]:
    """Every spoken time in a sentence, in order.

    Args:
        text: the sentence, lower case or not; spans point into it.
        now: naive local wall time.
        conventions: what bare hours, "evening" and the like mean.

    Returns:
        Times with their words. Parts that belong together ("friday at seven for two hours") are one time; words that
        merely look like a time ("the second step", "may", "for a second opinion") are none.
    """
    phrase = normalise(text)
    scene = Scene(phrase.text, now, conventions)
    parts = find_parts(scene)
    repeats = any(isinstance(part.value, Repeat) and not part.value.weak for part in parts)
    parts = [part for part in parts if not _is_weak(part, repeats=repeats)]
    found: list[FoundTime] = []
    hint = suggested_part(scene)
    for group in _groups(scene, parts):
        time = _resolve(scene, group, hint)
        if time:
            found.append(_found(text, phrase, group, time))
    return tuple(found)


def read_time(text: str, now: datetime, conventions: Conventions = DEFAULT) -> SpokenTime | None:
    """The best reading of all the times in a sentence together; None when it names none.

    Args:
        text: a whole sentence, in any case, with or without punctuation.
        now: naive local wall time.
        conventions: what bare hours, "evening" and the like mean.
    """
    scene = Scene(normalise(text).text, now, conventions)
    return read_scene(scene)


def read_scene(scene: Scene) -> SpokenTime | None:
    """The best reading of a sentence that is already in canonical words."""
    parts = _before_task(scene, find_parts(scene))
    return _resolve(scene, parts, suggested_part(scene)) if parts else None


_CALL = re.compile(r"(?:.* )?(?:remind|tell|nudge|ping|ask|wake) (?:me|us|him|her|them)(?= )")
_TASK = re.compile(r"to (?!\d)[a-z]")


def _before_task(scene: Scene, parts: list[Found]) -> list[Found]:
    """For "remind us at five to leave at six": what is said twice is first when to remind, then when to leave."""
    call = _CALL.match(scene.text)
    if not call:
        return parts
    for number, part in enumerate(parts, 1):
        if part.start >= call.end() and _TASK.match(scene.text, part.end):
            said = {kind_of(earlier.value) for earlier in parts[:number]}
            return [*parts[:number], *(later for later in parts[number:] if kind_of(later.value) not in said)]
    return parts


def _resolve(scene: Scene, parts: list[Found], hint: str | None) -> SpokenTime | None:
    try:
        time = resolve(scene, parts, hint)
    except (OverflowError, ValueError):
        return None
    return time and _second_time_round(scene, time)


def _second_time_round(scene: Scene, time: SpokenTime) -> SpokenTime:
    """While the clocks show an hour for the second time, what lies ahead in that hour is in the second too."""

    def settled(moment: datetime | None) -> datetime | None:
        if moment is None or moment <= scene.now:
            return moment
        first, second = (moment.replace(tzinfo=scene.conventions.zone, fold=fold).utcoffset() for fold in (0, 1))
        return moment if first == second else moment.replace(fold=1)

    return replace(time, start=settled(time.start), end=settled(time.end)) if scene.now.fold else time


def _is_weak(part: Found, *, repeats: bool) -> bool:
    """Parts that are no time on their own; a number of times belongs to a repetition."""
    if isinstance(part.value, Count):
        return not repeats
    return (isinstance(part.value, Repeat) and part.value.weak) or isinstance(part.value, Now)


def suggested_part(scene: Scene) -> str | None:
    """The part of the day that the activity suggests: "movie night" the evening, "brunch" the morning."""
    said = scene.text.split()
    words = {*said, *(f"{first} {second}" for first, second in pairwise(said))}
    if words & scene.conventions.evening_activities:
        return "evening"
    if words & scene.conventions.night_activities:
        return "night"
    return "morning" if words & scene.conventions.morning_activities else None


def _groups(scene: Scene, parts: list[Found]) -> list[list[Found]]:
    """Parts that stand together, or are joined by words that only join."""
    groups: list[list[Found]] = []
    for part in parts:
        gap = scene.text[groups[-1][-1].end : part.start] if groups else ""
        if groups and _GLUE.fullmatch(gap):
            groups[-1].append(part)
        else:
            groups.append([part])
    return [half for group in groups for half in _apart(scene, group)]


def _apart(scene: Scene, group: list[Found]) -> list[list[Found]]:
    """Two repetitions are two times where each has its own clock."""
    second = second_rhythm(scene, group)
    timed = second is not None and any(isinstance(part.value, (Clock, ClockRange)) for part in group[:second])
    return [group[:second], group[second:]] if timed else [group]


def _found(text: str, phrase: Phrase, group: list[Found], time: SpokenTime) -> FoundTime:
    start, end = group[0].start, group[-1].end
    leading = _LEADING.match(phrase.text, start)
    while leading and leading.end() < end:
        start = leading.end()
        leading = _LEADING.match(phrase.text, start)
    first, last = phrase.source_span(start, min(end - 1, len(phrase.text)))
    return FoundTime(replace(time), text[first:last], (first, last))
