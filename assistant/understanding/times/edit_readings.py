"""What each family of verbs asks for, once its object and its times are known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from assistant.messages.changes import AllOfThem, Days, EditOperation, Following, NextOnes, SpokenEdit, Target, Which
from assistant.messages.times import Grain, SpokenTime
from assistant.understanding.times.clocks import Clock, ClockRange
from assistant.understanding.times.dates import Day
from assistant.understanding.times.dayparts import Part
from assistant.understanding.times.edit_families import Family
from assistant.understanding.times.edit_occurrences import names_some, since_part, weekdays_of, which_part
from assistant.understanding.times.edit_targets import Object, which_of
from assistant.understanding.times.lengths import Length, read_length
from assistant.understanding.times.part_kinds import Found, Shift, Starting, ThisTime, Until
from assistant.understanding.times.parts import find_parts
from assistant.understanding.times.reading import suggested_part
from assistant.understanding.times.repeat_days import Repeat
from assistant.understanding.times.resolve import resolve
from assistant.understanding.times.scene import UNIT, Scene

_EARLIER = re.compile(r"\b(?:earlier|sooner|forward|forwards|ahead|up|early|before)\b")
_LATER = re.compile(r"\b(?:later|back|backwards|behind|out|off|on)\b")
_LONGER = re.compile(r"\b(?:longer|more|extra|additional)\b")
_SHORTER = re.compile(r"\b(?:shorter|less|short|down|off)\b")
_THEN = re.compile(
    r" (?:and|then|but)(?: then)? (?:do|have|put|move|reschedule|make|schedule|set|book|plan|hold)(?: (?:it|"
    r"that|them|one|this))? ",
)
_TO = re.compile(r" (?:to|until|for|on to|onto|into|so it 's|at|on) ")
_ALL = re.compile(
    r"\b(?:for good|altogether|completely|permanently|forever|entirely|any ?more|the whole series|whole series|"
    r"every one of|"
    r"all of|every (?:single )?)\b",
)
_LEADS = re.compile(r"(?:to|until|for|on|onto|into|at) ")
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
INSTEAD_OF = re.compile(r" (?:instead of|rather than|and not|not) (?P<old>.+)$")
"""What is to be replaced is said after it."""


@dataclass(frozen=True, slots=True)
class Request:
    """A change as it was said, in its pieces."""

    scene: Scene
    family: Family
    named: Object
    tail: list[Found]
    """The parts of times that do not belong to the object's name."""


def read_family(request: Request) -> SpokenEdit | None:
    """The change that a verb with its object and times asks for; None when they make none."""
    scene, tail = request.scene, request.tail
    replaced = _THEN.search(scene.text, request.named.start)
    again = [part for part in tail if replaced and part.start >= replaced.end() - 1]
    if request.family in {Family.CANCEL, Family.SKIP} and replaced and again:
        earlier = [part for part in tail if part not in again]
        return _edit(request, EditOperation.MOVE, earlier, _time(request, again), again)
    return _READERS[request.family](request)


def parts_between(scene: Scene, start: int, end: int) -> list[Found]:
    """The parts of times in a stretch of the sentence, read without its surroundings.

    "The same time" is the appointment's own, and so no part of a new one.
    """
    cut = replace(scene, text=scene.text[start:end])
    parts = [part for part in find_parts(cut) if not (isinstance(part.value, ThisTime) and part.value.same)]
    return [Found(part.value, part.start + start, part.end + start) for part in parts]


def _time(request: Request, parts: list[Found]) -> SpokenTime | None:
    return resolve(request.scene, parts, suggested_part(request.scene)) if parts else None


def _edit(
    request: Request,
    operation: EditOperation,
    which: list[Found],
    when: SpokenTime | None,
    said: Sequence[Found] = (),
) -> SpokenEdit:
    occurrence = which_of(request.scene, request.named, which)
    occurrence = occurrence or _replaced_day(request.scene)
    if occurrence is None and any(isinstance(part.value, Repeat) and names_some(part.value) for part in which):
        occurrence = NextOnes()  # of "every other friday" the series is too much
    occurrence = occurrence or _usual(request, operation)
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


def _replaced_day(scene: Scene) -> Which | None:
    """The friday of "saturday instead of friday"."""
    old = INSTEAD_OF.search(scene.text)
    days = parts_between(scene, old.start("old"), len(scene.text)) if old else []
    return which_part(scene, days[0]) if len(days) == 1 and isinstance(days[0].value, Day) else None


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


def _usual(request: Request, operation: EditOperation) -> Which | None:
    named = request.named
    if named.target is Target.EVERYTHING:
        return AllOfThem()
    if operation in _SERIES or (operation in _ONE and (named.several or _ALL.search(request.scene.text))):
        return AllOfThem()
    return NextOnes() if operation in _ONE else None


