"""Random evenings: control words, silence, talk and waiting in any order, and what holds whatever happens."""

from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from assistant.exercises.player import Player
from assistant.exercises.turns import Cue, Partners
from assistant.library.timetable import timetable
from assistant.messages.speech import Manner, Running
from tests.fakes.exercise_evening import EXERCISES, START, script
from tests.fakes.exercise_questions import QuestionsInOrder

FORMS = [
    (path.stem, variant) for path in sorted(EXERCISES.glob("*.yaml")) for variant in script(path.stem).variants
]  # fmt: skip


class AnyEvening(RuleBasedStateMachine):
    """No dead end, no lost step, no double step, time left never negative, stop always stops."""

    @initialize(form=st.sampled_from(FORMS), step=st.integers(1, 3))
    def begin(self, form: tuple[str, str], step: int) -> None:
        exercise = script(form[0])
        variant = next(known for known in exercise.variants if known == form[1])
        self.player = Player(exercise, Partners("Ana", "Sam"), questions=QuestionsInOrder(), variant=variant)
        self.now = START
        self.quiet_since: datetime | None = START
        self.take(self.player.start(START, min(step, len(timetable(exercise, variant).steps))))

    def take(self, cues: tuple[Cue, ...]) -> None:
        for cue in cues:
            assert cue.reply.lines or cue.manner is Manner.CHIME
            assert self.player.phase is not Running.TURN or cue.step <= self.player.where_am_i().step

    @property
    def running(self) -> bool:
        return self.player.phase is not Running.NOTHING

    @rule(seconds=st.sampled_from([0.000001, 0.2, 5, 14.999999, 33.333333, 120, 700, 3000]))
    def time_passes(self, seconds: float) -> None:
        end = self.now + timedelta(seconds=seconds)
        for _ in range(10_000):
            due = self.player.next_at
            if due is None or due > end:
                break
            self.now = max(self.now, due)
            self.advance()
        else:
            pytest.fail("it wants the time again and again and does nothing with it")
        self.now = end

    def advance(self) -> None:
        before = self.player.where_am_i().step
        self.take(self.player.advance(self.now, self.quiet_since))
        if self.running:
            assert self.player.where_am_i().step in (before, before + 1)

    @rule()
    def somebody_begins_to_talk(self) -> None:
        self.quiet_since = None
        self.advance()

    @rule()
    def it_falls_silent(self) -> None:
        self.quiet_since = self.now
        self.advance()

    @rule(word=st.sampled_from(["repeat", "pause", "resume", "swap", "shorter"]))
    def a_word_that_leaves_the_step(self, word: str) -> None:
        step, variant = self.player.where_am_i().step, self.player.variant
        left = self.player.time_left(self.now).whole
        self.take(getattr(self.player, word)(self.now))
        if self.player.variant == variant:
            assert self.player.where_am_i().step == step
        if word == "shorter":
            assert self.player.time_left(self.now).whole <= left

    @rule(seconds=st.one_of(st.none(), st.integers(-5, 4000)))
    def more_time(self, seconds: int | None) -> None:
        left = self.player.time_left(self.now).whole
        self.take(self.player.more_time(seconds, self.now))
        assert self.player.time_left(self.now).whole >= left

    @rule(word=st.sampled_from(["next", "skip"]))
    def on(self, word: str) -> None:
        before = self.player.where_am_i()
        was_running = self.running
        self.take(getattr(self.player, word)(self.now))
        if was_running and before.step < before.of:
            assert self.player.where_am_i().step == before.step + 1
        else:
            assert not self.running

    @rule(number=st.integers(-1, 20))
    def to_a_step(self, number: int) -> None:
        before = self.player.where_am_i()
        was_running = self.running
        self.take(self.player.go_to_step(number, self.now))
        expected = number if was_running and 1 <= number <= before.of else before.step
        assert self.player.where_am_i().step == expected

    @precondition(lambda self: self.player.phase is Running.TIME_OUT)
    @rule()
    def they_come_back_from_a_time_out_early(self) -> None:
        before = self.player.where_am_i().step
        self.take(self.player.come_back(self.now))
        assert self.player.where_am_i().step in (before + 1, before + 2)
        assert self.player.phase is Running.STEP

    @rule()
    def back(self) -> None:
        before, was_running = self.player.where_am_i().step, self.running
        self.take(self.player.previous(self.now))
        if was_running:
            assert self.player.where_am_i().step == max(1, before - 1)

    @rule()
    def over_again(self) -> None:
        was_running = self.running
        self.take(self.player.start_over(self.now))
        assert not was_running or self.player.where_am_i().step == 1

    @rule()
    def crash_and_continue(self) -> None:
        progress = self.player.progress(self.now)
        if progress is None:
            return
        exercise = self.player.script
        self.player = Player(
            exercise, Partners("Sam", "Ana"), questions=QuestionsInOrder(), variant=progress.variant
        )  # fmt: skip
        self.take(self.player.start(self.now, progress.step))
        assert self.player.where_am_i().step == progress.step
        assert self.player.phase in (Running.TURN, Running.STEP)

    @precondition(lambda self: self.player.phase is Running.PAUSED)
    @rule(seconds=st.integers(1, 100_000))
    def a_pause_lasts_as_long_as_it_lasts(self, seconds: int) -> None:
        left = self.player.time_left(self.now)
        self.now += timedelta(seconds=seconds)
        self.quiet_since = self.now
        assert self.player.advance(self.now, self.quiet_since) == ()
        assert self.player.time_left(self.now) == left

    @rule()
    def stop(self) -> None:
        assert self.player.stop(self.now) == ()
        assert not self.running
        self.take(self.player.start(self.now))

    @invariant()
    def no_time_is_owed(self) -> None:
        left = self.player.time_left(self.now)
        assert left.whole >= timedelta(0)
        assert left.turn is None or timedelta(0) <= left.turn <= left.whole

    @invariant()
    def there_is_always_a_way_on(self) -> None:
        if self.running and self.player.phase is not Running.PAUSED and not self.player.waits:
            assert self.player.next_at is not None
        if not self.running:
            assert self.player.next_at is None


AnyEvening.TestCase.settings = settings(max_examples=60, stateful_step_count=30)
TestAnyEvening = AnyEvening.TestCase
