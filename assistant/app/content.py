"""Where the written content lies, and what of it can be named."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from assistant.library.exercise_shelf import ExerciseShelf
from assistant.library.reading_shelf import ReadingShelf
from assistant.library.yaml_reading import load_yaml
from assistant.messages.speech import Vocabulary
from assistant.skills.exercise import exercise_terms
from assistant.skills.reading import reading_terms

CONTENT = Path(__file__).parents[1] / "content" / "en"
"""The content of the one language that is written so far."""


class Unnamed(BaseModel):
    """How the two are spoken of while they have no names, as written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    first: str = Field(min_length=1)
    second: str = Field(min_length=1)


@cache
def unnamed_partners() -> tuple[str, str]:
    """How the two are spoken of while they have no names.

    Raises:
        ContentError: the file is missing or cannot be used.
    """
    unnamed = load_yaml(CONTENT / "names.yaml", Unnamed)
    return unnamed.first, unnamed.second


def shelf_vocabulary(readings: ReadingShelf, exercises: ExerciseShelf) -> Vocabulary:
    """Everything on the shelves that can be named."""
    return Vocabulary(terms=(*reading_terms(readings), *exercise_terms(exercises)))