def _leave_out(request: Request) -> SpokenEdit:
    """Cancel and skip: every time says which."""
    operation = EditOperation.CANCEL if request.family is Family.CANCEL else EditOperation.SKIP
    return _edit(request, operation, request.tail, None)


def _move(request: Request) -> SpokenEdit | None:
    lengths = _lengths(request)
    others = [part for part in request.tail if part not in lengths]
    words = request.scene.text[request.named.start :]
    if _USUAL_TIME.search(words) and not request.tail:
        return _edit(request, EditOperation.MOVE, [], None)
    if request.family is Family.MAKE and not request.tail and not lengths:
        resized = _resized_in_words(request, words)
        if resized:
            return resized
    earlier = bool(_EARLIER.search(words)) or request.family is Family.BRING
    vaguely = earlier or re.search(r"\b(?:later|back)\b", words)
    if vaguely and not lengths and not _ELSEWHERE.search(words):
        return replace(_edit(request, EditOperation.SHIFT, request.tail, None), earlier=earlier)
    if lengths and not _goes_to(request.scene, others):
        return _by_length(request, lengths[-1], others)
    which, when = _which_and_when(request)
    if any(isinstance(part.value, Repeat) and not part.value.count for part in when):
        return _edit(request, EditOperation.CHANGE, which if weekdays_of(which) else [], _time(request, when))
    time_said = _time(request, when)
    if time_said is None and request.family is not Family.MOVE:
        return None
    return _edit(request, EditOperation.MOVE, which, time_said, when)


_ELSEWHERE = re.compile(r" (?:to|until|for|at|onto|into) ")
_USUAL_TIME = re.compile(r"\b(?:at|to|for) (?:the|our|its) (?:usual|normal|regular|same|old) (?:time|day|hour)\b")
_INDEFINITE = re.compile(rf"\b(?=an? {UNIT}\b)")


def _lengths(request: Request) -> list[Found]:
    """The lengths beside the object, also "a week", which is none outside a change."""
    lengths = [part for part in request.tail if isinstance(part.value, (Length, Shift))]
    indefinite = _INDEFINITE.search(request.scene.text, request.named.end) if not lengths else None
    taken = indefinite and any(part.start <= indefinite.end() < part.end for part in request.tail)
    hit = read_length(request.scene, indefinite.end()) if indefinite and not taken else None
    return [*lengths, Found(hit[0], indefinite.end(), hit[1])] if hit and indefinite else lengths


def _resized_in_words(request: Request, words: str) -> SpokenEdit | None:
    """For "make it longer", without saying by how much."""
    for pattern, operation in ((_LONGER, EditOperation.EXTEND), (_SHORTER, EditOperation.SHORTEN)):
        if pattern.search(words):
            return _edit(request, operation, [], None)
    earlier = bool(_EARLIER.search(words))
    moved = earlier or _LATER.search(words)
    return replace(_edit(request, EditOperation.SHIFT, [], None), earlier=earlier) if moved else None


def _goes_to(scene: Scene, parts: list[Found]) -> bool:
    """A day or clock after "to" is where it goes, whatever length is said beside it."""
    return any(re.search(r" (?:to|at|for)(?: the)? $", scene.text[: part.start]) for part in parts)


def _by_length(request: Request, length: Found, others: list[Found]) -> SpokenEdit:
    value = length.value.length if isinstance(length.value, Shift) else length.value
    seconds = value.total_seconds if isinstance(value, Length) else 0
    words = request.scene.text[request.named.start if request.named.said else request.named.end :]
    which = [part for part in others if not isinstance(part.value, Until)]
    later_shift = isinstance(length.value, Shift) or re.search(r"\b(?:later|earlier|sooner)\b", words)
    absolute = re.search(r"\bto(?: be| last)?(?: (?:just|only|about))? $", request.scene.text[: length.start])
    if request.family is Family.MOVE and absolute and not later_shift:
        return _edit(request, EditOperation.SET_DURATION, which, SpokenTime(duration_seconds=seconds))
    if request.family is Family.MAKE and not later_shift and not _EARLIER.search(words):
        if _LONGER.search(words):
            return _edit(request, EditOperation.EXTEND, which, SpokenTime(duration_seconds=seconds))
        if _SHORTER.search(words):
            return _edit(request, EditOperation.SHORTEN, which, SpokenTime(duration_seconds=-seconds))
        return _edit(request, EditOperation.SET_DURATION, which, SpokenTime(duration_seconds=seconds))
    back = re.search(r"\b(?:back|later)\b", words)
    earlier = not back and (request.family is Family.BRING or bool(_EARLIER.search(words)))
    return _edit(request, EditOperation.SHIFT, which, SpokenTime(duration_seconds=-seconds if earlier else seconds))


