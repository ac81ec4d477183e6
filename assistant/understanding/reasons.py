"""A request that stands behind or before its reason: "she's asleep upstairs so keep it down", "wait because he rang".

The reason says nothing of what is asked for, but its words weigh as much as those of the request. Where the whole is
not understood, or where the thing that was taken stands in the reason, the request is therefore read by itself.
"""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from assistant.messages.intents import IntentName
from assistant.messages.speech import Intent
from assistant.understanding.normalizing import Words
from assistant.understanding.wordlists import word_set

_NO_REQUEST: frozenset[IntentName] = frozenset({"Yes", "No", "Thanks", "Situation", "Safety", "Help", "Cancel"})
"""What is not asked for, and may be said of a reason."""

_SURE = 0.8
_SURER = 0.9
"""So sure of the request, where the whole could also be about how things are."""

_FEWEST_BEFORE = 3
_FEWEST = 3
_NOT_BEFORE_SO = word_set("or do think say hope if said told even just ever not and is are was were be feel")
_NOT_BEHIND_SO = word_set(
    "that far much many long early late tired very good bad well sorry busy little few loud quiet fast slow soon often "
    "on as is was were be close lovely nice kind sad happy angry"
)
_CHANGES: frozenset[IntentName] = frozenset({"ScheduleTime", "MoveTime", "SkipTime", "CancelTime"})
_POINTING = word_set("it that them those one ones thing")
"""What may point at a thing that only the reason names."""

_THINGS = ("activity", "what")


def request_in(words: Words) -> str | None:
    """The part of an utterance that is no reason, as it was said; None where no reason can be told from it."""
    said = words.spoken
    for at in range(len(said) - 1 - _FEWEST, _FEWEST_BEFORE - 1, -1):
        if said[at] == "so" and said[at - 1] not in _NOT_BEFORE_SO and said[at + 1] not in _NOT_BEHIND_SO:
            return " ".join(said[at + 1 :])
    for at in range(_FEWEST, len(said) - _FEWEST):
        if said[at] in {"because", "since"}:
            return " ".join(said[:at])
    return None


def without_reason(intent: Intent, words: Words, understand: Callable[[str], Intent]) -> Intent:
    """The intent of the request alone, where that says more than the whole.

    Args:
        intent: what the whole was understood as.
        words: the whole.
        understand: makes an intent of a part of it.
    """
    unclear = intent.name in {None, "Situation"} or intent.confidence < _SURE
    part = request_in(words)
    if part is None or not (unclear or _is_of_the_reason(intent, part)):
        return intent
    if intent.name in _CHANGES and not _POINTING.isdisjoint(part.split()):
        return intent
    asked = understand(part)
    if asked.name is None or asked.name in _NO_REQUEST:
        return intent
    if unclear:
        return asked if asked.confidence >= (_SURER if intent.name else _SURE) else intent
    if asked.name != intent.name or not set(_THINGS) & asked.slots.keys():
        return intent
    slots = MappingProxyType({**intent.slots, **asked.slots})
    return replace(asked, slots=slots, times=MappingProxyType({**intent.times, **asked.times}))


def _is_of_the_reason(intent: Intent, part: str) -> bool:
    """Whether the thing that was taken is not, or not only, of the request."""
    named = next((str(intent.slots[slot]) for slot in _THINGS if slot in intent.slots), None)
    return named is not None and f" {named} " not in f" {part} "
