"""Which forms of which exercises fit into the time that two people have."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from assistant.library.exercise import Exercise, Variant

FILLS = 0.75
"""Of the longest that fits, so much fills the time nearly as well."""

Named = tuple[str, Variant]
"""What was named to be begun: the id of an exercise or of a reading, and the form of it."""

_OF_ONE_PLACE: tuple[Variant, ...] = ("full", "short")


@dataclass(frozen=True, slots=True)
class FittingForm:
    """One form of one exercise."""

    exercise: Exercise
    variant: Variant = "full"

    @property
    def named(self) -> Named:
        """As what it can be begun."""
        return self.exercise.id, self.variant

    @property
    def minutes(self) -> int:
        """How long it takes."""
        form = self.exercise.form(self.variant)
        return self.exercise.minutes if form is None else form.minutes

    @property
    def length(self) -> timedelta:
        """The same as a length of time."""
        return timedelta(minutes=self.minutes)


def whole(name: str) -> Named:
    """An exercise in its own steps, or a reading."""
    return name, "full"


def fitting_forms(exercises: Iterable[Exercise], minutes: int | None) -> list[FittingForm]:
    """Every exercise that takes at most so many minutes, in the longest form that does, the longest first.

    Args:
        exercises: in order.
        minutes: the time there is; None for any, and then every exercise is whole and the order stays.
    """
    if minutes is None:
        return [FittingForm(exercise) for exercise in exercises]
    forms = (
        [FittingForm(exercise, variant) for variant in _OF_ONE_PLACE if variant in exercise.variants]
        for exercise in exercises
    )
    fitting = [[form for form in each if form.minutes <= minutes] for each in forms]
    return sorted((each[0] for each in fitting if each), key=lambda form: -form.minutes)


def that_fill_the_time(forms: Sequence[FittingForm]) -> list[FittingForm]:
    """Those that are nearly as long as the longest."""
    longest = max((form.minutes for form in forms), default=0)
    return [form for form in forms if form.minutes >= FILLS * longest]
