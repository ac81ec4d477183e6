"""An answer to our own question is read as an answer first."""

from dataclasses import replace
from types import MappingProxyType

from assistant.messages.intents import IntentName
from assistant.messages.speech import NOT_UNDERSTOOD, SPELLED, Asking, Expectation, Intent, SlotValue
from assistant.messages.times import Grain
from assistant.understanding.lattice import Lattice, Spot
from assistant.understanding.numerals import read_number
from assistant.understanding.picking import choose, pick
from assistant.understanding.slots import activity
from assistant.understanding.wordlists import word_set

_YES: frozenset[IntentName] = frozenset({"Yes"})
_FREE: frozenset[IntentName] = frozenset({"Stop", "Cancel", "Help", "No", "TimeOut", "Repeat", "Undo", "Mute"})
"""What may be said instead of any answer."""

_ASKS_THE_CALENDAR: frozenset[IntentName] = frozenset({"ListTimes", "NextTime", "FindFreeTime"})
"""Questions of theirs that may hold a time, and give none."""

_LEADING = (
    "you can call me",
    "you may call me",
    "people call me",
    "i am called",
    "we are called",
    "i go by",
    "my partner is",
    "my partner is called",
    "the other one is",
    "the other one is called",
    "the other is",
    "he is",
    "she is",
    "he is called",
    "she is called",
    "his name is",
    "her name is",
    "say",
    "say it",
    "put",
    "put down",
    "write",
    "write down",
    "let",
    "hello",
    "hi",
    "hey",
    "it is called",
    "that is called",
    "it is pronounced",
    "is pronounced",
    "pronounced",
    "it sounds like",
    "sounds like",
    "more like",
    "rather like",
    "say it like",
    "like",
    "call it",
    "call me",
    "call us",
    "call you",
    "my name is",
    "the name is",
    "name is",
    "it is",
    "this is",
    "that is",
    "i am",
    "let us say",
    "let us call it",
    "let us do",
    "make it",
    "how about",
    "what about",
    "maybe",
    "perhaps",
    "i think",
    "i would say",
    "i said",
    "no",
    "just",
    "well",
    "so",
    "oh",
    "okay",
    "for",
    "to",
    "about",
    "remind us to",
    "remind me to",
    "remind us about",
    "remind me about",
    "it was",
    "and",
    "then",
    "schedule",
    "plan",
    "a",
    "the",
    "our",
    "yes",
)
_LEADING_WORDS = tuple(sorted((tuple(phrase.split()) for phrase in _LEADING), key=len, reverse=True))
_TRAILING = (
    "goes first",
    "go first",
    "starts",
    "start",
    "can start",
    "begins",
    "first",
    "please",
    "thanks",
    "thank you",
    "is my name",
    "is the name",
    "is fine",
    "here",
    "speaking",
    "then",
    "will do",
)
_TRAILING_WORDS = tuple(sorted((tuple(phrase.split()) for phrase in _TRAILING), key=len, reverse=True))
_NO_NAME = word_set(
    "i we you he she it they the a an is are am was were be do does did not no yes okay right wrong correct good great "
    "fine perfect lovely sure quite nearly almost idea alone nobody nothing none maybe later yet now what when where "
    "who why how that this there here to of in on at for with from and or but so if my your our his her their can "
    "could would should wont have has had want think know tell add call say name names called time someone something "
    "anything stop skip next thanks wait let us"
)
"""Words that no name holds."""

_LONGEST = {Asking.NAME: 4, Asking.ACTIVITY: 7, Asking.WHAT: 20}
_SLOT = {Asking.ACTIVITY: "activity", Asking.WHAT: "what"}
_REPAIRING = word_set("no make actually rather instead sorry wait change better")
_BESIDE_A_REPAIR = _REPAIRING | word_set("it that please to then oh okay")
_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_CHOSEN_BY_TIME: frozenset[IntentName] = frozenset({"MoveTime", "PlanWeek", "FindFreeTime"})
_REPAIRS: frozenset[IntentName | None] = frozenset({None, "Yes", "No", "MoveTime", "ScheduleTime", "Next", "MoreTime"})
"""What a repaired time may have been taken for."""

_OFFERS = frozenset({Asking.CONSENT, Asking.YES_OR_NO, Asking.CHOICE})
_NAMES_NOTHING = word_set(
    "no not now today tonight but rather better instead please then for on at it that this them let us do we can could "
    "would like to want i plan schedule book put have how about what lets maybe perhaps make in okay yes yeah sure"
)
_ASKING_BACK = word_set("why who when which is are was were does")
_SLOTS_OF_TIME = frozenset({"when", "which", "duration_seconds"})

_STRAY_WORDS = 5
_OPEN_CONFIDENCE = 0.8
_COMMAND_CONFIDENCE = 0.6
"""Where open words are waited for, a command of two words or more needs so much certainty to be heard as one."""

