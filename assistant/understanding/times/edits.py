"""Read a change to something planned: "push movie night to thursday", "skip tomorrow's check in", "make it longer".

The verb says which operation; the words between it and the first time, or the first word that can only follow the
object, name the appointment; times before "to" say which occurrence, times after it when.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from assistant.messages.changes import EditOperation, SpokenEdit
from assistant.understanding.times.conventions import DEFAULT, Conventions
from assistant.understanding.times.edit_clauses import asked_after_reason, may_ask
from assistant.understanding.times.edit_families import Family
from assistant.understanding.times.edit_openers import plain, without_openers
from assistant.understanding.times.edit_readings import INSTEAD_OF, Request, parts_between, read_family
from assistant.understanding.times.edit_rephrasing import rephrased, turned
from assistant.understanding.times.edit_targets import read_object
from assistant.understanding.times.edit_verbs import Verb, read_verb
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
    spared = _spared(text, now, conventions)
    if spared is not None:
        rest = read_edit(text[: spared.start()], now, conventions)
        leaves_out = rest is not None and rest.operation in (EditOperation.CANCEL, EditOperation.SKIP)
        return replace(rest, spared=spared["spared"].lower()) if rest is not None and leaves_out else None
    asked = rephrased(text)
    edit = _read_edit(_AND_FOLLOWING.sub(r"\1all future ", asked), now, conventions)
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


_GOES = re.compile(r" to ")
_LED = re.compile(r"to ")


def _with_time_last(text: str, now: datetime, conventions: Conventions) -> str | None:
    """For "tomorrow let's skip the walk" the same with its time behind it; None where no time stands first.

    Before "to" it says which one: "on saturday move the walk to ten".
    """
    phrase = normalise(text)
    scene = Scene(phrase.text, now, conventions)
    end = 0
    for part in parts_between(scene, 0, len(scene.text)):
        led = end == 0 and _LED.match(scene.text)
        if part.start != (led.end() if led else end):
            break
        end = part.end
    rest = scene.text[end:].removeprefix(", ")
    if not end or not rest or read_verb(f"{rest} {scene.text[:end].strip()}") is None:
        return None
    middle = phrase.source_span(0, end)[1]
    time, asked = text[:middle].strip(" ,"), text[middle:].strip(" ,").removesuffix(" please")
    goes = None if _LED.match(time) else _GOES.search(asked)
    return f"{asked[: goes.start()]} {time} to {asked[goes.end() :]}" if goes else f"{asked} {time}"


_SPARED = re.compile(
    r",? (?:except(?: for)?|apart from|but not|other than|excluding) (?P<spared>(?:(?:the|our|my) )?[a-z][a-z' -]*)$",
    re.IGNORECASE,
)


def _spared(text: str, now: datetime, conventions: Conventions) -> re.Match[str] | None:
    """What a change is not about, by its words; a time that is left out is read with the other times."""
    found = _SPARED.search(text.rstrip(" .!?"))
    return found if found and read_time(found["spared"], now, conventions) is None else None


_AND_FOLLOWING = re.compile(
    r"\b((?:the )?)(?:this|that|the next)(?: one)? and (?:all|any|every)(?: of)?(?: the)? (?:following|later|future|"
    r"further|"
    r"subsequent) (?=\w)",
    re.IGNORECASE,
)
"""For "this and all following walks" the same is asked as for all the future walks."""


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


_IT_AND_NUMBER = re.compile(r"(?:it|that|this)(?: (?:at|to|for|around|about))? (?=\d)")


def _parts_after(scene: Scene, verb: Verb) -> list[Found]:
    """The parts of times after the verb; what comes after "instead of" is left aside."""
    old = INSTEAD_OF.search(scene.text, verb.end)
    end = old.start() if old else len(scene.text)
    number = _IT_AND_NUMBER.match(scene.text, verb.end)
    return parts_between(scene, number.end() if number else verb.end, end)


def _read(request: Request) -> SpokenEdit | None:
    named = request.named
    tail = [part for part in request.tail if part.end > named.end or part.end <= named.start]
    return read_family(replace(request, tail=tail))
