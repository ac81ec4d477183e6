"""One plan whose name holds an "and": "dinner with mum and dad", "a picnic and a swim"."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from assistant.messages.speech import Intent
from assistant.understanding.spotting import TimeFinder
from assistant.understanding.wordlists import word_set

_ARTICLE = re.compile(r"(?:a|an|the|our|my|some) ")
_NO_NAME = word_set(
    "i we you he she they it us me him them what when where who how why that this there is are was were be do does did "
    "have has had can could will would shall should not or but because if to at until then also please put remind tell "
    "invite ask call make book plan schedule add move cancel skip"
)
_MOST_WORDS = 3


def one_name(text: str, understand: Callable[[str], Intent], find_times: TimeFinder, now: datetime) -> Intent | None:
    """A plan with all of its name, of which only one side of an "and" was heard; None where there is no such name."""
    for joint in re.finditer(r" and ", text):
        before, behind = text[: joint.start()], text[joint.end() :]
        times = find_times(behind, now)
        ends = times[0].span[0] if times else len(behind)
        name, tail = behind[:ends].strip(), behind[ends:]
        said = _ARTICLE.sub("", name, count=1).split()
        if not 0 < len(said) <= _MOST_WORDS or not _NO_NAME.isdisjoint(said) or find_times(before, now):
            continue
        plan = understand(f"{before} {tail}".strip())
        first = str(plan.slots.get("activity", ""))
        if plan.name == "ScheduleTime" and first and before.endswith(first):
            return replace(plan, slots=MappingProxyType({**plan.slots, "activity": f"{first} and {name}"}))
    return None
