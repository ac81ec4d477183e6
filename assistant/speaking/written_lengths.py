"""Lengths in written text, told as long as they are when the time that the text was written for has changed.

Why: "take about seven minutes" is written once, and a couple that asks for a shorter turn is told how long it is now.
"""

import re

from assistant.speaking.spoken_times import say_length
from assistant.speaking.time_words import time_words

_MINUTE = 60
_ABOUT_STEP = 5
_LARGEST_NUMBER = 99
_NEARLY_AS_WRITTEN = (0.8, 1.25)
"""Between these shares a length that is said to be rough is still true."""

_UNITS = {"second": 1, "minute": _MINUTE, "hour": 60 * _MINUTE}
_NUMBERS = {time_words().number(value): value for value in range(2, _LARGEST_NUMBER + 1)} | {"one": 1}
_COUNT = "|".join(sorted(_NUMBERS, key=len, reverse=True)).replace(" ", "[ -]")
_WRITTEN = re.compile(
    rf"(?:\babout )?\b(?:(?P<count>{_COUNT}) (?P<many>second|minute|hour)s?|(?P<part>half )?an? (?P<one>minute|hour))\b"
    r"(?P<half> and a half\b)?",
    re.IGNORECASE,
)


def say_about(seconds: int) -> str:
    """A length rounded as people say it: to the minute, halves down; below a minute to five seconds."""
    step = _MINUTE if seconds >= _MINUTE else _ABOUT_STEP
    rounded = max(step, -((step // 2 - seconds) // step) * step)
    return time_words().about.format(length=say_length(rounded))


def with_its_lengths(sentence: str, share: float, longest: int) -> str:
    """A written sentence with every length in it told as it is now.

    Args:
        sentence: as it is written.
        share: how much there is of the time that it was written for.
        longest: in seconds; what is longer is about something else.
    """
    least, most = _NEARLY_AS_WRITTEN
    if least <= share <= most:
        return sentence

    def told(found: re.Match[str]) -> str:
        seconds = _seconds(found)
        if seconds > longest:
            return found.group()
        now = say_about(round(seconds * share))
        return now[0].upper() + now[1:] if found.group()[0].isupper() else now

    return _WRITTEN.sub(told, sentence)


def _seconds(found: re.Match[str]) -> int:
    unit = _UNITS[(found["many"] or found["one"]).lower()]
    if found["part"]:
        return unit // 2
    count = _NUMBERS[found["count"].lower().replace("-", " ")] if found["count"] else 1
    return count * unit + (unit // 2 if found["half"] else 0)
