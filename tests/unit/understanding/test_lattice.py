from assistant.understanding.lattice import Lattice, Spot
from assistant.understanding.normalizing import normalize


def test_every_word_tells_its_readings_and_the_kinds_that_begin_with_it() -> None:
    words = normalize("read trust tomorrow")
    readings = ({"read": 0.0, "red": 0.4}, {"trust": 0.0}, {"tomorrow": 0.0})
    lattice = Lattice(words, readings, (Spot("principle", "trust", 1, 2), Spot("time", "tomorrow", 2, 3)))
    assert lattice.beginnings[0] == {"read", "red"}
    assert {"trust", "{principle}", "{theme}"} <= lattice.beginnings[1]
    assert {"tomorrow", "{time}"} <= lattice.beginnings[2]
