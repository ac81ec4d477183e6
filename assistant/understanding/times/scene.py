"""What every reader of a part of a time is given, and how patterns are written.

A reader is a function of a scene and a position at the start of a word. It returns what it read and the position of
the next word, or None: ``read_length(scene, 3) -> (Length(...), 17)``.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from assistant.understanding.times.conventions import Conventions
from assistant.understanding.times.lexicon import MONTHS, UNITS, WEEKDAYS

_Value = TypeVar("_Value")

WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
MONTH = "(?:" + "|".join(MONTHS) + ")"
UNIT = "(?:" + "|".join(UNITS) + ")"
NAMED_PART = "(?:morning|afternoon|evening|night)"


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence in canonical words, when it was said, and the conventions that hold."""

    text: str
    now: datetime
    """Naive local wall time."""

    conventions: Conventions

    @property
    def today(self) -> date:
        """The day on which it was said."""
        return self.now.date()

    def rest(self, at: int) -> str:
        """The words from a position on."""
        return self.text[at:]


def words(pattern: str) -> re.Pattern[str]:
    """A pattern of whole canonical words; it ends where a word ends."""
    return re.compile(f"(?:{pattern})(?= |$)")


def after(match: re.Match[str]) -> int:
    """The position of the word after a match."""
    return match.end() + 1


def longest(
    readers: Iterable[Callable[[Scene, int], tuple[_Value, int] | None]], scene: Scene, at: int
) -> tuple[_Value, int] | None:
    """Of what these readers find at this place, the reading that takes the most words; of equals the first."""
    best: tuple[_Value, int] | None = None
    for reader in readers:
        hit = reader(scene, at)
        if hit and (best is None or hit[1] > best[1]):
            best = hit
    return best