_SHORT_COMMAND_CONFIDENCE = 0.8
"""A single word may be a name ("Will"), so it needs more."""


def read_answer(lattice: Lattice, expectation: Expectation, best: Intent) -> Intent | None:
    """The utterance as the answer that is waited for; None if it is none.

    Args:
        lattice: what was said, with its times spotted.
        expectation: the open question.
        best: what the utterance means with no question open.
    """
    chosen = choose(lattice, expectation, best) if expectation.asking is Asking.CHOICE else None
    if chosen is None and expectation.about == "StartExercise" and (planned := _planned_instead(lattice, expectation)):
        return planned
    if expectation.about == "StartExercise" and _leaves_out_something_unknown(lattice, best):
        return NOT_UNDERSTOOD
    if expectation.asking in (None, Asking.CONSENT):
        return None
    if expectation.asking is Asking.CHOICE:
        repairable = chosen is None and expectation.about in _CHOSEN_BY_TIME  # "no, thursday" to "once, or all of them"
        return _repair(lattice, expectation, best) if repairable else _with_its_time(chosen, lattice, expectation)
    stands_alone = best.name in _FREE or best.name in _ASKS_THE_CALENDAR - {expectation.about}
    if stands_alone and best.confidence > _OPEN_CONFIDENCE and expectation.asking is not Asking.YES_OR_NO:
        return None
    match expectation.asking:
        case Asking.YES_OR_NO:
            return (
                pick(lattice, expectation)
                or _repair(lattice, expectation, best)
                or _name_again(lattice, expectation, best)
            )
        case Asking.TIME:
            return pick(lattice, expectation) or _time(lattice, expectation, best)
        case Asking.NAME:
            return _name(lattice, expectation, best)
        case _:
            return _words(lattice, expectation, best)


def read_aside(lattice: Lattice, expectation: Expectation) -> Intent | None:
    """What was said to a question without being a yes or no to it: "ask sam", "me too", "the later one"."""
    named = expectation.asking is Asking.YES_OR_NO and expectation.choices
    return pick(lattice, expectation) if named or expectation.asking in (Asking.CONSENT, Asking.NAME) else None


def _with_its_time(chosen: Intent | None, lattice: Lattice, expectation: Expectation) -> Intent | None:
    """A weekday that was picked, with the time that it is part of: "friday at eight"."""
    time = _longest_time(lattice)
    if chosen is None or time is None or chosen.choice not in _WEEKDAYS:
        return chosen
    within = chosen.choice in lattice.words.words[time.start : time.end]
    return replace(_about(expectation, {"when": time.value}, time), choice=chosen.choice) if within else chosen


def _leaves_out_something_unknown(lattice: Lattice, best: Intent) -> bool:
    """Whether it would leave out what nobody planned: "no wine tonight", said beside a question about an exercise."""
    unknown = "activity" in best.slots and all(spot.kind != "activity" for spot in lattice.spots)
    return best.name in ("SkipTime", "CancelTime") and unknown


def _planned_instead(lattice: Lattice, expectation: Expectation) -> Intent | None:
    """Another time for an exercise that is offered for now; only a time of day, and nothing but small words beside."""
    time = _longest_time(lattice)
    if expectation.asking not in _OFFERS or time is None or time.time is None or time.time.start is None:
        return None
    words = lattice.words.words
    others = {*words[: time.start], *words[time.end :]}
    part_of_the_day = time.time.grain is Grain.DAYPART and not {"yes", "okay"} & others
    exact = time.time.grain in (Grain.MINUTE, Grain.HOUR)
    named = words[time.start : time.end]
    is_number = len(named) == 1 and read_number(named) is not None  # "seven" may be how calm somebody is
    hesitates = words[: time.start][-1:] == ("not",) or {"a", "minute"} <= {*named}
    if is_number or hesitates or not (exact or part_of_the_day) or not others <= _NAMES_NOTHING:
        return None
    return replace(_about(expectation, {"when": time.value}, time), name="ScheduleTime")


def _repair(lattice: Lattice, expectation: Expectation, best: Intent) -> Intent | None:
    time = _longest_time(lattice)
    if time is None or _turns_down(lattice, time, best) or _asks_back(lattice):
        return None
    nothing_else = all(
        time.start <= index < time.end or lattice.word(index) in _BESIDE_A_REPAIR for index in range(len(lattice))
    )
    if not nothing_else and best.name not in _REPAIRS | {expectation.about}:
        return None
    if best.name in _YES and time.end < len(lattice):
        return None
    others = len(lattice) - (time.end - time.start)
    if _names_something(best) and _REPAIRING.isdisjoint(lattice.words.words):
        return None
    repairs = any(lattice.word(index) in _REPAIRING for index in range(len(lattice)))
    if others > _STRAY_WORDS + 2 * repairs:
        return None
    return _about(expectation, {"when": time.value}, time)


