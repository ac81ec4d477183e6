"""What is said while a question is open, and what only makes sense because of what is going on."""

from collections.abc import Callable

import pytest

from assistant.messages.speech import After, Asking, Expectation, Intent, Running

Understand = Callable[..., Intent]

NAME = Expectation(asking=Asking.NAME, about="SetName")
NAME_READ_BACK = Expectation(asking=Asking.YES_OR_NO, about="SetName")
TIME_READ_BACK = Expectation(asking=Asking.YES_OR_NO, about="ScheduleTime")
JUST_PUT_IN = Expectation(after=After.PLAN)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("sam", "sam"),
        ("say sam", "sam"),
        ("will", "will"),
        ("i'm jo", "jo"),
        ("my name is mary ann", "mary ann"),
        ("a n a", "ana"),
        ("A. A. R. O. N.", "aaron"),
        ("let sam go first", "sam"),
        ("the other one is called lee", "lee"),
    ],
)
def test_a_name_is_taken_out_of_what_stands_around_it(understand: Understand, said: str, name: str) -> None:
    heard = understand(said, NAME)
    assert (heard.name, heard.slots.get("name")) == ("SetName", name)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("skip", "Skip"),
        ("stop", "Stop"),
        ("read love maps", "ReadPrinciple"),
        ("a time this week", "ScheduleTime"),
        ("schedule date night for friday", "ScheduleTime"),
        ("we had a fight", "Situation"),
        ("what can you do", "Help"),
    ],
)
def test_a_command_is_no_name(understand: Understand, said: str, name: str) -> None:
    assert understand(said, NAME).name == name


@pytest.mark.parametrize(
    "said",
    ["no idea", "i'm alone", "just me", "you can add someone later", "nobody", "there is no one else", "not yet"],
)
def test_whoever_has_no_name_to_give_says_no(understand: Understand, said: str) -> None:
    assert understand(said, NAME).name == "No"


@pytest.mark.parametrize(("said", "name"), [("sam", "sam"), ("no, it's ana", "ana"), ("no it's hannah", "hannah")])
def test_a_name_that_was_misheard_is_said_again(understand: Understand, said: str, name: str) -> None:
    heard = understand(said, NAME_READ_BACK)
    assert (heard.name, heard.slots.get("name")) == ("SetName", name)


@pytest.mark.parametrize(("said", "name"), [("yes", "Yes"), ("no", "No"), ("no that's wrong", "No"), ("wrong", "No")])
def test_a_read_back_of_a_name_is_agreed_to_or_not(understand: Understand, said: str, name: str) -> None:
    assert understand(said, NAME_READ_BACK).name == name


@pytest.mark.parametrize("said", ["no, sunday", "no saturday at eight", "wait no on tuesday", "actually saturday"])
def test_a_day_repairs_the_time_that_was_read_back(understand: Understand, said: str) -> None:
    heard = understand(said, TIME_READ_BACK)
    assert heard.name == "ScheduleTime"
    assert "when" in heard.times


def test_a_day_that_is_refused_is_no_new_day(understand: Understand) -> None:
    assert understand("no not sunday", TIME_READ_BACK).name == "No"


@pytest.mark.parametrize(
    ("said", "running", "name"),
    [
        ("try it", Running.READING, "StartExercise"),
        ("let's try it", Running.READING, "StartExercise"),
        ("make it longer", Running.NOTHING, "MoveTime"),
        ("make it longer", Running.STEP, "MoreTime"),
        ("i'm done", Running.NOTHING, "Stop"),
        ("i'm done", Running.STEP, "Next"),
        ("i give up", Running.STEP, "Stop"),
        ("cancel it", Running.NOTHING, "CancelTime"),
        ("cancel it", Running.STEP, "Cancel"),
        ("move it to half past eight", Running.NOTHING, "MoveTime"),
        ("push it back by an hour", Running.NOTHING, "MoveTime"),
        ("remind me", Running.NOTHING, "Remind"),
        ("set a reminder", Running.NOTHING, "Remind"),
        ("hm what", Running.NOTHING, "Repeat"),
    ],
)
def test_what_is_going_on_decides_what_short_words_mean(
    understand: Understand, said: str, running: Running, name: str
) -> None:
    assert understand(said, Expectation(running=running)).name == name


def test_more_minutes_are_counted_in_seconds(understand: Understand) -> None:
    heard = understand("two more minutes please")
    assert (heard.name, dict(heard.slots)) == ("MoreTime", {"duration_seconds": 120})


def test_what_a_couple_plans_needs_no_verb(understand: Understand) -> None:
    heard = understand("date night every friday at seven")
    assert (heard.name, heard.slots["activity"]) == ("ScheduleTime", "date night")


def test_whoever_says_what_to_be_called_gives_a_name(understand: Understand) -> None:
    heard = understand("we want to be called bo")
    assert (heard.name, heard.slots["name"]) == ("SetName", "bo")
    assert heard.slots["which"] != "assistant"


@pytest.mark.parametrize(
    ("said", "choice"),
    [("not yet", "not yet"), ("we're calm enough now", "calm enough")],
)
def test_a_choice_is_given_in_the_words_that_were_expected(understand: Understand, said: str, choice: str) -> None:
    asked = Expectation(asking=Asking.CHOICE, about="StartExercise", choices=("not yet", "calm enough"))
    assert understand(said, asked).choice == choice


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("the second one", "the second one"),
        ("not the second one, the first one", "the first one"),
        ("the first one not the second one", "the first one"),
        ("not the first one", None),
    ],
)
def test_a_choice_that_is_turned_down_is_not_taken(understand: Understand, said: str, choice: str | None) -> None:
    asked = Expectation(asking=Asking.CHOICE, about="FindFreeTime", choices=("the first one", "the second one"))
    assert understand(said, asked).choice == choice


