"""Clock times where only the words around them make them clocks: "at seven", "saturday nine", "no, half past".

A number alone is a clock after "at", beside a day, and where an earlier clock is put right.
"""

import re
from dataclasses import replace

from assistant.understanding.times.clock_settling import moved_clock
from assistant.understanding.times.clocks import Clock, ClockRange, read_clock, read_clock_range, read_piece
from assistant.understanding.times.dates import Day
from assistant.understanding.times.dayparts import Part
from assistant.understanding.times.days import read_day
from assistant.understanding.times.lengths import Length, read_length
from assistant.understanding.times.lexicon import APPROXIMATELY, BESIDE_CORRECTING, CORRECTING
from assistant.understanding.times.limits import BARE_END
from assistant.understanding.times.part_kinds import Found, Hit, Shift
from assistant.understanding.times.pointing_back import read_full_hour, read_minutes_of_hour
from assistant.understanding.times.repeat_days import Repeat
from assistant.understanding.times.scene import Scene, after, words
from assistant.understanding.times.stretches import Period

_CLOCK_PREFIX = re.compile(
    rf"(?P<sure>(?:(?:at|{APPROXIMATELY}|by|before|after|from|starting at|beginning at|start at|starting from|"
    r"no later than|as early as) )+)"
    r"|(?P<soft>(?:for|to|make it|make that|starting|beginning|no|on|later than) )",
)
_CORRECTION = re.compile(rf"(?:{BESIDE_CORRECTING} )*{CORRECTING} (?:(?:{CORRECTING}|{BESIDE_CORRECTING}) )*")
_OTHER_CHOICE = re.compile(r"or (?:(?:maybe|perhaps|possibly|even|at|around|about) )*")
_BUT = re.compile(r"but (?:(?:at|around|about) )*")


def read_clock_in_context(scene: Scene, at: int, found: list[Found]) -> Hit | None:
    """The clock time that the words around it make one."""
    whole = at == 0 or not found
    named = any(isinstance(part.value, (Clock, ClockRange)) for part in found)
    of_hour = read_minutes_of_hour(scene, at) or (None if named else read_full_hour(scene, at))
    if of_hour:
        return of_hour
    moved = _moved_clock(scene, at)
    if moved:
        return moved
    listed = _clock_list(scene, at, found)
    if listed:
        return listed
    beside = read_beside_earlier(scene, at, found) if found and scene.text[at].isalpha() else None
    if beside:
        return beside
    prefix = _CLOCK_PREFIX.match(scene.text, at)
    if prefix:
        hit = read_clock(scene, prefix.end(), bare=True)
        if not hit:
            return None
        at_said = (prefix["sure"] or "").startswith(("at", "starting at"))
        if at_said or BARE_END.match(scene.text, hit[1]) or read_clock(scene, prefix.end()):
            soft = prefix["soft"] is not None and not prefix["soft"].startswith("make")
            around_day = prefix[0] == "to " and bool(re.search(r"(?:^| )from \d", scene.text[:at]))
            unsure = soft and not around_day and not read_clock(scene, prefix.end())
            return None if unsure else hit
        return None
    follows_day = (
        bool(found)
        and scene.text[found[-1].end : at] in {"", ", "}
        and isinstance(found[-1].value, (Day, Part, Repeat, Period))
    )
    hit = read_clock(scene, at, bare=follows_day)
    if hit:
        bare = follows_day and not read_clock(scene, at)
        return hit if not bare or BARE_END.match(scene.text, hit[1]) else None
    hit = read_clock(scene, at, bare=True) if whole else None
    return hit if hit and (_ONLY_A_NUMBER.match(scene.text) or _leads_to_day(scene, at, hit[1])) else None


def read_beside_earlier(scene: Scene, at: int, found: list[Found]) -> Hit | None:
    """A clock that only the one before makes a clock: "friday at seven, no, half past", "at eight or nine"."""
    corrects = _CORRECTION.match(scene.text, at)
    if corrects and isinstance(found[-1].value, Length):
        return _corrected_length(scene, corrects.end(), found[-1].value)
    if corrects and isinstance(found[-1].value, Shift) and not found[-1].value.whole:
        length = _corrected_length(scene, corrects.end(), found[-1].value.length)
        return (Shift(length[0]), length[1]) if length else None
    earlier = next((part.value for part in reversed(found) if isinstance(part.value, (Clock, ClockRange))), None)
    if earlier is None:
        return None
    if corrects:
        moved = _clock_moved_by(scene, corrects.end(), earlier)
        return moved or _corrected_clock(scene, corrects.end(), earlier)
    joint = _OTHER_CHOICE.match(scene.text, at) or (_BUT.match(scene.text, at) if "not " in scene.text[:at] else None)
    hit = read_clock(scene, joint.end(), bare=True) if joint else None
    return hit if hit and BARE_END.match(scene.text, hit[1]) else None


