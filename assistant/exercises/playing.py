"""An exercise as time moves it on. It is told the time, says when it next wants it, and neither waits nor sounds.

Within a step time runs from its first word. A turn's chime sounds fifteen seconds before its end; at the end the
hand-over waits until it is quiet, and a step that begins late is as long as any other. Whatever a control word does,
the exercise is in exactly one step, and every step but the skipped ones is begun in order.

Why: what is said when comes from the timetable, the time of a step is counted by its clock, and what control words do
stands in ``player``; here is only what happens when nobody says anything.
"""

from datetime import datetime, timedelta

from assistant.exercises.lines import timed, words_of
from assistant.exercises.ports import QuestionDraw
from assistant.exercises.progress import Progress
from assistant.exercises.step_clock import StepClock
from assistant.exercises.turns import Cue, Partners, Place, Remaining, next_turn
from assistant.library.exercise import Exercise, Step, Variant
from assistant.library.timetable import SPARE_SECONDS, Moment, Part, Timetable, timetable
from assistant.messages.speech import Manner, Reply, Running, reply

NO_CUES: tuple[Cue, ...] = ()


class Playing:
    """An exercise as time moves it on."""

    def __init__(
        self,
        script: Exercise,
        partners: Partners,
        *,
        questions: QuestionDraw,
        variant: Variant = "full",
        first_speaker: str | None = None,
    ) -> None:
        """Prepare an exercise; nothing runs before ``start``.

        Args:
            script: from the shelf.
            partners: who is A and who is B tonight.
            questions: draws from the script's bank.
            variant: which form of it.
            first_speaker: the name of who wants to begin; None leaves A to begin.

        Raises:
            ValueError: the exercise has no such form.
        """
        self.script = script
        self.variant: Variant = variant
        self.partners = partners.beginning_with(first_speaker)
        self._questions = questions
        self._table: Timetable = timetable(script, variant)
        self._lengths = [float(step.seconds) for step in self._table.steps]
        self._number = 0
        self._clock: StepClock | None = None
        self._said: set[Part] = set()
        self._drawn: dict[int, str] = {}
        self._last = Reply(lines=())

    @property
    def phase(self) -> Running:
        """What is going on; ``NOTHING`` before it starts and once it has ended."""
        if self._clock is None:
            return Running.NOTHING
        if self._clock.paused_at is not None:
            return Running.PAUSED
        step = self._step
        if step.kind == "turn":
            return Running.TURN
        if step.who == "each_alone" and self.script.intensity == "first_aid":
            return Running.TIME_OUT
        return Running.STEP

    @property
    def waits(self) -> bool:
        """Whether the step asks something and goes on only when ``next`` says so."""
        return self._clock is not None and self._step.waits

    @property
    def next_at(self) -> datetime | None:
        """When ``advance`` next has something to do; None while only words can move it."""
        clock = self._clock
        if clock is None or clock.paused_at is not None:
            return None
        moments = [self._due_at(clock, moment) for moment in self._pending]
        if not self._step.waits:
            moments.append(self._ends_at(clock))
        if self._may_be_forsaken:
            moments.append(clock.forsaken_at)
        return min(moments, default=None)

    def start(self, now: datetime, step: int = 1) -> tuple[Cue, ...]:
        """Begin, or continue another day at the first word of a step.

        Raises:
            ValueError: there is no such step.
        """
        if not 1 <= step <= len(self._table.steps):
            message = f"{self.script.id} has no step {step}"
            raise ValueError(message)
        return self._begin(step, now)

    def advance(self, now: datetime, quiet_since: datetime | None) -> tuple[Cue, ...]:
        """Do what is due.

        Args:
            now: the present instant; never earlier than the last one given.
            quiet_since: since when no voice has been heard; None while somebody speaks.
        """
        clock = self._clock
        if clock is None or clock.paused_at is not None:
            return NO_CUES
        clock.hear(now, quiet_since)
        cues = self._say_due(clock, now)
        if not self._step.waits and self._is_over(clock, now):
            return cues + self._go_on(now)
        if not cues and self._may_be_forsaken and now >= clock.forsaken_at:
            clock.pause(now)
            return (Cue(reply("exercise.still_there"), Manner.CUE, self._number),)
        return cues

    def time_left(self, now: datetime) -> Remaining:
        """How long is left, of a time-out until the return; nothing once it has ended."""
        clock = self._clock
        if clock is None:
            return Remaining(turn=None, whole=timedelta(0))
        left = clock.left(now)
        if self.phase is Running.TIME_OUT:
            return Remaining(turn=None, whole=timedelta(seconds=left))
        later = sum(self._lengths[self._number :])
        turn = timedelta(seconds=left) if self._step.kind == "turn" else None
        return Remaining(turn=turn, whole=timedelta(seconds=left + later))

    def where_am_i(self) -> Place:
        """Which step of how many, whose, and who comes next; step 0 before it starts."""
        steps = self._table.steps
        name = self.partners.name_of(self._step.who) if self._number else None
        return Place(step=self._number, of=len(steps), name=name, next_name=self.who_is_next())

    def who_is_next(self) -> str | None:
        """Whose step comes after this one; None if no partner's step follows."""
        following = next_turn(self._table.steps[self._number :])
        return self.partners.name_of(following.who) if following else None

    def progress(self, now: datetime) -> Progress | None:
        """Where to continue from another day; None if nothing runs, or if it is a time-out, which nobody resumes."""
        if self._clock is None or self.script.intensity == "first_aid":
            return None
        return Progress(exercise_id=self.script.id, step=self._number, variant=self.variant, saved_at=now)

    @property
    def _step(self) -> Step:
        return self._table.steps[self._number - 1]

    @property
    def _pending(self) -> tuple[Moment, ...]:
        """What has not been said in this step."""
        length = self._lengths[self._number - 1]
        moments = self._table.moments(self._number, length)
        return tuple(moment for moment in moments if not {part for part, _sentences in moment.parts} <= self._said)

    @property
    def _may_be_forsaken(self) -> bool:
        return self._step.kind != "quiet" and not self._step.waits

    def _due_at(self, clock: StepClock, moment: Moment) -> datetime:
        due = clock.at(moment.at)
        if _is_thanks(moment) and clock.looked_at is not None and clock.looked_at >= due:
            return clock.look_again_at(moment.at)
        return due

    def _ends_at(self, clock: StepClock) -> datetime:
        end = clock.at(clock.length)
        if self._step.kind != "quiet" and clock.looked_at is not None and clock.looked_at >= end:
            return clock.look_again_at(clock.length)
        return end

    def _is_over(self, clock: StepClock, now: datetime) -> bool:
        if not clock.has_come(now, clock.length) or any(_is_thanks(moment) for moment in self._pending):
            return False
        return self._step.kind == "quiet" or self._is_last or clock.may_go_on(now, clock.length)

    @property
    def _is_last(self) -> bool:
        return self._number == len(self._table.steps)

    def _say_due(self, clock: StepClock, now: datetime) -> tuple[Cue, ...]:
        cues = NO_CUES
        for moment in self._pending:
            if not clock.has_come(now, moment.at):
                break
            if _is_thanks(moment):
                if self._step.kind != "quiet" and not clock.may_go_on(now, moment.at):
                    break
                self._stretch(clock, clock.elapsed(now) + moment.seconds + SPARE_SECONDS)
            cues += self._say(moment, stale=clock.has_come(now, clock.length))
        return cues

    def _stretch(self, clock: StepClock, end: float) -> None:
        """Leave room for thanks that came late."""
        if clock.length < end - 1.0:
            clock.length = self._lengths[self._number - 1] = end

    def _say(self, moment: Moment, *, stale: bool = False) -> tuple[Cue, ...]:
        self._said |= {part for part, _sentences in moment.parts}
        if _is(moment, Part.CHIME):
            return NO_CUES if stale else (Cue(Reply(lines=()), Manner.CHIME, self._number),)
        words = words_of(moment, self.partners, self._drawn.get(self._number))
        if self._lengths[self._number - 1] < self._step.seconds:
            words = timed(words, self._lengths[self._number - 1], self._step.seconds)
        if not words.lines or (stale and _is(moment, Part.HALFWAY)):
            return NO_CUES
        if not _is(moment, Part.HALFWAY):
            self._last = words
        return (Cue(words, Manner.CUE, self._number),)

    def _go_on(self, now: datetime) -> tuple[Cue, ...]:
        """To the next step, or to the end."""
        if self._is_last:
            self._finish()
            return NO_CUES
        return self._begin(self._number + 1, now)

    def _begin(self, number: int, now: datetime) -> tuple[Cue, ...]:
        self._number = number
        self._clock = StepClock(began=now, length=self._lengths[number - 1], sound_at=now)
        self._said = set()
        if self._step.question == "new" and number not in self._drawn:
            self._drawn[number] = self._questions.draw(self.script.id, self.script.questions)
        opening = next((moment for moment in self._pending if moment.at == 0), None)
        return self._say(opening) if opening is not None else NO_CUES

    def _finish(self) -> None:
        self._clock = None


def _is(moment: Moment, part: Part) -> bool:
    return any(one is part for one, _sentences in moment.parts)


def _is_thanks(moment: Moment) -> bool:
    return _is(moment, Part.THANKS)
