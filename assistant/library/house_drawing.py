"""Our own drawing of the house, with one room or wall lit up: as SVG for a screen, as characters for the terminal.

Why: the house is a picture, so it deserves one. The published diagram belongs to others and is not redrawn here.
Ours is a cottage at dusk, cut open: three rooms of friendship side by side on the ground floor, above them the room
that grows out of them, then the one for disagreements, and two rooms under the roof. Every word comes from the
principles; this module knows shapes only.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from assistant.library.principle import Principle, Wall

_FLOORS = ((6, 7), (5,), (4,), (1, 2, 3))
"""The levels on each floor, from the roof down, left to right."""

_DUSK, _LAMPLIGHT, _STONE = "#34415a", "#ffd27a", "#6f6a66"
_PALE, _INK = "#f3ecdf", "#2a2014"


@dataclass(frozen=True, slots=True)
class _Room:
    outline: str
    """Corners as SVG points."""

    middle: tuple[int, int]
    """Where the title stands, in the units of the drawing."""

    letters_in_a_line: int = 30


_ROOMS = {
    1: _Room("110,450 276,450 276,560 110,560", (193, 508), 14),
    2: _Room("276,450 444,450 444,560 276,560", (360, 508), 14),
    3: _Room("444,450 610,450 610,560 444,560", (527, 508), 14),
    4: _Room("110,350 610,350 610,450 110,450", (360, 406)),
    5: _Room("110,250 610,250 610,350 110,350", (360, 306)),
    6: _Room("360,80 360,250 60,250", (268, 212), 14),
    7: _Room("360,80 660,250 360,250", (452, 212), 14),
}
_WALLS = {
    Wall.LEFT: _Room("60,250 110,250 110,560 60,560", (85, 405)),
    Wall.RIGHT: _Room("610,250 660,250 660,560 610,560", (635, 405)),
}


def house_svg(principles: Iterable[Principle], lit: str | None = None, *, heading: str = "") -> str:
    """The house as one SVG image that scales to any size.

    Args:
        principles: all nine, in any order.
        lit: id of the principle whose room or wall is lit; None leaves the house dark.
        heading: what the picture is called, for those who hear it read to them.

    Returns:
        A whole ``<svg>`` element, 720 by 620 units. Each principle is a group with its id; the lit one has the class
        ``lit`` and ``aria-current="step"``.
    """
    stops = "\n".join(_svg_stop(principle, is_lit=principle.id == lit) for principle in principles)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 620" role="img" aria-labelledby="house-heading">
<title id="house-heading">{escape(heading)}</title>
<g aria-hidden="true" fill="none" stroke="{_STONE}" stroke-width="4" stroke-linecap="round">
<path d="M 500 170 V 56 H 545 V 190 Z" fill="{_STONE}"/>
<path d="M 522 46 c -14 -12 12 -20 0 -34"/>
<path d="M 20 562 H 700"/>
<path d="M 330 566 q -10 24 -44 44 M 390 566 q 10 24 44 44"/>
</g>
<g font-family="Georgia, serif" font-size="19" text-anchor="middle">
{stops}
</g>
</svg>
"""


def _svg_stop(principle: Principle, *, is_lit: bool) -> str:
    room = _ROOMS[principle.number] if principle.number is not None else _WALLS[principle.wall or Wall.LEFT]
    x, y = room.middle
    fill, ink = (_LAMPLIGHT, _INK) if is_lit else (_STONE if principle.wall else _DUSK, _PALE)
    state = ' class="stop lit" aria-current="step"' if is_lit else ' class="stop"'
    turn = f' transform="rotate(-90 {x} {y})"' if principle.wall else ""
    lines = textwrap.wrap(principle.title, room.letters_in_a_line)
    top = y - 11 * (len(lines) - 1)
    words = "".join(f'<tspan x="{x}" y="{top + 22 * row}">{escape(line)}</tspan>' for row, line in enumerate(lines))
    return (
        f'<g id="{principle.id}"{state}>'
        f'<polygon points="{room.outline}" fill="{fill}" stroke="{_PALE}" stroke-width="{5 if is_lit else 2}"/>'
        f'<text fill="{ink}"{turn}>{words}</text></g>'
    )


