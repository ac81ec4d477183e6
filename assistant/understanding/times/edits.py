"""Read a change to something planned: "push movie night to thursday", "skip tomorrow's check in", "make it longer".

The verb says which operation; the words between it and the first time, or the first word that can only follow the
object, name the appointment; times before "to" say which occurrence, times after it when.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from assistant.messages.changes import EditOperation, SpokenEdit
from assistant.understanding.times.conventions import DEFAULT, Conventions
from assistant.understanding.times.edit_clauses import asked_after_reason, may_ask
from assistant.understanding.times.edit_families import Family
from assistant.understanding.times.edit_openers import plain, without_openers
from assistant.understanding.times.edit_readings import read_family
from assistant.understanding.times.edit_rephrasing import rephrased, turned
from assistant.understanding.times.edit_request import Request, parts_between
from assistant.understanding.times.edit_targets import read_object
from assistant.understanding.times.edit_verbs import Verb, read_verb
from assistant.understanding.times.edit_words import edit_words
from assistant.understanding.times.normalise import normalise
from assistant.understanding.times.part_kinds import Found
from assistant.understanding.times.reading import read_time
from assistant.understanding.times.scene import Scene


def read_edit(text: str, now: datetime, conventions: Conventions = DEFAULT) -> SpokenEdit | None:
    """The change that a sentence asks for; None when it asks for none.

    Args:
        text: a whole sentence, in any case.
        now: naive local wall time.
        conventions: what bare hours, "evening" and the like mean.

    Returns:
        The operation, the appointment's words (None for "it"), which occurrences, and the new
        time. For shift, extend and shorten ``when.duration_seconds`` is signed: later and longer are positive. For
        pause, ``when`` is the stretch, or its length. A range of days ends before its last date.
    """
    spared = edit_words().spared.whole(plain(text))
    if spared is not None and read_time(spared.kept["spared_one"], now, conventions) is None:
        rest = read_edit(spared.kept["all_the_same"], now, conventions)
        leaves_out = rest is not None and rest.operation in (EditOperation.CANCEL, EditOperation.SKIP)
        return replace(rest, spared=spared.kept["spared_one"]) if rest is not None and leaves_out else None
    asked = rephrased(text)
    edit = _read_edit(_with_all_future(asked), now, conventions)
    if edit is None:
        return _read_turned(text, now, conventions)
    announced = asked != text and edit is not None and edit.operation is EditOperation.MOVE
    return None if announced and edit and edit.when is None else edit


def _read_turned(text: str, now: datetime, conventions: Conventions) -> SpokenEdit | None:
    """The change of a sentence that does not begin with its verb."""
    for asked in _turned(text, now, conventions):
        edit = _read_edit(asked, now, conventions) if asked else None
        if edit is not None:
            return edit
    return None


def _turned(text: str, now: datetime, conventions: Conventions) -> Iterator[str | None]:
    """The sentence with its verb in front, in each of the ways in which it could have stood elsewhere."""
    said = without_openers(plain(text))
    yield said if said != plain(text) else None
    yield turned(said)
    yield asked_after_reason(said)
    time_last = _with_time_last(said, now, conventions) if may_ask(said) else None
    yield rephrased(time_last) if time_last else None


def _with_time_last(text: str, now: datetime, conventions: Conventions) -> str | None:
    """For "tomorrow let's skip the walk" the same with its time behind it; None where no time stands first.

    Before "to" it says which one: "on saturday move the walk to ten".
    """
    to = edit_words().pieces.to
    phrase = normalise(text)
    scene = Scene(phrase.text, now, conventions)
    end = 0
    for part in parts_between(scene, 0, len(scene.text)):
        led = to.at(scene.text) if end == 0 else None
        if part.start != (led.end if led else end):
            break
        end = part.end
    rest = scene.text[end:].removeprefix(", ")
    if not end or not rest or read_verb(f"{rest} {scene.text[:end].strip()}") is None:
        return None
    middle = phrase.source_span(0, end)[1]
    time, asked = text[:middle].strip(" ,"), text[middle:].strip(" ,").removesuffix(" please")
    goes = None if to.at(time) else to.find(asked, 1)
    return f"{asked[: goes.start]}{time} {asked[goes.start :]}" if goes else f"{asked} {time}"


def _with_all_future(text: str) -> str:
    """For "this and all following walks" the same is asked as for all the future walks."""
    words = edit_words()
    said = words.and_following.find(text.lower())
    return f"{text[: said.start]}{words.all_future} {text[said.end :]}" if said and said.end < len(text) else text


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
    return _read(Request(scene, verb.family, named, parts))


def _parts_after(scene: Scene, verb: Verb) -> list[Found]:
    """The parts of times after the verb; what comes after "instead of" is left aside."""
    words = edit_words().pieces
    old = words.instead_of.find(scene.text, verb.end + 1)
    end = old.start - 1 if old and old.end < len(scene.text) else len(scene.text)
    number = words.it_then.at(scene.text, verb.end)
    return parts_between(scene, number.before_slot if number else verb.end, end)


def _read(request: Request) -> SpokenEdit | None:
    named = request.named
    tail = [part for part in request.tail if part.end > named.end or part.end <= named.start]
    return read_family(replace(request, tail=tail))
