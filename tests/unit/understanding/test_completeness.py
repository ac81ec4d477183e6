"""Whether more is to be expected after the words so far."""

from types import MappingProxyType

import pytest

from assistant.messages.changes import EditOperation, SpokenEdit
from assistant.messages.speech import NOT_UNDERSTOOD, Completeness, Intent, Transcript
from assistant.understanding.completeness import completeness


def slots(**values: str | int) -> MappingProxyType[str, str | int]:
    return MappingProxyType(values)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("next", Intent("Next")),
        ("go on", Intent("Resume")),
        ("read love maps", Intent("ReadPrinciple", slots(principle="love_maps"))),
        ("start unload the day", Intent("StartExercise", slots(exercise="unload_the_day"))),
        ("five more minutes", Intent("MoreTime", slots(duration_seconds=300))),
    ],
)
def test_a_command_that_nothing_is_added_to_is_whole(text: str, intent: Intent) -> None:
    assert completeness(Transcript(text, 0.9), intent) is Completeness.WHOLE


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("schedule date night for", Intent("ScheduleTime", slots(activity="date night", when="friday"))),
        ("read the", Intent("ReadPrinciple", slots(principle="love_maps"))),
        ("remind us to", NOT_UNDERSTOOD),
        ("put it on", NOT_UNDERSTOOD),
        ("schedule date night", Intent("ScheduleTime", slots(activity="date night"))),
        ("move date night", Intent("MoveTime", slots(activity="date night"), edit=SpokenEdit(EditOperation.MOVE))),
        ("remind us to call the plumber", Intent("Remind", slots(what="call the plumber"))),
        ("start um", Intent("Resume")),
    ],
)
def test_what_breaks_off_or_lacks_what_people_mostly_add_is_open(text: str, intent: Intent) -> None:
    assert completeness(Transcript(text, 0.9), intent) is Completeness.OPEN


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("cancel", Intent("Cancel")),
        ("skip", Intent("Skip")),
        ("more time", Intent("MoreTime")),
        ("next", Intent("Next", confidence=0.7)),
        ("schedule date night for friday", Intent("ScheduleTime", slots(activity="date night", when="friday"))),
        ("the blue one please", NOT_UNDERSTOOD),
        ("", NOT_UNDERSTOOD),
    ],
)
def test_everything_else_may_be_all(text: str, intent: Intent) -> None:
    assert completeness(Transcript(text, 0.9), intent) is Completeness.LIKELY


def test_words_that_the_recogniser_is_not_sure_of_may_be_the_beginning_of_others() -> None:
    assert completeness(Transcript("next", 0.5), Intent("Next")) is Completeness.LIKELY


def test_words_that_were_heard_badly_are_mostly_half_of_something() -> None:
    assert completeness(Transcript("next", 0.4), Intent("Next")) is Completeness.OPEN
    assert completeness(Transcript("", 0.0), NOT_UNDERSTOOD) is Completeness.LIKELY


def test_what_means_nothing_yet_is_open_where_somebody_called_or_was_asked() -> None:
    assert completeness(Transcript("the blue", 0.9), NOT_UNDERSTOOD, expected=True) is Completeness.OPEN
    assert completeness(Transcript("", 0.0), NOT_UNDERSTOOD, expected=True) is Completeness.LIKELY
    assert completeness(Transcript("next", 0.9), Intent("Next"), expected=True) is Completeness.WHOLE
