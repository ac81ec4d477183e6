"""The nine principles, as they are spoken."""

from pathlib import Path

import pytest

import assistant
from assistant.library.principle import Principle
from assistant.library.reading_shelf import load_reading_shelf
from tests.content.spoken_style import complaints, sentences, words

CONTENT = Path(assistant.__file__).parent / "content" / "en"
SHELF = load_reading_shelf(CONTENT)
IDS = [principle.id for principle in SHELF.principles]
SPOKEN = ("one_breath", "one_minute", "longer", "misunderstanding", "tour")


def spoken(principle: Principle, field: str) -> str:
    text = getattr(principle, field)
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("field", SPOKEN)
@pytest.mark.parametrize("principle", SHELF.principles, ids=IDS)
def test_everything_said_keeps_to_the_spoken_style(principle: Principle, field: str) -> None:
    assert complaints(spoken(principle, field)) == []


@pytest.mark.parametrize("principle", SHELF.principles, ids=IDS)
def test_each_depth_has_its_length(principle: Principle) -> None:
    assert len(words(principle.one_breath)) <= 20
    assert 110 <= len(words(principle.one_minute)) <= 150
    assert 150 <= len(words(principle.longer)) <= 250
    assert len(words(principle.misunderstanding)) <= 50


@pytest.mark.parametrize("principle", SHELF.principles, ids=IDS)
def test_a_stop_on_the_tour_is_short_and_ends_with_what_can_be_said_next(principle: Principle) -> None:
    told = sentences(principle.tour)
    assert 3 <= len(told) <= 4
    assert len(words(principle.tour)) <= 50
    assert "?" not in principle.tour, "a yes would have two meanings: go on, and try it"
    assert any(offer in told[-1].lower() for offer in ("next", "try", "another evening", "go back"))


@pytest.mark.parametrize("principle", SHELF.principles, ids=IDS)
def test_telling_more_repeats_no_sentence(principle: Principle) -> None:
    minute = set(sentences(principle.one_minute))
    longer = sentences(principle.longer)
    assert not minute & set(longer)
    assert len(longer) == len(set(longer))


@pytest.mark.parametrize("principle", SHELF.principles, ids=IDS)
def test_the_minute_says_whose_work_it_comes_from(principle: Principle) -> None:
    assert "the work of John and Julie Gottman" in principle.one_minute


@pytest.mark.parametrize("principle", SHELF.principles, ids=IDS)
def test_each_principle_is_practised_and_sourced(principle: Principle) -> None:
    assert len(principle.exercises) >= 2
    assert principle.sources


@pytest.mark.parametrize(
    ("name", "leads_to"),
    [
        ("enhance your love maps", "love_maps"),
        ("nurture fondness and admiration", "fondness_and_admiration"),
        ("turn toward each other", "turn_towards"),
        ("let your partner influence you", "manage_conflict"),
        ("solve your solvable problems", "manage_conflict"),
        ("overcome gridlock", "gridlock"),
        ("create shared meaning", "shared_meaning"),
        ("build love maps", "love_maps"),
        ("share fondness and admiration", "fondness_and_admiration"),
        ("turn towards instead of away", "turn_towards"),
        ("the positive perspective", "positive_perspective"),
        ("make life dreams come true", "life_dreams"),
    ],
)
def test_the_names_of_the_book_and_of_the_house_lead_to_their_place(name: str, leads_to: str) -> None:
    found = [reading.id for reading in (*SHELF.principles, *SHELF.topics) if name in reading.spoken_names]
    assert found == [leads_to]


def test_commitment_never_stands_over_being_safe() -> None:
    commitment = SHELF.principle("commitment")
    for text in (commitment.misunderstanding, commitment.longer):
        assert "Being safe comes first" in text
