import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.times.normalise import normalise


@pytest.mark.parametrize(
    ("spoken", "canonical"),
    [
        ("Seven thirty p . m .", "7 30 pm"),
        ("half passed seven", "half past 7"),
        ("two and a half hours", "2.5 hour"),
        ("one hundred and twenty minutes", "120 minute"),
        ("the twenty-second of may", "the 22th of may"),
        ("twenty seconds", "20 second"),
        ("every second friday", "every 2th friday"),
        ("a second", "a second"),
        ("three oh five", "3 05"),
        ("a couple of minutes", "2 minute"),
        ("a couple needs time", "a couple needs time"),
        ("to night at for thirty", "tonight at 4 30"),
        ("this Thu 9-11am", "this thursday 9 - 11 am"),
        ("the sun is out", "the sun is out"),
        ("on sun", "on sunday"),
        ("fri.", "friday"),
        ("uh friday um evening", "friday evening"),
        ("sevenish", "7 ish"),
        ("everyday 6am", "every day 6 am"),
        ("ten two ten", "10 to 10"),
        ("quarter two seven", "quarter to 7"),
        ("two two two", "2 2 2"),
    ],
)
def test_one_thing_is_said_in_one_way(spoken: str, canonical: str) -> None:
    assert normalise(spoken).text == canonical


@given(st.text(max_size=40))
def test_every_canonical_word_knows_the_letters_it_came_from(text: str) -> None:
    phrase = normalise(text)
    assert phrase.text == " ".join(token.word for token in phrase.tokens)
    for token in phrase.tokens:
        assert 0 <= token.start < token.end <= len(text)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("24/12 at 18:00", "24th december at 18:00"),
        ("12/24", "24th december"),
        ("on 24.12.2026", "on 24th december 2026"),
        ("2026-12-24", "24th december 2026"),
        ("for 1/2 an hour", "for half an hour"),
        ("on 1/2", "on 1th february"),
        ("1900 hours", "19:00 hour"),
        ("24 hours", "24 hour"),
    ],
)
def test_dates_and_clocks_in_figures_are_words(typed: str, words: str) -> None:
    assert normalise(typed).text == words
