"""What the two are called."""

from assistant.household.household import Household, Partner, Place
from assistant.household.naming import names_of, place_of, spoken_name

ANA_ALONE = Household(partners=(Partner("Ana"), Partner()))


def test_a_name_is_written_with_capitals() -> None:
    assert spoken_name("mary ann") == "Mary Ann"


def test_whoever_gave_no_name_is_called_otherwise() -> None:
    assert names_of(ANA_ALONE, ("the first of you", "the second of you")) == ("Ana", "the second of you")


def test_a_new_name_goes_to_the_free_place_and_a_known_one_to_its_own() -> None:
    assert place_of(ANA_ALONE, "speaker", "Sam") is Place.SECOND
    assert place_of(ANA_ALONE, "partner", "ana") is Place.FIRST
