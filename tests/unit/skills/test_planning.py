from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.dialogue.manager import DialogueManager
from assistant.dialogue.safety import SafetyReplies
from assistant.dialogue.turn import Turn
from assistant.household.household import Partner, Place
from assistant.messages.intents import IntentName
from assistant.messages.speech import Intent, Line
from assistant.messages.times import Grain, SpokenTime
from assistant.scheduling.intention import Intention, WeeklyTime
from assistant.skills.planning import PlanningSkill
from tests.unit.scheduling.evening import wall
from tests.unit.scheduling.planning import DATE, TALK, Planning
from tests.unit.scheduling.weeks import clock


class Talk:
    """A conversation with nothing but the planning skill in it."""

    def __init__(self, home: Planning) -> None:
        self.home = home
        household = home.households.household
        for place, name in ((Place.FIRST, "Ana"), (Place.SECOND, "Sam")):
            household = household.with_partner(place, Partner(name))
        home.households.household = household
        self.skill = PlanningSkill(
            home.planner,
            home.free_time,
            home.households,
            default_week=Intention((TALK, DATE)),
            unnamed=("one", "the other"),
            free_title="Time together",
        )
        self.manager = DialogueManager([self.skill], SafetyReplies())
        self.lines: list[Line] = []

    def say(self, name: IntentName | None, *, choice: str | None = None, when: SpokenTime | None = None) -> str:
        """Say something; returns the keys of what is answered."""
        times = {} if when is None else {"when": when}
        return self._took(self.manager.hear(Intent(name, times=times, choice=choice), self.home.now))

    def wait(self) -> str:
        """Let an open question lapse."""
        self.manager.finished_speaking(self.home.now)
        self.home.after(seconds=31)
        return self._took(self.manager.advance(self.home.now, None))

    def knock(self) -> str:
        """The time that they chose has come."""
        outcome = self.skill.knock(self.home.now)
        return "" if outcome is None else self._took(self.manager.begin(outcome, self.home.now))

    def asked(self) -> str:
        """Who was asked last."""
        return str(self.lines[-1].values["name"])

    def _took(self, turn: Turn) -> str:
        self.lines = [line for saying in turn.sayings for line in saying.reply.lines]
        return " ".join(line.key for line in self.lines)


def wanting(*rituals: object) -> Talk:
    return Talk(Planning(*rituals))  # type: ignore[arg-type]


def test_the_first_time_a_week_is_suggested_and_nothing_kept() -> None:
    talk = Talk(Planning())
    said = talk.say("PlanWeek")
    assert said == "planning.suggest planning.suggest_small planning.suggest_once planning.suggest_ask"
    assert talk.say("No") == "planning.declined"
    assert talk.home.planner.intention is None


def test_a_week_can_be_trimmed_by_name() -> None:
    talk = Talk(Planning())
    talk.say("PlanWeek")
    assert talk.say("PlanWeek", choice="talk") == "planning.left_out"
    assert talk.say("No") == "planning.ask_prepares"
    talk.say("No")
    assert talk.home.planner.intention == Intention((DATE,))


def test_one_thing_alone_can_be_taken() -> None:
    talk = Talk(Planning())
    talk.say("PlanWeek")
    assert talk.say("PlanWeek", choice="just date") == "planning.only"
    talk.say("Yes")
    talk.say("No")
    assert talk.home.planner.intention == Intention((DATE,))


def test_nothing_is_left_when_everything_was_left_out() -> None:
    talk = Talk(Planning())
    talk.say("PlanWeek")
    talk.say("PlanWeek", choice="talk")
    assert talk.say("PlanWeek", choice="date") == "planning.declined"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (SpokenTime(start=wall("2026-11-29T18:30"), grain=Grain.HOUR), WeeklyTime(6, clock(18.5))),
        (SpokenTime(start=wall("2026-11-29T00:00"), grain=Grain.DAY), WeeklyTime(6, clock(18))),
    ],
)
def test_the_time_for_the_week_is_remembered(when: SpokenTime, expected: WeeklyTime) -> None:
    talk = Talk(Planning())
    talk.say("PlanWeek")
    talk.say("Yes")
    assert talk.say("PlanWeek", when=when).startswith("planning.prepares planning.offer_two")
    intention = talk.home.planner.intention
    assert intention is not None
    assert intention.prepares == expected


