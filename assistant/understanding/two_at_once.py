"""Two things in one sentence: "remind us to call mum at six and to buy wine at seven", or two plans.

Only the first is understood; that there is a second one is handed on, so that nobody thinks both were kept.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from assistant.messages.intents import IntentName
from assistant.messages.speech import Intent
from assistant.messages.times import Grain, SpokenTime
from assistant.understanding.spotting import TimeFinder

_AND = re.compile(r" and (?:also |then )*")
_BEGINS = re.compile(r"(?:to|about|at|in|on|remind|that)\b")
_TO = re.compile(r" (?:to|about|of) ")
_EMPTY = frozenset({"at", "on", "in", "again", "also", "then", "to", "about", "the", "a"})
_PLAN = "schedule "
_CHANGES: frozenset[IntentName] = frozenset({"MoveTime", "SkipTime", "CancelTime"})
_EXACT = (Grain.MINUTE, Grain.HOUR)
_AND_OR = re.compile(r" (?P<joint>and|or) (?:also |then |again |maybe )?")
_LEADS_TO_A_TIME = re.compile(r" (?:to|on|at|for|in|until|by|this|next)\b")
_LONGEST = 4
"""Words of the name of the second."""


def first_of_two(
    intent: Intent, text: str, understand: Callable[[str], Intent], find_times: TimeFinder, now: datetime
) -> Intent | None:
    """The first of two reminders, plans or changes, or of two times; None where it is only one.

    Args:
        intent: what the whole sentence was taken for.
        text: the sentence, lower case.
        understand: makes an intent of a part of it.
        find_times: finds the times in it.
        now: naive local wall time.
    """
    if intent.name == "Remind" and (alone := first_reminder(text, find_times, now)) is not None:
        reminder = understand(alone)
        return _as_first(reminder) if _is_whole(reminder, "Remind", "what") else None
    if intent.name == "ScheduleTime":
        for before, behind in _halves(text, find_times, now):
            plan, reminder = understand(before), understand(behind)
            if not _is_whole(plan, "ScheduleTime", "activity"):
                continue
            if _is_whole(reminder, "Remind", "what"):
                return _as_first(plan)
            spoken = _only_a_time(behind, find_times, now)
            if spoken is not None and spoken.recurrence is not None:
                return _as_first(plan)
            other = understand(_PLAN + behind.removeprefix(_PLAN))
            if _is_whole(other, "ScheduleTime", "activity") and plan.slots["activity"] != other.slots["activity"]:
                return _as_first(plan)
        return _first_of_two_times(intent, text, understand, find_times, now)
    if intent.name in _CHANGES:
        first = _first_of_two_changes(intent, text, understand, find_times, now)
        other_day = _other_day(text, find_times, now) if first is None and intent.name == "MoveTime" else None
        return first if other_day is None else replace(intent, other_time=other_day)
    if intent.name == "SetName" and " and " in text:
        before, _, behind = text.partition(" and ")
        first, second = understand(before), understand(behind)
        both = {"name"} <= first.slots.keys() & second.slots.keys() and first.name == second.name == "SetName"
        return _as_first(first) if both else None
    return None


def _first_of_two_times(
    intent: Intent, text: str, understand: Callable[[str], Intent], find_times: TimeFinder, now: datetime
) -> Intent | None:
    """One thing at two times, "at six on tuesday and at seven on thursday": at the first, which is said whole."""
    when = intent.times.get("when")
    if when is None or when.recurrence is not None or "activity" not in intent.slots:
        return None
    for joint, earlier, later in _two_days(text, find_times, now):
        before = understand(text[: joint.start()])
        is_whole = _is_whole(before, "ScheduleTime", "activity") and before.times["when"].grain in _EXACT
        first = before if is_whole else _on_the_day_of(earlier, intent, when)
        return replace(first, other_time=later) if joint["joint"] == "or" else _as_first(first)
    return None


def _other_day(text: str, find_times: TimeFinder, now: datetime) -> SpokenTime | None:
    """The second of two days with an "or" between them: "to friday or saturday"."""
    return next((later for joint, _, later in _two_days(text, find_times, now) if joint["joint"] == "or"), None)


def _two_days(
    text: str, find_times: TimeFinder, now: datetime
) -> Iterator[tuple[re.Match[str], SpokenTime, SpokenTime]]:
    """Every "and" or "or" with a time right before it and one of another day right behind it, and both times."""
    for joint in _AND_OR.finditer(text):
        ends = [found.time for found in find_times(text[: joint.start()], now) if found.span[1] == joint.start()]
        begins = [found.time for found in find_times(text[joint.end() :], now) if found.span[0] == 0]
        if ends and begins and _on_two_days(ends[0], begins[0]):
            yield joint, ends[0], begins[0]


def _on_two_days(first: SpokenTime, second: SpokenTime) -> bool:
    if first.start is None or second.start is None or not first.names_day or not second.names_day:
        return False
    return first.start.date() != second.start.date()


def _on_the_day_of(first: SpokenTime, intent: Intent, when: SpokenTime) -> Intent:
    """The clock time that was said once behind both days, on the first of them."""
    if first.start is None or when.start is None or when.start.date() == first.start.date():
        return intent
    moved = first.start.date() - when.start.date()
    on_it = replace(when, start=when.start + moved, end=None if when.end is None else when.end + moved)
    return replace(intent, times=MappingProxyType({**intent.times, "when": on_it}))


def _first_of_two_changes(
    intent: Intent, text: str, understand: Callable[[str], Intent], find_times: TimeFinder, now: datetime
) -> Intent | None:
    """A change to two things, "move date night and yoga to sunday": to the first, where either could stand alone."""
    if " and " in str(intent.slots.get("activity", "")):
        return None  # what is planned is called so
    starts = [found.span[0] for found in find_times(text, now)]
    for joint in _AND.finditer(text):
        end = min((start for start in starts if start >= joint.end()), default=len(text))
        lead = _LEADS_TO_A_TIME.search(text, joint.end(), end)
        named = text[joint.end() : end if lead is None else lead.start()]
        rest = text[joint.end() + len(named) :]
        first = understand(f"{text[: joint.start()]} {rest.strip()}".strip())
        called = str(first.slots.get("activity", ""))
        before, found, _ = text[: joint.start()].rpartition(called) if called else ("", "", "")
        if first.name != intent.name or not found or not 0 < len(named.split()) <= _LONGEST:
            continue
        second = understand(f"{before}{named} {rest.strip()}".strip())
        if second.name == intent.name and str(second.slots.get("activity", called)) not in called:
            return _as_first(first)
    return None


def _only_a_time(text: str, find_times: TimeFinder, now: datetime) -> SpokenTime | None:
    """The other rhythm of the same plan: "yoga on mondays at six and on fridays at eight"."""
    found = find_times(text, now)
    return found[0].time if len(found) == 1 and not text.replace(found[0].text, "", 1).strip() else None


def _is_whole(intent: Intent, name: str, thing: str) -> bool:
    return intent.name == name and thing in intent.slots and "when" in intent.times


def _as_first(intent: Intent) -> Intent:
    return replace(intent, is_first_of_two=True)


def _halves(text: str, find_times: TimeFinder, now: datetime) -> Iterator[tuple[str, str]]:
    """What stands before and behind each "and" that has a time on either side."""
    spans = [found.span for found in find_times(text, now)]
    for joint in _AND.finditer(text):
        inside = any(start < joint.end() and joint.start() < end for start, end in spans)
        before = any(end <= joint.start() for _, end in spans)
        behind = any(start >= joint.end() for start, _ in spans)
        if before and behind and not inside:
            yield text[: joint.start()], text[joint.end() :]


def first_reminder(text: str, find_times: TimeFinder, now: datetime) -> str | None:
    """The sentence without its second reminder, where an "and" has a time on each side and the second words of its own.

    Args:
        text: the whole sentence, lower case.
        find_times: finds the times in it.
        now: naive local wall time.
    """
    times = find_times(text, now)
    for joint in _AND.finditer(text):
        if any(each.span[0] < joint.end() and joint.start() < each.span[1] for each in times):
            continue
        earlier = [each for each in times if each.span[1] <= joint.start()]
        later = [each for each in times if each.span[0] >= joint.end()]
        if not earlier or not later:
            continue
        start, end = later[0].span
        own = set(f"{text[joint.end() : start]} {text[end:]}".split()) - _EMPTY
        exact = later[0].time.grain in (Grain.MINUTE, Grain.HOUR)
        ends = end == len(text) and exact
        leads = start == joint.end() and _TO.match(text, end) is not None
        if own and (leads or (exact and (ends or _BEGINS.match(text, joint.end())))):
            return text[: joint.start()]
    return None
