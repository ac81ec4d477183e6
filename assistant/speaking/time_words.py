"""The words for saying times, from ``content/<language>/times.yaml``."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

from pydantic import BaseModel, ConfigDict

from assistant.library.yaml_reading import load_yaml

_TEN, _TWENTY, _HUNDRED = 10, 20, 100
_CENTURY = 2000


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    say: str
    until: int = 24
    start: int = 0
    end: int = 24


class _Clock(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    midnight: str
    noon: str
    hour: str
    minute: str
    few_minutes: str
    parts: tuple[_Part, ...]
    short: str
    halves: tuple[str, str]


class _Times(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    moment: str
    from_to: str
    lasting: str
    in_part: str
    parts: tuple[_Part, ...]


class TimeWords(BaseModel):
    """The words and patterns of one language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    numbers: tuple[str, ...]
    tens: tuple[str, ...]
    ordinals: tuple[str, ...]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    units: dict[str, tuple[str, str]]
    conjunction: str
    comma: str
    about: str
    hundred: str
    thousand: str
    clock: _Clock
    lengths: dict[str, str]
    dates: dict[str, str]
    times: _Times
    how_far: dict[str, str]
    recurrence: dict[str, str]

    def number(self, value: int) -> str:
        """A whole number in words, up to 9999; figures beyond."""
        if value < _TWENTY:
            return self.numbers[value]
        if value < _HUNDRED:
            tens, ones = divmod(value, _TEN)
            return self.tens[tens] + (f" {self.numbers[ones]}" if ones else "")
        hundreds, rest = divmod(value, _HUNDRED)
        if hundreds >= _TEN:
            return str(value)
        return f"{self.numbers[hundreds]} {self.hundred}" + (f" {self.conjunction} {self.number(rest)}" if rest else "")

    def year(self, value: int) -> str:
        """A year as it is read: "twenty twenty seven", "two thousand and five"."""
        century, rest = divmod(value, _HUNDRED)
        if _CENTURY <= value < _CENTURY + _TEN:
            return self.thousand + (f" {self.conjunction} {self.numbers[rest]}" if rest else "")
        if rest < _TEN:
            return str(value)
        return f"{self.number(century)} {self.number(rest)}"

    def counted(self, count: int, unit: str) -> str:
        """A number and its unit: "one minute", "two minutes"."""
        return f"{self.number(count)} {self.units[unit][count != 1]}"

    def joined(self, items: Sequence[str]) -> str:
        """A list as it is said: "a", "a and b", "a, b and c"."""
        if len(items) == 1:
            return items[0]
        return f"{f'{self.comma} '.join(items[:-1])} {self.conjunction} {items[-1]}"


@cache
def time_words(language: str = "en") -> TimeWords:
    """The words of one language, read once.

    Raises:
        ContentError: the file is not as it should be.
    """
    with as_file(files("assistant") / "content" / language / "times.yaml") as path:
        return load_yaml(path, TimeWords)
