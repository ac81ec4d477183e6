"""What the guide needs from outside."""

from collections.abc import Sequence
from typing import Protocol


class QuestionDraw(Protocol):
    """Chooses questions from an exercise's bank."""

    def draw(self, exercise_id: str, bank: Sequence[str]) -> str:
        """One question of the bank; none comes twice before all have come.

        Raises:
            ValueError: the bank is empty.
        """
        ...
