import pytest

from assistant.household.household import Place
from assistant.scheduling.offers import Accepted, Asked, Choice, Offer, Purpose, offers_of
from assistant.scheduling.scoring import Slot
from assistant.scheduling.week_plan import plan_week
from tests.unit.scheduling.weeks import request, ritual


def week() -> list[Offer]:
    return offers_of(plan_week(request(ritual("talk", 20, per_week=3), ritual("meal", 60), ritual("date", 120))))


def test_the_long_ones_come_first_and_the_small_ones_all_in_one() -> None:
    assert [(each.purpose, each.titles) for each in week()] == [
        (Purpose.RITUAL, ("Date",)),
        (Purpose.RITUAL, ("Meal",)),
        (Purpose.SMALL, ("Talk",)),
    ]


def test_no_offer_names_more_than_two_places() -> None:
    slots = [choice.first for choice in week()[0].choices]
    assert len(slots) == 2
    with pytest.raises(ValueError, match="one or two places"):
        Offer(Purpose.FREE, tuple(Choice((slot,)) for slot in [*slots, slots[0]]))


def test_it_is_accepted_only_when_both_were_asked_and_would_like_it() -> None:
    first = Asked(week()[0])
    second = first.accept(1)
    assert isinstance(second, Asked)
    assert {first.partner, second.partner} == {Place.FIRST, Place.SECOND}
    both = second.accept()
    assert isinstance(both, Accepted)
    assert both.choice == first.offer.choices[1]


def test_one_place_is_chosen_whichever_they_name() -> None:
    offer = Offer(Purpose.RITUAL, week()[0].choices[:1])
    second = Asked(offer).accept(1)
    assert isinstance(second, Asked)
    assert isinstance(second.chosen, Choice)
    assert isinstance(second.chosen.first, Slot)


def test_two_places_are_named_in_the_order_of_time_whichever_is_the_better() -> None:
    [offer] = offers_of(plan_week(request(ritual("date", 120, likes=frozenset({4}), days=frozenset({2, 4})))))
    assert [choice.first.wall.weekday() for choice in offer.choices] == [2, 4]
