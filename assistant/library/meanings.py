"""What each intent is called when two of them have to be told apart, and the words that pick it then."""

from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel

from assistant.library.yaml_reading import load_yaml

FILE_NAME = "meanings.yaml"


class Meaning(BaseModel):
    """One intent as a writer writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    called: Annotated[tuple[str, ...], Field(min_length=1)]
    """From the most telling to the plainest; ``{exercise}`` stands for what the slot holds."""

    picks: Annotated[tuple[str, ...], Field(min_length=1)]
    """Words that name it, lower case; what it is called does too."""


class _MeaningFile(RootModel[dict[str, Meaning]]):
    """The whole file, by intent."""


class Meanings:
    """The names of intents."""

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        """Take them by intent."""
        self._meanings = meanings

    def __contains__(self, intent: object) -> bool:
        """Whether an intent may be asked about."""
        return intent in self._meanings

    def called(self, intent: str, slots: Mapping[str, str]) -> str:
        """What an intent is called.

        Args:
            intent: one that may be asked about.
            slots: what its slots hold, in words.
        """
        for written in self._meanings[intent].called:
            needed = {name for _, name, _, _ in Formatter().parse(written) if name}
            if needed <= slots.keys():
                return written.format_map(slots)
        return self._meanings[intent].called[-1]

    def picks(self, intent: str) -> tuple[str, ...]:
        """The words that name an intent."""
        return self._meanings[intent].picks


def load_meanings(content: Path) -> Meanings:
    """Load the names of one language.

    Args:
        content: the folder of that language.

    Raises:
        ContentError: the file is missing or cannot be used.
    """
    return Meanings(load_yaml(content / FILE_NAME, _MeaningFile).root)
