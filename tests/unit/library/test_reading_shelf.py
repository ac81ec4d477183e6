"""The shelf: what is found by which name, in which order, and what is refused."""

from pathlib import Path
from shutil import copytree

import pytest
from pydantic import ValidationError

import assistant
from assistant.errors import ContentError
from assistant.library.principle import Principle
from assistant.library.reading import Depth
from assistant.library.reading_shelf import ReadingShelf, load_reading_shelf
from assistant.library.situation import Answer, Question

CONTENT = Path(assistant.__file__).parent / "content" / "en"


@pytest.fixture(scope="module")
def shelf() -> ReadingShelf:
    return load_reading_shelf(CONTENT)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for folder in ("principles", "topics", "situations"):
        copytree(CONTENT / folder, tmp_path / folder)
    (tmp_path / "sources.yaml").write_bytes((CONTENT / "sources.yaml").read_bytes())
    return tmp_path


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_way_through_the_house_goes_from_the_ground_up_and_ends_at_the_walls(shelf: ReadingShelf) -> None:
    assert [principle.id for principle in shelf.principles] == [
        "love_maps",
        "fondness_and_admiration",
        "turn_towards",
        "positive_perspective",
        "manage_conflict",
        "life_dreams",
        "shared_meaning",
        "trust",
        "commitment",
    ]


def test_a_level_is_found_by_its_number(shelf: ReadingShelf) -> None:
    levels = [shelf.level(number) for number in range(1, 8)]
    assert [level.id if level else None for level in levels] == [p.id for p in shelf.principles[:7]]
    assert shelf.level(8) is None
    assert shelf.level(0) is None


def test_principles_topics_and_situations_are_found_by_id(shelf: ReadingShelf) -> None:
    assert shelf.principle("trust").title == "Trust"
    assert shelf.topic("flooding").title == "Flooding"
    assert shelf.situation("fighting_now").offer == "calm_break"
    assert shelf.reading("trust") is shelf.principle("trust")
    assert shelf.reading("flooding") is shelf.topic("flooding")
    assert shelf.reading("nothing_of_the_kind") is None
    with pytest.raises(KeyError):
        shelf.topic("trust")


def test_each_depth_gives_its_own_text(shelf: ReadingShelf) -> None:
    trust = shelf.principle("trust")
    texts = [trust.at(depth) for depth in Depth]
    assert texts == [trust.one_breath, trust.one_minute, trust.longer]
    assert len(set(texts)) == 3


def test_names_begin_with_the_title_and_repeat_nothing(shelf: ReadingShelf) -> None:
    names = shelf.principle("love_maps").spoken_names
    assert names[0] == "love maps"
    assert "enhance your love maps" in names
    assert len(set(names)) == len(names)


def test_the_exercises_named_are_not_mixed_with_topics(shelf: ReadingShelf) -> None:
    assert "calm_break" in shelf.exercises_named
    assert "finding_a_professional" not in shelf.exercises_named


def route(offer: str, *words: str) -> Answer:
    return Answer(offer=offer, invitation="Shall we?", words=words)


def test_the_longest_words_heard_decide_an_answer() -> None:
    question = Question(text="Is it over?", answers=(route("small_repair", "over"), route("calm_break", "not over")))
    heard = {text: question.answered_by(text) for text in ("it's over", "it's not over yet", "overture", "")}
    assert {text: answer.offer if answer else None for text, answer in heard.items()} == {
        "it's over": "small_repair",
        "it's not over yet": "calm_break",
        "overture": None,
        "": None,
    }


def test_of_two_answers_heard_the_first_is_taken() -> None:
    question = Question(text="In or out?", answers=(route("idea_swap", "in"), route("walk_unplugged", "out")))
    answer = question.answered_by("in and out")
    assert answer is not None
    assert answer.offer == "idea_swap"


def test_two_readings_cannot_share_a_spoken_name(copied: Path) -> None:
    replace(copied / "topics" / "flooding.yaml", "- flooded", "- love map")
    with pytest.raises(ContentError, match="spoken name love map"):
        load_reading_shelf(copied)


def test_two_situations_cannot_share_a_phrase(copied: Path) -> None:
    replace(copied / "situations" / "bored.yaml", "- we're bored", "- we argued")
    with pytest.raises(ContentError, match="phrase we argued"):
        load_reading_shelf(copied)


def test_a_source_must_be_on_the_list_of_sources(copied: Path) -> None:
    replace(copied / "topics" / "bids.yaml", "sources: [T3,", "sources: [T99,")
    with pytest.raises(ContentError, match=r"bids\.yaml.*T99"):
        load_reading_shelf(copied)


def test_a_topic_must_belong_to_a_principle_that_exists(copied: Path) -> None:
    replace(copied / "topics" / "bids.yaml", "principle: turn_towards", "principle: turn_around")
    with pytest.raises(ContentError, match="turn_around"):
        load_reading_shelf(copied)


def test_a_reading_names_only_readings_that_exist(copied: Path) -> None:
    replace(copied / "topics" / "four_horsemen.yaml", "names: [criticism,", "names: [critics,")
    with pytest.raises(ContentError, match="critics"):
        load_reading_shelf(copied)


def test_a_file_must_carry_the_name_of_its_id(copied: Path) -> None:
    (copied / "topics" / "bids.yaml").rename(copied / "topics" / "bid.yaml")
    with pytest.raises(ContentError, match=r"bid\.yaml: its id must be bid"):
        load_reading_shelf(copied)


def test_an_unknown_key_is_named_with_its_file_and_line(copied: Path) -> None:
    replace(copied / "topics" / "bids.yaml", "id: bids\n", "id: bids\ncolour: red\n")
    with pytest.raises(ContentError, match=r"bids\.yaml, line 2: 'colour'"):
        load_reading_shelf(copied)


def test_a_folder_without_content_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="principles"):
        load_reading_shelf(tmp_path)


@pytest.mark.parametrize(
    ("number", "wall", "order"),
    [(None, None, 1), (1, "left", 1), (3, None, 4), (8, None, 8)],
    ids=["neither level nor wall", "both", "out of order", "no such level"],
)
def test_a_principle_is_a_level_in_its_place_or_a_wall(number: int | None, wall: str | None, order: int) -> None:
    with pytest.raises(ValidationError):
        Principle.model_validate(
            {
                "id": "trust",
                "title": "Trust",
                "number": number,
                "wall": wall,
                "order": order,
                "one_breath": "A.",
                "one_minute": "B.",
                "longer": "C.",
                "tour": "D.",
                "misunderstanding": "E.",
            }
        )
