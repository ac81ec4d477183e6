from collections.abc import Callable
from datetime import date

import pytest

from assistant.messages.changes import Days
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


@pytest.mark.parametrize("said", ["hmm", "mm", "um", "er well", "uhhh", "oh"])
@pytest.mark.parametrize("asking", [None, Asking.YES_OR_NO])
def test_a_hesitation_is_no_yes_and_nothing_else(understand: Understand, said: str, asking: Asking | None) -> None:
    assert understand(said, Expectation(asking=asking, about="ScheduleTime" if asking else None)).name is None


@pytest.mark.parametrize("said", ["mm hmm", "mhm", "uh huh", "mm yes"])
def test_a_humming_yes_is_one(understand: Understand, said: str) -> None:
    assert understand(said, Expectation(asking=Asking.YES_OR_NO, about="ScheduleTime")).name == "Yes"


@pytest.mark.parametrize("said", ["all of them", "the second one", "both", "one of those"])
def test_words_that_only_point_mean_nothing_where_nothing_was_asked(understand: Understand, said: str) -> None:
    assert understand(said).name is None


@pytest.mark.parametrize("running", [Running.TURN, Running.STEP])
@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("i'm done", "Next"),
        ("i'm finished with my part", "Next"),
        ("that's it from me", "Next"),
        ("two more minutes", "MoreTime"),
        ("go to step three", "GoToStep"),
        ("could we go back to the second step", "GoToStep"),
        ("stop", "Stop"),
    ],
)
def test_inside_an_exercise_the_speaker_hands_over_asks_for_more_or_goes_to_a_step(
    understand: Understand, running: Running, said: str, name: str
) -> None:
    assert understand(said, Expectation(running=running)).name == name


def test_more_time_is_as_long_as_was_said_inside_a_turn_too(understand: Understand) -> None:
    turn = Expectation(running=Running.TURN)
    assert dict(understand("two more minutes", turn).slots) == {"duration_seconds": 120}
    assert dict(understand("another minute", turn).slots) == {"duration_seconds": 60}


def test_a_step_is_named_by_its_number_and_a_step_back_is_not(understand: Understand) -> None:
    assert dict(understand("go to step three").slots) == {"step": 3}
    assert dict(understand("jump to the third step").slots) == {"step": 3}
    assert understand("go back one step").name == "Previous"


@pytest.mark.parametrize(
    "said", ["is it nine yet", "record this", "what's the weather like tomorrow", "play some music", "dim the lights"]
)
def test_what_other_assistants_do_is_left_alone(understand: Understand, said: str) -> None:
    assert understand(said).name is None


@pytest.mark.parametrize("said", ["asdfgh", "xx", "aaaa", "y" * 100, "x" * 10_000, "oui", "c", "wow"])
@pytest.mark.parametrize("asking", [None, Asking.CONSENT, Asking.YES_OR_NO])
def test_sounds_that_are_no_words_of_ours_mean_nothing(
    understand: Understand, said: str, asking: Asking | None
) -> None:
    assert understand(said, Expectation(asking=asking)).name is None


@pytest.mark.parametrize(
    "said",
    [
        "i'm drunk",
        "we've been drinking",
        "we had a glass of wine",
        "we're driving",
        "he's asleep",
        "the children can hear us",
        "yes but sam doesn't",
        "sam isn't",
        "one of us isn't ready",
        "mostly",
        "we're mostly calm",
        "more or less",
    ],
)
def test_what_speaks_against_an_exercise_now_is_a_no_to_it(understand: Understand, said: str) -> None:
    assert understand(said, Expectation(asking=Asking.CONSENT, about="StartExercise")).name == "No"


@pytest.mark.parametrize(
    "said",
    [
        "yes or no",
        "was that a yes",
        "he says yes",
        "i have to say yes",
        "yes but",
        "yes if",
        "sure whatever",
        "must we",
        "might as well",
    ],
)
def test_what_only_looks_like_a_yes_is_none_where_only_a_clear_one_counts(understand: Understand, said: str) -> None:
    assert understand(said, Expectation(asking=Asking.CONSENT, about="StartExercise")).name in {None, "No"}


@pytest.mark.parametrize(
    "said",
    [
        "both of us are",
        "we're both ready",
        "calm enough",
        "yes we're calm",
        "we would",
        "we're both in",
        "yes from both",
    ],
)
def test_that_both_are_ready_is_a_yes_to_it(understand: Understand, said: str) -> None:
    assert understand(said, Expectation(asking=Asking.CONSENT, about="StartExercise")).name == "Yes"


