"""The ``[spoken_times]`` section: what a household means where English leaves it open."""

from collections.abc import Mapping
from datetime import time
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from assistant.understanding.times.conventions import DAYPARTS, DEFAULT, Conventions, Daypart

WeekdayName = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAYS: tuple[WeekdayName, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LAST_BARE_HOUR = 11


class WrittenPart(BaseModel):
    """A part of the day as it stands in a settings file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    begins: time
    ends: time = Field(description="Midnight, 00:00, is the end of the day.")
    clock: time = Field(description="The time of day that stands for it where one is needed.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ends = self.ends if self.ends != time() else time.max
        if not self.begins <= self.clock < ends:
            message = "a part of the day whose clock lies between its beginning and its end"
            raise ValueError(message)
        return self


class SpokenTimeSettings(BaseModel):
    """The table in ``understanding/times/conventions.py``, as far as it can be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    parts: Mapping[str, WrittenPart] = Field(
        default={}, description="Parts of the day that are other than usual, such as 'evening' or 'after work'."
    )
    afternoon_hours: frozenset[int] = Field(
        default=DEFAULT.afternoon_hours, description="Bare hours that are taken as p.m. without asking."
    )
    evening_hours: frozenset[int] = Field(
        default=DEFAULT.evening_hours, description="Bare hours that are best read as p.m., and asked about."
    )
    next_weekday: Literal["following_week", "nearest"] = Field(
        default=DEFAULT.next_weekday, description="Whether 'next friday' is that of the following week or the nearest."
    )
    ask_within_days: int = Field(
        default=DEFAULT.ask_within_days, ge=0, le=7, description="'next friday' is asked about so near to a Friday."
    )
    week_starts: WeekdayName = Field(default=_WEEKDAYS[DEFAULT.week_start], description="The first day of a week.")
    weekend: tuple[WeekdayName, ...] = Field(
        default=tuple(_WEEKDAYS[day] for day in DEFAULT.weekend),
        min_length=1,
        max_length=3,
        description="The days of the weekend, one after another.",
    )

    @field_validator("parts")
    @classmethod
    def _parts_are_known(cls, parts: Mapping[str, WrittenPart]) -> Mapping[str, WrittenPart]:
        unknown = sorted(set(parts) - set(DAYPARTS))
        if unknown:
            message = f"one of {', '.join(DAYPARTS)}"
            raise ValueError(message)
        return parts

    @field_validator("afternoon_hours", "evening_hours")
    @classmethod
    def _hours_are_bare(cls, hours: frozenset[int]) -> frozenset[int]:
        if any(not 1 <= hour <= _LAST_BARE_HOUR for hour in hours):
            message = "hours from 1 to 11"
            raise ValueError(message)
        return hours

    @field_validator("weekend")
    @classmethod
    def _days_follow_each_other(cls, days: tuple[WeekdayName, ...]) -> tuple[WeekdayName, ...]:
        first = _WEEKDAYS.index(days[0])
        if any(_WEEKDAYS.index(day) != (first + place) % 7 for place, day in enumerate(days)):
            message = "days that follow each other"
            raise ValueError(message)
        return days

    def conventions(self) -> Conventions:
        """What the reading of spoken times goes by."""
        parts = {name: Daypart(part.begins, part.ends, part.clock) for name, part in self.parts.items()}
        return Conventions(
            dayparts={**DAYPARTS, **parts},
            afternoon_hours=self.afternoon_hours,
            evening_hours=self.evening_hours,
            next_weekday=self.next_weekday,
            ask_within_days=self.ask_within_days,
            week_start=_WEEKDAYS.index(self.week_starts),
            weekend=tuple(_WEEKDAYS.index(day) for day in self.weekend),
        )
