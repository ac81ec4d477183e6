import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.numerals import read_number, spell, spell_ordinal


@given(st.integers(0, 999))
def test_a_spelled_number_is_read_back(number: int) -> None:
    words = tuple(spell(number).split())
    assert read_number(words) == (number, len(words))


def test_a_year_is_said_in_pairs() -> None:
    assert spell(2026) == "twenty hundred twenty six" or spell(2026) == "two thousand twenty six"


def test_an_ordinal_is_spelled() -> None:
    assert [spell_ordinal(n) for n in (3, 12, 20, 21)] == ["third", "twelfth", "twentieth", "twenty first"]


def test_a_number_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="not between"):
        spell(10_000)
    with pytest.raises(ValueError, match="not between"):
        spell_ordinal(100)


def test_a_word_that_is_no_number_reads_as_none() -> None:
    assert read_number(("walk",)) is None
