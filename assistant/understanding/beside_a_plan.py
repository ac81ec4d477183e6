"""A plan or a reminder so long before or after something else that is planned: "a walk half an hour after dinner".

When that is, only the calendar knows. What is asked for is therefore understood without those words, and what they
hang on is handed on beside it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from types import MappingProxyType

from assistant.messages.speech import Asking, Expectation, Intent
from assistant.messages.times import BesidePlan, Grain, SpokenTime
from assistant.understanding.lattice import Spot
from assistant.understanding.normalizing import Words
from assistant.understanding.spotting import TimeFinder
from assistant.understanding.wordlists import word_set

_SIDES = {"before": -1, "after": 1}
_PLANS = ("ScheduleTime", "Remind")
_ARTICLES = word_set("the our my a an")
_NO_TITLE = word_set("to that about of we i remind and or starts start ends end is begins begin please it this then")
_CLOSING = word_set("starts ends begins is over please")
_LONGEST = 4
"""Words of the name of what it hangs on."""

_CONFIDENCE = 0.9
_INSTEAD = "at eight"
"""Stands for the words that hang on something while the rest is understood."""

_A_DAY = timedelta(days=1)


def beside_a_plan(
    words: Words,
    durations: Sequence[Spot],
    expectation: Expectation,
    *,
    understand: Callable[[str], Intent],
    find_times: TimeFinder,
    now: datetime,
) -> Intent | None:
    """What is to be planned, with what it hangs on; None where no length stands before such a name.

    Args:
        words: the utterance.
        durations: the lengths of time that were spotted in it.
        expectation: the open question; whoever is asked for a time may answer with nothing but this.
        understand: makes an intent of a part of it.
        find_times: finds the times in it, which are no names.
        now: naive local wall time.
    """
    said = words.words
    for length in sorted(durations, key=lambda spot: spot.start - spot.end):
        side = _SIDES.get(said[length.end]) if length.end < len(said) else None
        if side is None:
            continue
        start, end = _title(said, length.end + 1, find_times, now)
        if start == end:
            continue
        hangs_on = BesidePlan(" ".join(said[start:end]), side * int(length.value))
        tail = end
        while tail < len(said) and said[tail] in _CLOSING:
            tail += 1
        if tail == len(said) and not length.start:
            asked = expectation.asking is Asking.TIME and expectation.about in _PLANS
            return Intent(expectation.about, confidence=_CONFIDENCE, beside=hangs_on) if asked else None
        plan = understand(" ".join((*said[: length.start], _INSTEAD, *said[tail:])))
        if plan.name == "Snooze":  # "remind us an hour before dinner": only what of is still to be asked
            plan = Intent("Remind", confidence=plan.confidence)
        if plan.name == "Remind" or (plan.name == "ScheduleTime" and "activity" in plan.slots):
            return _hanging(plan, hangs_on, " ".join(said[length.start : end]))
    return None


def _hanging(plan: Intent, hangs_on: BesidePlan, phrase: str) -> Intent:
    """A plan with what it hangs on, and of its time no more than the day."""
    when = plan.times.get("when")
    times = {slot: spoken for slot, spoken in plan.times.items() if slot != "when"}
    if when is not None and when.start is not None and when.names_day:
        day = datetime.combine(when.start.date(), time())
        times["when"] = SpokenTime(day, day + _A_DAY, grain=Grain.DAY)
    slots = {**plan.slots, "when": str(plan.slots.get("when", _INSTEAD)).replace(_INSTEAD, phrase)}
    return replace(plan, slots=MappingProxyType(slots), times=MappingProxyType(times), beside=hangs_on)


def _title(said: Sequence[str], start: int, find_times: TimeFinder, now: datetime) -> tuple[int, int]:
    """Where the name stands that follows, up to a time or to what is no part of a name."""
    while start < len(said) and said[start] in _ARTICLES:
        start += 1
    behind = " ".join(said[start:])
    timed = min((found.span[0] for found in find_times(behind, now)), default=len(behind))
    most = start + min(_LONGEST, len(behind[:timed].split()))
    end = start
    while end < most and said[end] not in _NO_TITLE:
        end += 1
    return start, end
