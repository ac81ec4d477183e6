"""Brings what an engine writes into the form that transcripts have."""

import re

_SOUNDS = re.compile(r"\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|[♪♫]+")
"""Engines describe sounds in brackets: [Music], (laughs), *sighs*."""

_HALF_OF_DAY = re.compile(r"(?<![a-z])([ap])(?:\. ?)?m\b\.?")
_CLOCK_TIME = re.compile(r"\b(\d{1,2})[.:](\d{2})(?!\d)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_GLUED = re.compile(r"(?<=\d)(?=[ap]m\b)")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "`": "'"})
_OTHER = re.compile(r"(?<!\d):|:(?!\d)|[^\w':]+|_")
_LOOSE_APOSTROPHE = re.compile(r"(?<!\w)'|'(?!\w)")


def plain_wording(written: str) -> str:
    """The words alone: lower case, no punctuation but the apostrophe and the colon between digits.

    Digits stay as the engine wrote them: "at 7.30 p.m." becomes "at 7:30 pm".
    """
    text = _SOUNDS.sub(" ", written.lower().translate(_QUOTES))
    text = _HALF_OF_DAY.sub(r"\1m ", text)
    text = _CLOCK_TIME.sub(r"\1:\2", text)
    text = _THOUSANDS.sub("", text)
    text = _GLUED.sub(" ", text)
    text = _OTHER.sub(" ", text)
    text = _LOOSE_APOSTROPHE.sub("", text)
    return " ".join(text.split())
