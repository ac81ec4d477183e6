"""Read a change to something planned: "push movie night to thursday", "skip tomorrow's check in", "make it longer".

The verb says which operation; the words between it and the first time, or the first word that can only follow the
object, name the appointment; times before "to" say which occurrence, times after it when.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from assistant.messages.times import EditOperation, Grain, SpokenEdit, SpokenTime
from assistant.understanding.times.clocks import Clock, ClockRange
from assistant.understanding.times.conventions import DEFAULT, Conventions
from assistant.understanding.times.dates import Day
from assistant.understanding.times.dayparts import Part
from assistant.understanding.times.edit_targets import Object, read_object, which_of, which_part
from assistant.understanding.times.edit_verbs import Family, Verb, read_verb, rephrased
from assistant.understanding.times.lengths import Length, read_length
from assistant.understanding.times.normalise import Phrase, normalise
from assistant.understanding.times.part_kinds import Found, Shift, Starting, Until
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
    r" (?:and|then|but)(?: then)? (?:do|have|put|move|reschedule|make|schedule|set|book|plan|hold)(?: (?:it|that|them|one|this))? ",
)
_TO = re.compile(r" (?:to|until|for|on to|onto|into|so it 's|at|on) ")
_ALL = re.compile(
    r"\b(?:for good|altogether|completely|permanently|forever|entirely|any ?more|the whole series|whole series|every one of|"
    r"all of|every (?:single )?)\b",
)
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


def read_edit(text: str, now: datetime, conventions: Conventions = DEFAULT) -> SpokenEdit | None:
    """The change that a sentence asks for; None when it asks for none.

    Args:
        text: a whole sentence, in any case.
        now: naive local wall time.
        conventions: what bare hours, "evening" and the like mean.

    Returns:
        The operation, the appointment's words (None for "it", ``*`` for everything), which occurrence, and the new
        time. For shift, extend and shorten ``when.duration_seconds`` is signed: later and longer are positive. For
        pause, ``when`` is the stretch, or its length. A range of days ends before its last date.
    """
    return _read_edit(rephrased(text), now, conventions)


def _read_edit(text: str, now: datetime, conventions: Conventions) -> SpokenEdit | None:
    phrase = normalise(text)
    scene = Scene(phrase.text, now, conventions)
    verb = read_verb(scene.text)
    if not verb:
        return None
    if verb.family is Family.UNDO:
        return SpokenEdit(EditOperation.UNDO)
    parts = _parts_after(scene, verb)
    named = read_object(scene, phrase, text, verb.end, parts, verb.family)
    empty = named is None or (named.target is None and not named.said and not parts)
    if named is None or (empty and verb.family is not Family.SNOOZE):
        return None
    return _read(scene, phrase, verb.family, named, parts)


_INSTEAD_OF = re.compile(r" (?:instead of|rather than|and not|not) (?P<old>.+)$")
_IT_AND_NUMBER = re.compile(r"(?:it|that|this)(?: (?:at|to|for|around|about))? (?=\d)")


def _parts_after(scene: Scene, verb: Verb) -> list[Found]:
    """The parts of times after the verb; what comes after "instead of" is left aside."""
    old = _INSTEAD_OF.search(scene.text, verb.end)
    end = old.start() if old else len(scene.text)
    number = _IT_AND_NUMBER.match(scene.text, verb.end)
    return _parts_between(scene, number.end() if number else verb.end, end)


def _read(scene: Scene, phrase: Phrase, family: Family, named: Object, parts: list[Found]) -> SpokenEdit | None:
    tail = [part for part in parts if part.end > named.end or part.end <= named.start]
    replaced = _THEN.search(scene.text, named.start)
    again = [part for part in tail if replaced and part.start >= replaced.end() - 1]
    if family in {Family.CANCEL, Family.SKIP} and replaced and again:
        earlier = [part for part in tail if part not in again]
        return _edit(scene, EditOperation.MOVE, named, earlier, _time(scene, again), again)
    reader = _READERS[family]
    return reader(scene, family, named, tail)


def _time(scene: Scene, parts: list[Found]) -> SpokenTime | None:
    return resolve(scene, parts, suggested_part(scene)) if parts else None


def _edit(
    scene: Scene,
    operation: EditOperation,
    named: Object,
    which: list[Found],
    when: SpokenTime | None,
    said: Sequence[Found] = (),
) -> SpokenEdit:
    occurrence = which_of(scene, named, which) or _replaced_day(scene) or _usual(scene, operation, named)
    if when and when.start and occurrence and not when.recurrence:
        when = _seen_from(occurrence, when, said)
    return SpokenEdit(operation, named.target, occurrence, when)


def _replaced_day(scene: Scene) -> str | None:
    """The friday of "saturday instead of friday"."""
    old = _INSTEAD_OF.search(scene.text)
    days = [part for part in _parts_between(scene, old.start("old"), len(scene.text))] if old else []
    return which_part(scene, days[0]) if len(days) == 1 and isinstance(days[0].value, Day) else None


def _seen_from(occurrence: str, when: SpokenTime, said: Sequence[Found]) -> SpokenTime:
    """For "move friday's walk to eight" is eight on that friday; "next week's to wednesday" that week's wednesday."""
    days = [part.value for part in said if isinstance(part.value, Day)]
    clock_alone = bool(said) and all(isinstance(part.value, (Clock, ClockRange, Part)) for part in said)
    first = re.match(r"(?:range:)?(\d{4}-\d\d-\d\d)", occurrence)
    if not first or when.start is None:
        return when
    day = datetime.fromisoformat(first[1])
    if occurrence.startswith("range:") and days and days[-1].weekday_only:
        return _on_day(when, day + timedelta(days=(days[-1].date.weekday() - day.weekday()) % 7))
    return _on_day(when, day) if clock_alone and not occurrence.startswith("range:") else when


