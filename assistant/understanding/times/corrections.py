"""What speakers take back or leave open: "friday, no, saturday", "not friday but saturday", "friday or saturday".

What is said later replaces what was said earlier wherever parts are joined. Here stand the cases where that is not
enough: what was right was said first, or only a piece of a part is put right.
"""

import re
from dataclasses import replace
from datetime import timedelta

from assistant.messages.times import Grain
from assistant.understanding.times.clocks import Clock, ClockRange
from assistant.understanding.times.dates import Day
from assistant.understanding.times.dayparts import Part
from assistant.understanding.times.lengths import Length
from assistant.understanding.times.lexicon import BESIDE_CORRECTING, CORRECTING
from assistant.understanding.times.part_kinds import Except, Found, Retracted, Shift, Starting, Until, Value
from assistant.understanding.times.repeat_days import Repeat
from assistant.understanding.times.scene import Scene
from assistant.understanding.times.stretches import Period

_CORRECTED = re.compile(rf"(?:^| ){CORRECTING} (?:(?:{CORRECTING}|{BESIDE_CORRECTING}) )*$")
_OPENS_CORRECTED = re.compile(rf"{CORRECTING} ")
_NEGATED = re.compile(
    r"(?:^| )(?P<way>not|instead of|rather than|(?<!later )(?<!earlier )(?<!more )(?<!less )than)"
    r"(?: (?:on|at|for|in|over|during|the|just|from|until))* $"
)
_OPENS_NEGATED = re.compile(r"(?:, )?not ")
_BOUND = re.compile(r"(?:not )?(?:before|after|later|earlier|until|by|no)(?= )")
_OR = re.compile(
    r"(?:^|[ ,])or (?:(?:maybe|perhaps|possibly|else|even|failing that|if not|at|on|the|around|about|by|in|for) )*$"
)
_BUT_THIS = re.compile(r"(?:, )?but (?!not |skip )")
_NOT_THIS, _LISTED = re.compile(r"(?:, )?not "), re.compile(r" (?:and|or) ")
_OPENS_OR = re.compile(r"or ")


def corrected(scene: Scene, parts: list[Found]) -> list[Found]:
    """The parts of a time with what was taken back marked as such, each where it stood."""
    settled = list(parts)
    for at in range(1, len(settled)):
        if _is_corrected(scene, settled, at):
            _correct(scene, settled, at)
    if not any(isinstance(part.value, Repeat) for part in settled):
        settled = [_but_this(scene, part) for part in settled]
    negated = [at for at in range(len(settled)) if _is_negated(scene, settled, at)]
    for at in negated:
        settled[at] = _contrasted(settled, at, negated)
    return settled


def _but_this(scene: Scene, part: Found) -> Found:
    """For "friday is full, but saturday is free", "not tomorrow, friday": nothing is left out where nothing repeats."""
    if not isinstance(part.value, Except) or not part.value.values:
        return part
    if _BUT_THIS.match(scene.text, part.start):
        return replace(part, value=part.value.values[0])
    said = scene.text[part.start : part.end]
    other = len(part.value.values) > 1 and _NOT_THIS.match(said) and not _LISTED.search(said)
    return replace(part, value=part.value.values[-1]) if other else part


def first_choices(scene: Scene, parts: list[Found]) -> list[Found]:
    """The parts with every choice after the first ("or saturday", "or at nine") marked as such."""
    settled = list(parts)
    for at in range(1, len(settled)):
        kind = kind_of(settled[at].value)
        offered = _OR.search(_gap(scene, settled, at)) or _OPENS_OR.match(scene.text, settled[at].start)
        if not kind or not offered:
            continue
        said = {kind_of(part.value) for part in settled[:at]}
        if any(isinstance(part.value, Part) and part.value.today for part in settled[:at]):
            said.add("day")
        if kind not in said:
            continue
        for later in range(at, len(settled)):
            if kind_of(settled[later].value) in said:
                settled[later] = replace(settled[later], value=Retracted(second_choice=True))
    return settled


