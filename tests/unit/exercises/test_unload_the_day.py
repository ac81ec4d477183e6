"""The whole of *Unload the day*, to the second, undisturbed and with a pause and a stop."""

import pytest

from assistant.messages.speech import Running
from tests.fakes.exercise_evening import Evening, script

CHIME = "*"


@pytest.fixture
def evening() -> Evening:
    return Evening(script("unload_the_day"))


def test_every_cue_comes_at_its_second_and_nothing_after_the_twenty_minutes(evening: Evening) -> None:
    evening.to_the_end()
    assert evening.moments == [
        *(0, 30, 60, 495, 510, 555, 570, 585, 600, 1035, 1050, 1095, 1110, 1125, 1140, 1165, 1195),
    ]
    assert evening.seconds == 1200
    assert not evening.running
    evening.until(5000)
    assert evening.moments[-1] == 1195


def test_the_chime_sounds_fifteen_seconds_before_each_turn_ends(evening: Evening) -> None:
    evening.to_the_end()
    assert [when for when, text in evening.said if text == CHIME] == [495, 555, 585, 1035, 1095, 1125]


def test_each_turn_names_who_speaks_to_whom(evening: Evening) -> None:
    evening.to_the_end()
    assert evening.at(60)[0].startswith("Ana, tell Sam about the most draining part of your day.")
    assert evening.at(600)[0].startswith("Sam, now it's your turn. Tell Ana")


def test_the_rules_are_said_once_and_the_closing_question_and_thanks_lie_inside_the_time(evening: Evening) -> None:
    evening.to_the_end()
    everything = " ".join(text for _when, text in evening.said)
    assert everything.count("Advice only if it's asked for.") == 1
    assert evening.at(1165) == ["What is one thing you can leave outside the door tonight?"]
    assert evening.at(1195) == ["Thank you both."]


def test_a_pause_moves_all_that_follows_and_nothing_else(evening: Evening) -> None:
    evening.until(150)
    evening.say(evening.player.pause)
    assert evening.player.phase is Running.PAUSED
    evening.until(450)
    assert evening.player.next_at is None
    evening.say(evening.player.resume)
    evening.to_the_end()
    assert evening.at(150) == ["<exercise.paused>"]
    assert evening.at(450) == evening.at(60)
    assert evening.moments[:7] == [0, 30, 60, 150, 450, 795, 810]
    assert evening.seconds == 1500


def test_stop_ends_it_at_once_and_without_a_word(evening: Evening) -> None:
    evening.until(700)
    assert evening.say(evening.player.stop) == ()
    assert not evening.running
    assert evening.player.next_at is None
    evening.until(5000)
    assert max(evening.moments) < 700


def test_the_other_partner_may_begin() -> None:
    evening = Evening(script("unload_the_day"), first_speaker="sam")
    evening.to_the_end()
    assert evening.at(60)[0].startswith("Sam, tell Ana")
    assert evening.at(600)[0].startswith("Ana, now it's your turn.")


def test_the_short_form_takes_ten_minutes_with_turns_of_three_and_a_half() -> None:
    evening = Evening(script("unload_the_day"), variant="short")
    evening.to_the_end()
    assert [when for when, text in evening.said if text == CHIME] == [225, 270, 480, 525]
    assert evening.seconds == 600


def test_it_can_be_continued_another_day_at_the_first_word_of_a_step() -> None:
    evening = Evening(script("unload_the_day"), step=6)
    evening.to_the_end()
    assert evening.at(0)[0].startswith("Sam, now it's your turn.")
    assert evening.seconds == 600


def test_inside_the_turns_it_is_a_turn_and_outside_a_step(evening: Evening) -> None:
    phases = []
    for second in (10, 40, 70, 520, 580, 700, 1150):
        evening.until(second)
        phases.append(evening.player.phase)
    turn, step = Running.TURN, Running.STEP
    assert phases == [step, step, turn, turn, turn, turn, step]