@pytest.mark.parametrize("said", ["calm enough", "we're calm now", "we've calmed down", "it's calm again"])
def test_that_it_is_calm_asks_for_no_pause(understand: Understand, said: str) -> None:
    assert understand(said).name == "Yes"


def test_an_activity_may_name_its_place(understand: Understand) -> None:
    heard = understand("book dinner at tina's on friday at eight")
    assert dict(heard.slots) == {"activity": "dinner at tina's", "when": "on friday at eight"}
    assert understand("reserve a table at the harbor for saturday at eight").name == "ScheduleTime"


def test_two_readings_that_lie_close_together_are_both_handed_on(understand: Understand) -> None:
    heard = understand("repeat or next")
    assert heard.runner_up is not None
    assert {heard.name, heard.runner_up.name} == {"Repeat", "Next"}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("hang on the phone's ringing", "Pause"),
        ("hang on the phones ringing", "Pause"),
        ("hang on the phone", "Pause"),
        ("hang on someone's at the door", "Pause"),
        ("the phone is ringing", "Pause"),
        ("hold on the baby's crying", "Pause"),
        ("that's the doorbell", "Pause"),
        ("this is getting too much i need a break", "TimeOut"),
        ("how long is left in total", "TimeLeft"),
        ("another question please", "Next"),
    ],
)
def test_a_turn_stops_for_what_rings_knocks_cries_or_gets_too_much(
    understand: Understand, said: str, name: str
) -> None:
    assert understand(said, Expectation(running=Running.TURN)).name == name


@pytest.mark.parametrize(
    "said",
    [
        "he was on the phone all evening",
        "and then the phone was ringing all day",
        "my phone",
        "someone was at the door",
        "so i told him the phone is ringing again",
    ],
)
def test_a_phone_that_is_only_told_of_stops_no_turn(understand: Understand, said: str) -> None:
    assert understand(said, Expectation(running=Running.TURN)).name is None


@pytest.mark.parametrize(
    ("said", "situation"),
    [
        ("big argument over dinner", "fight"),
        ("we didn't part on good terms", "fight"),
        ("the kids ran me ragged", "bad_day"),
        ("my nerves are in tatters", "bad_day"),
        ("it was one of those days", "bad_day"),
        ("i need to get today off my chest", "bad_day"),
        ("we're two ships passing in the night", "distant"),
        ("there's a distance between us this week", "distant"),
        ("we've been a bit cold with each other", "distant"),
        ("i don't feel near you", "distant"),
        ("i'm jealous of his colleague", "upset"),
    ],
)
def test_how_things_are_is_understood_in_half_sentences_and_pictures(
    understand: Understand, said: str, situation: str
) -> None:
    heard = understand(said)
    assert (heard.name, dict(heard.slots)) == ("Situation", {"situation": situation})


@pytest.mark.parametrize(
    "said",
    [
        "he is jealous",
        "there's a wall between the kitchen and the bath",
        "when everything goes wrong at the office party",
    ],
)
def test_talk_in_the_same_words_about_something_else_is_none(understand: Understand, said: str) -> None:
    assert understand(said).name is None


@pytest.mark.parametrize("said", ["continue the tour", "carry on with the house", "where were we in the house"])
def test_the_way_through_the_house_is_gone_on_with(understand: Understand, said: str) -> None:
    assert understand(said).name == "TakeUsThrough"


@pytest.mark.parametrize(
    ("said", "name", "slots"),
    [
        ("move the walk to nine", "MoveTime", {"activity": "walk", "when": "nine"}),
        ("we have to shift our breakfast to nine", "MoveTime", {"activity": "breakfast", "when": "nine"}),
        ("change dinner to seven please", "MoveTime", {"activity": "dinner", "when": "seven"}),
    ],
)
def test_a_bare_hour_is_a_time_where_something_is_moved_to_it(
    understand: Understand, said: str, name: str, slots: dict[str, str]
) -> None:
    heard = understand(said)
    assert (heard.name, dict(heard.slots)) == (name, slots)


@pytest.mark.parametrize(
    ("said", "name", "activity"),
    [
        ("cancel the pill reminder", "CancelTime", "pill"),
        ("delete the reminder to call our babysitter", "CancelTime", "call our babysitter"),
        ("we don't need the pill reminder any more", "CancelTime", "pill"),
        ("move the babysitter reminder to tomorrow at five", "MoveTime", "babysitter"),
        ("when is the reminder about the bins", "NextTime", "bins"),
    ],
)
def test_a_reminder_is_changed_by_its_own_words(understand: Understand, said: str, name: str, activity: str) -> None:
    heard = understand(said)
    assert (heard.name, heard.slots["activity"], heard.slots["kind"]) == (name, activity, "reminder")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("any reminders we missed", "WhatDidIMiss"),
        ("set a reminder to cancel the hotel", "Remind"),
        ("remind us to cancel the reminder", "Remind"),
        ("no reminders", "Hush"),
        ("did you cancel the reminder about the car", None),
    ],
)
def test_not_everything_that_names_a_reminder_changes_or_tells_one(
    understand: Understand, said: str, name: str | None
) -> None:
    assert understand(said).name == name


