"""Changes by a length: "an hour later", "make it two hours", "extend it by ten minutes", "make it longer"."""

from dataclasses import replace
from datetime import time, timedelta

from assistant.messages.changes import EditOperation, SpokenEdit
from assistant.messages.times import Grain, SpokenTime
from assistant.understanding.times.edit_families import Family
from assistant.understanding.times.edit_request import Request
from assistant.understanding.times.edit_which import edit_of
from assistant.understanding.times.edit_words import edit_words
from assistant.understanding.times.lengths import Length, read_length
from assistant.understanding.times.part_kinds import Found, Shift, Until


def lengths_in(request: Request) -> list[Found]:
    """The lengths beside the object, also "a week", which is none outside a change."""
    lengths = [part for part in request.tail if isinstance(part.value, (Length, Shift))]
    if lengths:
        return lengths
    a_unit = edit_words().pieces.a_unit.find(request.scene.text, request.named.end)
    if a_unit is None or any(part.start <= a_unit.start < part.end for part in request.tail):
        return []
    hit = read_length(request.scene, a_unit.start)
    return [Found(hit[0], a_unit.start, hit[1])] if hit else []


def by_length(request: Request, length: Found, others: list[Found]) -> SpokenEdit:
    """Moved by a length, or made as long, longer or shorter."""
    words = edit_words().pieces
    seconds = _seconds(length)
    said = request.scene.text[request.named.start if request.named.said else request.named.end :]
    which = [part for part in others if not isinstance(part.value, Until)]
    shifts = isinstance(length.value, Shift) or words.compared.find(said) is not None
    if request.family is Family.MOVE and not shifts and words.sized_to.ends(request.before(length)):
        return edit_of(request, EditOperation.SET_DURATION, which, SpokenTime(duration_seconds=seconds))
    earlier = words.earlier.find(said) is not None
    if request.family is Family.MAKE and not shifts and not earlier:
        return _sized(request, seconds, which, said)
    before = not words.back.find(said) and (request.family is Family.BRING or earlier)
    return edit_of(request, EditOperation.SHIFT, which, SpokenTime(duration_seconds=-seconds if before else seconds))


def _sized(request: Request, seconds: int, which: list[Found], said: str) -> SpokenEdit:
    words = edit_words().pieces
    if words.longer.find(said):
        return edit_of(request, EditOperation.EXTEND, which, SpokenTime(duration_seconds=seconds))
    if words.shorter.find(said):
        return edit_of(request, EditOperation.SHORTEN, which, SpokenTime(duration_seconds=-seconds))
    return edit_of(request, EditOperation.SET_DURATION, which, SpokenTime(duration_seconds=seconds))


def sized_in_words(request: Request) -> SpokenEdit | None:
    """For "make it longer", without saying by how much."""
    words = edit_words().pieces
    for wording, operation in ((words.longer, EditOperation.EXTEND), (words.shorter, EditOperation.SHORTEN)):
        if wording.find(request.words):
            return edit_of(request, operation, [], None)
    earlier = words.earlier.find(request.words) is not None
    moved = earlier or words.later.find(request.words)
    return replace(edit_of(request, EditOperation.SHIFT, [], None), earlier=earlier) if moved else None


def resize(request: Request) -> SpokenEdit:
    """Extend and shorten: by a length, to a length, or until a time."""
    words = edit_words().pieces
    operation = EditOperation.EXTEND if request.family is Family.EXTEND else EditOperation.SHORTEN
    lengths = lengths_in(request)
    others = [part for part in request.tail if part not in lengths]
    if lengths:
        seconds = _seconds(lengths[-1])
        if words.sized_to.ends(request.before(lengths[-1])):
            return edit_of(request, EditOperation.SET_DURATION, others, SpokenTime(duration_seconds=seconds))
        signed = seconds if request.family is Family.EXTEND else -seconds
        return edit_of(request, operation, others, SpokenTime(duration_seconds=signed))
    until = [part for part in others if isinstance(part.value, Until) or words.to.ends(request.before(part), 1)]
    which = [part for part in others if part not in until]
    return edit_of(request, operation, which, moment_of(request, request.time(until)))


def moment_of(request: Request, said: SpokenTime | None) -> SpokenTime | None:
    """For "until eight" the moment eight; any other time as it is."""
    if said and said.start == request.scene.now and said.end:
        whole = said.end.time() == time() and said.grain is Grain.DAY
        return SpokenTime(start=said.end, grain=Grain.DAY if whole else Grain.MINUTE)
    return said


def last_day(when: SpokenTime) -> SpokenTime:
    """For "at the end of june" its last day."""
    return replace(when, start=when.end - timedelta(days=1)) if when.start and when.end else when


def _seconds(length: Found) -> int:
    value = length.value.length if isinstance(length.value, Shift) else length.value
    return value.total_seconds if isinstance(value, Length) else 0
