"""What happens while nobody says a control word: quiet, talk beyond the end, silence, the pause apart."""

from datetime import timedelta

import pytest

from assistant.exercises.player import Player
from assistant.exercises.turns import Partners
from assistant.messages.speech import Running
from tests.fakes.exercise_evening import START, Evening, script
from tests.fakes.exercise_questions import QuestionsInOrder


def test_the_hand_over_waits_for_a_second_and_a_half_of_quiet() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(500)
    evening.quiet_since = None
    evening.until(518)
    assert evening.player.where_am_i().step == 3
    evening.quiet_since = evening.now
    evening.until(530)
    assert evening.said[4][0] == pytest.approx(518 + 1.5, abs=0.5)
    assert evening.player.where_am_i().step == 4


def test_the_hand_over_waits_at_most_thirty_seconds() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(500)
    evening.quiet_since = None
    evening.until(539)
    assert evening.player.where_am_i().step == 3
    evening.until(540)
    assert evening.player.where_am_i().step == 4


def test_a_step_that_began_late_is_as_long_as_any_other() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(500)
    evening.quiet_since = None
    evening.until(540)
    evening.quiet_since = evening.now
    evening.to_the_end()
    assert evening.seconds == 1230


def test_the_thanks_wait_for_quiet_and_the_end_waits_for_the_thanks() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(1190)
    evening.quiet_since = None
    evening.until(1210)
    assert evening.at(1195) == []
    assert evening.running
    evening.quiet_since = evening.now
    evening.to_the_end()
    assert evening.said[-1][1] == "Thank you both."
    assert evening.said[-1][0] == pytest.approx(1211.5, abs=0.5)
    assert not evening.running


def test_ten_minutes_without_a_sound_in_a_talking_step_get_one_soft_question_and_stand_still() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(70)
    evening.say(lambda now: evening.player.more_time(1200, now))
    evening.until(5000)
    assert evening.at(670) == ["<exercise.still_there>"]
    assert evening.player.phase is Running.PAUSED
    assert evening.moments[-1] == 670
    progress = evening.player.progress(evening.now)
    assert progress is not None
    assert (progress.exercise_id, progress.step, progress.variant) == ("unload_the_day", 3, "full")
    evening.say(evening.player.resume)
    assert evening.at(5000) == evening.at(60)


def test_talk_heard_now_and_then_keeps_the_question_away() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(70)
    evening.say(lambda now: evening.player.more_time(1200, now))
    evening.until(600)
    evening.quiet_since = evening.now
    evening.until(1150)
    assert "<exercise.still_there>" not in [text for _when, text in evening.said]
    assert evening.player.phase is Running.TURN


def test_the_pause_apart_is_silent_but_for_half_way_and_asks_when_it_is_over() -> None:
    evening = Evening(script("calm_break"))
    evening.until(10_000)
    assert evening.moments == [0, 20, 60, 660, 1260]
    assert evening.at(660) == ["Half of the time has gone."]
    assert evening.player.waits
    assert evening.player.next_at is None


def test_a_time_out_enters_at_the_pause_itself_and_speaks_at_twenty_minutes() -> None:
    exercise = script("calm_break")
    assert exercise.first_step_apart == 3
    evening = Evening(exercise, step=3)
    evening.until(10_000)
    assert evening.moments == [0, 600, 1200]


def test_the_question_after_the_pause_stays_open_until_it_is_answered() -> None:
    evening = Evening(script("calm_break"), step=3)
    evening.until(9000)
    assert evening.player.where_am_i().step == 4
    evening.say(evening.player.next)
    evening.until(9600)
    assert evening.at(9000)[0].endswith("Would you like to carry on, or take more time?")
    evening.say(evening.player.next)
    evening.to_the_end()
    assert evening.seconds == 9720


def test_not_yet_gives_more_quiet_and_asks_again() -> None:
    evening = Evening(script("calm_break"), step=3)
    evening.until(1230)
    evening.say(lambda now: evening.player.more_time(None, now))
    assert evening.player.phase is Running.TIME_OUT
    evening.until(4000)
    assert evening.moments == [0, 600, 1200, 1230, 1830]
    assert evening.at(1830) == evening.at(1200)


def test_a_step_late_by_a_suspended_machine_is_not_followed_by_stale_chimes() -> None:
    player = Player(script("unload_the_day"), Partners("Ana", "Sam"), questions=QuestionsInOrder(), variant="full")
    player.start(START, step=3)
    cues = player.advance(START + timedelta(seconds=3000), START)
    assert [cue.reply.key for cue in cues] == ["exercise.words"]
    assert player.where_am_i().step == 4
    assert player.next_at == START + timedelta(seconds=3000 + 45)


def test_a_form_or_a_step_that_is_not_there_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="no form 'apart'"):
        Evening(script("unload_the_day"), variant="apart")
    with pytest.raises(ValueError, match="no step 10"):
        Evening(script("unload_the_day"), step=10)


def test_a_time_out_leaves_nothing_to_continue() -> None:
    evening = Evening(script("calm_break"), step=3)
    evening.until(300)
    assert evening.player.progress(evening.now) is None
