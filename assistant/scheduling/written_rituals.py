"""The week that is offered at first, and which exercise fits to what: written in ``content``, read here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.library.yaml_reading import load_yaml
from assistant.scheduling.intention import EVERY_DAY, Hours, Intention, Ritual
from assistant.scheduling.matching import plain_words


class WrittenHours(BaseModel):
    """A daily stretch, as a writer writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    begins: time
    ends: time

    def value(self) -> Hours:
        """As the planner takes it."""
        return Hours(self.begins, self.ends)


class WrittenRitual(BaseModel):
    """One ritual, as a writer writes it; without ``per_week`` only a name for an exercise."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    names: tuple[str, ...] = ()
    exercise: str | None = None
    """The id of the exercise that fits at its time."""

    per_week: int | None = Field(default=None, ge=1, le=7)
    minutes: int = Field(default=60, ge=1, le=600)
    within: WrittenHours = WrittenHours(begins=time(9), ends=time(22))
    preferred: time = time(18)
    days: frozenset[int] = EVERY_DAY
    likes: frozenset[int] = frozenset()
    apart: int = Field(default=1, ge=1, le=6)

    @model_validator(mode="after")
    def _can_be_planned(self) -> "WrittenRitual":
        if self.within.ends != time() and self.within.ends <= self.within.begins:
            message = f"the hours of '{self.id}' must lie within one day"
            raise ValueError(message)
        self.value()
        return self

    def value(self) -> Ritual:
        """As the planner takes it.

        Raises:
            ValueError: no week can have it.
        """
        return Ritual(
            id=self.id,
            title=self.title,
            length=timedelta(minutes=self.minutes),
            within=self.within.value(),
            preferred=self.preferred,
            per_week=self.per_week or 1,
            days=self.days,
            likes=self.likes,
            apart=self.apart,
            names=self.names,
        )


class WrittenWeek(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    never: tuple[WrittenHours, ...] = ()
    """Hours in which nothing is planned."""

    rituals: tuple[WrittenRitual, ...]


@dataclass(frozen=True, slots=True)
class Rituals:
    """The week that is offered at first, and the exercises that fit to titles."""

    default_week: Intention
    exercises: tuple[tuple[tuple[str, ...], str], ...]
    """Names as ``plain_words`` has them, and the exercise's id."""

    def exercise_for(self, title: str) -> str | None:
        """The exercise that fits to something of this title, which must be one of its names and nothing more."""
        words = plain_words(title.lower())
        return next((exercise for name, exercise in self.exercises if name == words), None)


def load_rituals(file: Path, own: Sequence[WrittenRitual] = ()) -> Rituals:
    """Read the rituals.

    Args:
        file: of the content.
        own: rituals of the couple's settings, which take the place of the written week.

    Raises:
        ContentError: the file is not as it should be; names the line.
    """
    written = load_yaml(file, WrittenWeek)
    offered = own or tuple(each for each in written.rituals if each.per_week is not None)
    return Rituals(
        default_week=Intention(
            rituals=tuple(each.value() for each in offered), forbidden=tuple(each.value() for each in written.never)
        ),
        exercises=tuple(
            (plain_words(name.lower()), each.exercise)
            for each in (*own, *written.rituals)
            if each.exercise is not None
            for name in (each.title, *each.names)
        ),
    )
