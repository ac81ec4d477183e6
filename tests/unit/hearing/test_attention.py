"""How much silence ends what somebody says."""

import pytest

from assistant.hearing.attention import AttentionSettings, end_silence, longest_worth_words
from assistant.messages.speech import Completeness, Expectation, Running

SETTINGS = AttentionSettings(end_seconds=0.7, whole_end_seconds=0.5, open_end_seconds=1.5, exercise_end_seconds=1.25)


def silence(completeness: Completeness, running: Running = Running.NOTHING) -> float:
    return end_silence(completeness, Expectation(running=running), SETTINGS)


def test_a_whole_command_is_answered_sooner_and_a_broken_off_one_is_waited_for() -> None:
    assert silence(Completeness.WHOLE) == 0.5
    assert silence(Completeness.LIKELY) == 0.7
    assert silence(Completeness.OPEN) == 1.5


@pytest.mark.parametrize("running", [Running.STEP, Running.PAUSED, Running.TIME_OUT])
def test_in_an_exercise_everything_is_waited_for_longer(running: Running) -> None:
    assert silence(Completeness.WHOLE, running) == 0.7
    assert silence(Completeness.LIKELY, running) == 1.25
    assert silence(Completeness.OPEN, running) == 1.5


@pytest.mark.parametrize("completeness", Completeness)
def test_in_a_partners_turn_nothing_that_sounds_like_a_command_ends_sooner(completeness: Completeness) -> None:
    assert silence(completeness, Running.TURN) == 1.25


def test_where_the_usual_silence_is_short_a_whole_command_waits_no_longer() -> None:
    quick = AttentionSettings(end_seconds=0.4, whole_end_seconds=0.5, open_end_seconds=1.5)
    assert end_silence(Completeness.WHOLE, Expectation(), quick) == 0.4


def test_where_only_control_words_count_long_talk_is_not_transcribed_at_its_pauses() -> None:
    assert longest_worth_words(Expectation(running=Running.TURN), speaking=False) < 6.0
    assert longest_worth_words(Expectation(), speaking=True) < 6.0
    assert longest_worth_words(Expectation(running=Running.STEP), speaking=False) > 6.0
