"""Random talk: commands, answers, silence and restarts in any order, and what holds whatever is said."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from assistant.app.content import CONTENT
from assistant.dialogue.manager import DialogueManager
from assistant.dialogue.safety import SafetyReplies
from assistant.dialogue.turn import Turn
from assistant.exercises.questions import ShuffledQuestions
from assistant.household.household import Household, Partner
from assistant.library.choices import load_choices
from assistant.library.exercise import Variant
from assistant.library.exercise_shelf import load_exercises
from assistant.library.reading_shelf import load_reading_shelf
from assistant.messages.speech import NOT_UNDERSTOOD, Asking, Intent, Running
from assistant.skills.exercise import ExerciseSkill
from assistant.skills.ports import Outcome
from assistant.skills.reading import ReadingSkill
from assistant.skills.suggesting import Suggesting
from assistant.skills.voice import VoiceSkill
from tests.fakes.calendar_store import FakeHouseholds
from tests.fakes.intents import intent_name
from tests.fakes.progress_store import ProgressInMemory

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
EXERCISES, READINGS = load_exercises(CONTENT / "exercises"), load_reading_shelf(CONTENT)

WORDS = """
Next Previous Repeat Pause Resume StartOver Skip Swap Shorter TimeLeft WhereAmI MoreTime Cancel Help Thanks Louder
WhyDidYouSayThat TimeOut ListExercises SuggestExercise ListPrinciples TellMore TakeUsThrough Yes Yes Yes No
"""


class NothingDeep:
    nothing_deep = False

    def deep_done(self, now: datetime) -> bool:
        del now
        return False

    def note_deep(self, now: datetime) -> None:
        del now


class AnyTalk(RuleBasedStateMachine):
    """It never breaks, never waits for ever, and a Stop always stops."""

    @initialize()
    def open_it(self) -> None:
        self.now = START
        self.households = FakeHouseholds(Household(partners=(Partner("Ana"), Partner("Sam"))))
        self.progress, self.tour = ProgressInMemory(), ProgressInMemory()
        self.restart()

    @rule()
    def restart(self) -> None:
        def start(name: str, now: datetime, variant: Variant = "full") -> Outcome:
            return exercise.start(name, now, variant) if EXERCISES.find(name) else reading.read(name, now)

        reading = ReadingSkill(READINGS, start, self.tour)
        exercise = ExerciseSkill(
            EXERCISES,
            households=self.households,
            progress=self.progress,
            evening=NothingDeep(),
            care=NothingDeep(),
            questions=ShuffledQuestions(Random(1)),  # noqa: S311 - which card comes next is no secret
            unnamed=("the first of you", "the second of you"),
            suggesting=Suggesting(EXERCISES, READINGS, load_choices(CONTENT), start),
            unfinished_reading=reading.unfinished,
        )
        voice = VoiceSkill(self.households, lambda _: None)
        self.talk = DialogueManager([reading, exercise, voice], SafetyReplies(), on_stop=self.progress.clear)

    def hear(self, intent: Intent) -> Turn:
        turn = self.talk.hear(intent, self.now)
        assert all(saying.reply.lines or saying.manner.value == "chime" for saying in turn.sayings)
        self.talk.finished_speaking(self.now)
        return turn

    @rule(word=st.sampled_from(WORDS.split()))
    def a_word(self, word: str) -> None:
        self.hear(Intent(intent_name(word)))

    @rule(seconds=st.integers(1, 4000), step=st.integers(-1, 20))
    def a_word_with_a_number(self, seconds: int, step: int) -> None:
        self.hear(Intent("MoreTime", {"duration_seconds": seconds}))
        self.hear(Intent("GoToStep", {"step": step}))

    @rule(exercise=st.sampled_from([each.id for each in EXERCISES.exercises]), short=st.booleans())
    def an_exercise(self, exercise: str, short: bool) -> None:  # noqa: FBT001 - Hypothesis gives it by name
        self.hear(Intent("StartExercise", {"exercise": exercise, **({"variant": "short"} if short else {})}))

    @rule(exercise=st.sampled_from(["calm_break", "settle_solo", "unload_the_day", "hope_underneath"]))
    def an_exercise_with_every_yes(self, exercise: str) -> None:
        self.hear(Intent("StartExercise", {"exercise": exercise}))
        for _ in range(5):
            if self.talk.expectation.asking in (Asking.CONSENT, Asking.NAME):
                self.hear(Intent("Yes"))

    @rule(name=st.sampled_from(["love_maps", "trust", "four_horsemen", "bids"]))
    def a_reading(self, name: str) -> None:
        self.hear(Intent("ExplainTopic", {"topic": name}))

    @rule(name=st.sampled_from(["fight", "fighting_now", "bad_day", "distant", "see_someone"]))
    def a_situation(self, name: str) -> None:
        self.hear(Intent("Situation", {"situation": name}))

    @rule()
    def something_else(self) -> None:
        self.hear(NOT_UNDERSTOOD)

    @rule(seconds=st.sampled_from([0.2, 3, 11, 31, 120, 700, 1300, 4000]))
    def time_passes(self, seconds: float) -> None:
        end = self.now + timedelta(seconds=seconds)
        for _ in range(2000):
            due = self.talk.next_at
            if due is None or due > end:
                break
            self.now = max(self.now, due)
            self.talk.advance(self.now, START)
            self.talk.finished_speaking(self.now)
        else:
            pytest.fail("it wants the time again and again and does nothing with it")
        self.now = end

    @rule()
    def stop(self) -> None:
        turn = self.hear(Intent("Stop"))
        assert [saying.reply.key for saying in turn.sayings] == ["neutral.exit"]
        assert (self.talk.expectation.running, self.talk.expectation.asking) == (Running.NOTHING, None)
        assert self.progress.kept is None

    @invariant()
    def a_time_out_always_comes_back(self) -> None:
        if self.talk.expectation.running is Running.TIME_OUT and self.talk.expectation.asking is None:
            assert self.talk.next_at is not None

    @invariant()
    def nothing_waits_for_ever_without_being_asked(self) -> None:
        running = self.talk.expectation.running
        if running in (Running.TURN, Running.STEP) and self.talk.expectation.asking is None:
            assert self.talk.next_at is not None


AnyTalk.TestCase.settings = settings(max_examples=40, stateful_step_count=30)
TestAnyTalk = AnyTalk.TestCase
