"""Finds, offers, begins and continues exercises, and opens the twenty-minute pause at any moment."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from assistant.errors import StoreError
from assistant.exercises.answers import time_left_answer
from assistant.exercises.gates import offer
from assistant.exercises.player import Player
from assistant.exercises.ports import QuestionDraw
from assistant.exercises.progress import Progress, ProgressStore, recall, still_fits
from assistant.exercises.turns import Partners
from assistant.household.household import Place
from assistant.household.naming import names_of
from assistant.household.ports import HouseholdRepository
from assistant.library.exercise import Exercise, Variant
from assistant.library.exercise_shelf import ExerciseShelf
from assistant.messages.intents import IntentName
from assistant.messages.speech import NEUTRAL_EXIT, Asking, Intent, Line, Running, Term, TermKind, Vocabulary, reply
from assistant.skills.exercise_gates import OpeningGates, questions_again, questions_before
from assistant.skills.fitting_forms import FittingForm, fitting_forms
from assistant.skills.playing_exercise import PlayingExercise
from assistant.skills.ports import NOTHING, Offered, Outcome, Question, say
from assistant.skills.suggesting import Suggesting

TIME_OUT_ID = "calm_break"
LATE_HOUR, EARLY_HOUR = 22, 5
"""Between these hours, local wall time, nothing deep is begun unless both, asked by name, say yes."""


UnfinishedReading = Callable[[datetime, datetime | None], Outcome | None]
"""Offers to go on with what was being read at a moment or later; None where there is nothing."""

SAME_EVENING = timedelta(hours=2)
"""How long after an exercise was left it goes on with one yes; later, its gates are asked again."""


class EveningMemory(Protocol):
    """Remembers until morning that something deep was done."""

    def deep_done(self, now: datetime) -> bool:
        """Whether something deep was done this evening."""
        ...

    def note_deep(self, now: datetime) -> None:
        """Something deep was begun."""
        ...


class SessionCare(Protocol):
    """Knows while the two are still talking whether something too heavy for anything deep was said; keeps nothing."""

    @property
    def nothing_deep(self) -> bool:
        """Whether no deep exercise begins or goes on."""
        ...


class ExerciseSkill:
    """Answers everything that leads to an exercise."""

    intents: frozenset[IntentName] = frozenset(
        {
            "StartExercise",
            "ListExercises",
            "SuggestExercise",
            "Situation",
            "TimeOut",
            "Resume",
            "StartOver",
        }
    )

    def __init__(
        self,
        shelf: ExerciseShelf,
        *,
        households: HouseholdRepository,
        progress: ProgressStore,
        evening: EveningMemory,
        care: SessionCare,
        questions: QuestionDraw,
        unnamed: tuple[str, str],
        suggesting: Suggesting,
        unfinished_reading: UnfinishedReading = lambda _now, _since: None,
    ) -> None:
        """Join it to what it leads to.

        Args:
            shelf: every exercise.
            households: names, and who began last time.
            progress: where an unfinished exercise stopped.
            evening: whether something deep was done this evening.
            care: whether something was said after which nothing deep begins.
            questions: draws from question banks.
            unnamed: how the two are spoken of while they have no names.
            suggesting: chooses where nobody named an exercise.
            unfinished_reading: offers to go on with what was being read.
        """
        self._shelf = shelf
        self._vocabulary = Vocabulary(terms=exercise_terms(shelf))
        self._households = households
        self._progress = progress
        self._evening = evening
        self._care = care
        self._questions = questions
        self._unnamed = unnamed
        self._suggesting = suggesting
        self._unfinished_reading = unfinished_reading
        self._interrupted: Progress | None = None
        self._interrupted_a_reading = False
        self._pause: PlayingExercise | None = None

    def handle(self, intent: Intent, now: datetime) -> Outcome:
        """Answer one intent."""
        match intent.name:
            case "StartExercise":
                speaker = intent.slots.get("first_speaker")
                variant: Variant = "short" if intent.slots.get("variant") == "short" else "full"
                return self.start(
                    str(intent.slots.get("exercise", "")), now, variant, None if speaker is None else str(speaker)
                )
            case "TimeOut":
                return self.time_out(now)
            case "Resume":
                return self._resume(intent, now)
            case "StartOver":
                kept = recall(self._progress, now)
                return self.start(kept.exercise_id, now, kept.variant) if kept else say(reply("dialogue.nothing_runs"))
            case "ListExercises":
                return self._suggesting.list_exercises(intent)
            case "SuggestExercise":
                return self._suggesting.suggest(intent, now)
            case _:
                situation = str(intent.slots.get("situation", ""))
                if self._pause_runs and self._suggesting.leads_to(situation) == TIME_OUT_ID:
                    return self._how_long_the_pause_lasts(now)
                routed = self._suggesting.route(situation, now)
                return replace(routed, ends_activity=False) if self._pause_runs else routed

    def vocabulary(self, now: datetime) -> Vocabulary:
        """Every name of every exercise."""
        del now
        return self._vocabulary

    def start(
        self, exercise_id: str, now: datetime, variant: Variant = "full", first_speaker: str | None = None
    ) -> Outcome:
        """Offer an exercise; its first step begins at the last yes."""
        script = self._shelf.find(exercise_id)
        if script is None:
            return say(reply("exercise.unknown"))
        if script.intensity == "deep" and self._care.nothing_deep:
            return say(NEUTRAL_EXIT)
        if script.id == TIME_OUT_ID and self._pause_runs:
            return self._how_long_the_pause_lasts(now)
        form = FittingForm(script, variant if variant in script.variants else "full")
        variant = form.variant
        partners = self.partners(first_speaker)
        gates = OpeningGates(
            questions_before(script, partners, variant),
            variant,
            lambda form, speaker, at: self._begin(script, form, speaker or first_speaker, at),
            Offered(script.title, form.length),
            in_less=lambda minutes, at: self._start_in_less(script, minutes, at, first_speaker),
            minutes=form.minutes,
            by_name=() if script.alone else questions_before(script, partners, variant, by_name=True),
            aside=self._suggesting.aside((partners.a, partners.b)),
        )
        return gates.ask((*self._caution(script, now), *offer(script, variant).lines), now)

    def _start_in_less(
        self, script: Exercise, minutes: int, now: datetime, first_speaker: str | None
    ) -> Outcome | None:
        """Offer the longest form that takes no longer, to two who were offered another one."""
        fitting = fitting_forms((script,), minutes)
        return self.start(script.id, now, fitting[0].variant, first_speaker) if fitting else None

    def time_out(self, now: datetime) -> Outcome:
        """The pause begins at once, from wherever the two are; one request is enough."""
        script = self._shelf.find(TIME_OUT_ID)
        if script is None:
            return NOTHING
        return self._begin_pause(script, now, script.first_step_apart or 1)

    def _begin_pause(self, script: Exercise, now: datetime, step: int) -> Outcome:
        self._interrupted = recall(self._progress, now)
        self._interrupted_a_reading = self._unfinished_reading(now, now) is not None
        player = Player(script, self.partners(None), questions=self._questions)
        self._pause = PlayingExercise(player, _NoProgress(), afterwards=self._back_to_where_they_were)
        return self._pause.begin(now, step)

    @property
    def _pause_runs(self) -> bool:
        return self._pause is not None and self._pause.running is Running.TIME_OUT

    def _how_long_the_pause_lasts(self, now: datetime) -> Outcome:
        return NOTHING if self._pause is None else say(time_left_answer(self._pause.player.time_left(now)))

    def partners(self, first_speaker: str | None) -> Partners:
        """Who is A and who is B: whoever was named begins, else whoever did not begin last time."""
        household = self._households.load()
        first, second = names_of(household, self._unnamed)
        pair = Partners(first, second) if household.spoke_first_last is not Place.FIRST else Partners(second, first)
        return pair.beginning_with(first_speaker)

    def _partners_as_they_were(self) -> Partners:
        """Who was A is A again: whoever began last time."""
        household = self._households.load()
        last = household.spoke_first_last
        return self.partners(None if last is None else names_of(household, self._unnamed)[last is Place.SECOND])

    def _begin(self, script: Exercise, variant: Variant, first_speaker: str | None, now: datetime) -> Outcome:
        if script.id == TIME_OUT_ID:
            return self._begin_pause(script, now, 1)
        partners = self.partners(first_speaker)
        if script.intensity == "deep":
            with suppress(StoreError):  # where it cannot be kept, the exercise begins all the same
                self._evening.note_deep(now)
        if not script.alone:
            self._remember_who_began(partners.a)
        player = Player(script, partners, questions=self._questions, variant=variant)
        progress = self._progress if script.intensity != "first_aid" else _NoProgress()
        calm = "calm" in script.gates
        return PlayingExercise(player, progress, who_begins=self._remember_who_began, asks_calm=calm).begin(now)

    def _remember_who_began(self, name: str) -> None:
        """Whose turn came first, so that they alternate, and go on another evening as they were; if it can be kept."""
        with suppress(StoreError):
            household = self._households.load()
            first, _second = names_of(household, self._unnamed)
            self._households.save(replace(household, spoke_first_last=Place.FIRST if name == first else Place.SECOND))

    def _caution(self, script: Exercise, now: datetime) -> tuple[Line, ...]:
        if script.intensity != "deep":
            return ()
        if self._evening.deep_done(now):
            return reply("exercise.second_deep").lines
        hour = self._households.load().wall(now).hour
        return reply("exercise.late_deep").lines if hour >= LATE_HOUR or hour < EARLY_HOUR else ()

    def _resume(self, intent: Intent, now: datetime) -> Outcome:
        """Go on where they were; with another exercise that is named, from its beginning."""
        named = intent.slots.get("exercise")
        kept = recall(self._progress, now)
        if named is not None and (kept is None or kept.exercise_id != named):
            return self.start(str(named), now)
        return self._offer_to_continue(now, "exercise.continue_or_start_over", reading_too=named is None)

    def _offer_to_continue(self, now: datetime, key: str, *, reading_too: bool = True) -> Outcome:
        kept = recall(self._progress, now)
        script = self._shelf.find(kept.exercise_id) if kept else None
        reading = self._unfinished_reading(now, kept.saved_at if kept else None) if reading_too else None
        if reading is not None:
            return reading
        if kept is None or script is None or not still_fits(kept, script):
            return say(reply("exercise.nothing_to_continue"))
        if script.intensity == "deep" and self._care.nothing_deep:
            return say(NEUTRAL_EXIT)
        question = Question(
            asking=Asking.YES_OR_NO,
            about="Resume",
            answer=lambda intent, at: self._continue_answer(intent, at, script, kept),
        )
        return say(reply(key, title=script.title, step=kept.step), question)

    def _continue_answer(self, intent: Intent, now: datetime, script: Exercise, kept: Progress) -> Outcome | None:
        if intent.slots.get("exercise", script.id) != script.id:
            return None
        match intent.name:
            case "Yes" | "Resume" | "Next":
                if now - kept.saved_at < SAME_EVENING:
                    return self._go_on(script, kept, kept.variant, now)
                gates = OpeningGates(
                    questions_again(script, self._partners_as_they_were(), kept.variant),
                    kept.variant,
                    lambda form, _speaker, at: self._go_on(script, kept, form, at),
                )
                return gates.ask(self._caution(script, now), now)
            case "StartOver":
                return self.start(script.id, now, kept.variant)
            case "No":
                return say(NEUTRAL_EXIT)
            case _:
                return None

    def _go_on(self, script: Exercise, kept: Progress, variant: Variant, now: datetime) -> Outcome:
        """From the step where they stopped; in another form from the first one, since its steps are others."""
        if script.intensity == "deep":
            with suppress(StoreError):
                self._evening.note_deep(now)
        player = Player(script, self._partners_as_they_were(), questions=self._questions, variant=variant)
        playing = PlayingExercise(player, self._progress, who_begins=self._remember_who_began)
        return playing.begin(now, kept.step if variant == kept.variant else 1)

    def _back_to_where_they_were(self, now: datetime) -> Outcome:
        interrupted, self._interrupted = self._interrupted, None
        if self._interrupted_a_reading:
            return self._unfinished_reading(now, None) or NOTHING
        script = self._shelf.find(interrupted.exercise_id) if interrupted else None
        if interrupted is None or script is None:
            return NOTHING
        self._progress.save(replace(interrupted, saved_at=now))
        return self._offer_to_continue(now, "exercise.continue_offer")


class _NoProgress:
    """What is done alone or apart is never kept or continued, and leaves what it interrupted alone."""

    def save(self, progress: Progress) -> None:
        """Keep nothing."""

    def load(self) -> Progress | None:
        """Nothing."""
        return None

    def clear(self) -> None:
        """Nothing to erase."""


def exercise_terms(shelf: ExerciseShelf) -> tuple[Term, ...]:
    """Every name of every exercise."""
    return tuple(
        Term(
            TermKind.EXERCISE,
            one.id,
            tuple(dict.fromkeys(name.lower() for name in (one.title, one.id.replace("_", " "), *one.also_known_as))),
        )
        for one in shelf.exercises
    )
