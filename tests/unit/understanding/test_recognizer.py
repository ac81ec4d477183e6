from collections.abc import Callable

import pytest

from assistant.messages.speech import Asking, Expectation, Intent, Running

Understand = Callable[..., Intent]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("uh could we please go on to the next question", "Next"),
        ("hold on someone's at the door", "Pause"),
        ("that's enough for tonight", "Stop"),
        ("how much longer have we got", "TimeLeft"),
        ("speak up a little", "Louder"),
        ("what do you know about us", "WhatDoYouKnow"),
    ],
)
def test_a_command_is_known_in_a_wording_of_its_own(understand: Understand, said: str, name: str) -> None:
    assert understand(said).name == name


@pytest.mark.parametrize(
    "said",
    [
        "i told him to stop by next friday",
        "no the blue one next to the window",
        "turn left at the next light",
        "we should pause before we buy another car",
        "",
    ],
)
def test_talk_that_holds_a_command_word_does_nothing(understand: Understand, said: str) -> None:
    assert understand(said).name is None


def test_an_exercise_is_found_by_a_close_hearing_of_its_name(understand: Understand) -> None:
    heard = understand("start the stress producing conversation")
    assert (heard.name, dict(heard.slots)) == ("StartExercise", {"exercise": "unload_the_day"})


def test_a_time_is_taken_out_of_the_sentence_with_its_meaning(understand: Understand) -> None:
    heard = understand("schedule our date night for friday at seven")
    assert dict(heard.slots) == {"activity": "date night", "when": "friday at seven"}
    assert heard.times["when"].start is not None


def test_a_moved_appointment_carries_its_edit(understand: Understand) -> None:
    heard = understand("move date night to saturday")
    assert heard.name == "MoveTime"
    assert heard.edit is not None


def test_an_ordinal_leads_to_its_principle(understand: Understand) -> None:
    assert dict(understand("open the fifth principle").slots) == {"principle": "manage_conflict"}


def test_there_is_no_eleventh_principle(understand: Understand) -> None:
    assert understand("read principle eleven").name != "ReadPrinciple"


def test_inside_a_turn_only_a_whole_control_word_acts(understand: Understand) -> None:
    turn = Expectation(running=Running.TURN)
    assert understand("pause", turn).name == "Pause"
    assert understand("schedule date night for friday", turn).name is None
    assert understand("and then he told me to stop and go on", turn).name is None


def test_a_time_answers_the_question_for_a_time(understand: Understand) -> None:
    heard = understand("friday at seven", Expectation(asking=Asking.TIME, about="ScheduleTime"))
    assert (heard.name, heard.slots["when"]) == ("ScheduleTime", "friday at seven")


def test_a_no_with_a_new_time_repairs_the_old_one(understand: Understand) -> None:
    heard = understand("no make it eight", Expectation(asking=Asking.YES_OR_NO, about="ScheduleTime"))
    assert heard.name == "ScheduleTime"
    assert "eight" in str(heard.slots["when"])


def test_a_name_answers_the_question_for_a_name(understand: Understand) -> None:
    heard = understand("i'm ana", Expectation(asking=Asking.NAME, about="SetName"))
    assert (heard.name, heard.slots["name"]) == ("SetName", "ana")


def test_a_better_alternative_of_the_recogniser_is_taken(understand: Understand) -> None:
    assert understand("paws the excess eyes", None, "pause the exercise").name == "Pause"


def test_a_choice_is_answered_by_one_of_its_phrases(understand: Understand) -> None:
    asked = Expectation(asking=Asking.CHOICE, about="Situation", choices=("still hot", "cooled down"))
    assert understand("oh it's cooled down now", asked).choice == "cooled down"