def _gap(scene: Scene, parts: list[Found], at: int) -> str:
    """The words between a part and the one before it."""
    return scene.text[parts[at - 1].end if at else 0 : parts[at].start]


def kind_of(value: Value) -> str | None:
    """Parts of one kind exclude each other."""
    match value:
        case Day() | Period():
            return "day"
        case Clock() | ClockRange():
            return "clock"
        case Part() | Length() | Shift() | Repeat():
            return type(value).__name__
    return None


def _is_corrected(scene: Scene, parts: list[Found], at: int) -> bool:
    gap = _gap(scene, parts, at)
    return bool(_CORRECTED.search(gap) or _OPENS_CORRECTED.match(scene.text, parts[at].start))


def _correct(scene: Scene, parts: list[Found], at: int) -> None:
    """Take back what a part puts right, or put it into the earlier part that it belongs to."""
    value, kind = parts[at].value, kind_of(parts[at].value)
    same = [earlier for earlier in reversed(range(at)) if kind_of(parts[earlier].value) == kind]
    alike = next((earlier for earlier in same if type(parts[earlier].value) is type(value)), same[0] if same else None)
    for earlier in reversed(range(at)):
        mended = _mended(scene, parts[earlier], value)
        if mended:
            parts[earlier] = replace(parts[earlier], value=mended)
            parts[at] = replace(parts[at], value=Retracted())
            return
        if earlier == alike:
            parts[earlier] = replace(parts[earlier], value=Retracted())
            return
    if isinstance(value, Repeat):
        for earlier in range(at):
            if isinstance(parts[earlier].value, Day):
                parts[earlier] = replace(parts[earlier], value=Retracted())


def _mended(scene: Scene, earlier: Found, right: Value) -> Value | None:
    """An earlier part with a piece of it put right: its end, its day."""
    said = earlier.value
    match said, right:
        case Until() | Starting(), Day() | Period() if kind_of(said.value) == "day":
            return replace(said, value=right)
        case Shift(), Length():
            return Shift(right)
        case Until(), Clock() if isinstance(said.value, Clock):
            return replace(said, value=right)
        case ClockRange(), Clock():
            return ClockRange(said.start, right)
        case Period(grain=Grain.DAY), Day(weekday_only=True) if _is_range(scene, earlier):
            ahead = (right.date.weekday() - said.start.weekday()) % 7
            return Period(said.start, said.start + timedelta(days=ahead + 1), Grain.DAY)
        case Repeat(), Day(weekday_only=True) if said.weekdays and not said.count and len(said.weekdays) == 1:
            return replace(said, weekdays=((said.weekdays[0][0], right.date.weekday()),))
    return None


def _is_range(scene: Scene, part: Found) -> bool:
    return bool(re.search(r"day (?:to|-|until|through|and) ", scene.text[part.start : part.end]))


def _is_negated(scene: Scene, parts: list[Found], at: int) -> bool:
    start = parts[at].start
    said = _NEGATED.search(_gap(scene, parts, at)) or _OPENS_NEGATED.match(scene.text, start)
    return bool(said) and kind_of(parts[at].value) is not None and not _BOUND.match(scene.text, start)


def _contrasted(parts: list[Found], at: int, negated: list[int]) -> Found:
    """A negated part: left out of what repeats, taken back where another one stands, or else as it is."""
    part = parts[at]
    value = part.value
    repeat = next((each.value for each in parts[:at] if isinstance(each.value, Repeat)), None)
    if repeat and isinstance(value, (Day, Period, Repeat)) and _falls_on(repeat, value):
        return replace(part, value=Except((value,)))
    stays = any(kind_of(other.value) == kind_of(value) for number, other in enumerate(parts) if number not in negated)
    return replace(part, value=Retracted()) if stays else part


def _falls_on(repeat: Repeat, value: Day | Period | Repeat) -> bool:
    """Whether what is negated is some of what repeats."""
    if not isinstance(value, Repeat):
        return True
    if value.frequency != "WEEKLY" or not value.weekdays:
        return False
    return not repeat.weekdays or {day for _, day in value.weekdays} < {day for _, day in repeat.weekdays}
