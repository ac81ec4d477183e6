"""How people pick one of a few things that were just named: by its place, or by leaving it to whoever asked."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.library.yaml_reading import load_yaml

FILE_NAME = "choices.yaml"
_TWO = 2

Words = Annotated[tuple[str, ...], Field(min_length=1)]


class _ChoiceFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    places: Annotated[tuple[Words, ...], Field(min_length=_TWO)]
    last: Words
    other: Words
    any: Words
    before: Words
    after: Words
    ask_first: Words
    other_one: Words
    echo: Words


class Choices:
    """The words for each place."""

    def __init__(self, file: _ChoiceFile) -> None:
        """Take the words of one language."""
        self._file = file

    def among(self, named: Sequence[str]) -> Mapping[str, str]:
        """Which of the things that were named each word or phrase picks.

        Args:
            named: two or three of them, in the order in which they were said; more have only their places.
        """
        file = self._file
        picks = {word: thing for words, thing in zip(file.places, named, strict=False) for word in words}
        picks |= dict.fromkeys(file.last, named[-1]) | dict.fromkeys(file.any, named[0])
        if len(named) == _TWO:
            picks |= dict.fromkeys(file.other, named[1])
        return picks

    def beside(self, title: str, before: str, after: str) -> Mapping[str, str]:
        """Which of two times, before and after something that has this title, each phrase picks."""
        times = ((self._file.before, before), (self._file.after, after))
        return {phrase.format(title=title): time for phrases, time in times for phrase in phrases}

    def ask_first(self, names: Sequence[str]) -> Mapping[str, str | None]:
        """Which of these people each phrase leaves a question to; None where it names nobody."""
        called: dict[str, str | None] = dict.fromkeys(self._file.other_one)
        called |= {name.lower(): name for name in names}
        return {phrase.format(name=word): name for phrase in self._file.ask_first for word, name in called.items()}

    @property
    def echoes(self) -> tuple[str, ...]:
        """What the second of two says to what the first has just answered."""
        return self._file.echo


def load_choices(content: Path) -> Choices:
    """Load the words of one language.

    Args:
        content: the folder of that language.

    Raises:
        ContentError: the file is missing or cannot be used.
    """
    return Choices(load_yaml(content / FILE_NAME, _ChoiceFile))