def test_a_word_of_a_choice_inside_another_command_chooses_nothing(understand: Understand) -> None:
    asked = Expectation(asking=Asking.CHOICE, about="CancelTime", choices=("all", "one"))
    assert understand("read principle one", asked).name == "ReadPrinciple"


@pytest.mark.parametrize("said", ["plan our week", "date night every friday at seven", "no", "sam"])
@pytest.mark.parametrize("expectation", [Expectation(), NAME, TIME_READ_BACK])
def test_confidence_stays_within_its_bounds(understand: Understand, said: str, expectation: Expectation) -> None:
    assert 0.0 <= understand(said, expectation).confidence <= 1.0


@pytest.mark.parametrize("expectation", [TIME_READ_BACK, Expectation(asking=Asking.TIME, about="ScheduleTime")])
@pytest.mark.parametrize(
    ("said", "name", "slot"),
    [
        ("remind us to call mum at nine", "Remind", "what"),
        ("suggest something for ten minutes", "SuggestExercise", "minutes"),
        ("plan yoga for sunday at five", "ScheduleTime", "activity"),
    ],
)
def test_a_whole_request_is_no_time(
    understand: Understand, said: str, name: str, slot: str, expectation: Expectation
) -> None:
    heard = understand(said, expectation)
    assert (heard.name, slot in heard.slots) == (name, True)


@pytest.mark.parametrize("said", ["we're okay now", "we're calm again", "we've calmed down", "we can talk again"])
def test_in_a_pause_the_two_can_say_that_they_are_back(understand: Understand, said: str) -> None:
    assert understand(said, Expectation(running=Running.TIME_OUT)).name == "Resume"


MINUTES = [
    ("make it quarter past actually", "quarter past", 15),
    ("no half past", "half past", 30),
    ("no wait make that quarter to", "quarter to", 45),
    ("make it ten past", "ten past", 10),
]


@pytest.mark.parametrize(("said", "when", "minute"), MINUTES)
def test_minutes_alone_mend_a_time_that_is_read_back(understand: Understand, said: str, when: str, minute: int) -> None:
    heard = understand(said, TIME_READ_BACK)
    time = heard.times["when"]
    assert (heard.name, heard.slots["when"]) == ("ScheduleTime", when)
    assert (time.start and time.start.minute, time.names_hour) == (minute, False)


@pytest.mark.parametrize(("said", "when", "minute"), MINUTES)
def test_minutes_alone_mend_what_was_just_put_in(understand: Understand, said: str, when: str, minute: int) -> None:
    heard = understand(said, JUST_PUT_IN)
    time = heard.times["when"]
    assert (heard.name, heard.slots["when"]) == ("MoveTime", when)
    assert (time.start and time.start.minute, time.names_hour) == (minute, False)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("make it half an hour later", 1800), ("an hour earlier please", -3600), ("no, fifteen minutes later", 900)],
)
def test_so_much_later_is_later_than_what_was_read_back(understand: Understand, said: str, seconds: int) -> None:
    heard = understand(said, TIME_READ_BACK)
    assert (heard.name, heard.times["when"].shift_seconds) == ("ScheduleTime", seconds)


@pytest.mark.parametrize("said", ["it's half past already", "half past", "he came at quarter past"])
def test_minutes_alone_mean_nothing_where_nothing_is_asked(understand: Understand, said: str) -> None:
    assert understand(said, JUST_PUT_IN).name is None
    assert understand(said).name is None


OFFERED = Expectation(asking=Asking.CONSENT, about="StartExercise")


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("tomorrow at seven", "tomorrow at seven"),
        ("no, tomorrow at seven", "tomorrow at seven"),
        ("not tonight, let's do it tomorrow at seven", "tomorrow at seven"),
        ("can we do that on saturday afternoon instead", "on saturday afternoon"),
        ("maybe friday at eight pm", "friday at eight pm"),
    ],
)
def test_another_time_for_what_is_offered_now_is_a_plan(understand: Understand, said: str, when: str) -> None:
    heard = understand(said, OFFERED)
    assert (heard.name, dict(heard.slots)) == ("ScheduleTime", {"when": when})


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("not tonight", "No"),
        ("maybe tomorrow", "No"),
        ("maybe later tonight", "No"),
        ("yes", "Yes"),
        ("he comes home at seven", None),
        ("tomorrow", None),
        ("seven", None),
        ("ten", None),
    ],
)
def test_what_names_no_time_of_day_is_an_answer_to_the_offer_or_none(
    understand: Understand, said: str, name: str | None
) -> None:
    assert understand(said, OFFERED).name == name


@pytest.mark.parametrize("asking", [Asking.ACTIVITY, Asking.WHAT])
@pytest.mark.parametrize("said", ["yes", "yes please", "sure"])
def test_a_yes_names_nothing_that_could_be_planned(understand: Understand, said: str, asking: Asking) -> None:
    assert understand(said, Expectation(asking=asking, about="ScheduleTime")).name in {"Yes", None}
