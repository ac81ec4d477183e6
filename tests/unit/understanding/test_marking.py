"""Marks on words: which are the thing that a sentence is about, and which say when."""

from datetime import datetime

import numpy as np
import pytest

from assistant.understanding.lattice import Lattice
from assistant.understanding.marking import MARKS, PLACES, Marking, best_marks, places, spans_of
from assistant.understanding.normalizing import normalize
from assistant.understanding.spotting import spot_times
from assistant.understanding.times.reading import find_times

NOW = datetime(2026, 11, 23, 19, 0)  # noqa: DTZ001 - wall time, as the recognizer takes it
NOTHING = np.zeros((len(MARKS), len(MARKS)), np.float32)


def lattice(text: str) -> Lattice:
    words = normalize(text)
    return Lattice(words, tuple({word: 0.0} for word in words.words), tuple(spot_times(words, find_times, NOW)))


def marks(*names: str) -> list[int]:
    return [MARKS.index(name) for name in names]


def scores(*names: str) -> np.ndarray:
    """A row of scores in which every word is surest of one mark."""
    return np.eye(len(MARKS), dtype=np.float32)[marks(*names)]


def test_every_word_gets_the_mark_that_fits_it() -> None:
    wanted = ("", "thing", "+thing", "", "when", "+when")
    assert best_marks(scores(*wanted), NOTHING) == marks(*wanted)


@pytest.mark.parametrize("wanted", [("+thing",), ("", "+when"), ("which", "+when"), ("thing", "", "+thing")])
def test_nothing_goes_on_that_has_not_begun(wanted: tuple[str, ...]) -> None:
    found = [MARKS[mark] for mark in best_marks(scores(*wanted), NOTHING)]
    for before, mark in zip(["", *found], found, strict=False):
        assert not mark.startswith("+") or before.strip("+") == mark[1:]


def test_of_two_things_the_first_counts_and_of_two_times_the_last() -> None:
    row = marks("thing", "", "when", "", "thing", "+thing", "when", "+when")
    assert spans_of(row) == {"thing": (0, 1), "when": (6, 8)}


def test_a_word_that_is_rare_looks_like_any_other_rare_one_but_for_its_letters() -> None:
    common = frozenset({"cancel", "the"})
    one, other = (places(lattice(f"cancel the {name}"), "CancelTime", common) for name in ("pilates", "zumba"))
    assert one.shape == other.shape == (3, one.shape[1])
    assert np.array_equal(one[:2], other[:2])
    assert 0 < int((one[2] != other[2]).sum()) <= 2


def test_weights_are_looked_up_by_word_and_intent() -> None:
    heard = lattice("cancel the pilates on friday")
    weights = np.zeros((PLACES, len(MARKS)), np.int8)
    weights[places(heard, "CancelTime", frozenset())[2], MARKS.index("thing")] = 100
    weights[places(heard, "CancelTime", frozenset())[[0, 1, 3, 4]], 0] = 100
    marking = Marking(weights, NOTHING, frozenset())
    assert marking.spans(heard, "CancelTime") == {"thing": (2, 3)}
    assert marking.spans(heard, "Louder") == {}
    assert marking.spans(lattice(""), "CancelTime") == {}
