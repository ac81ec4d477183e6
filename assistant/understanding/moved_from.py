"""What a plan is moved away from, where it is said beside the new time: "from tuesday to friday", "not sunday".

A reason names it too: "wednesday's no good, so make it thursday", "he's working tuesday, could we do wednesday".
"""

import re
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from assistant.messages.speech import Intent
from assistant.messages.times import Grain, SpokenTime
from assistant.understanding.normalizing import Words
from assistant.understanding.spotting import TimeFinder

_FROM_TO = re.compile(r"from (?P<which>.+?) (?:over |back |forward )?to (?P<when>.+)")
_TO = re.compile(r"(?P<which>.+?) to (?P<when>.+)")
"""What is moved from a day to another; "six to eight" is from when to when."""

_IN_PLACE_OF = re.compile(r"(?P<when>.+?),? (?:instead of|rather than|and not|not) (?P<which>.+)")
_SMALL = re.compile(r"(?:(?:on|at|in|for) )?(?:the )?")
_HINDERS_AFTER = re.compile(
    r"(?:'s| is| was| will be|'ll be)? (?:(?:really|a bit|all|rather|pretty|already) )*"
    r"(?:no good|no use|out|full|bad|impossible|difficult|tricky|booked|taken)\b"
    r"|(?:(?:'s| is)? not| isn't| won't| will not| doesn't| does not| wouldn't| would not) "
    r"(?:(?:really|be|so|that|very) )*(?:any good|good|work|suit|fit|possible|free)\b"
)
_HINDERS_BEFORE = re.compile(
    r"\b(?:can't|cannot|can not|couldn't|won't|not able to|unable to) (?:(?:do|make|manage|come|be there) )?(?:it "
    r")?(?:on )?$"
    r"|\b(?:busy|working|away|out|travelling|traveling|booked|not free|on call|on nights|on shift|stuck) (?:on )?$"
)


def with_old_time(intent: Intent, words: Words, find_times: TimeFinder, now: datetime) -> Intent:
    """A move with what it is moved away from; anything else, and what already says so, as it is.

    Args:
        intent: what was understood.
        words: what was said.
        find_times: reads times.
        now: naive local wall time.
    """
    when = intent.slots.get("when")
    if intent.name != "MoveTime" or "which" in intent.slots or not isinstance(when, str):
        return intent
    for pattern in (_FROM_TO, _IN_PLACE_OF, _TO):
        both = pattern.fullmatch(when)
        old, new = (_whole(both[side], find_times, now) if both else None for side in ("which", "when"))
        if both and old and new and (pattern is not _TO or old.grain is Grain.DAY):
            return _moved(intent, both["which"], old, both["when"], new)
    return _hindered(intent, when, words, find_times, now)


def _moved(intent: Intent, which: str, old: SpokenTime, when: str, new: SpokenTime) -> Intent:
    slots = {**intent.slots, "which": which, "when": when}
    times = {**intent.times, "which": old, "when": new}
    return replace(intent, slots=MappingProxyType(slots), times=MappingProxyType(times))


def _whole(text: str, find_times: TimeFinder, now: datetime) -> SpokenTime | None:
    """The time that the words are, from their first to their last."""
    found = find_times(text, now) or find_times(f"at {text}", now)
    return found[0].time if len(found) == 1 and _SMALL.sub("", found[0].text) == _SMALL.sub("", text) else None


def _hindered(intent: Intent, when: str, words: Words, find_times: TimeFinder, now: datetime) -> Intent:
    """The day that a reason before the new time rules out."""
    text = words.text
    for found in find_times(text, now):
        start, end = found.span
        if start >= text.find(when) or found.time.grain is Grain.MINUTE or found.time.recurrence:
            continue
        if _HINDERS_AFTER.match(text, end) or _HINDERS_BEFORE.search(text[:start]):
            slots = {**intent.slots, "which": found.text}
            times = {**intent.times, "which": found.time}
            return replace(intent, slots=MappingProxyType(slots), times=MappingProxyType(times))
    return intent
