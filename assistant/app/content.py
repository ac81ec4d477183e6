"""Where the written content lies, read once for all who open a house, and what of it can be named."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from assistant.library.choices import Choices, load_choices
from assistant.library.exercise_shelf import ExerciseShelf, load_exercises
from assistant.library.helplines import Helplines, load_helplines
from assistant.library.meanings import Meanings, load_meanings
from assistant.library.orders import Orders, load_orders
from assistant.library.reading_shelf import ReadingShelf, load_reading_shelf
from assistant.library.yaml_reading import load_yaml
from assistant.messages.speech import Vocabulary
from assistant.skills.exercise import exercise_terms
from assistant.skills.reading import reading_terms
from assistant.speaking.responses import Response, load_responses

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


@cache
def written_readings() -> ReadingShelf:
    """Everything that can be read aloud.

    Raises:
        ContentError: a file is missing or cannot be used.
    """
    return load_reading_shelf(CONTENT)


@cache
def written_exercises() -> ExerciseShelf:
    """The exercises that come with Hearthside.

    Raises:
        ContentError: a file is missing or cannot be used.
    """
    return load_exercises(CONTENT / "exercises")


@cache
def written_responses() -> Mapping[str, Response]:
    """What is answered, by key.

    Raises:
        ContentError: a file is missing or cannot be used.
    """
    return load_responses(CONTENT / "responses")


@cache
def written_choices() -> Choices:
    """How one of two things is chosen.

    Raises:
        ContentError: the file is missing or cannot be used.
    """
    return load_choices(CONTENT)


@cache
def written_helplines() -> Helplines:
    """Who helps where.

    Raises:
        ContentError: the file is missing or cannot be used.
    """
    return load_helplines(CONTENT)


@cache
def written_meanings() -> Meanings:
    """What is asked about, and what was meant.

    Raises:
        ContentError: the file is missing or cannot be used.
    """
    return load_meanings(CONTENT)


@cache
def written_orders() -> Orders:
    """What a reminder may not order anybody to do.

    Raises:
        ContentError: the file is missing or cannot be used.
    """
    return load_orders(CONTENT)


def shelf_vocabulary(readings: ReadingShelf, exercises: ExerciseShelf) -> Vocabulary:
    """Everything on the shelves that can be named."""
    return Vocabulary(terms=(*reading_terms(readings), *exercise_terms(exercises)))
