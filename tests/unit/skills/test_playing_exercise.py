"""What a running exercise makes of the words of the dialogue."""

from datetime import UTC, datetime

import pytest

from assistant.errors import StoreFull
from assistant.exercises.player import Player
from assistant.exercises.progress import Progress
from assistant.exercises.turns import Partners
from assistant.messages.intents import IntentName
from assistant.messages.speech import Intent, Running
from assistant.skills.playing_exercise import PlayingExercise
from assistant.skills.ports import Outcome
from tests.fakes.exercise_evening import script
from tests.fakes.exercise_questions import QuestionsInOrder
from tests.fakes.progress_store import ProgressInMemory

NOW = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)


def playing(exercise_id: str, step: int = 1) -> PlayingExercise:
    player = Player(script(exercise_id), Partners("Ana", "Sam"), questions=QuestionsInOrder())
    running = PlayingExercise(player, ProgressInMemory())
    running.begin(NOW, step)
    return running


def obeyed(running: PlayingExercise, intent: Intent) -> Outcome:
    outcome = running.control(intent, NOW)
    assert outcome is not None
    return outcome


@pytest.mark.parametrize(("said", "lands_on"), [(1, 1), (3, 3), (9, 9), (10, 2), (0, 2)])
def test_a_step_is_gone_to_by_its_number(said: int, lands_on: int) -> None:
    running = playing("unload_the_day", 2)
    outcome = obeyed(running, Intent("GoToStep", {"step": said}))
    assert running.player.where_am_i().step == lands_on
    assert (outcome.sayings[0].reply.key == "exercise.no_such_step") == (said not in range(1, 10))


@pytest.mark.parametrize("word", ["Pause", "Cancel", "TimeOut"])
def test_a_time_out_never_stands_still(word: IntentName) -> None:
    running = playing("calm_break", 3)
    assert obeyed(running, Intent(word)).sayings[0].reply.key == "exercise.time_left"
    assert (running.running, running.next_at is None) == (Running.TIME_OUT, False)


def test_whoever_is_back_early_and_calm_is_not_asked_a_second_time() -> None:
    running = playing("calm_break", 3)
    asked = obeyed(running, Intent("Resume")).question
    assert asked is not None
    answered = asked.answer(Intent("Yes"), NOW)
    assert answered is not None
    assert running.player.where_am_i().step == 5


def test_not_yet_leaves_the_time_out_as_it_is() -> None:
    running = playing("calm_break", 3)
    before, asked = running.next_at, obeyed(running, Intent("Resume")).question
    assert asked is not None
    asked.answer(Intent("No"), NOW)
    assert (running.running, running.next_at) == (Running.TIME_OUT, before)


def test_an_exercise_goes_on_where_its_place_cannot_be_kept_any_more() -> None:
    class Full(ProgressInMemory):
        def save(self, progress: Progress) -> None:
            raise StoreFull(progress.exercise_id)

    running = playing("unload_the_day", 2)
    running.progress = Full()
    assert obeyed(running, Intent("Next")).sayings
    assert running.player.where_am_i().step == 3
    running.leave(NOW)
    assert running.running is Running.NOTHING
