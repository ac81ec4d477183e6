from datetime import datetime

from assistant.messages.speech import Term, TermKind, Vocabulary
from assistant.understanding.named_things import Spotter
from assistant.understanding.normalizing import normalize
from assistant.understanding.spotting import (
    spot_durations,
    spot_numbers,
    spot_occasions,
    spot_shifts,
    spot_times,
)
from assistant.understanding.times.reading import find_times

NOW = datetime(2026, 11, 23, 19, 0)  # noqa: DTZ001 - wall time of no zone
SHELF = Vocabulary(
    (
        Term(TermKind.EXERCISE, "unload_the_day", ("unload the day", "stress-reducing conversation")),
        Term(TermKind.PRINCIPLE, "love_maps", ("love maps",)),
        Term(TermKind.NAME, "ana", ("ana",)),
    ),
)


def test_a_title_is_spotted_where_it_stands() -> None:
    spots = Spotter(SHELF).exact(normalize("let's do unload the day now"))
    assert [(spot.kind, spot.value, spot.start, spot.end) for spot in spots] == [("exercise", "unload_the_day", 3, 6)]


def test_articles_do_not_hide_a_title() -> None:
    assert Spotter(SHELF).exact(normalize("the love the maps"))[0].value == "love_maps"


def test_a_misheard_title_is_spotted_at_a_price() -> None:
    spots = Spotter(SHELF).close(normalize("start the stress reducing conversion"))
    assert any(spot.value == "unload_the_day" and spot.cost > 0 for spot in spots)


def test_an_unrelated_sentence_holds_no_close_title() -> None:
    assert Spotter(SHELF).close(normalize("the dog needs to go out")) == []


def test_what_the_vocabulary_before_could_name_is_found_as_well_and_what_it_lost_is_not() -> None:
    kept, gone, new = SHELF.terms[0], SHELF.terms[1], Term(TermKind.ACTIVITY, "swimming", ("swimming",))
    spotter = Spotter(Vocabulary((kept, new)), before=Spotter(SHELF))
    said = normalize("swimming or unload the day or love maps or stress reducing conversion")
    fresh = Spotter(Vocabulary((kept, new)))
    assert spotter.exact(said) == fresh.exact(said)
    assert spotter.close(said) == fresh.close(said)
    assert {spot.value for spot in spotter.exact(said)} == {kept.value, new.value}
    assert set(spotter.by_term) == {kept, new}
    assert gone.value not in {spot.value for spot in spotter.close(said)}


def test_lengths_of_time_are_read_in_seconds() -> None:
    said = {
        "two more minutes": 120,
        "half an hour": 1800,
        "an hour and a half": 5400,
        "another minute": 60,
        "a couple of minutes": 120,
        "ninety seconds": 90,
    }
    assert {text: spot_durations(normalize(text))[0].value for text in said} == said


def test_numbers_and_ordinals_are_spotted() -> None:
    spots = spot_numbers(normalize("the fifth or number twenty two"))
    assert [(spot.kind, spot.value) for spot in spots] == [("ordinal", 5), ("number", 5), ("number", 22)]


def test_a_time_keeps_its_leading_word_but_not_for() -> None:
    on_friday = spot_times(normalize("skip it on friday"), find_times, NOW)
    for_friday = spot_times(normalize("plan it for friday at seven"), find_times, NOW)
    assert {spot.value for spot in on_friday} == {"on friday"}
    assert {spot.value for spot in for_friday} == {"friday at seven"}


def test_a_shift_takes_its_direction_along() -> None:
    words = normalize("push it back an hour")
    assert "back an hour" in [spot.value for spot in spot_shifts(words, spot_durations(words))]


def test_next_time_is_an_occasion() -> None:
    assert [spot.value for spot in spot_occasions(normalize("skip it next time"))] == ["next", "next time"]
