import pytest

from assistant.understanding.lattice import Lattice, Spot
from assistant.understanding.needs import Needs
from assistant.understanding.normalizing import normalize
from assistant.understanding.template_reading import read_template


def lattice_of(text: str, *spots: Spot) -> Lattice:
    words = normalize(text)
    return Lattice(words, tuple({word: 0.0} for word in words.words), spots)


@pytest.mark.parametrize(
    ("template", "text", "missing"),
    [
        ("move (back|on) now", "move back now", 0),
        ("move (back|on) now", "move back then", 1),
        ("move (back|on) now", "carry on then", 2),
        ("move [back] now", "move now", 0),
        ("(move|go) [right] back", "go right", 1),
        ("put {activity} off", "put the walk off", 0),
        ("put {activity} off", "put the walk on", 1),
        ("* back", "let us go back", 0),
    ],
)
def test_what_is_missing_is_counted(template: str, text: str, missing: int) -> None:
    needs = Needs()
    needed = needs.of(read_template(template, {}))
    assert (needed & ~needs.met(lattice_of(text))[0]).bit_count() == missing


def test_what_stands_before_a_word_is_not_met_from_it_on() -> None:
    needs = Needs()
    needed = needs.of(read_template("stop now", {}))
    met = needs.met(lattice_of("stop now then"))
    assert [bool(needed & ~each) for each in met] == [False, True, True, True]


def test_a_topic_meets_what_needs_a_theme() -> None:
    needs = Needs()
    needed = needs.of(read_template("about {theme}", {}))
    heard = lattice_of("something about flooding", Spot("topic", "flooding", 2, 3))
    assert not needed & ~needs.met(heard)[0]
    assert needed & ~needs.met(lattice_of("something about flooding"))[0]
