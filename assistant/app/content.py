"""Where the written content lies, and what of it can be named."""

from pathlib import Path

import yaml

from assistant.library.exercise_shelf import ExerciseShelf
from assistant.library.reading_shelf import ReadingShelf
from assistant.messages.speech import Vocabulary
from assistant.skills.exercise import exercise_terms
from assistant.skills.reading import reading_terms

CONTENT = Path(__file__).parents[1] / "content" / "en"
"""The content of the one language that is written so far."""


def unnamed_partners() -> tuple[str, str]:
    """How the two are spoken of while they have no names."""
    words = yaml.safe_load((CONTENT / "names.yaml").read_text(encoding="utf-8"))
    return str(words["first"]), str(words["second"])


def shelf_vocabulary(readings: ReadingShelf, exercises: ExerciseShelf) -> Vocabulary:
    """Everything on the shelves that can be named."""
    return Vocabulary(terms=(*reading_terms(readings), *exercise_terms(exercises)))
