"""Where a time begins and ends, how often it comes and what it leaves out: "from monday until june except fridays"."""

import re

from assistant.messages.times import Grain
from assistant.understanding.times.clocks import Clock, read_clock
from assistant.understanding.times.dates import Day, ordinal
from assistant.understanding.times.day_ranges import middle_day, read_day_range, read_side
from assistant.understanding.times.dayparts import END_OF_NAMED_DAY, Part, read_part
from assistant.understanding.times.days import read_day
from assistant.understanding.times.lexicon import WEEKDAYS
from assistant.understanding.times.part_kinds import Count, Except, Hit, Starting, Until
from assistant.understanding.times.periods import read_period
from assistant.understanding.times.repeat_days import Repeat, group_days
from assistant.understanding.times.repeats import read_repeat
from assistant.understanding.times.scene import WEEKDAY, Scene, after, words
from assistant.understanding.times.stretches import Period

BARE_END = re.compile(
    r"$|(?:on|at|in|for|and|or|every|until|to|through|with|instead|please|tonight|today|tomorrow|this|next|no|"
    r"from|except|"
    r"the|our|my|his|her|their|we|i|he|she|they|there|someone|somebody|you|it|"
    r"(?:\d+|an|half an|a quarter of an) (?:hour|minute)s?|"
    rf"starting|beginning|then|sharp|ish|if|because|so|when|but|,|-|weekdays|{'|'.join(WEEKDAYS)})(?= |$|s )",
)
"""What may follow a bare number for it to be a clock time."""

_UNTIL = re.compile(
    r"(?:(?:from (?:right )?now )?(?:up )?until|from (?:right )?now (?:to|-|through)|between (?:right )?now and|"
    r"(?P<through>through|up to and including)|up to|ending|ends|to end|and end|finishing|"
    r"ending up)(?: (?:on|at|about|around|in|by|with|including|the very))* ",
)


def read_until(scene: Scene, at: int) -> Hit | None:
    """An end: "until june", "through friday", "from now to six"; "not until friday" is friday itself."""
    match = _UNTIL.match(scene.text, at)
    if not match:
        return None
    to_its_end = END_OF_NAMED_DAY.match(scene.text, match.end())
    last = read_day(scene, to_its_end.end()) if to_its_end else None
    if last:
        return Until(last[0], None, through=True), last[1]
    start = match.end()
    through = bool(match["through"])
    clock = read_clock(scene, start, bare=True)
    hits: list[tuple[Day | Period | Clock | Part, int]] = [
        hit for hit in (read_day(scene, start), read_period(scene, start)) if hit
    ]
    if clock and (BARE_END.match(scene.text, clock[1]) or read_clock(scene, start)):
        hits.append(clock)
    part = read_part(scene, start)
    if part:
        hits.append(part)
    if not hits:
        return None
    value, end = max(hits, key=lambda hit: hit[1])
    if scene.text.endswith("not ", 0, at):
        return value, end
    middle = middle_day(scene, start, value) if isinstance(value, Period) else None
    if middle:
        return Until(Day(middle), None, through), end
    if isinstance(value, Day):
        at_time, end = read_side(scene, end)
        return Until(value, at_time, through), end
    whole = isinstance(value, Period) and " end of " in f" {scene.text[start:end]}"
    return Until(value, None, through or whole), end


_STARTING = re.compile(
    r"(?:starting|beginning|commencing|start|begin|effective|as of|from)(?: (?:on|from|in|with|at))* "
)
_ONWARDS = words(r"on|onward|onwards")


def read_starting(scene: Scene, at: int) -> Hit | None:
    """A beginning: "starting next week", "from december on"."""
    match = _STARTING.match(scene.text, at)
    if not match:
        return None
    day, period = read_day(scene, match.end()), read_period(scene, match.end())
    hit = day if day and (not period or day[1] >= period[1]) else period
    if not hit:
        return None
    tail = _ONWARDS.match(scene.text, hit[1])
    return Starting(hit[0]), after(tail) if tail else hit[1]


def goes_on(scene: Scene, start: int, end: int) -> bool:
    """Whether the beginning read in a stretch is that of all that follows: "from june on", "starting in june"."""
    said, rest = scene.text[start:end].rstrip(), scene.text[end:].lstrip()
    is_left = said.startswith("from ") and not _ONWARDS.match(said.rpartition(" ")[2])
    return not is_left or _ONWARDS.match(rest) is not None


