"""What an answer to an offer means: which of the places, another one, or none."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from assistant.calendar.appointment import instant
from assistant.messages.speech import Intent
from assistant.messages.times import Grain
from assistant.scheduling.offers import Choice, Offer, Purpose
from assistant.scheduling.scoring import Reason, Slot

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIRST = ("the first", "first", "the first one", "either", "either one", "both", "any", "i do not mind", "that one")
_SECOND = ("the second", "second", "the second one", "the other", "the other one", "the last one", "the later one")
_YES = ("yes", "yeah", "sure", "gladly", "okay")
_NONE = ("no", "none", "neither", "neither one", "none of them", "not this week", "nope", "rather not")
_DAY_AND_ONE = re.compile(r"\b(?:the|that) \w+day one$")
"""Where "one" is the place and no hour."""

_AFTER_A_WEEKDAY = frozenset({"", "one", "at", "in", "from", "around", "morning", "afternoon", "evening", "night"})
_A_WEEK = timedelta(days=7)
PLACE_WORDS = (*_FIRST, *_SECOND, *_YES, *_NONE, *_WEEKDAYS)
"""What answers "which would you like"."""


class Meant(StrEnum):
    """What an answer says about an offer."""

    YES = "yes"
    ONE_OF_TWO = "one_of_two"
    """It was a yes, and of two places it did not say which."""

    NO = "no"
    NOTHING = "nothing"
    """It was no answer."""


def meant(answer: Intent, offer: Offer) -> tuple[Meant, int]:
    """What was meant, and which of the places."""
    chosen = str(answer.choice or answer.slots.get("choice") or "")
    if chosen in _NONE or answer.name in ("No", "Cancel"):
        return Meant.NO, 0
    if chosen in _WEEKDAYS:
        places = [
            place
            for place, choice in enumerate(offer.choices)
            if choice.first.wall.weekday() == _WEEKDAYS.index(chosen)
        ]
        return (Meant.YES, places[0]) if places else (Meant.NOTHING, 0)
    if chosen in _SECOND or answer.name == "Next":
        return Meant.YES, len(offer.choices) - 1
    if chosen in _FIRST:
        return Meant.YES, 0
    if chosen in _YES or answer.name == "Yes":
        return (Meant.ONE_OF_TWO if len(offer.choices) > 1 else Meant.YES), 0
    return Meant.NOTHING, 0


def own_place(answer: Intent, offer: Offer, zone: str) -> Choice | None:
    """Another time that somebody named instead; None where they did not, or where it is about several things."""
    when = answer.times.get("when")
    several = len(offer.choices[0].slots) > 1 or offer.purpose is Purpose.SMALL
    rules_out = "hours" in answer.slots
    if several or rules_out or when is None or when.start is None:
        return None
    offered, words = offer.choices[0].first, str(answer.slots.get("when", ""))
    wall = when.begins or when.start
    if when.grain in (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.YEAR) or _DAY_AND_ONE.search(words):
        wall = datetime.combine(wall, offered.wall.time())
    wall = _in_week_of(offered.wall, wall, words)
    start = instant(wall, zone)
    return Choice((Slot(offered.ritual, wall, start, start + offered.ritual.length, reasons=(Reason.FREE,)),))


def named_place(own: Choice, places: Sequence[Choice]) -> int | None:
    """Which of the places that were offered somebody named by its time; None where it is another."""
    return next((index for index, each in enumerate(places) if each.first.start == own.first.start), None)


def _in_week_of(offered: datetime, wall: datetime, words: str) -> datetime:
    """A weekday that was named without its date, in the week that is spoken of."""
    said = words.split()
    day = next((index for index, word in enumerate(said) if word in _WEEKDAYS), None)
    if day is None or said[day - 1 : day] in (["next"], ["this"]):
        return wall
    if " ".join(said[day + 1 : day + 2]) not in _AFTER_A_WEEKDAY:
        return wall  # "friday the fourth" says which one
    monday = offered.date() - timedelta(days=offered.weekday())
    while wall.date() < monday:
        wall += _A_WEEK
    return wall
