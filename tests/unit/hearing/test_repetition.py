"""Loops are undone; what people repeat is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.hearing.repetition import without_loops


@pytest.mark.parametrize(
    ("looped", "text", "repeats"),
    [
        ("read love maps", "read love maps", 1),
        ("no no not that one", "no no not that one", 1),
        ("alexa alexa alexa alexa alexa", "alexa", 5),
        ("stop stop stop", "stop", 3),
        ("read love maps read love maps", "read love maps", 2),
        ("the next one please the next one please the next", "the next one please", 2),
        ("put it in in in in for tomorrow", "put it in for tomorrow", 4),
        ("", "", 1),
    ],
)
def test_a_run_that_follows_itself_is_said_once(looped: str, text: str, repeats: int) -> None:
    assert (without_loops(looped).text, without_loops(looped).repeats) == (text, repeats)


@given(st.lists(st.sampled_from("abcdefgh"), min_size=3, max_size=8, unique=True), st.integers(2, 9))
def test_a_phrase_comes_back_whole_however_often_it_was_said(phrase: list[str], times: int) -> None:
    assert without_loops(" ".join(phrase * times)).text == " ".join(phrase)


@given(st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), unique=True, max_size=5))
def test_words_that_do_not_repeat_are_kept(words: list[str]) -> None:
    assert without_loops(" ".join(words)).text == " ".join(words)
