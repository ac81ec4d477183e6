"""Undoes what a recogniser does when it falls into a loop.

Whisper sometimes repeats a word or a phrase until it runs out of room, and is very sure of it: its own confidence
does not tell.
"""

from dataclasses import dataclass

_LONGEST_PHRASE = 12
"""Longest repeated run that is looked for, in words."""

_SHORT_PHRASE = 2
_NATURAL_REPEATS = 2
"""People do say "no no" and "bye bye": a run this short counts as a loop only beyond so many times."""


@dataclass(frozen=True, slots=True)
class Unlooped:
    """Words with each repeated run said once."""

    text: str
    repeats: int
    """How often the most repeated run was said; 1 where nothing was undone."""


def without_loops(text: str) -> Unlooped:
    """Keep one of each run of words that follows itself.

    A run of one or two words is undone from the third time on ("stop stop stop"), a longer one from the second
    ("read love maps read love maps"); a half-said last repeat goes with it.
    """
    words = text.split()
    kept: list[str] = []
    most = 1
    at = 0
    while at < len(words):
        length, times = _run_at(words, at)
        if times > 1:
            most = max(most, times)
            run = words[at : at + length]
            kept += run
            at += length * times
            rest = words[at:]
            if rest and len(rest) < length and rest == run[: len(rest)]:
                break
        else:
            kept.append(words[at])
            at += 1
    return Unlooped(" ".join(kept), most)


def _run_at(words: list[str], at: int) -> tuple[int, int]:
    """The shortest run at a place that counts as a loop: its length in words and how often it is said."""
    for length in range(1, min(_LONGEST_PHRASE, (len(words) - at) // 2) + 1):
        run = words[at : at + length]
        times = 1
        while words[at + length * times : at + length * (times + 1)] == run:
            times += 1
        if times > (_NATURAL_REPEATS if length <= _SHORT_PHRASE else 1):
            return length, times
    return 1, 1
