"""Parts of the day: "in the morning", "late tonight", "after dinner"."""

import re
from dataclasses import dataclass

from assistant.understanding.times.scene import NAMED_PART, WEEKDAY, Scene, after, words


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of the day."""

    name: str
    """A key of the conventions' ``dayparts``."""

    today: bool = False
    """True for "this evening" and "tonight"."""


_TONIGHT = words(r"(?P<late>late )?(?:(?:on|at|by) )?(?:tonight|today night|this night)")
_NAMED = words(
    rf"(?P<prefix>(?:(?:sometime|some time|during|in|on|by|at|for|until|around|from) )*(?:(?:the|this|that) )?)"
    r"(?P<mod>(?:first thing )?(?:(?:early|late|mid|later) )?)?(?:in the |"
    rf"this )?(?P<part>{NAMED_PART})(?: time)?(?: of)?(?= |$)",
)
_FIRST_THING = words(
    r"(?:first|1th) thing(?: in the morning)?(?! (?:i|we|you|he|she|they|that|is|was|to|about)(?: |$))|"
    r"bright and early"
)
_MEAL = words(
    r"(?P<way>(?:right |just |sometime )?(?:after|before|at|by|during|over|around)) (?:our |the )?"
    r"(?P<meal>breakfast|lunch|dinner|supper|work|school|bed|tea)(?: time)?",
)
_MEAL_TIME = words(r"(?:at |around |by )?(?P<meal>breakfast|lunch|dinner|supper|tea|bed) ?time")
_END_OF_DAY = words(
    r"(?:(?:at|by|before|until) )?(?:the )?end of (?:the day|today|day|play)(?! (?:after|it|we|i|you|he|she|that|"
    r"this|what|there|nothing|all)(?: |$))"
)
END_OF_NAMED_DAY = re.compile(r"(?:(?:at|by|before|on) )*(?:the )?(?:very )?end of ")
"""Before a day of its own name: "by the end of friday"."""

_MEALS = {
    "breakfast": "breakfast",
    "lunch": "lunch",
    "dinner": "dinner",
    "supper": "dinner",
    "bed": "bedtime",
    "tea": "dinner",
}
_AFTER_MEALS = {
    "lunch": "after lunch",
    "dinner": "after dinner",
    "supper": "after dinner",
    "work": "after work",
    "school": "after school",
    "tea": "after dinner",
    "breakfast": "morning",
}
_BEFORE = {
    "bed": "bedtime",
    "dinner": "late afternoon",
    "supper": "late afternoon",
    "lunch": "late morning",
    "work": "early morning",
    "breakfast": "early morning",
    "school": "early morning",
}
_AFTER_DAY = re.compile(
    rf"(?:^|(?:{WEEKDAY}|today|tomorrow|yesterday|\d+th|eve|day|year|christmas|easter|halloween|thanksgiving|"
    rf"week|weekend|every|{NAMED_PART}|\d|pm|am|noon|'s|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|no|or|,) )$",
)


_SPREAD_MODIFIER = re.compile(rf"(?P<mod>early|late) (?:on |next |this )?(?:{WEEKDAY}|tomorrow|today) $")


def read_part(scene: Scene, at: int) -> tuple[Part, int] | None:
    """A part of the day at this place, where the words around it leave no doubt."""
    tonight = _TONIGHT.match(scene.text, at)
    if tonight:
        return Part("late night" if tonight["late"] else "night", today=True), after(tonight)
    first = _FIRST_THING.match(scene.text, at)
    if first:
        return Part("early morning"), after(first)
    return _named(scene, at) or _meal(scene, at)


def _named(scene: Scene, at: int) -> tuple[Part, int] | None:
    match = _NAMED.match(scene.text, at)
    if not match:
        return None
    prefix, modifier = match["prefix"], (match["mod"] or "").strip().removeprefix("first thing").strip()
    introduced = bool(prefix) or bool(modifier) or bool(_AFTER_DAY.search(scene.text[:at]))
    ends = match.end() == len(scene.text)
    of_day = match[0].endswith(" of") and not ends
    if not introduced or (at == 0 and not prefix and not ends and not modifier and not of_day):
        return None
    if (
        not of_day
        and prefix.strip() in {"the", "that", "for", "for the", "on"}
        and not ends
        and not prefix.startswith("on")
    ):
        return None
    name = match["part"]
    spread = _SPREAD_MODIFIER.search(scene.text[:at])
    modifier = spread["mod"] if spread and not modifier else modifier
    if modifier in {"early", "late"} and f"{modifier} {name}" in scene.conventions.dayparts:
        name = f"{modifier} {name}"
    return Part(name, today="this" in match[0]), after(match)


_OF_ACTIVITY = re.compile(r"(?:^|(?P<before>\S+) )(?P<part>morning|afternoon|evening)(?: (?P<next>\S+))?(?= |$)")
_NO_ACTIVITY = frozenset({"good", "this", "that", "every", "yesterday", "last", "whole", "and", "or"})
_GREETS = re.compile(
    r"(?:,|what|when|where|who|how|why|which|can|could|would|will|do|does|did|is|are|have|has|i|we|you|it|there|"
    r"please|let|remind|plan|put|book|set|hearthside|all|everyone|and)$"
)
"""After these a sentence's first "morning" is a greeting."""


def part_of_activity(scene: Scene) -> str | None:
    """The part of the day in the name of what is done: "a quiet evening in", "our morning walk"."""
    match = _OF_ACTIVITY.search(scene.text)
    if not match or match["before"] in _NO_ACTIVITY:
        return None
    greeting = match["before"] is None and (match["next"] is None or _GREETS.match(match["next"]))
    return None if greeting else match["part"]


def _meal(scene: Scene, at: int) -> tuple[Part, int] | None:
    match = _MEAL.match(scene.text, at)
    if match:
        way = match["way"].split()[-1]
        table = _AFTER_MEALS if way == "after" else _BEFORE if way == "before" else _MEALS
        name = table.get(match["meal"])
        return (Part(name), after(match)) if name else None
    timed = _MEAL_TIME.match(scene.text, at)
    return (Part(_MEALS[timed["meal"]]), after(timed)) if timed else None


def read_end_of_day(scene: Scene, at: int) -> int | None:
    """For "the end of the day": the position of the next word."""
    match = _END_OF_DAY.match(scene.text, at)
    return after(match) if match else None
