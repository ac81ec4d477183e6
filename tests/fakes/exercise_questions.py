"""A draw that always takes the questions in their order."""

from collections.abc import Sequence


class QuestionsInOrder:
    """Deals a bank from its top, again and again."""

    def __init__(self) -> None:
        self.drawn: list[str] = []

    def draw(self, exercise_id: str, bank: Sequence[str]) -> str:
        if not bank:
            message = f"{exercise_id} has no questions"
            raise ValueError(message)
        question = bank[len(self.drawn) % len(bank)]
        self.drawn.append(question)
        return question
