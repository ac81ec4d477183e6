"""Find every part of a time in a sentence: days, clocks, lengths, repetitions, ends, exceptions.

At each word the part that takes the most words wins.
"""

import re

from assistant.understanding.times.clock_settling import moved_clock
from assistant.understanding.times.clocks import Clock, ClockRange, read_clock, read_clock_range, read_piece
from assistant.understanding.times.corrections import corrected
from assistant.understanding.times.dates import Day
from assistant.understanding.times.day_ranges import read_day_range, read_moment_range
from assistant.understanding.times.dayparts import Part, read_end_of_day, read_part
from assistant.understanding.times.days import read_day
from assistant.understanding.times.lengths import read_length
from assistant.understanding.times.lexicon import BESIDE_CORRECTING, CORRECTING, CORRECTORS, STARTERS, UNITS
from assistant.understanding.times.limits import BARE_END, read_count, read_except, read_starting, read_until
from assistant.understanding.times.part_kinds import EndOfDay, Found, Hit, Now, Shift
from assistant.understanding.times.periods import length_ahead, read_period
from assistant.understanding.times.pointing_back import read_one_after
from assistant.understanding.times.repeat_days import Repeat
from assistant.understanding.times.repeats import read_repeat
from assistant.understanding.times.scene import Scene, after, longest, words
from assistant.understanding.times.stretches import Period


def find_parts(scene: Scene) -> list[Found]:
    """Every part of a time in the sentence, in the order in which they stand."""
    found: list[Found] = []
    at = 0
    while at < len(scene.text):
        space = scene.text.find(" ", at)
        word = scene.text[at : space if space >= 0 else None]
        possible = (word[0].isdigit() or word in STARTERS) and not (
            word == "in" and scene.text.endswith("check ", 0, at)
        )
        part = _longest(scene, at, found) if possible else None
        if part is None and found and word in CORRECTORS:
            part = _beside_earlier(scene, at, found)
        if part:
            found.append(Found(part[0], at, part[1]))
            at = part[1]
        else:
            at += len(word) + 1
    return corrected(scene, found)


def _longest(scene: Scene, at: int, found: list[Found]) -> Hit | None:
    best = longest(_READERS, scene, at)
    for hit in (_clock(scene, at, found), read_one_after(scene, at, found) if found else None):
        best = hit if hit and (best is None or hit[1] > best[1]) else best
    return best


_APPROXIMATELY = r"(?:around|about|approximately|roughly|exactly|just|say|like)"
_CLOCK_PREFIX = re.compile(
    rf"(?P<sure>(?:(?:at|{_APPROXIMATELY}|by|before|after|from|starting at|beginning at|start at|starting from|"
    r"no later than|as early as) )+)"
    r"|(?P<soft>(?:for|to|make it|make that|starting|beginning|no|on|later than) )",
)
_CORRECTION = re.compile(rf"(?:{BESIDE_CORRECTING} )*{CORRECTING} (?:(?:{CORRECTING}|{BESIDE_CORRECTING}) )*")
_OTHER_CHOICE = re.compile(r"or (?:(?:maybe|perhaps|possibly|even|at|around|about) )*")
_BUT = re.compile(r"but (?:(?:at|around|about) )*")


def _beside_earlier(scene: Scene, at: int, found: list[Found]) -> Hit | None:
    """A clock that only the one before makes a clock: "friday at seven, no, half past", "at eight or nine"."""
    earlier = next((part.value for part in reversed(found) if isinstance(part.value, (Clock, ClockRange))), None)
    if earlier is None:
        return None
    corrects = _CORRECTION.match(scene.text, at)
    if corrects:
        return _corrected_clock(scene, corrects.end(), earlier)
    joint = _OTHER_CHOICE.match(scene.text, at) or (_BUT.match(scene.text, at) if "not " in scene.text[:at] else None)
    hit = read_clock(scene, joint.end(), bare=True) if joint else None
    return hit if hit and BARE_END.match(scene.text, hit[1]) else None


def _corrected_clock(scene: Scene, at: int, earlier: Clock | ClockRange) -> Hit | None:
    """The clock, the range of them, or the piece of one that is put right at this place."""
    stretch = read_clock_range(scene, at, sure=True)
    if stretch:
        return stretch
    piece = read_piece(scene, at, earlier if isinstance(earlier, Clock) else earlier.end)
    hit = piece or read_clock(scene, at, bare=True)
    return hit if hit and BARE_END.match(scene.text, hit[1]) else None


def _clock(scene: Scene, at: int, found: list[Found]) -> Hit | None:
    whole = at == 0 or not found
    moved = _moved_clock(scene, at)
    if moved:
        return moved
    listed = _clock_list(scene, at, found)
    if listed:
        return listed
    beside = _beside_earlier(scene, at, found) if found and scene.text[at].isalpha() else None
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
            unsure = soft and not read_clock(scene, prefix.end())
            return None if unsure else hit
        return None
    follows_day = bool(found) and found[-1].end == at and isinstance(found[-1].value, (Day, Part, Repeat, Period))
    hit = read_clock(scene, at, bare=follows_day)
    if hit:
        bare = follows_day and not read_clock(scene, at)
        return hit if not bare or BARE_END.match(scene.text, hit[1]) else None
    hit = read_clock(scene, at, bare=True) if whole else None
    return hit if hit and (_ONLY_A_NUMBER.match(scene.text) or _leads_to_day(scene, at, hit[1])) else None


