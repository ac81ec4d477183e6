"""A principle: one of the seven levels of the Sound Relationship House, or one of its two walls."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from assistant.library.reading import Reading, SpokenText

LEVELS = 7


class Wall(StrEnum):
    """Which wall of the house a principle is, seen from the front."""

    LEFT = "left"
    RIGHT = "right"


class Principle(Reading):
    """One of the nine principles.

    Source: levels and walls, bottom to top, as T1, T1b, T1c and T1d of ``sources.yaml`` agree on them.
    """

    number: Annotated[int, Field(ge=1, le=LEVELS)] | None = None
    """The level, from the ground up; None for a wall."""

    wall: Wall | None = None

    order: Annotated[int, Field(ge=1, le=9)]
    """Its place on the way through the house: the levels from the ground up, then the walls."""

    tour: SpokenText
    """Two or three sentences and an offer, for "take us through the house"."""

    misunderstanding: SpokenText
    """What people often take it for, and what is meant instead."""

    @model_validator(mode="after")
    def _is_a_level_or_a_wall(self) -> Self:
        if (self.number is None) == (self.wall is None):
            message = "a principle has either a number (a level) or a wall"
            raise ValueError(message)
        if self.number is not None and self.order != self.number:
            message = "a level's order is its number"
            raise ValueError(message)
        return self