@pytest.mark.parametrize("said", ["what time is it", "okay what's the time now", "could you tell us what time it is"])
def test_the_time_is_asked_for_in_plain_words(understand: Understand, said: str) -> None:
    assert understand(said).name == "WhatTimeIsIt"


@pytest.mark.parametrize("said", ["what day is it today", "what's the date", "tell us what day it is"])
def test_the_date_is_asked_for_in_plain_words(understand: Understand, said: str) -> None:
    assert understand(said).name == "WhatDayIsIt"


@pytest.mark.parametrize(
    "said",
    [
        "what time did your sister say she's coming",
        "what time is the bus",
        "what time is it over there",
        "what time is it in new york",
        "have you seen the time",
        "what day is it that they're coming",
        "he asked me what time it is",
        "i don't know what day it is any more",
    ],
)
def test_other_questions_of_time_are_left_to_the_two(understand: Understand, said: str) -> None:
    assert understand(said).name is None


EVERY_FRIDAY_UNTIL_MARCH_ENDS = ("FREQ=WEEKLY;BYDAY=FR;UNTIL=20270331T235959", "2026-11-27T19:00:00")


@pytest.mark.parametrize(
    "said",
    [
        "every friday till the end of march at seven date night",
        "every friday at seven date night till the end of march",
        "every friday date night at seven until the end of march",
        "at seven every friday date night till the end of march",
        "until the end of march we have date night every friday at seven",
        "date night till the end of march every friday at seven",
        "schedule date night every friday at seven until the end of march",
        "schedule every friday date night at seven until the end of march",
        "every friday at seven we have date night until the end of march",
    ],
)
def test_a_time_is_put_together_from_wherever_its_pieces_stand(understand: Understand, said: str) -> None:
    heard = understand(said)
    rule = heard.times["when"].recurrence
    assert (heard.name, heard.slots["activity"]) == ("ScheduleTime", "date night")
    assert rule is not None
    assert (rule.rrule, rule.dtstart.isoformat()) == EVERY_FRIDAY_UNTIL_MARCH_ENDS


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("tomorrow remind us to call mum at eight", "tomorrow at eight"),
        ("every morning remind us to take the pill at eight", "every morning at eight"),
        ("remind us until friday to take the pill every day at eight", "until friday every day at eight"),
        ("friday at seven schedule date night for two hours", "friday at seven for two hours"),
        ("remind us every day at seven to take the bins out until friday", "every day at seven until friday"),
        ("friday doesn't work schedule date night saturday at seven", "saturday at seven"),
        ("tonight let's plan dinner for friday", "friday"),
        ("schedule friday dinner for saturday at seven", "saturday at seven"),
        ("remind us on monday to book a table for friday", "on monday"),
    ],
)
def test_only_what_completes_a_time_is_joined_to_it(understand: Understand, said: str, when: str) -> None:
    assert understand(said).slots["when"] == when


@pytest.mark.parametrize(
    ("said", "name", "which"),
    [
        ("skip the one on the seventeenth", "SkipTime", "2026-12-17"),
        ("skip the seventeenth of december", "SkipTime", "2026-12-17"),
        ("cancel the one on the tenth of december", "CancelTime", "2026-12-10"),
        ("move the one on the fourth to saturday", "MoveTime", "2026-12-04"),
        ("skip the thursday one", "SkipTime", "2026-11-26"),
    ],
)
def test_one_of_what_is_planned_is_named_by_its_day(understand: Understand, said: str, name: str, which: str) -> None:
    heard = understand(said)
    assert (heard.name, heard.slots.get("activity")) == (name, None)
    assert heard.edit is not None
    assert (heard.edit.target, heard.edit.which) == (None, Days.one(date.fromisoformat(which)))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("remind us not to be late at six", "not to be late"),
        ("remind us never to call him at six", "never to call him"),
        ("remind us not to call him tomorrow", "not to call him"),
        ("remind us not to be late on friday at six", "not to be late"),
        ("remind me to not eat so much at nine", "not eat so much"),
        ("remind us to take the bins out at six", "take the bins out"),
        ("remind us about the dentist at four", "the dentist"),
    ],
)
def test_what_is_not_to_be_done_is_kept_as_it_was_said(understand: Understand, text: str, what: str) -> None:
    assert understand(text).slots["what"] == what
