"""What is said when, within each step of one form of an exercise; the player, the checker and ``show`` agree on it."""

import math
from dataclasses import dataclass
from enum import StrEnum

from assistant.library.exercise import Closing, Exercise, Form, Step, Variant
from assistant.library.pacing import AFTER_A_RULE_SECONDS, BEFORE_A_NAME_SECONDS, speaking_seconds

CHIME_SECONDS = 15
"""The chime sounds this long before a turn ends. Source: FACTS 2.1.4."""

SHORTEST_CHIMED_TURN_SECONDS = 2 * CHIME_SECONDS
"""A shorter turn has no chime: it would sound while the prompt is still in the ear."""

SPARE_SECONDS = 3
"""The thanks end this long before the exercise does, so that a slower voice stays inside the time."""


class Part(StrEnum):
    """What a moment's words are."""

    RULES = "rules"
    WORDS = "words"
    QUESTION = "question"
    """From the bank; which one is drawn when the step begins."""

    CLOSING = "closing"
    HALFWAY = "halfway"
    CHIME = "chime"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that is said, or sounds, at one moment of a step."""

    at: float
    """Seconds into the step."""

    parts: tuple[tuple[Part, tuple[str, ...]], ...]
    """What is said, in order, with ``{A}`` and ``{B}`` in it; a chime and a question yet to be drawn have no words."""

    @property
    def seconds(self) -> float:
        """About how long it takes to say, with the pauses that belong to it."""
        total = 0.0
        for part, sentences in self.parts:
            if part is Part.RULES:
                total += speaking_seconds(sentences, AFTER_A_RULE_SECONDS) + AFTER_A_RULE_SECONDS
            else:
                total += speaking_seconds(sentences)
            if part is Part.WORDS and sentences and sentences[0].startswith(("{A}", "{B}")):
                total += BEFORE_A_NAME_SECONDS
        return total


@dataclass(frozen=True, slots=True)
class Timetable:
    """One form of an exercise, ready to be played."""

    steps: tuple[Step, ...]
    rules: tuple[str, ...]
    closing: Closing

    @property
    def seconds(self) -> int:
        """The length of the whole."""
        return sum(step.seconds for step in self.steps)

    @property
    def closing_step(self) -> int:
        """The number of the step that asks the closing question, from 1."""
        return self.closing.step or len(self.steps)

    def moments(self, number: int, length: float | None = None) -> tuple[Moment, ...]:
        """All that is said or sounds in one step, in order; the first stands at 0 and may be empty of words.

        Args:
            number: the step, from 1.
            length: its seconds, where it was stretched or shortened.
        """
        step = self.steps[number - 1]
        whole = float(step.seconds) if length is None else length
        closes = self.closing_step == number
        thanks_at = whole - math.ceil(speaking_seconds((self.closing.thanks,))) - SPARE_SECONDS
        first: list[tuple[Part, tuple[str, ...]]] = []
        if self.rules and number == self._rules_step:
            first.append((Part.RULES, self.rules))
        if step.say:
            first.append((Part.WORDS, step.say))
        if step.question == "new":
            first.append((Part.QUESTION, ()))
        if closes and not self.closing.after:
            first.append((Part.CLOSING, (self.closing.question,)))
        found = [Moment(0.0, tuple(first))]
        if closes and self.closing.after:
            found.append(Moment(float(self.closing.after), ((Part.CLOSING, (self.closing.question,)),)))
        if step.halfway:
            found.append(Moment(whole / 2, ((Part.HALFWAY, step.halfway),)))
        if step.kind == "turn" and whole >= SHORTEST_CHIMED_TURN_SECONDS:
            found.append(Moment(whole - CHIME_SECONDS, ((Part.CHIME, ()),)))
        if number == len(self.steps):
            found.append(Moment(max(thanks_at, 0.0), ((Part.THANKS, (self.closing.thanks,)),)))
        return tuple(sorted(found, key=lambda moment: moment.at))

    @property
    def _rules_step(self) -> int:
        return next((number for number, step in enumerate(self.steps, start=1) if step.rules), 1)

    @property
    def speech_share(self) -> float:
        """The part of the whole in which the assistant speaks, 0 to 1; a drawn question counts as eleven words."""
        spoken = sum(moment.seconds for number in range(1, len(self.steps) + 1) for moment in self.moments(number))
        drawn = sum(step.question == "new" for step in self.steps) * speaking_seconds(("word " * 11,))
        return (spoken + drawn) / self.seconds


def timetable(exercise: Exercise, variant: Variant = "full") -> Timetable:
    """The timetable of one form.

    Raises:
        ValueError: the exercise has no such form.
    """
    form: Form | None = exercise.form(variant)
    if form is None:
        message = f"{exercise.id} has no form '{variant}'"
        raise ValueError(message)
    return Timetable(steps=form.steps, rules=exercise.rules, closing=form.closing or exercise.closing)
