"""Which numbers may be given, and which never."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.errors import ContentError
from assistant.library.helplines import HelplineFile, Helplines, Purpose, in_words, load_helplines
from assistant.library.orders import OrderFile, Orders

CHECKED, EXPIRED = date(2026, 3, 1), date(2027, 3, 1)
LINE: dict[str, Any] = {
    "regions": ["example-land"],
    "purpose": "crisis",
    "name": "Example Line",
    "who": "everyone",
    "call": "000 111",
    "standing": "official",
    "verified_on": CHECKED,
    "expires_on": EXPIRED,
}


def helplines(*lines: dict[str, Any]) -> Helplines:
    region = {"name": "Example Land", "spoken": ["example land", "the example"]}
    return Helplines(HelplineFile.model_validate({"regions": {"example-land": region}, "lines": list(lines)}))


@pytest.mark.parametrize(
    ("today", "number"),
    [
        (date(2026, 2, 28), None),
        (CHECKED, "000 111"),
        (date(2027, 2, 28), "000 111"),
        (EXPIRED, None),
    ],
)
def test_a_number_counts_from_the_day_it_was_checked_until_it_expires(today: date, number: str | None) -> None:
    assert helplines(LINE).number("example-land", Purpose.CRISIS, today) == number


@pytest.mark.parametrize(
    ("change", "region"),
    [
        ({"verified_on": None, "expires_on": None}, "example-land"),
        ({"who": "women"}, "example-land"),
        ({"call": None, "web": "example.org"}, "example-land"),
        ({"purpose": "abuse"}, "example-land"),
        ({}, "elsewhere"),
        ({}, None),
    ],
)
def test_no_number_is_given_that_nobody_checked_or_that_is_not_for_everyone(
    change: dict[str, Any], region: str | None
) -> None:
    assert helplines({**LINE, **change}).number(region, Purpose.CRISIS, CHECKED) is None


@pytest.mark.parametrize(
    "change",
    [
        {"expires_on": None},
        {"verified_on": None},
        {"expires_on": date(2027, 3, 2)},
        {"expires_on": CHECKED},
        {"call": None},
        {"number": "1"},
    ],
)
def test_a_line_that_lasts_too_long_or_leads_nowhere_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        helplines({**LINE, **change})


def test_a_leap_day_lasts_until_the_end_of_the_next_february() -> None:
    line = {**LINE, "verified_on": date(2028, 2, 29), "expires_on": date(2029, 2, 28)}
    assert helplines(line).number("example-land", Purpose.CRISIS, date(2029, 2, 27)) == "000 111"


def test_a_line_needs_its_region() -> None:
    with pytest.raises(ContentError, match="no region elsewhere"):
        helplines({**LINE, "regions": ["elsewhere"]})


def test_two_regions_cannot_share_a_spoken_name() -> None:
    twins = {name: {"name": name, "spoken": ["the example"]} for name in ("one", "two")}
    with pytest.raises(ContentError, match="two regions are called"):
        Helplines(HelplineFile.model_validate({"regions": twins, "lines": []}))


def test_regions_are_found_by_every_way_to_say_them() -> None:
    assert helplines().regions() == {"example land": "example-land", "the example": "example-land"}
    assert helplines().name_of("example-land") == "Example Land"
    assert helplines().name_of("elsewhere") is None


@pytest.mark.parametrize("written", ["example-land", "Example Land", "example_land", " The Example "])
def test_a_region_may_be_written_as_it_is_said(written: str) -> None:
    assert helplines(LINE).name_of(written) == "Example Land"
    assert helplines(LINE).number(written, Purpose.CRISIS, CHECKED) == "000 111"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"helplines\.yaml"):
        load_helplines(tmp_path)


@pytest.mark.parametrize(
    ("number", "said"),
    [("116 123", "one one six, one two three"), ("1-800-00", "one, eight zero zero, zero zero"), ("9", "nine")],
)
def test_a_number_is_said_digit_by_digit_in_its_groups(number: str, said: str) -> None:
    assert in_words(number) == said


ORDERS = Orders(OrderFile(someone="(she|he|her|his)", orders=("obey", "where <someone> (must|is)")))


@pytest.mark.parametrize(
    ("what", "often", "is_order"),
    [
        ("where she must be", False, True),
        ("obey me", False, True),
        ("take his pills", True, True),
        ("take his pills", False, False),
        ("drink water", True, False),
        ("where we parked", False, False),
        ("the disobeyed rule", False, False),
    ],
)
def test_an_order_is_told_from_a_reminder(what: str, often: bool, is_order: bool) -> None:  # noqa: FBT001
    assert ORDERS.is_order(what, when_is_more_than_daily=often) is is_order


def test_a_wording_of_an_order_that_cannot_be_read_is_named() -> None:
    with pytest.raises(ContentError, match=r"orders\.yaml"):
        Orders(OrderFile(someone="she", orders=("(obey",)))
