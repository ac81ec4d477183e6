"""Plays an exercise and obeys control words.

Every control word works in every phase. Each method returns what is to be said now, in order; nothing runs before
``start`` and after the end, and then every one of them returns nothing.
"""

from datetime import datetime, timedelta

from assistant.exercises.lines import seconds_of, timed
from assistant.exercises.playing import NO_CUES, Playing
from assistant.exercises.step_clock import StepClock
from assistant.exercises.turns import Cue
from assistant.library.exercise import Step
from assistant.library.timetable import CHIME_SECONDS, Part, timetable
from assistant.messages.speech import Manner, Reply, ReplyValue, Running, reply

MORE_SECONDS = 120
"""How much "more time" gives when nobody says how much."""

MORE_SECONDS_IN_A_SHORT_STEP = 60
SHORT_STEP_SECONDS = 120
MORE_QUIET_SECONDS = 600
"""How much "not yet" adds to a pause that is over."""

MOST_MORE_SECONDS = 3600
FAIR_SECONDS = 20
"""So much is left of a step after words that were said again. Source: FACTS 5.5, time to answer."""

LEAST_SECONDS = 30
"""Nothing is shortened below this."""


class Player(Playing):
    """One exercise, from its first word to its end."""

    def next(self, now: datetime) -> tuple[Cue, ...]:
        """The next step; after the last one the thanks, and the end. Also the answer to a step that waits."""
        if self._clock is None:
            return NO_CUES
        if not self._is_last:
            return self._begin(self._number + 1, now)
        thanks = [moment for moment in self._pending if any(part is Part.THANKS for part, _said in moment.parts)]
        cues = self._say(thanks[0]) if thanks else NO_CUES
        self._finish()
        return cues

    def come_back(self, now: datetime) -> tuple[Cue, ...]:
        """Apart, they are back early and calm enough: past the step that would ask whether they are."""
        steps = self._table.steps
        if self._clock is None or self.phase is not Running.TIME_OUT or self._number + 1 >= len(steps):
            return self.next(now)
        return self._begin(self._number + (2 if steps[self._number].waits else 1), now)

    def skip(self, now: datetime) -> tuple[Cue, ...]:
        """Pass: the next step."""
        return self.next(now)

    def other_question(self, now: datetime) -> tuple[Cue, ...]:
        """Another question from the bank for whoever is asked; where none was drawn, the next step."""
        steps = self._table.steps[: self._number]
        asked = next((number for number in range(len(steps), 0, -1) if steps[number - 1].question == "new"), None)
        if self._clock is None or asked is None or self._step.question is None:
            return self.next(now)
        self._drawn.pop(asked, None)
        return self._begin_afresh(asked, now)

    def previous(self, now: datetime) -> tuple[Cue, ...]:
        """The step before, with its full time; the first one again if there is none before."""
        return self._begin_afresh(max(1, self._number - 1), now)

    def start_over(self, now: datetime) -> tuple[Cue, ...]:
        """From the first step, with all times as they are written."""
        if self._clock is None:
            return NO_CUES
        self._lengths = [float(step.seconds) for step in self._table.steps]
        return self._begin(1, now)

    def go_to_step(self, number: int, now: datetime) -> tuple[Cue, ...]:
        """A step by its number; an answer if there is no such step."""
        if self._clock is not None and not 1 <= number <= len(self._table.steps):
            return self._answer(now, "exercise.no_such_step", of=len(self._table.steps))
        return self._begin_afresh(number, now)

    def repeat(self, now: datetime) -> tuple[Cue, ...]:
        """The last line again; time goes on, and leaves enough of it."""
        if self._clock is None:
            return NO_CUES
        self._clock.note_sound(now)
        return self._say_again(self._clock, Manner.REPLY, now)

    def pause(self, now: datetime) -> tuple[Cue, ...]:
        """Stand still for as long as it takes."""
        if self._clock is None or self._clock.paused_at is not None:
            return self._answer(now, "exercise.still_paused")
        self._clock.pause(now)
        return self._answer(now, "exercise.paused")

    def resume(self, now: datetime) -> tuple[Cue, ...]:
        """Continue where it stopped, with the last line again."""
        if self._clock is None:
            return NO_CUES
        if self._clock.paused_at is None:
            return self._answer(now, "exercise.not_paused")
        self._clock.resume(now)
        return self._say_again(self._clock, Manner.CUE, now)

    def stop(self, now: datetime) -> tuple[Cue, ...]:
        """End at once, without a word of its own."""
        del now
        self._finish()
        return NO_CUES

    def swap(self, now: datetime) -> tuple[Cue, ...]:
        """The other one goes now: the two change places from here on, and a step of one's own begins afresh."""
        if self._clock is None:
            return NO_CUES
        if all(step.who not in {"A", "B"} for step in self._table.steps[self._number - 1 :]):
            return self._answer(now, "exercise.no_swap")
        self.partners = self.partners.swapped()
        if self._step.who not in {"A", "B"}:
            return self._answer(now, "exercise.swapped", name=self.who_is_next() or "")
        was_paused = self._clock.paused_at is not None
        self._set_length(min(self._clock.length, float(self._step.seconds)))
        cues = self._begin(self._number, now)
        if was_paused:
            self._clock.pause(now)
            return self._answer(now, "exercise.swapped", name=self.partners.name_of(self._step.who) or "")
        return cues

    def shorter(self, now: datetime) -> tuple[Cue, ...]:
        """The short form if no turn has begun and there is one; otherwise half the time for what can be halved."""
        clock = self._clock
        if clock is None:
            return NO_CUES
        begun = self._table.steps[: self._number]
        if self.variant == "full" and self.script.short and not any(step.kind == "turn" for step in begun):
            self.variant = "short"
            self._table = timetable(self.script, "short")
            self._drawn = {}
            self.start_over(now)
            said = reply("exercise.short_form", length=timedelta(seconds=self._table.seconds))
            return (Cue(Reply(lines=(*said.lines, *self._last.lines)), Manner.CUE, self._number),)
        before = sum(self._lengths)
        left = clock.left(now)
        if _can_be_halved(self._step) and not self._is_last and left > 2 * LEAST_SECONDS:
            self._set_length(clock.elapsed(now) + max(LEAST_SECONDS, left / 2))
        for position in range(self._number, len(self._lengths) - 1):
            if _can_be_halved(self._table.steps[position]) and self._lengths[position] >= 2 * LEAST_SECONDS:
                self._lengths[position] = max(float(LEAST_SECONDS), self._lengths[position] / 2)
        if sum(self._lengths) >= before:
            return self._answer(now, "exercise.not_shorter")
        return self._answer(now, "exercise.shorter", left=self.time_left(now).whole)

    def more_time(self, seconds: int | None, now: datetime) -> tuple[Cue, ...]:
        """More time for this step, again and again; a pause that is over goes on.

        Args:
            seconds: how much; None leaves it to the step.
            now: the present instant.
        """
        clock = self._clock
        if clock is None:
            return NO_CUES
        back_to_quiet = (
            self._step.waits and self._number > 1 and self._table.steps[self._number - 2].who == "each_alone"
        )
        short = self._step.seconds < SHORT_STEP_SECONDS
        usual = MORE_QUIET_SECONDS if back_to_quiet else MORE_SECONDS_IN_A_SHORT_STEP if short else MORE_SECONDS
        more = min(MOST_MORE_SECONDS, max(1, seconds if seconds is not None else usual))
        if back_to_quiet:
            return self._quiet_again(more, now)
        self._set_length(max(clock.length, clock.elapsed(now)) + more)
        if clock.left(now) > CHIME_SECONDS:
            self._said.discard(Part.CHIME)
        return self._answer(now, "exercise.more_time", length=timedelta(seconds=more))

    def _say_again(self, clock: StepClock, manner: Manner, now: datetime) -> tuple[Cue, ...]:
        """The last line, with the time that is left in it, and enough of that to do what it asks."""
        if not self._last.lines:
            return NO_CUES
        fair = min(self._step.seconds, seconds_of(self._last) + FAIR_SECONDS)
        if clock.left(now) < fair and Part.THANKS not in self._said:
            self._set_length(clock.elapsed(now) + fair)
            if fair > CHIME_SECONDS:
                self._said.discard(Part.CHIME)
        said = self._last if self._step.waits else timed(self._last, clock.left(now), self._step.seconds)
        return (Cue(said, manner, self._number),)

    def _quiet_again(self, seconds: int, now: datetime) -> tuple[Cue, ...]:
        """Apart once more, for a while."""
        self._lengths[self._number - 2] = float(seconds)
        self._begin(self._number - 1, now)
        self._said |= {Part.WORDS, Part.HALFWAY}
        answer = reply("exercise.more_quiet", length=timedelta(seconds=seconds))
        self._last = answer
        return (Cue(answer, Manner.REPLY, self._number),)

    def _begin_afresh(self, number: int, now: datetime) -> tuple[Cue, ...]:
        """A step from its first word with the time that is written for it."""
        if self._clock is None:
            return NO_CUES
        self._lengths[number - 1] = float(self._table.steps[number - 1].seconds)
        return self._begin(number, now)

    def _set_length(self, seconds: float) -> None:
        if self._clock is not None:
            self._clock.length = self._lengths[self._number - 1] = seconds

    def _answer(self, now: datetime, key: str, **values: ReplyValue) -> tuple[Cue, ...]:
        if self._clock is None or self.phase is Running.NOTHING:
            return NO_CUES
        self._clock.note_sound(now)
        return (Cue(reply(key, **values), Manner.REPLY, self._number),)


def _can_be_halved(step: Step) -> bool:
    return step.who != "each_alone" and not step.waits
