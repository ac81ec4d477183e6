"""Which words of a sentence name the thing that it is about, and which say when: learned, word by word.

Every word gets a mark, by itself, by its neighbours, by the times found beside it and by the intent; of all rows of
marks the one is taken that fits best as a whole (Viterbi). The weights are an averaged structured perceptron (Collins
2002), trained by ``scripts/train-understanding`` from the wordings whose slots were written down.

Why: of what was understood of two writers who were left out, in the intents that are filled by marks, rules for what
remains when commands and times are set aside found all slots in 69 and 60 %. With marks learned from other writers, and
a request read apart from its reason (``reasons.py``), it is 81 and 66 %.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistant.understanding.lattice import Lattice

Floats = NDArray[np.float32]

PLACES = 1 << 15
"""Features share this many places."""

THING, WHEN, WHICH = "thing", "when", "which"
MARKS = ("", THING, f"+{THING}", WHEN, f"+{WHEN}", WHICH, f"+{WHICH}")
"""Nothing, or what begins at a word, or with a plus what goes on."""

MARKED = frozenset(
    {"ScheduleTime", "MoveTime", "SkipTime", "CancelTime", "NextTime", "Remind", "SetName", "SetRegion", "ListTimes",
     "FindFreeTime", "Hush", "QuietHours"}
)  # fmt: skip
"""The intents whose wordings are marked."""

_ALIKE = {"SkipTime": "CancelTime"}
"""Intents that are marked alike."""

_NEVER = np.float32(-1e6)
_ALLOWED = np.array(
    [[_NEVER if to[:1] == "+" and at.strip("+") != to[1:] else 0.0 for to in MARKS] for at in MARKS], np.float32
)
_FIRST = _ALLOWED[0]
_RARE = "<rare>"
_FAR = 3
"""How far a word's place is counted from either end, and how far its neighbours are looked at."""


@dataclass(frozen=True, slots=True)
class Marking:
    """The learned weights."""

    weights: NDArray[np.int8]
    """Shape ``(PLACES, marks)``."""

    steps: Floats
    """Shape ``(marks, marks)``: how well a mark follows another one, on the scale of the weights."""

    common: frozenset[str]
    """Words that are often no part of anything marked; all others look the same, but for their letters."""

    def spans(self, lattice: Lattice, intent: str) -> Mapping[str, tuple[int, int]]:
        """Where the thing and its times stand; of several things the first one, of several times the last.

        Args:
            lattice: the utterance.
            intent: what it was understood as; empty for one that is not ``MARKED``.
        """
        if intent not in MARKED or not len(lattice):
            return {}
        rows = places(lattice, intent, self.common)
        return spans_of(best_marks(self.weights[rows].sum(axis=1, dtype=np.float32), self.steps))


def best_marks(scores: Floats, steps: Floats) -> list[int]:
    """The row of marks that fits best.

    Args:
        scores: how well each mark fits each word, shape ``(words, marks)``.
        steps: how well a mark follows another one, shape ``(marks, marks)``.
    """
    follows = steps + _ALLOWED
    best = scores[0] + _FIRST
    came_from = []
    for row in scores[1:]:
        through = best[:, None] + follows
        came_from.append(through.argmax(axis=0))
        best = through.max(axis=0) + row
    marks = [int(best.argmax())]
    for earlier in reversed(came_from):
        marks.append(int(earlier[marks[-1]]))
    return marks[::-1]


def spans_of(marks: Sequence[int]) -> dict[str, tuple[int, int]]:
    """Where each kind of thing stands in a row of marks."""
    found: dict[str, tuple[int, int]] = {}
    at = 0
    while at < len(marks):
        kind = MARKS[marks[at]]
        end = at + 1
        while kind and end < len(marks) and MARKS[marks[end]] == f"+{kind}":
            end += 1
        if kind and (kind == WHEN or kind not in found):
            found[kind] = at, end
        at = end
    return found


def places(lattice: Lattice, intent: str, common: frozenset[str]) -> NDArray[np.intp]:
    """The places of every word's features, shape ``(words, features)``."""
    words = [word.removesuffix("'s") for word in lattice.words.words]
    seen = [word if word in common else _RARE for word in words]
    timed = _timed(lattice)
    edge = ["^"] * _FAR
    beside = [*edge, *(time or word for word, time in zip(seen, timed, strict=True)), *edge]
    plain = [*edge, *seen, *edge]
    times = [*edge, *timed, *edge]
    group = _ALIKE.get(intent, intent)
    rows = []
    before = 0
    for at, word in enumerate(words):
        here = at + _FAR
        near = beside[here - _FAR : here + _FAR + 1]
        left2, left, this, right, right2 = plain[here - 2 : here + 3]
        around = f"t {times[here - 1]} {times[here]} {times[here + 1]}"
        own = ("", f"0 {this}", f"-1 {near[2]}", f"1 {near[4]}", around, f"-1 0 {near[2]} {near[3]}")
        names = [
            *own,
            *(f"{group} {name}" for name in own),
            f"-2 {near[1]}",
            f"2 {near[5]}",
            f"-3 {near[0]}",
            f"3 {near[6]}",
            f"0 1 {near[3]} {near[4]}",
            f"-2 -1 {near[1]} {near[2]}",
            f"1 2 {near[4]} {near[5]}",
            f"-2 -1 0 {near[1]} {near[2]} {near[3]}",
            f"-1 1 {near[2]} {near[4]}",
            f"words {left} {this} {right}",
            f"words before {left2} {left}",
            f"words behind {right} {right2}",
            f"ends {word[-3:]}",
            f"is {word}",
            f"'s {word != lattice.words.words[at]}",
            f"first {min(at, _FAR)}",
            f"last {min(len(words) - at, _FAR)}",
            f"times {min(before, 2)}",
        ]
        rows.append([crc32(name.encode()) % PLACES for name in names])
        before += timed[at] == "<time>"
    return np.array(rows, dtype=np.intp)


def _timed(lattice: Lattice) -> list[str]:
    """For every word whether a time begins or goes on there; empty for all others."""
    timed = [""] * len(lattice)
    for spot in sorted(lattice.spots, key=lambda spot: spot.end - spot.start):
        if spot.kind == "time":
            timed[spot.start : spot.end] = ["<time>", *["<+time>"] * (spot.end - spot.start - 1)]
    return timed