_INNER = 62
"""Characters between the walls."""
_SLOPE = 3
"""Characters by which the roof widens from row to row, on each side."""
_TALL = 3
"""Rows of a room."""
_ROOF = 5
"""Rows of the roof."""


def house_text(principles: Iterable[Principle], lit: str | None = None, *, colour: bool = False) -> str:
    """The house as lines of characters, at most 72 wide, for a terminal in a fixed-width font.

    Args:
        principles: all nine, in any order.
        lit: id of the principle whose room or wall is lit.
        colour: light it with a terminal's colours as well; without, shading and two arrows show it.
    """
    kept = tuple(principles)
    levels = {principle.number: principle for principle in kept if principle.number is not None}
    walls = {principle.wall: principle for principle in kept if principle.wall is not None}
    roof, *floors = ([levels[number] for number in floor] for floor in _FLOORS)
    rows = _roof_rows(roof, lit, colour=colour)
    inside = [row for floor in floors for row in _floor_rows(floor, lit, colour=colour)]
    left = _wall_column(walls[Wall.LEFT], len(inside), lit, colour=colour)
    right = _wall_column(walls[Wall.RIGHT], len(inside), lit, colour=colour)
    rows += [f"┃{a}{row}{b}┃" for a, row, b in zip(left, inside, right, strict=True)]
    rows.append("┻" + "━" * (_INNER + 8) + "┻")
    return "\n".join(rows) + "\n"


def _roof_rows(rooms: Sequence[Principle], lit: str | None, *, colour: bool) -> list[str]:
    widest = _INNER + 2 * 4
    narrowest = widest - 2 * _SLOPE * _ROOF
    rows = [" " * (_SLOPE * _ROOF + 1) + "▁" * narrowest]
    for row in range(_ROOF):
        width = narrowest + 2 * _SLOPE * row
        half = (width - 1) // 2
        cells = [
            _cell(room, row, _ROOF, size, lit, colour=colour)
            for room, size in zip(rooms, (half, width - 1 - half), strict=True)
        ]
        rows.append(" " * (_SLOPE * (_ROOF - row)) + "╱" + "│".join(cells) + "╲")  # noqa: RUF001 - a line that is drawn
    return rows


def _floor_rows(rooms: Sequence[Principle], lit: str | None, *, colour: bool) -> list[str]:
    share, rest = divmod(_INNER - (len(rooms) - 1), len(rooms))
    sizes = [share + (1 if position < rest else 0) for position in range(len(rooms))]
    rows = ["┃" + "┬".join("─" * size for size in sizes) + "┃"]
    for row in range(_TALL):
        cells = [_cell(room, row, _TALL, size, lit, colour=colour) for room, size in zip(rooms, sizes, strict=True)]
        rows.append("┃" + "│".join(cells) + "┃")
    return rows


def _cell(room: Principle, row: int, height: int, width: int, lit: str | None, *, colour: bool) -> str:
    is_lit = room.id == lit
    words = textwrap.wrap(room.title, width - 6)
    line = row - (height - len(words) + 1) // 2
    text = words[line] if 0 <= line < len(words) else ""
    if not is_lit:
        return text.center(width)
    marked = f" ▶ {text} ◀ " if text and line == 0 else f" {text} " if text else ""
    return _lamplight(marked.center(width, "░"), colour=colour)


def _wall_column(wall: Principle, height: int, lit: str | None, *, colour: bool) -> list[str]:
    is_lit = wall.id == lit
    letters = wall.title.upper()[:height].center(height)
    if not is_lit:
        return [f" {letter} " for letter in letters]
    return [_lamplight(f"░{letter}░" if letter != " " else "░░░", colour=colour) for letter in letters]


def _lamplight(text: str, *, colour: bool) -> str:
    return f"\x1b[1;30;43m{text}\x1b[0m" if colour else text