def test_each_of_the_two_is_asked_by_name_and_then_it_is_booked() -> None:
    talk = wanting(DATE)
    assert talk.say("PlanWeek") == "planning.offer_two planning.ask_which"
    assert talk.asked() == "Ana"
    assert talk.say("PlanWeek", choice="the second") == "planning.ask_other"
    assert talk.asked() == "Sam"
    assert talk.home.planned() == []
    assert talk.say("Yes") == "planning.booked_first planning.done"
    assert talk.home.planned() == ["Date Sat 28 19:00"]


def test_a_place_can_be_chosen_by_its_day() -> None:
    talk = wanting(DATE)
    talk.say("PlanWeek")
    talk.say("PlanWeek", choice="saturday")
    assert talk.lines[-1].values["first"] == wall("2026-11-28T19:00")


@pytest.mark.parametrize("answers", [["No"], ["Yes", "No"], ["Cancel"]])
def test_a_no_of_either_leaves_it_out_without_a_word_about_who(answers: list[IntentName]) -> None:
    talk = wanting(DATE)
    talk.say("PlanWeek")
    for answer in answers:
        said = talk.say(answer)
    assert said == "planning.left planning.done"
    assert all("name" not in line.values for line in talk.lines)
    assert talk.home.planned() == []


@pytest.mark.parametrize("before", [[], ["Yes"]])
def test_silence_of_either_leaves_it_out_without_a_word(before: list[IntentName]) -> None:
    talk = wanting(DATE)
    talk.say("PlanWeek")
    for answer in before:
        talk.say(answer)
    assert talk.wait() == ""
    assert talk.home.planned() == []


def test_something_else_said_meanwhile_leaves_it_out() -> None:
    talk = wanting(DATE)
    talk.say("PlanWeek")
    talk.say("Help")
    talk.say("FindFreeTime")
    assert talk.home.planned() == []


def test_the_small_ones_are_asked_for_as_one() -> None:
    talk = wanting(TALK)
    assert talk.say("PlanWeek") == "planning.offer_small_same planning.ask"
    assert talk.say("Yes") == "planning.ask_other_small"
    talk.say("Yes")
    assert len(talk.home.planned()) == 5


def test_another_time_is_asked_of_the_other_one_and_booked() -> None:
    talk = wanting(replace(DATE, days=frozenset({4})))
    assert talk.say("PlanWeek") == "planning.offer_one planning.ask"
    said = talk.say("PlanWeek", when=SpokenTime(start=wall("2026-11-27T20:00"), grain=Grain.HOUR))
    assert (said, talk.asked()) == ("planning.ask_other", "Sam")
    talk.say("Yes")
    assert talk.home.planned() == ["Date Fri 27 20:00"]


def test_another_time_that_is_taken_is_not_free_and_nothing_more_is_said_of_it() -> None:
    talk = wanting(replace(DATE, days=frozenset({4})))
    talk.home.plan("Choir", "2026-11-26T20:00")
    talk.say("PlanWeek")
    said = talk.say("PlanWeek", when=SpokenTime(start=wall("2026-11-26T19:00"), grain=Grain.HOUR))
    assert said == "planning.not_free planning.ask"


def test_why_this_time_is_told_in_one_sentence_and_the_question_stays_open() -> None:
    talk = wanting(DATE)
    talk.say("PlanWeek")
    assert talk.say("WhyDidYouSayThat") == "planning.why.preferred_hour"
    assert talk.say("PlanWeek", choice="first") == "planning.ask_other"


def test_a_planned_week_can_be_wanted_otherwise() -> None:
    talk = wanting(DATE)
    talk.home.book_first()
    assert talk.say("PlanWeek") == "planning.nothing_left"
    talk.say("Yes")
    assert talk.say("PlanWeek", choice="none of it") == "planning.ended"
    assert talk.home.planner.intention is None


def test_a_week_without_room_says_so() -> None:
    talk = wanting(replace(DATE, days=frozenset({4})))
    talk.home.plan("Conference", "2026-11-27T08:00", 900)
    assert talk.say("PlanWeek") == "planning.no_room planning.nothing_left"


def test_a_move_is_offered_first_and_keeps_the_appointment() -> None:
    talk = wanting(DATE)
    uid = talk.home.book_first()
    talk.home.plan("Dinner out", "2026-11-27T19:30")
    assert talk.say("PlanWeek") == "planning.offer_move_two planning.ask_which"
    talk.say("PlanWeek", choice="the second")
    assert talk.say("Yes") == "planning.moved planning.done"
    [moved] = [each for each in talk.home.time.upcoming(talk.home.now) if each.appointment.uid == uid]
    assert moved.local("Europe/Berlin") == wall("2026-11-28T19:00")