_LEADS = re.compile(r"(?:(?:no|yes|ok|okay|well|oh|so|how about|what about|maybe|perhaps|let 's say|say|not) )*$")
_TO_DAY = re.compile(r"(?:or (?:maybe |perhaps )?\d+(?: \d\d)? )?(?:on )?(?=(?:on|this|next|tomorrow|the) )")


def _leads_to_day(scene: Scene, at: int, end: int) -> bool:
    """For "seven on friday", "eight or nine tomorrow": a number that a sentence opens with, and then a day."""
    beside = _TO_DAY.match(scene.text, end) if _LEADS.fullmatch(scene.text[:at]) else None
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


def _clock_list(scene: Scene, at: int, found: list[Found]) -> Hit | None:
    """The four of "every day at ten and four"."""
    joint = re.compile(r"(?:, and|and|,)(?: at)? ").match(scene.text, at)
    repeats = any(isinstance(part.value, Repeat) for part in found)
    if not joint or not repeats or found[-1].end != at or not isinstance(found[-1].value, Clock):
        return None
    hit = read_clock(scene, joint.end(), bare=True)
    return hit if hit and re.compile(r"(?:,|and)(?= )|").match(scene.text, hit[1]) else None


_ONLY_A_NUMBER = re.compile(
    r"(?:(?:no|yes|ok|okay|well|oh|how about|maybe|let 's say) )*\d\d?(?: (?:then|instead|maybe))?$"
)


def _moment_range(scene: Scene, at: int) -> Hit | None:
    return read_moment_range(scene, at)


def _clock_range(scene: Scene, at: int) -> Hit | None:
    return read_clock_range(scene, at)


def _day_range(scene: Scene, at: int) -> Hit | None:
    return read_day_range(scene, at)


_DAY_PREFIX = re.compile(
    r"(?:(?:later|early|late|earlier|sometime|some time|anytime|any time|all day|all|on|for|by|this|around|"
    r"about|before|after|no later than|as of|at) )*"
)


def _day(scene: Scene, at: int) -> Hit | None:
    direct = read_day(scene, at)
    prefix = _DAY_PREFIX.match(scene.text, at)
    if direct or not prefix or not prefix[0]:
        return direct
    return read_day(scene, prefix.end())


_PERIOD_PREFIX = re.compile(
    r"(?:(?:in|on|for|during|over|within|at|by|of|around|throughout|through|sometime|before|after) )*"
)


def _period(scene: Scene, at: int) -> Hit | None:
    direct = read_period(scene, at)
    prefix = _PERIOD_PREFIX.match(scene.text, at)
    if direct or not prefix or not prefix[0]:
        return direct
    return read_period(scene, prefix.end())


def _part(scene: Scene, at: int) -> Hit | None:
    return read_part(scene, at)


_IN = re.compile(rf"(?:in|within|after|for in)(?: (?:{_APPROXIMATELY}|another|only|maybe|exactly|\d+ (?:to|or)))* ")
_FROM_NOW = words(r"(?:from (?:now|right now)|hence|out|(?:'s )?time|later|from this moment)(?: time)?")


def _shift(scene: Scene, at: int) -> Hit | None:
    """For "in twenty minutes", "two weeks from now", "half an hour later"."""
    stretch = length_ahead(scene, at)
    if stretch:
        return Shift(stretch[0], whole=True), stretch[1]
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


_FOR = re.compile(rf"(?:for|by|lasting|lasts|over)(?: (?:{_APPROXIMATELY}|another|at least|up to|only|maybe|the))* ")
_TRAILING = re.compile(
    r"$|(?:please|then|long|instead|and|or|on|at|from|every|starting|more|longer|shorter|earlier|later|back|"
    r"forward|early|of)(?= |$)"
)


def _length(scene: Scene, at: int) -> Hit | None:
    opening = _FOR.match(scene.text, at)
    start = opening.end() if opening else at
    hit = read_length(scene, start)
    if not hit or scene.text.startswith("at a time", hit[1]):
        return None
    indefinite = re.compile(rf"an? (?:{'|'.join(UNITS)})").match(scene.text, start)
    if indefinite and hit[0].unit == "second":
        return None
    if indefinite and not opening and " and " not in scene.text[start : hit[1]] and hit[0].unit != "hour":
        alone = at == 0 and hit[1] >= len(scene.text)
        return hit if alone else None
    return hit


def _repeat(scene: Scene, at: int) -> Hit | None:
    introduced = re.compile(r"(?:for|on|at) ").match(scene.text, at)
    return read_repeat(scene, at) or (read_repeat(scene, introduced.end()) if introduced else None)


_NOW = words(
    r"(?:right |just )?now|(?:at )?(?:this|the) (?:very )?moment|asap|immediately|straight away|right away|"
    r"as soon as possible|at once"
)


def _now(scene: Scene, at: int) -> Hit | None:
    match = _NOW.match(scene.text, at)
    alone = match and at == 0 and match.end() == len(scene.text)
    return (Now(), after(match)) if match and alone else None


def _end_of_day(scene: Scene, at: int) -> Hit | None:
    end = read_end_of_day(scene, at)
    return (EndOfDay(), end) if end else None


_READERS = (
    read_except,
    read_until,
    read_starting,
    read_count,
    _repeat,
    _day_range,
    _moment_range,
    _clock_range,
    _day,
    _period,
    _part,
    _shift,
    _length,
    _now,
    _end_of_day,
)
