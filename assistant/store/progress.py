"""Keeps where an unfinished exercise stopped, which questions were used, and that something deep was done tonight."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import cast, get_args
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Table, delete, insert, select

from assistant.errors import StoreError
from assistant.exercises.progress import Progress
from assistant.exercises.questions import ShuffledQuestions
from assistant.library.exercise import Variant
from assistant.store.database import Database
from assistant.store.households import StoredHouseholds
from assistant.store.tables import evening, exercise_progress, question_used

MORNING = time(5)
"""When an evening is over, wall time at home."""


@dataclass(frozen=True, slots=True)
class StoredProgress:
    """Implements ``ProgressStore``."""

    database: Database
    household_id: str = "home"
    table: Table = exercise_progress
    """``tour_progress`` for the way through the house, which is kept beside an exercise."""

    def save(self, progress: Progress) -> None:
        """Remember this in place of whatever was remembered."""
        with self.database.writing() as connection:
            connection.execute(delete(self.table).where(self._mine))
            connection.execute(
                insert(self.table).values(
                    household_id=self.household_id,
                    exercise=progress.exercise_id,
                    step=progress.step,
                    variant=progress.variant,
                    saved_at=progress.saved_at,
                )
            )

    def load(self) -> Progress | None:
        """What is remembered, however old it is."""
        with self.database.reading() as connection:
            row = connection.execute(select(self.table).where(self._mine)).one_or_none()
        if row is None:
            return None
        variant: Variant = cast("Variant", row.variant) if row.variant in get_args(Variant) else "full"
        return Progress(exercise_id=row.exercise, step=row.step, variant=variant, saved_at=row.saved_at)

    def clear(self) -> None:
        """Erase it."""
        if self.load() is None:
            return
        with self.database.writing() as connection:
            connection.execute(delete(self.table).where(self._mine))

    @property
    def _mine(self) -> ColumnElement[bool]:
        return self.table.c.household_id == self.household_id


class StoredQuestions:
    """Implements ``QuestionDraw`` over evenings: numbers of used questions are kept, never their words."""

    def __init__(self, database: Database, random: Random, household_id: str = "home") -> None:
        """Draw with ``random``; where the numbers cannot be kept, they are known until this is gone."""
        self._database = database
        self._random = random
        self._household_id = household_id
        self._unkept = ShuffledQuestions(random)

    def draw(self, exercise_id: str, bank: Sequence[str]) -> str:
        """One question of the bank; none comes twice before all have come.

        Raises:
            ValueError: the bank is empty.
        """
        if not bank:
            message = f"{exercise_id} has no questions"
            raise ValueError(message)
        try:
            return bank[self._draw_number(exercise_id, len(bank))]
        except StoreError:
            return self._unkept.draw(exercise_id, bank)

    def _draw_number(self, exercise_id: str, of: int) -> int:
        mine = (question_used.c.household_id == self._household_id) & (question_used.c.deck == exercise_id)
        with self._database.writing() as connection:
            used = set(connection.scalars(select(question_used.c.number).where(mine)))
            left = [number for number in range(of) if number not in used]
            if not left:
                connection.execute(delete(question_used).where(mine))
                left = list(range(of))
            number = self._random.choice(left)
            connection.execute(
                insert(question_used).values(household_id=self._household_id, deck=exercise_id, number=number)
            )
        return number


@dataclass(frozen=True, slots=True)
class StoredEvening:
    """Remembers until morning that something deep was done; not what, and not whether it was done to its end."""

    database: Database
    household_id: str = "home"
    zone: str = "UTC"
    """The zone of a household that was never kept."""

    def deep_done(self, now: datetime) -> bool:
        """Whether something deep was done this evening."""
        with self.database.reading() as connection:
            until = connection.scalar(select(evening.c.deep_until).where(evening.c.household_id == self.household_id))
        return until is not None and now < until

    def note_deep(self, now: datetime) -> None:
        """Something deep was begun."""
        zone = ZoneInfo(StoredHouseholds(self.database, self.household_id, self.zone).load().zone)
        wall = now.astimezone(zone)
        day = wall.date() if wall.time() < MORNING else wall.date() + timedelta(days=1)
        until = datetime.combine(day, MORNING, tzinfo=zone)
        with self.database.writing() as connection:
            connection.execute(delete(evening).where(evening.c.household_id == self.household_id))
            connection.execute(insert(evening).values(household_id=self.household_id, deep_until=until))