def _on_day(when: SpokenTime, day: datetime) -> SpokenTime:
    if when.start is None:
        return when
    start = datetime.combine(day.date(), when.start.time())
    return replace(when, start=start, end=start + (when.end - when.start) if when.end else None)


def _usual(scene: Scene, operation: EditOperation, named: Object) -> str | None:
    if named.target == "*":
        return "all"
    if operation in _SERIES or (operation in _ONE and (named.several or _ALL.search(scene.text))):
        return "all"
    return "next" if operation in _ONE else None


def _leave_out(scene: Scene, family: Family, named: Object, tail: list[Found]) -> SpokenEdit:
    """Cancel and skip: every time says which."""
    operation = EditOperation.CANCEL if family is Family.CANCEL else EditOperation.SKIP
    return _edit(scene, operation, named, tail, None)


def _move(scene: Scene, family: Family, named: Object, tail: list[Found]) -> SpokenEdit | None:
    lengths = _lengths(scene, named, tail)
    others = [part for part in tail if part not in lengths]
    words = scene.text[named.start :]
    if _USUAL_TIME.search(words) and not tail:
        return _edit(scene, EditOperation.MOVE, named, [], None)
    if family is Family.MAKE and not tail and not lengths:
        resized = _resized_in_words(scene, named, words)
        if resized:
            return resized
    if (
        not tail
        and not lengths
        and (_EARLIER.search(words) or re.search(r"\blater\b", words))
        and not _TO.search(words)
    ):
        return _edit(scene, EditOperation.SHIFT, named, [], None)
    if lengths and not _goes_to(scene, others):
        return _by_length(scene, family, named, lengths[-1], others)
    if any(isinstance(part.value, Repeat) and not part.value.count for part in others):
        return _edit(scene, EditOperation.CHANGE, named, [], _time(scene, tail))
    which, when = _which_and_when(scene, named, tail)
    time_said = _time(scene, when)
    if time_said is None and family is not Family.MOVE:
        return None
    return _edit(scene, EditOperation.MOVE, named, which, time_said, when)


_USUAL_TIME = re.compile(r"\b(?:at|to|for) (?:the|our|its) (?:usual|normal|regular|same|old) (?:time|day|hour)\b")
_INDEFINITE = re.compile(rf"\b(?=an? {UNIT}\b)")


def _lengths(scene: Scene, named: Object, tail: list[Found]) -> list[Found]:
    """The lengths beside the object, also "a week", which is none outside a change."""
    lengths = [part for part in tail if isinstance(part.value, (Length, Shift))]
    indefinite = _INDEFINITE.search(scene.text, named.end) if not lengths else None
    taken = indefinite and any(part.start <= indefinite.end() < part.end for part in tail)
    hit = read_length(scene, indefinite.end()) if indefinite and not taken else None
    return [*lengths, Found(hit[0], indefinite.end(), hit[1])] if hit and indefinite else lengths


def _resized_in_words(scene: Scene, named: Object, words: str) -> SpokenEdit | None:
    """For "make it longer", without saying by how much."""
    for pattern, operation in ((_LONGER, EditOperation.EXTEND), (_SHORTER, EditOperation.SHORTEN)):
        if pattern.search(words):
            return _edit(scene, operation, named, [], None)
    moved = _EARLIER.search(words) or _LATER.search(words)
    return _edit(scene, EditOperation.SHIFT, named, [], None) if moved else None


def _goes_to(scene: Scene, parts: list[Found]) -> bool:
    """A day or clock after "to" is where it goes, whatever length is said beside it."""
    return any(re.search(r" (?:to|at|for)(?: the)? $", scene.text[: part.start]) for part in parts)


