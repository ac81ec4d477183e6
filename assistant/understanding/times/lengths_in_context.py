"""Lengths where the words around them say what they are: "in twenty minutes" is a moment, "for an hour" a length."""

import re
from fractions import Fraction

from assistant.understanding.times.clocks import read_clock
from assistant.understanding.times.dayparts import read_part
from assistant.understanding.times.days import read_day
from assistant.understanding.times.lengths import Length, read_length
from assistant.understanding.times.lexicon import APPROXIMATELY, CORRECTING, UNITS
from assistant.understanding.times.part_kinds import Hit, Offset, Shift
from assistant.understanding.times.period_lengths import length_ahead
from assistant.understanding.times.periods import read_period
from assistant.understanding.times.scene import Scene, after, words

_IN = re.compile(
    rf"(?:in|within|after|for in)(?: (?:{APPROXIMATELY}|another|only|maybe|exactly|under|over|less than|more than|"
    rf"\d+ (?:to|or)|\d+(?: ,)? {CORRECTING}(?: ,)?))* "
)
_FROM_NOW = words(r"(?:from (?:now|right now)|hence|out|(?:'s )?time|later|from this moment)(?: time)?")


_IN_MINUTES = re.compile(r"in (?:(?:about|another|maybe) )?(?P<minutes>[1-9]?[05])$")
_ASKED_SO_FAR = re.compile(
    r"(?:.*\b(?:remind|ping|wake|call|tell|ask|nudge|start|begin|back|again|stop|ready|leave|meet|check)\b.* )?"
)
"""What makes minutes of "in five"; "one in five" is none."""


_CALL = re.compile(r"\b(?:alarm|timer|reminder|remind|wake|call)\b")
"""What is set "for ten minutes from now" comes then, and does not last so long."""


_FROM_NOW_FOR = re.compile(r"from (?:right )?now (?:on )?for ")


def read_shift(scene: Scene, at: int) -> Hit | None:
    """For "in twenty minutes", "two weeks from now", "half an hour later"."""
    stretch = length_ahead(scene, at)
    if stretch:
        return Shift(stretch[0], whole=True), stretch[1]
    alone = _IN_MINUTES.match(scene.text, at)
    if alone and _ASKED_SO_FAR.fullmatch(scene.text[:at]):
        return Shift(Length(Fraction(0), 60 * Fraction(alone["minutes"]), "minute")), after(alone)
    now_for = _FROM_NOW_FOR.match(scene.text, at)
    stretch = read_length(scene, now_for.end()) if now_for else None
    if stretch and not stretch[0].in_days:
        return Shift(stretch[0], whole=True), stretch[1]
    lasting = read_length(scene, at + len("for ")) if scene.text.startswith("for ", at) else None
    from_now = words("from (?:right )?now").match(scene.text, lasting[1]) if lasting else None
    called = _CALL.search(scene.text[:at])
    if lasting and from_now and not lasting[0].in_days:
        return Shift(lasting[0], whole=not called), after(from_now)
    opening = _IN.match(scene.text, at)
    length = read_length(scene, opening.end() if opening else at)
    if not length:
        return None
    ago = words("ago").match(scene.text, length[1])
    if ago:
        return Shift(length[0].negative()), after(ago)
    tail = _FROM_NOW.match(scene.text, length[1])
    idiom = opening and re.compile(r"a (?:second|minute|day|year)(?= |$)").match(scene.text, opening.end())
    if idiom and not tail and not _TRAILING.match(scene.text, length[1]):
        return None
    if tail:
        return Shift(length[0]), after(tail)
    if not opening or (opening[0].startswith("after") and scene.text[length[1] :]):
        return None
    return Shift(length[0]), length[1]


_NAMES_SIDE = re.compile(r"(?:hour|minute|second) (?:before|after|past) ")
_FROM_A_MOMENT = words(r"(?P<way>before|after|past)")


def read_offset(scene: Scene, at: int) -> Hit | None:
    """For "twelve hours after tomorrow noon": a length in hours before a day that has its clock time."""
    hit = read_length(scene, at) if _NAMES_SIDE.search(scene.text, at) else None
    way = _FROM_A_MOMENT.match(scene.text, hit[1]) if hit and not hit[0].in_days else None
    day = read_day(scene, after(way)) if way else None
    introduced = re.compile(r"at ").match(scene.text, day[1]) if day else None
    clock = read_clock(scene, introduced.end() if introduced else day[1], bare=bool(introduced)) if day else None
    if not hit or not way or not clock:
        return None
    return Offset(hit[0].negative() if way["way"] == "before" else hit[0]), after(way)


_FOR = re.compile(rf"(?:for|by|lasting|lasts|over)(?: (?:{APPROXIMATELY}|another|at least|up to|only|maybe|the))* ")
_TRAILING = re.compile(
    r"$|(?:please|then|long|instead|and|or|on|at|from|every|starting|more|longer|shorter|earlier|later|back|"
    r"forward|early|of)(?= |$)"
)


_ONE_DAY = words(r"1 day (?:we|i|you|he|she|they|it|soon|the|our|my|when|maybe)")
_BEFORE = re.compile(r"(?:before|after|from|past) ")


def _before_what(scene: Scene, at: int) -> bool:
    """For "an hour before sunset": so long before what is no time of ours."""
    way = _BEFORE.match(scene.text, at)
    if not way or read_part(scene, at):
        return False
    clock = read_clock(scene, way.end(), bare=True)
    return not (clock or read_day(scene, way.end()) or read_period(scene, way.end()))


def read_length_in_context(scene: Scene, at: int) -> Hit | None:
    """A length at this place, unless it is part of something that is no time: "an hour before sunset"."""
    opening = _FOR.match(scene.text, at)
    start = opening.end() if opening else at
    hit = read_length(scene, start)
    if not hit or scene.text.startswith("at a time", hit[1]):
        return None
    if not opening and (_ONE_DAY.match(scene.text, start) or _before_what(scene, hit[1])):
        return None
    indefinite = re.compile(rf"an? (?:{'|'.join(UNITS)})").match(scene.text, start)
    if indefinite and hit[0].unit == "second":
        return None
    only = indefinite and " and " not in scene.text[start : hit[1]] and not scene.text[hit[1] - 2].isdigit()
    if only and not opening and hit[0].unit != "hour":
        alone = at == 0 and hit[1] >= len(scene.text)
        return hit if alone else None
    return hit
