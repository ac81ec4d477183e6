"""What an engine wrote becomes one transcript with its alternatives."""

from assistant.hearing.readings import MOST_ALTERNATIVES, Reading, Segment, transcript_of
from assistant.messages.speech import Transcript

SURE = Segment("Read love maps.", -0.1, 0.0)


def test_the_likeliest_words_are_the_transcript_and_the_others_its_alternatives() -> None:
    readings = (Reading("Read love maps.", -1.0), Reading("Read love mats.", -2.25), Reading("Red love maps!", -4.0))
    heard = transcript_of((SURE,), readings)
    assert (heard.text, heard.alternatives) == ("read love maps", ("read love mats", "red love maps"))
    assert heard.doubts == (1.25, 3.0)


def test_readings_that_differ_in_capitals_and_punctuation_only_are_one() -> None:
    same = (Reading("Read love maps.", -1.0), Reading("read love maps", -2.0))
    heard = transcript_of((SURE,), (*same, Reading("Red love maps?", -3.0), Reading("red love maps", -1.5)))
    assert (heard.alternatives, heard.doubts) == (("red love maps",), (0.5,))


def test_what_is_far_less_likely_is_left_out() -> None:
    assert transcript_of((SURE,), (Reading("Read love maps.", -1.0), Reading("Reading.", -7.5))).alternatives == ()


def test_only_so_many_alternatives_are_kept() -> None:
    many = tuple(Reading("na " * at + "maps", -1.0 - at / 100) for at in range(1, 3))
    more = tuple(Reading(f"map {letter}", -2.0) for letter in "abcdefghijkl")
    assert len(transcript_of((SURE,), (*many, *more)).alternatives) == MOST_ALTERNATIVES


def test_a_loop_is_undone_in_the_alternatives_too() -> None:
    heard = transcript_of((SURE,), (Reading("Read love maps.", -1.0), Reading("Stop. Stop. Stop. Stop.", -2.0)))
    assert heard.alternatives == ("stop",)


def test_noise_has_no_alternatives() -> None:
    noise = Segment("Thank you.", -0.9, 0.8)
    assert transcript_of((noise,), (Reading("Thank you.", -1.0), Reading("Thanks.", -1.5))) == Transcript("")


def test_an_engine_that_knows_one_reading_only_gives_no_alternatives() -> None:
    assert transcript_of((SURE,)).alternatives == ()


def test_what_is_feared_is_handed_on_where_it_is_nearly_as_likely_as_what_was_heard() -> None:
    heard = (Segment("Please cut me off from everyone.", -0.6, 0.0),)
    feared = (Reading(" Please cut me off from everyone.", -7.0), Reading(" He's cut me off from everyone.", -8.5))
    assert "he's cut me off from everyone" in transcript_of(heard, feared=feared).feared
    assert transcript_of(heard, feared=(feared[0], Reading(" He hit me.", -15.0))).feared == ()


def test_a_word_that_is_only_said_twice_is_nothing_else_that_was_feared() -> None:
    heard = (Segment("Help!", -0.4, 0.0),)
    assert transcript_of(heard, feared=(Reading(" Help!", -2.0), Reading(" Help! Help!", -4.5))).feared == ()


def test_where_nothing_was_feared_nothing_is_handed_on() -> None:
    assert transcript_of((SURE,)).feared == ()
