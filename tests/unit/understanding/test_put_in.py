"""Whatever is "put in" at a time is a plan, also where nothing else says that it is an activity."""

import pytest

from tests.unit.understanding.conftest import Understand


@pytest.mark.parametrize(
    ("said", "activity", "when"),
    [
        ("put in dentist for ana on thursday half past seven", "dentist for ana", "on thursday half past seven"),
        ("put in dentist on thursday at five", "dentist", "on thursday at five"),
        ("put in the vet on friday at nine please", "vet", "on friday at nine"),
        ("can you put in the boiler man for tuesday at eight", "boiler man", "tuesday at eight"),
    ],
)
def test_what_is_put_in_is_a_plan(understand: Understand, said: str, activity: str, when: str) -> None:
    heard = understand(said)
    assert (heard.name, dict(heard.slots)) == ("ScheduleTime", {"activity": activity, "when": when})


@pytest.mark.parametrize(
    "said",
    [
        "put in a good word for me on friday",
        "he put in a lot of effort on sunday",
        "put in some work tomorrow",
        "put down the phone tonight",
        "we put in a new sink on saturday",
    ],
)
def test_what_is_told_of_is_none(understand: Understand, said: str) -> None:
    assert understand(said).name != "ScheduleTime"