def _which_and_when(request: Request) -> tuple[list[Found], list[Found]]:
    """Parts before "to" say which occurrence, parts after it when; "from friday to saturday" is split in two."""
    for joint in _TO.finditer(request.scene.text, request.named.end - 1):
        if joint[0].strip() in {"at", "on"}:
            continue
        after_joint = parts_between(request.scene, joint.end(), len(request.scene.text))
        starts = [part for part in after_joint if part.start - joint.end() <= len("the around ")]
        if starts:
            before = parts_between(request.scene, request.named.end, joint.start())
            return [_day_left(part) for part in before], after_joint
    return _day_of_it(request), [part for part in request.tail if part not in _day_of_it(request)]


def _day_of_it(request: Request) -> list[Found]:
    """For "push friday back" is what is planned on friday meant; "move to friday" says where it goes."""
    first = request.tail[0] if request.tail and request.named.target is None and not request.named.said else None
    stands = first is not None and first.start <= request.named.start and isinstance(first.value, Day)
    return [first] if first and stands and not _LEADS.match(request.scene.text, first.start) else []


def _day_left(part: Found) -> Found:
    """For "from friday" before "to saturday" is the friday itself."""
    return replace(part, value=part.value.value) if isinstance(part.value, Starting) else part


def _resize(request: Request) -> SpokenEdit:
    operation = EditOperation.EXTEND if request.family is Family.EXTEND else EditOperation.SHORTEN
    sign = 1 if request.family is Family.EXTEND else -1
    lengths = _lengths(request)
    others = [part for part in request.tail if part not in lengths]
    if lengths:
        value = lengths[-1].value
        length = value.length if isinstance(value, Shift) else value
        seconds = length.total_seconds if isinstance(length, Length) else 0
        absolute = re.search(r"\bto(?: be| last)?(?: (?:just|only|about))? $", request.scene.text[: lengths[-1].start])
        if absolute:
            return _edit(request, EditOperation.SET_DURATION, others, SpokenTime(duration_seconds=seconds))
        return _edit(request, operation, others, SpokenTime(duration_seconds=sign * seconds))
    until = [
        part
        for part in others
        if isinstance(part.value, Until) or re.search(r" to $", request.scene.text[: part.start])
    ]
    which = [part for part in others if part not in until]
    return _edit(request, operation, which, _moment(request, _time(request, until)))


def _moment(request: Request, said: SpokenTime | None) -> SpokenTime | None:
    """For "until eight" as the moment eight."""
    if said and said.start == request.scene.now and said.end:
        whole = said.end.time() == time() and said.grain is Grain.DAY
        return SpokenTime(start=said.end, grain=Grain.DAY if whole else Grain.MINUTE)
    return said


def _set_duration(request: Request) -> SpokenEdit | None:
    lengths = [part for part in request.tail if isinstance(part.value, Length)]
    return _move(replace(request, family=Family.MAKE, tail=lengths)) if lengths else None


def _stretch(request: Request) -> SpokenEdit:
    """Pause, resume, end and snooze: the times say when."""
    operation = _STRETCHES[request.family]
    when = _time(request, request.tail)
    if operation is not EditOperation.PAUSE:
        when = _moment(request, when)
    if operation is EditOperation.END and when and when.start and when.end and " end of " in request.scene.text:
        when = replace(when, start=when.end - timedelta(days=1))
    return _edit(request, operation, [], when)


_STRETCHES = {
    Family.PAUSE: EditOperation.PAUSE,
    Family.RESUME: EditOperation.RESUME,
    Family.END: EditOperation.END,
    Family.SNOOZE: EditOperation.SNOOZE,
}


def _stop(request: Request) -> SpokenEdit | None:
    """For "stop the walks after christmas" ends them; without a time it cancels them all."""
    if request.named.target is None:
        return None
    if request.tail and weekdays_of(request.tail):
        return _edit(request, EditOperation.CANCEL, request.tail, None)
    if request.tail:
        for_a_while = all(isinstance(part.value, Length) for part in request.tail)
        return _stretch(replace(request, family=Family.PAUSE if for_a_while else Family.END))
    return replace(_edit(request, EditOperation.CANCEL, [], None), which=AllOfThem())


def _rename(request: Request) -> SpokenEdit:
    return SpokenEdit(EditOperation.RENAME, request.named.target, None, None)


_READERS = {
    Family.CANCEL: _leave_out,
    Family.SKIP: _leave_out,
    Family.MOVE: _move,
    Family.BRING: _move,
    Family.MAKE: _move,
    Family.EXTEND: _resize,
    Family.SHORTEN: _resize,
    Family.LAST: _set_duration,
    Family.PAUSE: _stretch,
    Family.RESUME: _stretch,
    Family.END: _stretch,
    Family.SNOOZE: _stretch,
    Family.STOP: _stop,
    Family.RENAME: _rename,
}
