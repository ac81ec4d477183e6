from datetime import datetime

import pytest

from assistant.understanding.lattice import Capture, Lattice
from assistant.understanding.normalizing import normalize
from assistant.understanding.open_words import (
    activity_in,
    beginner_in,
    name_in,
    open_end_in,
    place_in,
    rest_in,
    what_in,
)
from assistant.understanding.spotting import spot_times
from assistant.understanding.templates import Phrases
from assistant.understanding.times.reading import find_times

NOW = datetime(2026, 11, 23, 19, 0)  # noqa: DTZ001 - wall time, as the recognizer takes it
ACTIVITY = Phrases([(("dinner",), 0.0), (("walk",), 0.0)])


def lattice(text: str) -> Lattice:
    words = normalize(text)
    readings = tuple({word: 0.0} for word in words.words)
    return Lattice(words, readings, tuple(spot_times(words, find_times, NOW)))


def said(found: Capture | None, heard: Lattice) -> str | None:
    return None if found is None else heard.words.said(found.start, found.end)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the name you want for me is daniela", "daniela"),
        ("everybody knows my wife as mary ann", "mary ann"),
        ("you should have another name for me", None),
        ("for me it's bella not isabella", "bella"),
    ],
)
def test_a_name_is_what_says_nothing_else(text: str, name: str | None) -> None:
    heard = lattice(text)
    assert said(name_in(heard), heard) == name


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("give us a shout tomorrow at nine about the washing machine", "washing machine"),
        ("don't let me forget to call the plumber on friday", "call the plumber"),
        ("remind us tomorrow", None),
    ],
)
def test_what_to_be_told_is_the_longest_stretch_beside_the_time(text: str, what: str | None) -> None:
    heard = lattice(text)
    assert said(what_in(heard), heard) == what


def test_a_place_is_the_last_run_that_says_nothing_else() -> None:
    heard = lattice("we have moved and now live in new south wales")
    assert said(place_in(heard), heard) == "new south wales"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("we reside in belgium if anyone asks", "belgium"),
        ("our home is in japan so please correct it", "japan"),
        ("it is scotland where we live not england", "scotland"),
    ],
)
def test_a_place_is_rather_what_stands_after_in_or_is(text: str, place: str) -> None:
    heard = lattice(text)
    assert said(place_in(heard), heard) == place


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("could we squeeze a long walk in the park in on sunday", "long walk in the park"),
        ("we will leave dinner out on friday", "dinner"),
        ("is friday any good", None),
        ("when do we have our dinner club next", "dinner club"),
        ("is the quiz with our friends from the walk on", "quiz with our friends from the walk"),
    ],
)
def test_an_activity_brings_what_belongs_to_it(text: str, activity: str | None) -> None:
    heard = lattice(text)
    assert said(activity_in(heard, ACTIVITY), heard) == activity


def test_one_run_beside_the_command_is_what_it_is_about() -> None:
    heard = lattice("bump scrabble to saturday")
    assert said(rest_in(heard), heard) == "scrabble"


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("drop the scrabble with our neighbors from sunday", "scrabble with our neighbors"),
        ("cancel croquet because sam has rehearsals", "croquet"),
        ("the origami on friday, move it behind the rehearsals", "origami"),
    ],
)
def test_what_a_command_or_a_sentence_begins_with_is_what_it_is_about(text: str, activity: str) -> None:
    heard = lattice(text)
    assert said(rest_in(heard), heard) == activity


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("try the noticed and named one and ana talks first", "ana"),
        ("start it but let her go first", "her"),
        ("who goes first", None),
        ("read the first one", None),
    ],
)
def test_who_goes_first_stands_before_it(text: str, who: str | None) -> None:
    heard = lattice(text)
    assert said(beginner_in(heard), heard) == who


@pytest.mark.parametrize(
    ("text", "end"),
    [("keep it down till the twins are asleep", "till the twins are asleep"), ("keep it down until then", None)],
)
def test_an_end_may_be_a_clause(text: str, end: str | None) -> None:
    heard = lattice(text)
    assert said(next(iter(open_end_in(heard)), None), heard) == end


def test_what_only_opens_a_sentence_is_no_activity() -> None:
    assert rest_in(lattice("actually sunday is bad, let's do it friday")) is None


def test_of_two_runs_neither_is_taken() -> None:
    heard = lattice("bump scrabble with grandma to saturday because of rehearsals")
    assert rest_in(heard) is None
