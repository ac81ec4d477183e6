"""What engines write becomes what transcripts hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.hearing.wording import plain_wording


@pytest.mark.parametrize(
    ("engine", "plain"),
    [
        (" Read love maps.", "read love maps"),
        ("What's next?", "what's next"),
        ("What\u2019s next?", "what's next"),
        ("Dinner at 7.30 p.m., please.", "dinner at 7:30 pm please"),
        ("Dinner at 7:30PM.", "dinner at 7:30 pm"),
        ("At 8 a.m. tomorrow.", "at 8 am tomorrow"),
        ("I am late.", "i am late"),
        ("Remind us: call mum", "remind us call mum"),
        ("The check-in, the 5th one!", "the check in the 5th one"),
        ("1,000 kisses", "1000 kisses"),
        ("Do we have anything on the 24. That week?", "do we have anything on the 24 that week"),
        ("[Music] (laughs) *sighs* Stop.", "stop"),
        ("'til the neighbours' party", "til the neighbours party"),
        ("Seven o'clock", "seven o'clock"),
        (" . . .", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_words_are_kept_and_punctuation_is_not(engine: str, plain: str) -> None:
    assert plain_wording(engine) == plain


@given(st.text(alphabet="abpm 17.:,'-?!P", max_size=40))
def test_plain_words_stay_as_they_are(engine: str) -> None:
    once = plain_wording(engine)
    assert plain_wording(once) == once
