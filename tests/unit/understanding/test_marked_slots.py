"""What templates and guesses took, put right by the marks."""

from datetime import datetime

import pytest

from assistant.understanding.lattice import Capture, Lattice, Spot
from assistant.understanding.marked_slots import with_marks
from assistant.understanding.normalizing import normalize
from assistant.understanding.spotting import spot_times
from assistant.understanding.times.reading import find_times

NOW = datetime(2026, 11, 23, 19, 0)  # noqa: DTZ001 - wall time, as the recognizer takes it


def lattice(text: str) -> Lattice:
    words = normalize(text)
    return Lattice(words, tuple({word: 0.0} for word in words.words), tuple(spot_times(words, find_times, NOW)))


def said(captures: tuple[Capture, ...], heard: Lattice) -> dict[str, str]:
    return {capture.slot: heard.words.said(capture.start, capture.end) for capture in captures}


def test_a_marked_thing_is_taken_for_what_was_left_over() -> None:
    heard = lattice("pilates please give that a miss tomorrow")
    taken = with_marks("SkipTime", (), heard, {"thing": (0, 1), "when": (5, 6)}, guessed=True)
    assert said(taken, heard) == {"outing": "pilates", "when": "tomorrow"}
    assert next(each for each in taken if each.slot == "when").spot is not None


@pytest.mark.parametrize(
    ("thing", "activity"),
    [((1, 2), "climbing"), ((4, 5), "climbing yeah"), ((0, 0), "climbing yeah")],
    ids=["part of it", "elsewhere", "nothing"],
)
def test_a_template_is_put_right_only_where_the_marked_thing_is_part_of_it(
    thing: tuple[int, int], activity: str
) -> None:
    heard = lattice("book climbing yeah monday seven")
    spans = {"thing": thing} if thing[1] else {}
    taken = with_marks("ScheduleTime", (Capture("activity", 1, 3),), heard, spans, guessed=False)
    assert said(taken, heard) == {"activity": activity}


def test_words_that_only_point_give_way() -> None:
    heard = lattice("massage tomorrow cancel that appointment")
    taken = with_marks("CancelTime", (Capture("outing", 4, 5),), heard, {"thing": (0, 1)}, guessed=False)
    assert said(taken, heard) == {"outing": "massage"}


@pytest.mark.parametrize(
    ("text", "thing", "named"),
    [
        ("sam's ill cancel everything on friday", (1, 2), {}),
        ("could we do it next thursday instead same time", (7, 9), {}),
        ("the zumba well we are done with it", (1, 2), {"outing": "zumba"}),
        ("book a zumba class", (2, 4), {"outing": "zumba class"}),
    ],
)
def test_beside_a_word_that_points_only_the_first_words_can_be_the_name(
    text: str, thing: tuple[int, int], named: dict[str, str]
) -> None:
    heard = lattice(text)
    assert said(with_marks("CancelTime", (), heard, {"thing": thing}, guessed=True), heard) == named


@pytest.mark.parametrize(
    ("text", "taken", "thing"),
    [
        ("dinner with mum and dad", ("outing", 0, 3), (0, 1)),
        ("put dinner and date night in", ("outing", 3, 5), (1, 2)),
        ("remind me flowers for anna", ("what", 2, 5), (3, 5)),
        ("move the walk and yoga", ("outing", 4, 5), (2, 5)),
    ],
)
def test_what_belongs_to_a_name_is_not_cut_off_and_two_are_not_joined(
    text: str, taken: tuple[str, int, int], thing: tuple[int, int]
) -> None:
    heard = lattice(text)
    captures = (Capture(*taken),)
    assert with_marks("Remind", captures, heard, {"thing": thing}, guessed=True) == captures


def test_what_leads_to_a_reminder_is_cut_off() -> None:
    heard = lattice("jog my memory to ring him")
    taken = with_marks("Remind", (Capture("what", 0, 5),), heard, {"thing": (4, 6)}, guessed=True)
    assert said(taken, heard) == {"what": "ring him"}


def test_what_is_known_by_name_stays() -> None:
    heard = lattice("cancel date night with sam")
    spot = Spot("activity", "date night", 1, 3)
    taken = with_marks("CancelTime", (Capture("activity", 1, 3, spot),), heard, {"thing": (1, 5)}, guessed=False)
    assert said(taken, heard) == {"activity": "date night"}


def test_a_move_learns_which_time_is_which() -> None:
    heard = lattice("the bath tonight delay it to ten oclock")
    tonight = next(spot for spot in heard.spots if spot.start == 2)
    taken = (Capture("outing", 1, 2), Capture("when", tonight.start, tonight.end, tonight))
    spans = {"thing": (1, 2), "which": (2, 3), "when": (6, 8)}
    assert said(with_marks("MoveTime", taken, heard, spans, guessed=True), heard) == {
        "outing": "bath",
        "which": "tonight",
        "when": "ten oclock",
    }


def test_a_length_is_no_time_of_a_free_evening() -> None:
    heard = lattice("got an hour free")
    taken = tuple(Capture("when", spot.start, spot.end, spot) for spot in heard.spots[:1])
    assert taken
    assert with_marks("FindFreeTime", taken, heard, {}, guessed=True) == ()


def test_what_to_be_reminded_of_stays_as_a_template_framed_it() -> None:
    heard = lattice("remind us to call mum")
    taken = (Capture("what", 3, 5),)
    assert with_marks("Remind", taken, heard, {"thing": (4, 5)}, guessed=False) == taken


def test_a_reminder_is_named_by_its_template() -> None:
    heard = lattice("cancel the pill reminder tomorrow")
    taken = (Capture("reminder", 2, 3),)
    assert with_marks("CancelTime", taken, heard, {"thing": (0, 3), "when": (4, 5)}, guessed=False) == taken


def test_other_intents_are_left_alone() -> None:
    heard = lattice("start unload the day tonight")
    assert with_marks("StartExercise", (), heard, {"thing": (1, 4), "when": (4, 5)}, guessed=True) == ()