_COUNT = words(
    r"(?:(?:for|only|just) )*(?:(?P<count>\d+) (?:time|times|occurrences?|repetitions?|repeats|sessions|"
    r"meetings)|(?P<twice>twice|thrice))(?! (?:a|an|per|in(?! all| total))(?: |$))(?: in (?:all|total))?"
    rf"(?! every (?!{WEEKDAY}))"
)


def read_count(scene: Scene, at: int) -> Hit | None:
    """A number of times: "for five times", "twice"."""
    match = _COUNT.match(scene.text, at)
    if not match:
        return None
    times = int(match["count"]) if match["count"] else 2 if match["twice"] == "twice" else 3
    return (Count(times), after(match)) if times else None


_EXCEPT = re.compile(
    r"(?:,? ?(?:and )?(?:except|but(?= (?:on )?(?:\w+days?|weekends?|christmas)(?: |$))|"
    r"but(?= the (?:\d+th|last) (?:1 |\w+day )?(?:of|in) (?:the|every) month)|but not|without|"
    r"other than|besides|but skip|skipping|leaving out|not|(?:bar|save)(?= (?:for )?(?:on )?(?:the )?\w+days?(?: |$)))"
    r"(?: (?:for|on|in|from|during|over|"
    r"the ones? (?:on|in)))* )"
)
_FIRST = words(r"(?:the )?(?:1th|next)(?: (?:1|time))?(?! (?:of|in|day|week|month|[a-z]+day|[a-z]+ weekend))")
_WEEKEND = words(r"(?:the )?weekend")
_BUT, _NOT = re.compile(r"but (?!not|skip)"), re.compile(r"(?:^| )not ")
"""For "not friday but saturday" nothing is left out."""

_ALSO = re.compile(r"(?:,? ?(?:and|or)|,)(?: (?:on|in|for|not))* ")


_NTH = words(r"(?:the )?(?P<nth>\d\d?th|last) (?:1|time)(?P<of> (?:in|of))?")


def _nths(scene: Scene, at: int) -> Hit | None:
    """For "the second one", "the last one in march"; the very first of all has a reading of its own."""
    match = _NTH.match(scene.text, at)
    if not match:
        return None
    nth = -1 if match["nth"] == "last" else int(match["nth"][:-2])
    period = read_period(scene, after(match)) if match["of"] else None
    if period and period[0].grain in {Grain.MONTH, Grain.YEAR}:
        return Except((), nths=((nth, period[0]),)), period[1]
    return (Except((), nths=((nth, None),)), after(match)) if nth != 1 and not match["of"] else None


_OF_MONTH = words(
    r"(?:the )?(?P<nth>\d\d?th(?: last)?|last) (?:(?P<what>1|time|day) )?(?:(?:of|in) )?(?:the|every|a) month"
)


def _of_month(scene: Scene, at: int) -> Hit | None:
    """For "the first one of the month", and "the first of the month", which is a day where every day is meant."""
    match = _OF_MONTH.match(scene.text, at)
    if not match:
        return None
    nth = ordinal(match["nth"])
    if match["what"] == "day":
        return Except((Repeat("MONTHLY", month_days=(nth,)),)), after(match)
    return Except((), of_month=(nth,)), after(match)


def read_except(scene: Scene, at: int) -> Hit | None:
    """What a repetition leaves out: "except christmas eve", "but not on mondays"."""
    match = _EXCEPT.match(scene.text, at)
    if not match or (_BUT.match(match[0]) and _NOT.search(scene.text[:at])):
        return None
    nths = _of_month(scene, match.end()) or _nths(scene, match.end())
    if nths:
        return nths
    first = _FIRST.match(scene.text, match.end())
    if first:
        return Except((), first=True), after(first)
    values: list[Day | Period | Repeat] = []
    position, end = match.end(), match.end()
    while True:
        weekend = _WEEKEND.match(scene.text, position)
        if weekend:
            return Except((*values, Repeat("WEEKLY", weekdays=group_days("weekend", scene)))), after(weekend)
        hits: list[tuple[Day | Period | Repeat, int]] = [
            hit
            for hit in (
                read_repeat(scene, position),
                read_day(scene, position),
                read_period(scene, position),
                read_day_range(scene, position),
            )
            if hit
        ]
        if not hits:
            break
        value, end = max(hits, key=lambda hit: hit[1])
        values.append(value)
        joint = _ALSO.match(scene.text, end)
        if not joint:
            break
        position = joint.end()
    return (Except(tuple(values)), end) if values else None
