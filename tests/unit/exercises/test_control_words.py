"""Every control word in every phase: one table, then what the words do in detail."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from assistant.exercises.player import Player
from assistant.exercises.turns import Cue, Partners
from assistant.messages.speech import Manner, Running
from tests.fakes.exercise_evening import START, Evening, script, text_of
from tests.fakes.exercise_questions import QuestionsInOrder

WORDS: dict[str, Callable[[Player, datetime], tuple[Cue, ...]]] = {
    "next": Player.next,
    "skip": Player.skip,
    "previous": Player.previous,
    "repeat": Player.repeat,
    "pause": Player.pause,
    "resume": Player.resume,
    "stop": Player.stop,
    "swap": Player.swap,
    "shorter": Player.shorter,
    "more time": lambda player, now: player.more_time(None, now),
    "start over": Player.start_over,
    "we're back": Player.come_back,
    "step two": lambda player, now: player.go_to_step(2, now),
    "step ninety": lambda player, now: player.go_to_step(90, now),
}

PHASES = ("step", "turn", "paused", "apart", "asked", "last")
"""Step 2 and turn 3 of *Unload the day*, the same turn paused; in *Twenty-minute pause* the pause (step 3) and the
question after it (step 4); and the last step of *Unload the day* (step 9)."""

RUNNING = {
    "S": Running.STEP,
    "T": Running.TURN,
    "P": Running.PAUSED,
    "A": Running.TIME_OUT,
    "-": Running.NOTHING,
}

TABLE = """
word        |step            |turn            |paused          |apart              |asked              |last
next        |3T words        |4T words        |4T words        |4S words           |5S words           |0- thanks
skip        |3T words        |4T words        |4T words        |4S words           |5S words           |0- thanks
previous    |1S words        |2S rule         |2S rule         |2S words           |3A words           |8T words
repeat      |2S rule         |3T words        |3P words        |3A words           |4S words           |9S words
pause       |2P paused       |3P paused       |3P still_paused |3P paused          |4P paused          |9P paused
resume      |2S not_paused   |3T not_paused   |3T words        |3A not_paused      |4S not_paused      |9S not_paused
stop        |0-              |0-              |0-              |0-                 |0-                 |0-
swap        |2S swapped      |3T words        |3P swapped      |3A no_swap |4S no_swap |9S no_swap
shorter     |1S short_form   |3T shorter      |3P shorter      |3A not_shorter     |4S not_shorter     |9S not_shorter
more time   |2S more_time    |3T more_time    |3P more_time    |3A more_time       |3A more_quiet      |9S more_time
start over  |1S words        |1S words        |1S words        |1S words           |1S words           |1S words
we're back  |3T words        |4T words        |4T words        |5S words           |5S words           |0- thanks
step two    |2S rule         |2S rule         |2S rule         |2S words           |2S words           |2S rule
step ninety |2S no_such_step |3T no_such_step |3P no_such_step |3A no_such_step    |4S no_such_step    |9S no_such_step
"""
"""For each word and phase: the step afterwards and what is running then, and the first line that is said, if any."""


def cells() -> dict[tuple[str, str], str]:
    rows = [[cell.strip() for cell in row.split("|")] for row in TABLE.strip().splitlines()]
    return {(row[0], phase): cell for row in rows[1:] for phase, cell in zip(rows[0][1:], row[1:], strict=True)}


def in_phase(phase: str) -> Evening:
    evening = Evening(script("calm_break" if phase in {"apart", "asked"} else "unload_the_day"))
    evening.until({"step": 40, "turn": 100, "paused": 100, "apart": 300, "asked": 1290, "last": 1150}[phase])
    if phase == "paused":
        evening.say(evening.player.pause)
        evening.until(130)
    return evening


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("word", WORDS)
def test_each_word_in_each_phase(word: str, phase: str) -> None:
    standing, _, says = cells()[word, phase].partition(" ")
    evening = in_phase(phase)
    cues = WORDS[word](evening.player, evening.now)
    assert evening.player.phase is RUNNING[standing[-1]]
    if evening.running:
        assert evening.player.where_am_i().step == int(standing[:-1])
    assert [cue.reply.key.removeprefix("exercise.") for cue in cues] == ([says.strip()] if says else [])


@pytest.mark.parametrize("word", WORDS)
def test_no_word_does_anything_before_the_start_or_after_the_end(word: str) -> None:
    fresh = Player(script("unload_the_day"), Partners("Ana", "Sam"), questions=QuestionsInOrder())
    assert WORDS[word](fresh, START) == ()
    ended = Evening(script("unload_the_day"))
    ended.to_the_end()
    assert WORDS[word](ended.player, ended.now) == ()
    for player in (fresh, ended.player):
        assert player.phase is Running.NOTHING
        assert player.next_at is None
        assert player.time_left(ended.now).whole == timedelta(0)
        assert player.progress(ended.now) is None


def test_previous_gives_the_step_before_its_full_time() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(530)
    evening.say(evening.player.previous)
    assert evening.at(530)[0].startswith("Ana, tell Sam")
    evening.to_the_end()
    assert evening.at(530 + 435) == ["*"]
    assert evening.seconds == 530 + 450 + 690


def test_more_time_works_again_and_again_and_the_chime_comes_again() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(500)
    for _ in range(10):
        cues = evening.say(lambda now: evening.player.more_time(50, now))
        assert cues[0].reply.lines[0].values["length"] == timedelta(seconds=50)
    evening.to_the_end()
    assert [when for when, text in evening.said if text == "*"][:2] == [495, 510 + 500 - 15]
    assert evening.seconds == 1200 + 500


def test_a_few_seconds_more_bring_no_second_chime() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(505)
    evening.say(lambda now: evening.player.more_time(5, now))
    evening.until(520)
    assert [when for when, text in evening.said if text == "*"] == [495]


def test_more_time_while_the_hand_over_waits_counts_from_now() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(505)
    evening.quiet_since = None
    evening.until(520)
    evening.say(lambda now: evening.player.more_time(60, now))
    assert evening.player.time_left(evening.now).turn == timedelta(seconds=60)


def test_swap_lets_the_other_one_go_now_with_the_full_time() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(200)
    evening.say(evening.player.swap)
    assert evening.at(200)[0].startswith("Sam, tell Ana")
    assert evening.player.time_left(evening.now).turn == timedelta(seconds=450)
    evening.to_the_end()
    assert evening.at(200 + 540)[0].startswith("Ana, now it's your turn.")


def test_swap_keeps_a_turn_as_short_as_it_was_asked_to_be() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(160)
    evening.say(evening.player.shorter)
    evening.say(evening.player.swap)
    assert evening.player.time_left(evening.now).turn == timedelta(seconds=100 + 175)


def test_swap_gives_nobody_the_time_that_the_other_asked_for() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(160)
    evening.say(lambda now: evening.player.more_time(300, now))
    evening.say(evening.player.swap)
    assert evening.player.time_left(evening.now).turn == timedelta(seconds=450)


def test_shorter_before_the_first_turn_is_the_short_form_and_later_halves_what_is_left() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(20)
    evening.say(evening.player.shorter)
    assert evening.player.variant == "short"
    evening.to_the_end()
    assert evening.seconds == 620

    evening = Evening(script("unload_the_day"))
    evening.until(160)
    evening.say(evening.player.shorter)
    assert evening.player.time_left(evening.now).turn == timedelta(seconds=175)
    evening.to_the_end()
    assert evening.seconds == 160 + 175 + 30 + 30 + 225 + 30 + 30 + 60


def test_shorter_never_shortens_the_pause_apart() -> None:
    evening = Evening(script("calm_break"))
    evening.until(300)
    evening.say(evening.player.shorter)
    evening.until(1259)
    assert evening.player.phase is Running.TIME_OUT


def test_repeat_says_the_last_line_again_and_changes_no_time() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(100)
    evening.say(evening.player.repeat)
    assert evening.at(100) == evening.at(60)
    evening.to_the_end()
    assert evening.seconds == 1200


def test_the_time_left_is_that_of_the_turn_and_of_the_whole() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(160)
    left = evening.player.time_left(evening.now)
    assert (left.turn, left.whole) == (timedelta(seconds=350), timedelta(seconds=1040))
    evening.until(1150)
    left = evening.player.time_left(evening.now)
    assert (left.turn, left.whole) == (None, timedelta(seconds=50))


def test_it_knows_where_it_is_and_who_is_next() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(160)
    place = evening.player.where_am_i()
    assert (place.step, place.of, place.name) == (3, 9, "Ana")
    assert evening.player.who_is_next() == "Sam"
    evening.until(1150)
    assert evening.player.where_am_i().name is None
    assert evening.player.who_is_next() is None


def test_next_in_the_last_step_says_thank_you_and_ends() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(1170)
    cues = evening.say(evening.player.next)
    assert [text_of(cue.reply) for cue in cues] == ["Thank you both."]
    assert not evening.running


def test_a_drawn_question_stays_the_same_when_it_is_said_again() -> None:
    exercise = script("unload_the_day")
    asks = exercise.steps[2].model_copy(update={"question": "new"})
    steps = (*exercise.steps[:2], asks, *exercise.steps[3:])
    evening = Evening(exercise.model_copy(update={"steps": steps, "questions": ("Which one?", "Which other?")}))
    evening.until(100)
    evening.say(evening.player.repeat)
    evening.say(evening.player.next)
    evening.say(evening.player.previous)
    assert all(text.endswith("Which one?") for text in (evening.at(60)[0], evening.at(100)[0], evening.at(100)[2]))
    assert evening.questions.drawn == ["Which one?"]


def test_a_line_of_the_exercise_is_a_cue_and_an_answer_is_a_reply() -> None:
    evening = Evening(script("unload_the_day"))
    assert [cue.manner for cue in evening.say(evening.player.pause)] == [Manner.REPLY]
    assert [cue.saying.manner for cue in evening.say(evening.player.resume)] == [Manner.CUE]


@pytest.mark.parametrize("interrupted_by", ["a pause", "a repeat"])
def test_what_is_said_again_leaves_time_to_do_it(interrupted_by: str) -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(568)  # two seconds before the end of step four
    if interrupted_by == "a pause":
        evening.say(evening.player.pause)
        evening.until(700)
        evening.say(evening.player.resume)
    else:
        evening.say(evening.player.repeat)
    again = evening.seconds
    assert evening.said[-1] == (again, "Sam, say back the main feeling you heard. Then say why it makes sense.")
    evening.until(again + 25)
    assert evening.player.where_am_i().step == 4
    evening.until(again + 30)
    assert evening.player.where_am_i().step == 5


def test_a_step_never_becomes_longer_than_it_is_by_being_said_again() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(58)
    for _ in range(3):
        evening.say(evening.player.repeat)
    assert evening.player.time_left(evening.now).whole <= timedelta(seconds=30 + 1200 - 60)


def test_the_last_words_are_not_followed_by_a_silence_when_they_are_said_again() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(1197)
    assert evening.say(evening.player.repeat)[0].reply.key == "exercise.thanks"
    evening.until(1201)
    assert not evening.running


def test_the_chime_comes_again_when_words_that_were_said_again_gave_more_time() -> None:
    evening = Evening(script("unload_the_day"))
    evening.until(500)
    evening.say(evening.player.repeat)
    evening.to_the_end()
    assert len([when for when, text in evening.said if text == "*" and when < 560]) == 2