def _corrected_length(scene: Scene, at: int, earlier: Length) -> tuple[Length, int] | None:
    """For "forty minutes, sorry, fifty"."""
    number = words(r"(?P<number>\d+)").match(scene.text, at)
    if not number or scene.text[number.end() :].strip(" ,"):
        return None
    hit = read_length(replace(scene, text=f"{number['number']} {earlier.unit}"), 0)
    return (hit[0], after(number)) if hit else None


_EARLIER_OR_LATER = words(r"(?P<way>earlier|sooner|later)(?: than that)?")
_AN = re.compile(r"(?:an? )?")


def _clock_moved_by(scene: Scene, at: int, earlier: Clock | ClockRange) -> Hit | None:
    """For "at eight, no, half an hour earlier"."""
    article = _AN.match(scene.text, at)
    length = read_length(scene, at) or (read_length(scene, article.end()) if article else None)
    way = _EARLIER_OR_LATER.match(scene.text, length[1]) if length and not length[0].in_days else None
    if not length or not way:
        return None
    minutes = (1 if way["way"] == "later" else -1) * length[0].total_seconds // 60
    if isinstance(earlier, Clock):
        return moved_clock(earlier, minutes), after(way)
    return ClockRange(moved_clock(earlier.start, minutes), moved_clock(earlier.end, minutes)), after(way)


def _corrected_clock(scene: Scene, at: int, earlier: Clock | ClockRange) -> Hit | None:
    """The clock, the range of them, or the piece of one that is put right at this place."""
    stretch = read_clock_range(scene, at, sure=True)
    if stretch:
        return stretch
    piece = read_piece(scene, at, earlier if isinstance(earlier, Clock) else earlier.end)
    hits = (hit for hit in (piece, read_clock(scene, at, bare=True)) if hit)
    return next((hit for hit in hits if BARE_END.match(scene.text, hit[1])), None)


_LEADS = re.compile(
    r"(?:(?:instead of|rather than|not) \d\d? (?:, |but )*)?"
    r"(?:(?:no|yes|ok|okay|well|oh|so|how about|what about|maybe|perhaps|let 's say|say|not|wait|sorry|"
    r"would|(?:could|can|shall) we (?:say|do|make it)|,) )*$"
)
_OR = re.compile(rf"(?:, )?(?:or|not|{CORRECTING}) (?:(?:maybe|perhaps|at|,|{CORRECTING}) )*")
_TO_DAY = re.compile(r"(?:, )?(?:on )?(?=(?:on|this|next|tomorrow|the)(?= |$))")


def _leads_to_day(scene: Scene, at: int, end: int) -> bool:
    """For "seven on friday", "eight or nine tomorrow": a number that a sentence opens with, and then a day."""
    joint = _OR.match(scene.text, end)
    other = read_clock(scene, joint.end(), bare=True) if joint else None
    beside = _TO_DAY.match(scene.text, other[1] if other else end) if _LEADS.fullmatch(scene.text[:at]) else None
    opening = re.compile(r"(?:on )?").match(scene.text, beside.end()) if beside else None
    return bool(opening and read_day(scene, opening.end()))


def _moved_clock(scene: Scene, at: int) -> Hit | None:
    """For "half an hour before noon", "an hour after seven"."""
    length = read_length(scene, at)
    way = words(r"(?P<way>before|after)").match(scene.text, length[1]) if length and not length[0].in_days else None
    clock = read_clock(scene, after(way), bare=True) if way else None
    if not length or not way or not clock or not (clock[0].half != "open" or BARE_END.match(scene.text, clock[1])):
        return None
    sign = -1 if way["way"] == "before" else 1
    return moved_clock(clock[0], sign * length[0].total_seconds // 60), clock[1]


_LIST_JOINT = re.compile(r"(?:, and|and|,)(?: at)? ")


def _clock_list(scene: Scene, at: int, found: list[Found]) -> Hit | None:
    """The four of "every day at ten and four"."""
    joint = _LIST_JOINT.match(scene.text, at)
    repeats = any(isinstance(part.value, Repeat) for part in found)
    if not joint or not repeats or found[-1].end != at or not isinstance(found[-1].value, Clock):
        return None
    hit = read_clock(scene, joint.end(), bare=True)
    return hit if hit and re.compile(r"(?:,|and)(?= )|").match(scene.text, hit[1]) else None


_ONLY_A_NUMBER = re.compile(
    r"(?:(?:no|yes|ok|okay|well|oh|how about|maybe|let 's say) )*\d\d?"
    r"(?: (?:then|instead|maybe|at the (?:latest|earliest)))?"
    r"(?:$|(?<=\d) (?:instead of|rather than) )"
)
