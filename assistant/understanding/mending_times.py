"""Times that only mean something beside one that was said before: "p.m.", "quarter past", "half an hour later"."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from assistant.messages.intents import IntentName
from assistant.messages.speech import Asking, Expectation
from assistant.messages.times import Grain, SpokenTime
from assistant.understanding.lattice import Spot
from assistant.understanding.normalizing import Words
from assistant.understanding.numerals import read_number
from assistant.understanding.wordlists import word_set

_TIMED: frozenset[IntentName] = frozenset({"ScheduleTime", "Remind", "MoveTime", "SkipTime", "CancelTime"})
_HALVES = {"am": time(), "pm": time(12)}
_HALF_A_DAY = timedelta(hours=12)
_BESIDE_HALVES = word_set("no not yes it is that i mean meant make in the okay of course sorry definitely")
_BESIDE_MINUTES = _BESIDE_HALVES | word_set(
    "at a actually rather instead please better wait then say said let us oh no to be for minutes just really thanks"
)
_HOUR = 60
_QUARTERS = {"quarter": 15, "half": 30}
_PAST, _TO = word_set("past after"), word_set("to before till")
_LATER, _EARLIER = word_set("later on"), word_set("earlier sooner")


def spot_mends(
    words: Words, durations: Iterable[Spot], expectation: Expectation, settings: frozenset[str], now: datetime
) -> list[Spot]:
    """What of these can be meant now.

    Args:
        words: what was said.
        durations: the lengths of time in it.
        expectation: the open question.
        settings: what is going on; right after something was put in, it may be mended too.
        now: wall time.
    """
    found: list[Spot] = []
    if expectation.asking in (Asking.TIME, Asking.YES_OR_NO) and expectation.about in _TIMED:
        found += spot_halves(words, now)
    once_or_all = expectation.asking is Asking.CHOICE and expectation.about == "MoveTime"
    if once_or_all or {"read_back", "after_plan"} & settings:
        found += [*spot_minutes(words, now), *spot_delays(words, durations)]
    return found


def spot_halves(words: Words, now: datetime) -> list[Spot]:
    """A lone "a.m." or "p.m.", said to a question about a time: that half of the day."""
    tokens = words.words
    said = [index for index, word in enumerate(tokens) if word in _HALVES and tokens[index - 1 : index] != ("i",)]
    if len(said) != 1 or not _BESIDE_HALVES.issuperset(tokens[: said[0]] + tokens[said[0] + 1 :]):
        return []
    word = tokens[said[0]]
    begins = datetime.combine(now.date(), _HALVES[word])
    half = SpokenTime(begins, begins + _HALF_A_DAY, grain=Grain.DAYPART, names_day=False)
    return [Spot("time", word, said[0], said[0] + 1, time=half)]


def spot_minutes(words: Words, now: datetime) -> list[Spot]:
    """Minutes without their hour, and nothing else that says when: "make it quarter past"."""
    tokens = words.words
    for start in range(len(tokens)):
        minutes, at = _minutes(tokens, start)
        if not minutes or at >= len(tokens) or tokens[at] not in _PAST | _TO:
            continue
        if not _BESIDE_MINUTES.issuperset(tokens[:start] + tokens[at + 1 :]):
            return []
        minutes = minutes if tokens[at] in _PAST else _HOUR - minutes
        named = datetime.combine(now.date(), time(minute=minutes))
        spoken = SpokenTime(named, grain=Grain.MINUTE, names_day=False, names_hour=False)
        return [Spot("time", words.said(start, at + 1), start, at + 1, time=spoken)]
    return []


def _minutes(tokens: tuple[str, ...], start: int) -> tuple[int, int]:
    """How many minutes are named from a word on, and where they end; zero where none are."""
    if tokens[start] in _QUARTERS:
        return _QUARTERS[tokens[start]], start + 1
    number = read_number(tokens[start:])
    if number is None or not 0 < number[0] < _HOUR:
        return 0, start
    end = start + number[1]
    return number[0], end + (tokens[end : end + 1] == ("minutes",))


def spot_delays(words: Words, durations: Iterable[Spot]) -> list[Spot]:
    """So much earlier or later than what was said before: "half an hour later"."""
    found = []
    for length in durations:
        word = words.words[length.end] if length.end < len(words.words) else ""
        if length.kind != "duration" or word not in _LATER | _EARLIER:
            continue
        seconds = int(length.value) if word in _LATER else -int(length.value)
        said = words.said(length.start, length.end + 1)
        spoken = SpokenTime(shift_seconds=seconds, names_day=False)
        found.append(Spot("time", said, length.start, length.end + 1, time=spoken))
    return found
