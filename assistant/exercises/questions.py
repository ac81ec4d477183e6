"""Draws questions from a bank in random order, without repeats until all have been drawn."""

from collections.abc import Sequence
from random import Random


class ShuffledQuestions:
    """Every bank is a stack of cards: shuffled, dealt to its end, and shuffled again."""

    def __init__(self, random: Random) -> None:
        """Shuffle with ``random``, so that a test can deal the same cards twice."""
        self._random = random
        self._left: dict[str, list[str]] = {}
        self._last: dict[str, str] = {}

    def draw(self, exercise_id: str, bank: Sequence[str]) -> str:
        """One question of the bank.

        Raises:
            ValueError: the bank is empty.
        """
        if not bank:
            message = f"{exercise_id} has no questions"
            raise ValueError(message)
        left = [question for question in self._left.get(exercise_id, []) if question in bank]
        if not left:
            left = list(bank)
            self._random.shuffle(left)
            if len(left) > 1 and left[-1] == self._last.get(exercise_id):
                left.insert(0, left.pop())
        drawn = left.pop()
        self._left[exercise_id] = left
        self._last[exercise_id] = drawn
        return drawn
