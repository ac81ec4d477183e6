import pytest

from assistant.library.exercise import Closing, Step
from assistant.library.pacing import speaking_seconds, words_in
from assistant.library.timetable import Moment, Part, Timetable, timetable
from tests.fakes.exercise_evening import script

CLOSING = Closing(question="What stays?", thanks="Thank you both.")


def table(*steps: Step, closing: Closing = CLOSING, rules: tuple[str, ...] = ()) -> Timetable:
    return Timetable(steps=steps, rules=rules, closing=closing)


def step(who: str, seconds: int, **more: object) -> Step:
    return Step.model_validate({"who": who, "seconds": seconds, "say": [f"{{{who}}}, speak."], **more})


def shown(moments: tuple[Moment, ...]) -> list[tuple[float, list[str]]]:
    return [(moment.at, [part.value for part, _sentences in moment.parts]) for moment in moments]


def test_a_turn_begins_with_its_words_and_has_its_chime_fifteen_seconds_before_the_end() -> None:
    moments = table(step("A", 60), step("both", 60)).moments(1)
    assert shown(moments) == [(0, ["words"]), (45, ["chime"])]


@pytest.mark.parametrize(("seconds", "chimes"), [(15, False), (29, False), (30, True)])
def test_a_turn_of_less_than_half_a_minute_has_no_chime(seconds: int, chimes: bool) -> None:  # noqa: FBT001 - a table
    moments = table(step("A", seconds), step("both", 60)).moments(1)
    assert any(part is Part.CHIME for moment in moments for part, _sentences in moment.parts) == chimes


def test_the_last_step_asks_and_thanks_inside_its_time() -> None:
    assert shown(table(step("both", 60)).moments(1)) == [(0, ["words", "closing"]), (55, ["thanks"])]


def test_the_closing_question_may_come_later_or_in_another_step() -> None:
    later = table(step("both", 60), closing=Closing(question="What stays?", thanks="Thanks.", after=20))
    assert shown(later.moments(1)) == [(0, ["words"]), (20, ["closing"]), (56, ["thanks"])]
    elsewhere = table(step("both", 30), step("both", 60), closing=Closing(question="Now?", thanks="Thanks.", step=1))
    assert shown(elsewhere.moments(1)) == [(0, ["words", "closing"])]
    assert shown(elsewhere.moments(2)) == [(0, ["words"]), (56, ["thanks"])]


def test_the_rules_come_first_in_their_step() -> None:
    at_the_start = table(step("both", 30), step("both", 30), rules=("No advice.",))
    assert shown(at_the_start.moments(1)) == [(0, ["rules", "words"])]
    in_the_second = table(step("both", 30), step("both", 30, rules=True), step("both", 30), rules=("No advice.",))
    assert shown(in_the_second.moments(1)) == [(0, ["words"])]
    assert shown(in_the_second.moments(2)) == [(0, ["rules", "words"])]


def test_half_way_is_in_the_middle_of_the_time_as_stretched() -> None:
    apart = table(step("each_alone", 1200, halfway=["Half of it."]), step("both", 30))
    assert shown(apart.moments(1)) == [(0, ["words"]), (600, ["halfway"])]
    assert shown(apart.moments(1, 1400)) == [(0, ["words"]), (700, ["halfway"])]


def test_a_silent_step_has_nothing_to_say() -> None:
    assert shown(table(step("both", 240, kind="quiet", say=[]), step("both", 30)).moments(1)) == [(0, [])]


def test_words_are_counted_at_a_hundred_and_fifty_a_minute_with_half_a_second_between_sentences() -> None:
    assert words_in("{A}, tell {B} - slowly.") == 4
    assert speaking_seconds(("one two three four five",)) == pytest.approx(2.0)
    assert speaking_seconds(("one two three four five", "one two three four five")) == pytest.approx(4.5)


def test_the_share_of_speech_counts_words_rules_and_questions() -> None:
    assert timetable(script("unload_the_day")).speech_share == pytest.approx(0.07, abs=0.02)


def test_a_form_that_is_not_there_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="calm_break has no form 'short'"):
        timetable(script("calm_break"), "short")
