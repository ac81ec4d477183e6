"""The drawing of the house: every stop is in it, and one of them is lit."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import assistant
from assistant.library.house_drawing import house_svg, house_text
from assistant.library.principle import Principle
from assistant.library.reading_shelf import load_reading_shelf

SVG = "{http://www.w3.org/2000/svg}"
PRINCIPLES = load_reading_shelf(Path(assistant.__file__).parent / "content" / "en").principles
IDS = [principle.id for principle in PRINCIPLES]


def stops(svg: str) -> dict[str, ET.Element]:
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    return {group.attrib["id"]: group for group in root.iter(f"{SVG}g") if "id" in group.attrib}


def words(group: ET.Element) -> str:
    return " ".join("".join(span.itertext()) for span in group.iter(f"{SVG}tspan"))


def corners(group: ET.Element) -> list[tuple[float, float]]:
    polygon = group.find(f"{SVG}polygon")
    assert polygon is not None
    numbers = [tuple(map(float, pair.split(","))) for pair in polygon.attrib["points"].split()]
    return [(x, y) for x, y in numbers]


def is_inside(x: float, y: float, polygon: list[tuple[float, float]]) -> bool:
    crossings = 0
    for (x1, y1), (x2, y2) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossings += 1
    return crossings % 2 == 1


def test_every_principle_has_a_place_in_the_drawing_with_its_title() -> None:
    drawn = stops(house_svg(PRINCIPLES))
    assert {name: words(group) for name, group in drawn.items()} == {
        principle.id: principle.title for principle in PRINCIPLES
    }


@pytest.mark.parametrize("lit", IDS)
def test_only_the_stop_that_is_read_is_lit(lit: str) -> None:
    drawn = stops(house_svg(PRINCIPLES, lit))
    assert [name for name, group in drawn.items() if group.get("aria-current") == "step"] == [lit]
    assert [name for name, group in drawn.items() if "lit" in group.attrib["class"].split()] == [lit]


def test_without_a_stop_the_house_is_dark() -> None:
    assert 'aria-current="step"' not in house_svg(PRINCIPLES)
    assert "░" not in house_text(PRINCIPLES)


@pytest.mark.parametrize("principle", PRINCIPLES, ids=IDS)
def test_a_title_stands_inside_its_own_room(principle: Principle) -> None:
    group = stops(house_svg(PRINCIPLES))[principle.id]
    outline = corners(group)
    for span in group.iter(f"{SVG}tspan"):
        x, y = float(span.attrib["x"]), float(span.attrib["y"])
        assert is_inside(x, y, outline)
        if principle.wall is None:
            half = len("".join(span.itertext())) * 10 / 2  # a letter of this size is at most 10 units wide on average
            assert is_inside(x - half, y, outline)
            assert is_inside(x + half, y, outline)


def test_the_picture_can_be_read_to_someone_who_does_not_see_it() -> None:
    root = ET.fromstring(house_svg(PRINCIPLES, heading="The house & us"))  # noqa: S314 - our own drawing
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == "The house & us"
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == title.attrib["id"]


@pytest.mark.parametrize("lit", IDS)
def test_the_terminal_shows_the_lit_stop_without_any_colour(lit: str) -> None:
    drawing = house_text(PRINCIPLES, lit)
    assert "\x1b" not in drawing
    title = next(principle.title for principle in PRINCIPLES if principle.id == lit)
    if lit in {"trust", "commitment"}:
        assert re.findall(r"░([A-Z])░", drawing) == list(title.upper())
    else:
        arrow = re.search(r"▶ (.+?) ◀", drawing)
        assert arrow is not None
        assert title.startswith(arrow.group(1))
        assert drawing.count("▶") == 1


@pytest.mark.parametrize("lit", [None, *IDS])
def test_the_terminal_drawing_fits_a_narrow_window_and_stands_straight(lit: str | None) -> None:
    rows = house_text(PRINCIPLES, lit).splitlines()
    assert max(map(len, rows)) <= 72
    assert {len(row) for row in rows if row.startswith(("┃", "┻"))} == {72}


def test_colour_changes_nothing_but_the_colour() -> None:
    coloured = house_text(PRINCIPLES, "love_maps", colour=True)
    assert "\x1b[1;30;43m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == house_text(PRINCIPLES, "love_maps")