def test_at_the_chosen_time_it_first_asks_whether_it_is_a_good_moment() -> None:
    talk = wanting(DATE)
    assert talk.knock() == "planning.knock"
    assert talk.say("Yes") == "planning.offer_two planning.ask_which"


def test_it_asks_whether_it_is_a_good_moment_twice_at_most() -> None:
    talk = wanting(DATE)
    assert talk.knock() == "planning.knock"
    assert talk.wait() == ""
    talk.home.after(days=1)
    assert talk.knock() == "planning.knock"
    assert talk.say("No") == "planning.knock_refused"
    talk.home.after(hours=1)
    assert talk.knock() == ""


def test_where_nothing_is_left_to_plan_it_does_not_even_ask() -> None:
    talk = wanting(DATE)
    talk.home.book_first()
    assert talk.knock() == ""


def test_free_time_is_kept_once_both_would_like_it() -> None:
    talk = wanting()
    said = talk.say("FindFreeTime")
    assert said == "time.free time.free_item time.free_item planning.free_ask_which"
    assert talk.say("FindFreeTime", choice="the second") == "planning.offer_one planning.ask"
    assert talk.say("Yes") == "planning.ask_other"
    assert talk.say("Yes") == "planning.booked_first"
    assert talk.home.planned() == ["Time together Fri 27 19:00"]


def test_free_time_that_nobody_wants_kept_is_only_told() -> None:
    talk = wanting()
    talk.say("FindFreeTime")
    assert talk.say("No") == "planning.left"
    assert talk.home.planned() == []


def test_no_free_time_is_said_plainly() -> None:
    talk = wanting()
    talk.home.plan("Conference", "2026-11-27T08:00", 900)
    friday = SpokenTime(start=wall("2026-11-27T00:00"), grain=Grain.DAY)
    assert talk.say("FindFreeTime", when=friday) == "time.free_none"


def test_what_is_kept_is_named_for_whoever_asks() -> None:
    assert wanting().skill.kept() == ()
    kept = wanting(DATE).skill.kept()
    assert [line.key for line in kept] == ["know.intention", "know.prepares"]
    assert kept[0].values["titles"] == ("Date",)


def test_a_place_that_was_taken_meanwhile_is_left_out_of_the_offer() -> None:
    talk = wanting(DATE, replace(DATE, id="meal", title="Meal", length=timedelta(minutes=60)))
    talk.say("PlanWeek")
    offers = talk.home.planner.offers(talk.home.now)
    later = offers[1].choices[0].first
    talk.home.plan("Dinner out", f"{later.wall:%Y-%m-%dT%H:%M}")
    assert talk.say("No") == "planning.left planning.offer_one planning.ask"


def test_a_yes_to_one_of_two_asks_which_one_and_only_once() -> None:
    talk = wanting(DATE)
    talk.say("PlanWeek")
    assert talk.say("Yes") == "planning.ask_which_one"
    assert talk.say("PlanWeek", choice="the second") == "planning.ask_other"
    talk.say("Yes")
    assert talk.home.planned() == ["Date Sat 28 19:00"]


def test_a_second_yes_takes_the_first_of_two() -> None:
    talk = wanting(DATE)
    talk.say("PlanWeek")
    talk.say("Yes")
    assert talk.say("Yes") == "planning.ask_other"
    assert talk.lines[-1].values["first"] == wall("2026-11-27T19:00")


def test_a_yes_to_keeping_one_free_time_of_two_asks_which_one() -> None:
    talk = wanting()
    talk.say("FindFreeTime")
    assert talk.say("Yes") == "planning.free_ask_which_one"
    assert talk.say("FindFreeTime", choice="the second") == "planning.offer_one planning.ask"


def test_whoever_names_the_day_that_is_asked_about_agrees() -> None:
    talk = wanting(DATE)
    talk.say("PlanWeek")
    talk.say("PlanWeek", choice="friday")
    assert talk.asked() == "Sam"
    friday = SpokenTime(start=wall("2026-11-27T00:00"), grain=Grain.DAY)
    assert talk.say("PlanWeek", when=friday) == "planning.booked_first planning.done"
    assert talk.home.planned() == ["Date Fri 27 19:00"]


def test_a_yes_to_leaving_out_more_asks_what() -> None:
    talk = Talk(Planning())
    talk.say("PlanWeek")
    assert talk.say("PlanWeek", choice="talk") == "planning.left_out"
    assert talk.say("Yes") == "planning.ask_less"
    assert talk.say("PlanWeek", choice="that is fine") == "planning.ask_prepares"
    assert talk.home.planner.intention is None
