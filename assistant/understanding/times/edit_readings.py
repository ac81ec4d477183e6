"""What each family of verbs asks for, once its object and its times are known."""

from dataclasses import replace

from assistant.messages.changes import AllOfThem, EditOperation, SpokenEdit
from assistant.understanding.times.dates import Day
from assistant.understanding.times.edit_families import Family
from assistant.understanding.times.edit_lengths import (
    by_length,
    last_day,
    lengths_in,
    moment_of,
    resize,
    sized_in_words,
)
from assistant.understanding.times.edit_occurrences import weekdays_of
from assistant.understanding.times.edit_request import Request, parts_between
from assistant.understanding.times.edit_which import edit_of
from assistant.understanding.times.edit_words import edit_words
from assistant.understanding.times.lengths import Length
from assistant.understanding.times.limits import goes_on
from assistant.understanding.times.part_kinds import Found, Starting
from assistant.understanding.times.repeat_days import Repeat
from assistant.understanding.times.scene import Scene

_FARTHEST_FROM_JOINT = len("the around ")
"""How many letters may stand between "to" and the time that it leads to."""


def read_family(request: Request) -> SpokenEdit | None:
    """The change that a verb with its object and times asks for; None when they make none."""
    if request.family in {Family.CANCEL, Family.SKIP}:
        replaced = edit_words().pieces.and_then.find(request.scene.text, request.named.start + 1)
        again = [part for part in request.tail if replaced and part.start >= replaced.end]
        if again:
            earlier = [part for part in request.tail if part not in again]
            return edit_of(request, EditOperation.MOVE, earlier, request.time(again), again)
    return _READERS[request.family](request)


def _leave_out(request: Request) -> SpokenEdit:
    """Cancel and skip: every time says which."""
    operation = EditOperation.CANCEL if request.family is Family.CANCEL else EditOperation.SKIP
    return edit_of(request, operation, request.tail, None)


def _move(request: Request) -> SpokenEdit | None:
    """Move, bring and make: by a length, to a time, or earlier and later without saying by how much."""
    words = edit_words().pieces
    lengths = lengths_in(request)
    others = [part for part in request.tail if part not in lengths]
    if words.usual_time.find(request.words) and not request.tail:
        return edit_of(request, EditOperation.MOVE, [], None)
    if request.family is Family.MAKE and not request.tail and not lengths:
        sized = sized_in_words(request)
        if sized:
            return sized
    earlier = bool(words.earlier.find(request.words)) or request.family is Family.BRING
    vaguely = earlier or words.back.find(request.words)
    if vaguely and not lengths and not words.elsewhere.find(request.words, 1):
        return replace(edit_of(request, EditOperation.SHIFT, request.tail, None), earlier=earlier)
    if lengths and not _goes_to(request, others):
        return by_length(request, lengths[-1], others)
    return _move_to(request)


def _goes_to(request: Request, parts: list[Found]) -> bool:
    """A day or clock after "to" is where it goes, whatever length is said beside it."""
    return any(edit_words().pieces.goes_to.ends(request.before(part), 1) for part in parts)


def _move_to(request: Request) -> SpokenEdit | None:
    """To a time, or to a rhythm."""
    which, when = _which_and_when(request)
    if any(isinstance(part.value, Repeat) and not part.value.count for part in when):
        return edit_of(request, EditOperation.CHANGE, which if weekdays_of(which) else [], request.time(when))
    said = request.time(when)
    if said is None and request.family is not Family.MOVE:
        return None
    return edit_of(request, EditOperation.MOVE, which, said, when)


def _which_and_when(request: Request) -> tuple[list[Found], list[Found]]:
    """Parts before "to" say which occurrence, parts after it when; "from friday to saturday" is split in two."""
    scene, words = request.scene, edit_words().pieces
    joint = words.joint.find(scene.text, request.named.end)
    while joint:
        after_joint = parts_between(scene, joint.end, len(scene.text))
        if any(part.start - joint.end <= _FARTHEST_FROM_JOINT for part in after_joint):
            before = parts_between(scene, request.named.end, joint.start - 1)
            return [_day_left(scene, part) for part in before], after_joint
        joint = words.joint.find(scene.text, joint.end)
    of_it = _day_of_it(request)
    return of_it, [part for part in request.tail if part not in of_it]


def _day_of_it(request: Request) -> list[Found]:
    """For "push friday back" is what is planned on friday meant; "move to friday" says where it goes."""
    first = request.tail[0] if request.tail and request.named.target is None and not request.named.said else None
    if first is None or first.start > request.named.start or not isinstance(first.value, Day):
        return []
    return [] if edit_words().pieces.leads.at(request.scene.text, first.start) else [first]


def _day_left(scene: Scene, part: Found) -> Found:
    """For "from friday" before "to saturday" is the friday itself; "from january on" is all that follows."""
    if not isinstance(part.value, Starting) or goes_on(scene, part.start, part.end):
        return part
    return replace(part, value=part.value.value)


def _set_duration(request: Request) -> SpokenEdit | None:
    lengths = [part for part in request.tail if isinstance(part.value, Length)]
    return _move(replace(request, family=Family.MAKE, tail=lengths)) if lengths else None


def _stretch(request: Request) -> SpokenEdit:
    """Pause, resume, end and snooze: the times say when."""
    operation = _STRETCHES[request.family]
    when = request.time(request.tail)
    if operation is not EditOperation.PAUSE:
        when = moment_of(request, when)
    if operation is EditOperation.END and when and edit_words().pieces.end_of.find(request.scene.text, 1):
        when = last_day(when)
    return edit_of(request, operation, [], when)


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
        return edit_of(request, EditOperation.CANCEL, request.tail, None)
    if request.tail:
        for_a_while = all(isinstance(part.value, Length) for part in request.tail)
        return _stretch(replace(request, family=Family.PAUSE if for_a_while else Family.END))
    return replace(edit_of(request, EditOperation.CANCEL, [], None), which=AllOfThem())


def _rename(request: Request) -> SpokenEdit:
    return SpokenEdit(EditOperation.RENAME, request.named.target, None, None)


_READERS = {
    Family.CANCEL: _leave_out,
    Family.SKIP: _leave_out,
    Family.MOVE: _move,
    Family.BRING: _move,
    Family.MAKE: _move,
    Family.EXTEND: resize,
    Family.SHORTEN: resize,
    Family.LAST: _set_duration,
    Family.PAUSE: _stretch,
    Family.RESUME: _stretch,
    Family.END: _stretch,
    Family.SNOOZE: _stretch,
    Family.STOP: _stop,
    Family.RENAME: _rename,
}