def _asks_back(lattice: Lattice) -> bool:
    """Whether it is a question of theirs, and no time that they would like: "why friday", "is friday good"."""
    first, second = lattice.word(0), lattice.word(1)
    return first in _ASKING_BACK or (first in {"what", "how"} and second != "about")


def _turns_down(lattice: Lattice, time: Spot, best: Intent) -> bool:
    """Whether it is a no that only names when: "not tonight"."""
    return best.name == "No" and time.end == len(lattice) and "not" in lattice.words.words[: time.start][-1:]


def _time(lattice: Lattice, expectation: Expectation, best: Intent) -> Intent | None:
    time = _longest_time(lattice)
    if time is None or (_names_something(best) and best.name != expectation.about):
        return None
    others = len(lattice) - (time.end - time.start)
    if others > _STRAY_WORDS and best.name not in {None, expectation.about}:
        return None
    if best.name == expectation.about:
        return best if "when" in best.slots else None
    return _about(expectation, {"when": time.value}, time)


def _names_something(best: Intent) -> bool:
    """Whether it is a whole request that holds a time beside what it is about, and no time alone."""
    return best.confidence >= _COMMAND_CONFIDENCE and bool(best.slots.keys() - _SLOTS_OF_TIME)


def _name(lattice: Lattice, expectation: Expectation, best: Intent) -> Intent | None:
    """A name; anything else that is surely meant stays what it is, so that every question can be left."""
    if best.name == "SetName" and "name" in best.slots and expectation.about == "SetName":
        return best
    sure = _SHORT_COMMAND_CONFIDENCE if len(lattice) == 1 else _COMMAND_CONFIDENCE
    if best.name not in {None, "Swap"} and best.confidence >= sure:
        return None
    return _named(lattice, expectation)


def _name_again(lattice: Lattice, expectation: Expectation, best: Intent) -> Intent | None:
    """The name said again, where it was read back."""
    if expectation.about != "SetName" or (best.name not in {None, "No"} and best.confidence >= _COMMAND_CONFIDENCE):
        return None
    return _named(lattice, expectation)


def _named(lattice: Lattice, expectation: Expectation) -> Intent | None:
    words = lattice.words.words
    start, end = _after_leading(words), len(words)
    for phrase in _TRAILING_WORDS:
        if end - len(phrase) > start and words[end - len(phrase) : end] == phrase:
            end -= len(phrase)
    letters = words[start:end]
    if len(letters) > 1 and all(len(letter) == 1 for letter in letters):
        return replace(_about(expectation, {"name": "".join(letters)}, None), choice=SPELLED)
    if not 0 < end - start <= _LONGEST[Asking.NAME] or not _NO_NAME.isdisjoint(letters):
        return None
    return _about(expectation, {"name": lattice.words.said(start, end)}, None)


def _after_leading(words: tuple[str, ...]) -> int:
    """Where the answer itself begins; a letter that is spelled out is no article."""
    start, changed = 0, True
    while changed:
        changed = False
        for phrase in _LEADING_WORDS:
            after = start + len(phrase)
            spelled = phrase == ("a",) and len(words[after : after + 1]) == 1 and len(words[after]) == 1
            if words[start:after] == phrase and after < len(words) and not spelled:
                start, changed = after, True
                break
    return start


def _words(lattice: Lattice, expectation: Expectation, best: Intent) -> Intent | None:
    asking = expectation.asking
    if asking is None or (best.name is not None and best.name == expectation.about and best.slots):
        return best if best.name else None
    words = lattice.words.words
    start, end = _after_leading(words), len(words)
    time = _longest_time(lattice)
    slots: dict[str, SlotValue] = {}
    if time is not None and time.end == end and time.start > start:
        end = time.start
        slots["when"] = time.value
    if not 0 < end - start <= _LONGEST[asking] or _NAMES_NOTHING.issuperset(words[start:end]):
        return None
    said = lattice.words.said(start, end)
    slots[_SLOT[asking]] = activity(said) if asking is Asking.ACTIVITY else said
    return _about(expectation, slots, time if "when" in slots else None)


def _about(expectation: Expectation, slots: dict[str, SlotValue], time: Spot | None) -> Intent:
    times = {"when": time.time} if time is not None and time.time is not None else {}
    return Intent(expectation.about, MappingProxyType(slots), _OPEN_CONFIDENCE + 0.1, MappingProxyType(times))


def _longest_time(lattice: Lattice) -> Spot | None:
    times = [spot for spot in lattice.spots if spot.kind == "time"]
    return max(times, key=lambda spot: (spot.end - spot.start, -spot.start), default=None)