def _by_length(scene: Scene, family: Family, named: Object, length: Found, others: list[Found]) -> SpokenEdit:
    value = length.value.length if isinstance(length.value, Shift) else length.value
    seconds = value.total_seconds if isinstance(value, Length) else 0
    words = scene.text[named.end :]
    which = [part for part in others if not isinstance(part.value, Until)]
    later_shift = isinstance(length.value, Shift) or re.search(r"\b(?:later|earlier|sooner)\b", words)
    absolute = re.search(r"\bto(?: be| last)?(?: (?:just|only|about))? $", scene.text[: length.start])
    if family is Family.MOVE and absolute and not later_shift:
        return _edit(scene, EditOperation.SET_DURATION, named, which, SpokenTime(duration_seconds=seconds))
    if family is Family.MAKE and not later_shift and not _EARLIER.search(words):
        if _LONGER.search(words):
            return _edit(scene, EditOperation.EXTEND, named, which, SpokenTime(duration_seconds=seconds))
        if _SHORTER.search(words):
            return _edit(scene, EditOperation.SHORTEN, named, which, SpokenTime(duration_seconds=-seconds))
        return _edit(scene, EditOperation.SET_DURATION, named, which, SpokenTime(duration_seconds=seconds))
    back = re.search(r"\b(?:back|later)\b", words)
    earlier = not back and (family is Family.BRING or bool(_EARLIER.search(words)))
    return _edit(
        scene, EditOperation.SHIFT, named, which, SpokenTime(duration_seconds=-seconds if earlier else seconds)
    )


def _which_and_when(scene: Scene, named: Object, tail: list[Found]) -> tuple[list[Found], list[Found]]:
    """Parts before "to" say which occurrence, parts after it when; "from friday to saturday" is split in two."""
    for joint in _TO.finditer(scene.text, named.end - 1):
        if joint[0].strip() in {"at", "on"}:
            continue
        after_joint = _parts_between(scene, joint.end(), len(scene.text))
        starts = [part for part in after_joint if part.start - joint.end() <= len("the around ")]
        if starts:
            return [_day_left(part) for part in _parts_between(scene, named.end, joint.start())], after_joint
    return [], tail


def _day_left(part: Found) -> Found:
    """For "from friday" before "to saturday" is the friday itself."""
    return replace(part, value=part.value.value) if isinstance(part.value, Starting) else part


def _parts_between(scene: Scene, start: int, end: int) -> list[Found]:
    cut = replace(scene, text=scene.text[start:end])
    return [Found(part.value, part.start + start, part.end + start) for part in find_parts(cut)]


def _resize(scene: Scene, family: Family, named: Object, tail: list[Found]) -> SpokenEdit:
    operation = EditOperation.EXTEND if family is Family.EXTEND else EditOperation.SHORTEN
    sign = 1 if family is Family.EXTEND else -1
    lengths = _lengths(scene, named, tail)
    others = [part for part in tail if part not in lengths]
    if lengths:
        value = lengths[-1].value
        length = value.length if isinstance(value, Shift) else value
        seconds = length.total_seconds if isinstance(length, Length) else 0
        absolute = re.search(r"\bto(?: be| last)?(?: (?:just|only|about))? $", scene.text[: lengths[-1].start])
        if absolute:
            return _edit(scene, EditOperation.SET_DURATION, named, others, SpokenTime(duration_seconds=seconds))
        return _edit(scene, operation, named, others, SpokenTime(duration_seconds=sign * seconds))
    until = [part for part in others if isinstance(part.value, Until) or re.search(r" to $", scene.text[: part.start])]
    which = [part for part in others if part not in until]
    return _edit(scene, operation, named, which, _moment(scene, _time(scene, until)))


def _moment(scene: Scene, said: SpokenTime | None) -> SpokenTime | None:
    """For "until eight" as the moment eight."""
    if said and said.start == scene.now and said.end:
        whole = said.end.time() == time() and said.grain is Grain.DAY
        return SpokenTime(start=said.end, grain=Grain.DAY if whole else Grain.MINUTE)
    return said


def _set_duration(scene: Scene, family: Family, named: Object, tail: list[Found]) -> SpokenEdit | None:
    lengths = [part for part in tail if isinstance(part.value, Length)]
    return _move(scene, Family.MAKE, named, lengths) if lengths else None


def _stretch(scene: Scene, family: Family, named: Object, tail: list[Found]) -> SpokenEdit:
    """Pause, resume, end and snooze: the times say when."""
    operation = _STRETCHES[family]
    when = _time(scene, tail)
    if operation is not EditOperation.PAUSE:
        when = _moment(scene, when)
    if operation is EditOperation.END and when and when.start and when.end and " end of " in scene.text:
        when = replace(when, start=when.end - timedelta(days=1))
    return _edit(scene, operation, named, [], when)


_STRETCHES = {
    Family.PAUSE: EditOperation.PAUSE,
    Family.RESUME: EditOperation.RESUME,
    Family.END: EditOperation.END,
    Family.SNOOZE: EditOperation.SNOOZE,
}


def _stop(scene: Scene, family: Family, named: Object, tail: list[Found]) -> SpokenEdit | None:
    """For "stop the walks after christmas" ends them; without a time it cancels them all."""
    if named.target is None:
        return None
    if tail:
        return _stretch(scene, Family.END, named, tail)
    return replace(_edit(scene, EditOperation.CANCEL, named, [], None), which="all")


def _rename(scene: Scene, family: Family, named: Object, tail: list[Found]) -> SpokenEdit:
    return SpokenEdit(EditOperation.RENAME, named.target, None, None)


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
