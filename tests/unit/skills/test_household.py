"""Names, quiet hours, private mode and what is kept, as the household's skill answers them."""

from collections.abc import Callable
from datetime import UTC, datetime, time

import pytest

from assistant.household.household import Household, Partner, Place, QuietHours
from assistant.household.naming import place_of
from assistant.messages.effects import EraseEverything
from assistant.messages.speech import Intent, Line
from assistant.messages.times import Ambiguity, SpokenTime
from assistant.skills.household import HouseholdSkill
from assistant.skills.ports import Outcome
from assistant.skills.quiet_hours import quiet_hours_of
from tests.fakes.calendar_store import FakeHouseholds

NOW = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
BOTH = Household(partners=(Partner("Ana"), Partner("Sam")))


def skill(households: FakeHouseholds, go_private: Callable[[], None] = lambda: None) -> HouseholdSkill:
    return HouseholdSkill(
        households,
        kept=lambda _now: (Line("know.plans", {"count": 2}),),
        what_changed=tuple,
        regions={"scotland": "uk-scotland"},
        go_private=go_private,
    )


def keys(outcome: Outcome | None) -> list[str]:
    assert outcome is not None
    return [line.key for saying in outcome.sayings for line in saying.reply.lines]


def answer(outcome: Outcome, intent: Intent) -> Outcome | None:
    assert outcome.question is not None
    return outcome.question.answer(intent, NOW)


def test_a_no_to_a_new_name_brings_the_old_one_back() -> None:
    households = FakeHouseholds(BOTH)
    asked = skill(households).handle(Intent("SetName", {"which": "speaker", "name": "anna"}), NOW)
    assert households.household.partners[0] == Partner("Anna")
    assert keys(answer(asked, Intent("No"))) == ["household.ask_name"]
    assert households.household.partners == BOTH.partners


def test_the_partner_s_name_is_asked_for_as_the_partner_s() -> None:
    households = FakeHouseholds(BOTH)
    asked = skill(households).handle(Intent("SetName", {"which": "partner", "name": "pam"}), NOW)
    assert keys(answer(asked, Intent("No"))) == ["household.ask_partner_name"]


@pytest.mark.parametrize(
    ("household", "which", "name", "place"),
    [
        (Household(), "speaker", "Ana", Place.FIRST),
        (Household(), "partner", "Sam", Place.SECOND),
        (Household(partners=(Partner("Ana"), Partner())), "speaker", "Sam", Place.SECOND),
        (BOTH, "speaker", "sam", Place.SECOND),
        (BOTH, "speaker", "Pat", Place.FIRST),
    ],
)
def test_a_name_goes_to_whoever_has_it_else_to_the_free_place(
    household: Household, which: str, name: str, place: Place
) -> None:
    assert place_of(household, which, name) is place


def test_quiet_hours_of_two_readings_begin_in_the_evening_and_end_in_the_morning() -> None:
    start, end = datetime(2026, 11, 24, 10), datetime(2026, 11, 24, 19)  # noqa: DTZ001 - wall time
    spoken = SpokenTime(start=start, end=end, ambiguous=(Ambiguity.AM_OR_PM,))
    assert quiet_hours_of(spoken) == QuietHours(begins=time(22), ends=time(7))
    assert quiet_hours_of(SpokenTime(start=start, end=end)) == QuietHours(begins=time(10), ends=time(19))


def test_quiet_hours_without_an_end_last_until_the_morning() -> None:
    start = datetime(2026, 11, 23, 22)  # noqa: DTZ001 - wall time
    assert quiet_hours_of(SpokenTime(start=start)) == QuietHours(begins=time(22), ends=time(7))


def test_everything_that_is_kept_is_told() -> None:
    household = Household(partners=BOTH.partners, assistant_name="Ember", region="uk-scotland")
    told = keys(skill(FakeHouseholds(household)).handle(Intent("WhatDoYouKnow"), NOW))
    assert told == [
        "know.opening",
        "know.names",
        "know.assistant_name",
        "know.region",
        "know.plans",
        "know.closing",
    ]


def test_everything_is_forgotten_after_a_yes_only() -> None:
    asked = skill(FakeHouseholds(BOTH)).handle(Intent("ForgetEverything"), NOW)
    yes, no = answer(asked, Intent("Yes")), answer(asked, Intent("No"))
    assert yes is not None
    assert no is not None
    assert (yes.effects, no.effects) == ((EraseEverything(),), ())


def test_calendars_outside_are_named_and_what_forgetting_leaves_too() -> None:
    joined = HouseholdSkill(
        FakeHouseholds(BOTH),
        kept=lambda _now: (),
        what_changed=tuple,
        regions={},
        go_private=lambda: None,
        outside=lambda: (Line("know.shared_calendar", {"place": "calendar.example"}),),
        left=lambda: (Line("household.calendar_left", {"place": "calendar.example"}),),
    )
    told = keys(joined.handle(Intent("WhatDoYouKnow"), NOW))
    assert told == ["know.opening_outside", "know.names", "know.shared_calendar", "know.closing"]
    asked = joined.handle(Intent("ForgetEverything"), NOW)
    assert keys(answer(asked, Intent("Yes"))) == ["household.forgotten", "household.calendar_left"]


def test_private_mode_begins_only_for_somebody_who_is_alone() -> None:
    switched: list[bool] = []
    asked = skill(FakeHouseholds(), lambda: switched.append(True)).handle(Intent("PrivateMode"), NOW)
    answer(asked, Intent("No"))
    assert switched == []
    answer(asked, Intent("Yes"))
    assert switched == [True]


def test_a_region_that_is_not_known_is_answered_with_some_that_are() -> None:
    households = FakeHouseholds()
    assert keys(skill(households).handle(Intent("SetRegion", {"region": "mars"}), NOW)) == ["household.region_unknown"]
    assert keys(skill(households).handle(Intent("SetRegion", {"region": "scotland"}), NOW)) == ["household.region_set"]
    assert households.household.region == "uk-scotland"
