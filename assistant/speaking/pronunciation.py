"""How words are spelled for a voice, so that it says them right: "Gottman" as it sounds, and the couple's own names."""

import re
from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, RootModel

from assistant.library.yaml_reading import load_yaml


class _Spellings(RootModel[dict[str, str]]):
    root: dict[str, str] = Field(min_length=1)


class Pronunciations:
    """Respells whole words, whatever their case; a possessive keeps its ending."""

    def __init__(self, spellings: Mapping[str, str]) -> None:
        """Respell these words."""
        self._written = dict(spellings)
        self._taught: Mapping[str, str] = {}
        self._look_for()

    def teach(self, names: Mapping[str, str]) -> None:
        """Say the couple's names as they taught them; replaces what was taught before."""
        self._taught = dict(names)
        self._look_for()

    def apply(self, text: str) -> str:
        """The text as a voice is to read it."""
        if not self._spellings:
            return text
        return self._words.sub(lambda found: self._spellings[found.group().casefold()], text)

    def _look_for(self) -> None:
        both = {**self._written, **self._taught}
        self._spellings = {word.casefold(): said for word, said in both.items() if word.strip()}
        longest_first = sorted(self._spellings, key=len, reverse=True)
        self._words = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def load_pronunciations(file: Path) -> Pronunciations:
    """Read the written pronunciations.

    Raises:
        ContentError: the file is not as it should be.
    """
    return Pronunciations(load_yaml(file, _Spellings).root)
