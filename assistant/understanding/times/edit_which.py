"""Which of an appointment's occurrences a request is about, and what its new time is, seen from there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from assistant.messages.changes import AllOfThem, Days, EditOperation, Following, NextOnes, SpokenEdit, Target, Which
from assistant.messages.times import SpokenTime
from assistant.understanding.times.clocks import Clock, ClockRange
from assistant.understanding.times.dates import Day
from assistant.understanding.times.dayparts import Part
from assistant.understanding.times.edit_occurrences import (
    names_some,
    run_of_days,
    side_of_day,
    since_part,
    weekdays_of,
    which_part,
)
from assistant.understanding.times.edit_request import Request, parts_between
from assistant.understanding.times.edit_targets import Object
from assistant.understanding.times.edit_words import edit_words
from assistant.understanding.times.part_kinds import Found
from assistant.understanding.times.repeat_days import Repeat
from assistant.understanding.times.scene import Scene
from assistant.understanding.times.stretches import Period

_SERIES = {EditOperation.CHANGE, EditOperation.PAUSE, EditOperation.RESUME, EditOperation.END}
_ONE = {
    EditOperation.MOVE,
    EditOperation.SHIFT,
    EditOperation.SKIP,
    EditOperation.CANCEL,
    EditOperation.EXTEND,
    EditOperation.SHORTEN,
    EditOperation.SET_DURATION,
}


def edit_of(
    request: Request,
    operation: EditOperation,
    which: list[Found],
    when: SpokenTime | None,
    said: Sequence[Found] = (),
) -> SpokenEdit:
    """The change that a request asks for.

    Args:
        request: as it was said.
        operation: what is to be done.
        which: the parts of times that say which occurrence.
        when: the new time, or length.
        said: the parts of times that ``when`` was made of.
    """
    occurrence = _occurrence(request, operation, which)
    if when and when.start and occurrence and not when.recurrence:
        when = _seen_from(occurrence, when, said)
    match occurrence:
        case AllOfThem():
            occurrence = AllOfThem(weekdays_of(which))
        case Following():
            since = (since_part(request.scene, part) for part in which)
            occurrence = Following(next((day for day in since if day), None), weekdays_of(which))
        case _:
            pass
    return SpokenEdit(operation, request.named.target, occurrence, when)


def _occurrence(request: Request, operation: EditOperation, which: list[Found]) -> Which | None:
    named = _which_of(request.scene, request.named, which) or _replaced_day(request.scene)
    if named is None and any(isinstance(part.value, Repeat) and names_some(part.value) for part in which):
        return NextOnes()  # of "every other friday" the series is too much
    return named or _usual(request, operation)


def _which_of(scene: Scene, named: Object, parts: list[Found]) -> Which | None:
    """Which occurrence the object's own words, or the times beside it, name."""
    words = edit_words().pieces
    if _names_following(scene.text):
        return Following()
    everything = named.target is Target.EVERYTHING
    several = named.several or everything or bool(words.several.find(scene.text)) or bool(weekdays_of(parts))
    said = [(several and side_of_day(scene, part)) or which_part(scene, part) for part in parts]
    days = [which for which, part in zip(said, parts, strict=True) if isinstance(part.value, (Day, Period))]
    later = next((which for which in said if isinstance(which, Following)), None)
    named_here = run_of_days(days) or later or next((which for which in said if which), None)
    if named.several and not everything and named_here and words.each.find(scene.text) and not named.which:
        return named_here
    return named.which or named_here


def _names_following(text: str) -> bool:
    """For "from now on", "the rest of the walks"; "the rest of the day" is a time."""
    words = edit_words().pieces
    rest = words.rest_of.find(text)
    return bool(words.following.find(text) or (rest and not words.rest_of_time.at(text, rest.start)))


def _replaced_day(scene: Scene) -> Which | None:
    """The friday of "saturday instead of friday"."""
    old = edit_words().pieces.instead_of.find(scene.text, 1)
    days = parts_between(scene, old.end, len(scene.text)) if old else []
    return which_part(scene, days[0]) if len(days) == 1 and isinstance(days[0].value, Day) else None


def _usual(request: Request, operation: EditOperation) -> Which | None:
    """What is meant where nothing says which."""
    named = request.named
    if named.target is Target.EVERYTHING or operation in _SERIES:
        return AllOfThem()
    if operation not in _ONE:
        return None
    every = named.several or edit_words().pieces.all_of_them.find(request.scene.text)
    return AllOfThem() if every else NextOnes()


def _seen_from(occurrence: Which, when: SpokenTime, said: Sequence[Found]) -> SpokenTime:
    """For "move friday's walk to eight" is eight on that friday; "next week's to wednesday" that week's wednesday."""
    if not isinstance(occurrence, Days):
        return when
    days = [part.value for part in said if isinstance(part.value, Day)]
    later_week = _in_later_week(occurrence, when, days)
    if later_week:
        return _on_day(when, later_week)
    clock_alone = bool(said) and all(isinstance(part.value, (Clock, ClockRange, Part)) for part in said)
    day = occurrence.first
    if not occurrence.is_one and days and days[-1].weekday_only:
        return _on_day(when, day + timedelta(days=(days[-1].date.weekday() - day.weekday()) % 7))
    return _on_day(when, day) if clock_alone and occurrence.is_one else when


def _in_later_week(occurrence: Days, when: SpokenTime, days: list[Day]) -> date | None:
    """For "move next friday's dinner to thursday" the thursday of the same week."""
    if not days or not days[-1].weekday_only or when.start is None or not occurrence.is_one:
        return None
    monday = occurrence.first - timedelta(days=occurrence.first.weekday())
    meant = monday + timedelta(days=days[-1].date.weekday())
    return meant if monday > when.start.date() else None


def _on_day(when: SpokenTime, day: date) -> SpokenTime:
    if when.start is None:
        return when
    start = datetime.combine(day, when.start.time())
    return replace(when, start=start, end=start + (when.end - when.start) if when.end else None)
