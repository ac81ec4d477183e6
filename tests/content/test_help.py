"""The help page, the helplines and the orders that are shipped."""

import argparse
import io
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import assistant
from assistant.app.help_page import chosen_region, open_page, page_text, sections, show_help, valid_numbers
from assistant.app.screen import Screen
from assistant.app.settings import load_settings
from assistant.household.household import Household
from assistant.library.help_pages import HelpSection, help_sections, load_help_page
from assistant.library.helplines import HelplineFile, Helplines, Purpose, load_helplines
from assistant.library.orders import load_orders
from assistant.store.database import open_database
from assistant.store.households import StoredHouseholds

CONTENT = Path(assistant.__file__).parent / "content" / "en"
LINES = load_helplines(CONTENT)
REGIONS = sorted(set(LINES.regions().values()))
TODAY = date(2026, 11, 24)
NUMBER = re.compile(r"\d{2,}")


def all_text(shown: tuple[HelpSection, ...]) -> str:
    return "\n".join(paragraph for section in shown for paragraph in (section.title, *section.paragraphs))


def checked_lines() -> Helplines:
    dates = {"verified_on": date(2026, 6, 1), "expires_on": date(2027, 6, 1)}
    about: dict[str, Any] = {"regions": ["example-land"], "who": "everyone", "standing": "official", **dates}
    return Helplines(
        HelplineFile.model_validate(
            {
                "regions": {"example-land": {"name": "Example Land", "spoken": ["example land"]}},
                "lines": [
                    {**about, "purpose": "emergency", "name": "Emergency", "call": "000"},
                    {**about, "purpose": "crisis", "name": "Crisis Line", "call": "000 111", "hours": "always"},
                ],
                "silent": [
                    {"regions": ["example-land"], "text": "Text 000.", "unchecked": "It can be texted.", **dates}
                ],
            }
        )
    )


def test_the_program_ships_no_number_as_checked() -> None:
    for region in REGIONS:
        for purpose in Purpose:
            assert [line for line in LINES.lines(region, purpose) if line.verified_on is not None] == []
            assert LINES.number(region, purpose, TODAY) is None
        assert [each for each in LINES.silent(region) if each.verified_on is not None] == []


@pytest.mark.parametrize("region", [None, *REGIONS])
def test_a_number_that_nobody_checked_is_not_shown(region: str | None) -> None:
    assert not NUMBER.search(all_text(sections(region, TODAY)))


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_names_emergency_and_crisis_and_abuse_services_or_says_how_to_find_them(region: str) -> None:
    text = all_text(sections(region, TODAY))
    assert LINES.lines(region, Purpose.EMERGENCY)
    assert LINES.lines(region, Purpose.ABUSE)
    assert "Nobody has checked the numbers" in text
    assert "look up" in text


def test_without_a_region_the_page_says_how_to_choose_one_and_how_to_look_up() -> None:
    text = all_text(sections(None, TODAY))
    assert "our region is Scotland" in text
    assert "your national helpline" in text


def test_what_must_not_be_shipped_is_not_there() -> None:
    text = (CONTENT / "helplines.yaml").read_text(encoding="utf-8")
    for number in (
        "0800 428 428",
        "1-800-273-8255",
        "0800 917 1414",
        "116 0116",
        "1522",
        "1712",
        "181",
        "14416",
        "024",
    ):
        assert not re.search(rf"(call|text): \"?{re.escape(number)}\"?[,}}]", text)


def test_a_checked_number_is_shown_with_its_date_and_hours() -> None:
    shown = help_sections(load_help_page(CONTENT), checked_lines(), "example-land", TODAY)
    text = all_text(shown)
    assert "Crisis Line, for everyone; call 000 111; hours: always; checked 2026-06-01" in text
    assert "Text 000." in text
    assert "Nobody has checked" not in text


def test_an_expired_number_disappears() -> None:
    shown = help_sections(load_help_page(CONTENT), checked_lines(), "example-land", date(2027, 6, 1))
    text = all_text(shown)
    assert "000" not in text
    assert "It can be texted." in text


def test_numbers_are_handed_to_the_replies_in_words_or_figures() -> None:
    said = valid_numbers(checked_lines(), "example-land", TODAY, spoken=True)
    shown = valid_numbers(checked_lines(), "example-land", TODAY, spoken=False)
    assert (said.emergency, said.crisis) == ("zero zero zero", "zero zero zero, one one one")
    assert (shown.emergency, shown.crisis) == ("000", "000 111")
    none = valid_numbers(LINES, "uk-england", TODAY, spoken=True)
    assert (none.emergency, none.crisis) == (None, None)


def test_the_page_lists_many_things_so_that_opening_it_proves_nothing() -> None:
    ids = [section.id for section in sections("uk-england", TODAY)]
    assert ids == ["using", "privacy", "counsellor", "health", "lines", "silent"]


def test_the_page_says_how_to_close_it_and_that_nothing_remembers_it() -> None:
    shown = io.StringIO()
    open_page(Screen(shown), None)
    assert shown.getvalue().endswith("Press Enter to close this page. Nothing remembers that it was open.\n")


def test_the_page_promises_nothing_and_runs_no_program() -> None:
    text = page_text("uk-england", TODAY).lower()
    for words in (
        "confidential",
        "keep you safe",
        "always here",
        "you must leave",
        "victim",
        "abuser",
        "<script",
        "http",
    ):
        assert words not in text


def options(data_dir: Path, *, as_json: bool) -> argparse.Namespace:
    return argparse.Namespace(config=None, data_dir=data_dir, json=as_json)


def test_the_command_prints_sections_as_objects_and_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show_help(options(tmp_path / "data", as_json=True)) == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [section["id"] for section in printed] == ["using", "privacy", "counsellor", "health", "lines", "silent"]
    assert all(section["paragraphs"] for section in printed)
    assert not (tmp_path / "data").exists()


def test_the_command_shows_the_region_that_was_chosen_aloud_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_database(tmp_path, datetime(2026, 11, 24, tzinfo=UTC)) as database:
        StoredHouseholds(database).save(Household(region="uk-wales"))
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert chosen_region(load_settings(None, data_dir=tmp_path)) == "uk-wales"
    assert show_help(options(tmp_path, as_json=False)) == 0
    assert "For Wales:" in capsys.readouterr().out
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("said", "region"),
    [
        ("england", "uk-england"),
        ("the uk", "uk"),
        ("scotland", "uk-scotland"),
        ("united states", "us"),
        ("the us", "us"),
        ("germany", "germany"),
        ("new zealand", "new-zealand"),
    ],
)
def test_regions_are_known_by_their_spoken_names(said: str, region: str) -> None:
    assert LINES.regions()[said] == region


@pytest.mark.parametrize(
    "what", ["where she must be", "how often he goes out", "obey me", "he must be home by nine", "tell me where she is"]
)
def test_an_order_to_the_other_person_is_one(what: str) -> None:
    assert load_orders(CONTENT).is_order(what, when_is_more_than_daily=False)


@pytest.mark.parametrize(
    "what",
    [
        "buy flowers",
        "call the babysitter",
        "take his pills",
        "ask her how her day was",
        "pick him up from the station",
        "text me when he lands",
        "put our phones away",
        "not to forget the milk",
        "that she has to take the car in",
        "tell him i love him",
    ],
)
def test_an_ordinary_reminder_is_none(what: str) -> None:
    assert not load_orders(CONTENT).is_order(what, when_is_more_than_daily=False)
