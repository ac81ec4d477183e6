"""How marks on words are learned, for the program that trains: from the wordings whose slots were written down."""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.understanding.lattice import Lattice
from assistant.understanding.marking import (
    MARKED,
    MARKS,
    PLACES,
    THING,
    WHEN,
    WHICH,
    Floats,
    Marking,
    best_marks,
    places,
)
from assistant.understanding.normalizing import normalize
from assistant.understanding.spotting import spot_times
from assistant.understanding.times.reading import find_times
from scripts.commands import NOW
from scripts.learning import SEED

EPOCHS = 8
COMMON = 4
"""A word that so often is no part of anything marked is common."""

SWAPPED = 2
"""How often a sentence is learned again with another activity in the place of its own, so that none is learned."""

SWAPPED_IN = frozenset({"ScheduleTime", "MoveTime", "SkipTime", "CancelTime", "NextTime"})
LONGEST_SWAPPED = 4
SLOTS = {"which": WHICH, "when": WHEN, "activity": THING, "what": THING, "name": THING, "region": THING}
"""What each slot is marked as; a time that is moved away from is found before the new one."""

LEADING = frozenset({"on", "at", "in", "the"})
"""Words before a time that writers set down or not; they are not marked."""


@dataclass(frozen=True)
class Marked:
    """One sentence with its marks."""

    text: str
    intent: str
    lattice: Lattice
    marks: list[int]


def lattice_of(text: str) -> Lattice:
    """The words of a sentence with the times in it."""
    words = normalize(text)
    return Lattice(words, tuple({word: 0.0} for word in words.words), tuple(spot_times(words, find_times, NOW)))


def marked_rows(folder: Path, without: Collection[str] = ()) -> Iterator[Marked]:
    """Every written sentence whose slots can be found in it, in their own words."""
    for path in sorted(folder.glob("*.jsonl")):
        if path.stem in without:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line) if line.strip() else {}
            if row.get("intent") in MARKED and row.get("slots") is not None:
                lattice = lattice_of(row["text"])
                marks = marks_of(lattice, row["intent"], row["slots"])
                if marks is not None:
                    yield Marked(row["text"], row["intent"], lattice, marks)


def marks_of(lattice: Lattice, intent: str, slots: Mapping[str, Any]) -> list[int] | None:
    """The marks of a sentence; None where a slot is not said in these words."""
    words = [word.removesuffix("'s") for word in lattice.words.words]
    marks = [0] * len(words)
    for slot, kind in SLOTS.items():
        if slot not in slots or (slot == "which" and intent != "MoveTime"):
            continue
        said = [word.removesuffix("'s") for word in normalize(str(slots[slot])).words]
        while kind != THING and len(said) > 1 and said[0] in LEADING:
            del said[0]
        begins = [
            at
            for at in range(len(words) - len(said) + 1)
            if words[at : at + len(said)] == said and not any(marks[at : at + len(said)])
        ]
        if not begins:
            return None
        at = begins[-1] if kind == WHEN else begins[0]
        marks[at : at + len(said)] = [MARKS.index(kind), *[MARKS.index(f"+{kind}")] * (len(said) - 1)]
    return marks


def learn_marks(rows: Sequence[Marked]) -> Marking:
    """An averaged structured perceptron over all rows, and over some of them with another activity."""
    random = Random(SEED)  # noqa: S311 - nothing secret
    counted = Counter(
        word.removesuffix("'s")
        for row in rows
        for word, mark in zip(row.lattice.words.words, row.marks, strict=True)
        if not mark
    )
    common = frozenset(word for word, often in counted.items() if often >= COMMON)
    rows = [*rows, *swapped(rows, random)]
    learning = [(places(row.lattice, row.intent, common), row.marks) for row in rows]
    weights, steps = _Averaged(PLACES, len(MARKS)), _Averaged(len(MARKS), len(MARKS))
    seen = 1
    for _ in range(EPOCHS):
        random.shuffle(learning)
        for features, wanted in learning:
            found = best_marks(weights.now[features].sum(axis=1), steps.now)
            for marks, by in ((wanted, 1.0), (found, -1.0)):
                for at, mark in enumerate(marks):
                    if wanted[at] != found[at]:
                        weights.add((features[at], mark), by, seen)
                    if at and wanted[at - 1 : at + 1] != found[at - 1 : at + 1]:
                        steps.add((marks[at - 1], mark), by, seen)
            seen += 1
    return _kept(weights.mean(seen), steps.mean(seen), common)


class _Averaged:
    """Weights, and beside them what makes their mean over all sentences seen."""

    def __init__(self, rows: int, columns: int) -> None:
        self.now: Floats = np.zeros((rows, columns), np.float32)
        self._late: Floats = np.zeros_like(self.now)

    def add(self, place: tuple[Any, int], by: float, seen: int) -> None:
        np.add.at(self.now, place, by)
        np.add.at(self._late, place, by * seen)

    def mean(self, seen: int) -> Floats:
        mean: Floats = self.now - self._late / np.float32(seen)
        return mean


def _kept(weights: Floats, steps: Floats, common: frozenset[str]) -> Marking:
    scale = np.float32(np.abs(weights).max() / 127.0)
    return Marking(np.round(weights / scale).astype(np.int8), (steps / scale).astype(np.float32), common)


def swapped(rows: Sequence[Marked], random: Random) -> list[Marked]:
    """Sentences with one activity, each again with others in its place."""
    begins, goes_on = MARKS.index(THING), MARKS.index(f"+{THING}")
    named = [(row, span) for row in rows if row.intent in SWAPPED_IN and (span := _only_thing(row)) is not None]
    activities = sorted({row.lattice.words.said(*span) for row, span in named if span[1] - span[0] <= LONGEST_SWAPPED})
    again = []
    for row, (start, end) in named:
        for _ in range(SWAPPED):
            other = random.choice(activities)
            said = row.lattice.words
            text = " ".join([*said.words[:start], *other.split(), *said.words[end:]])
            lattice = lattice_of(text)
            length = len(normalize(other).words)
            marks = [*row.marks[:start], begins, *[goes_on] * (length - 1), *row.marks[end:]]
            if len(lattice) == len(marks):
                again.append(Marked(text, row.intent, lattice, marks))
    return again


def _only_thing(row: Marked) -> tuple[int, int] | None:
    """Where the thing stands, if no time stands in it."""
    begins, goes_on = MARKS.index(THING), MARKS.index(f"+{THING}")
    if row.marks.count(begins) != 1:
        return None
    start = row.marks.index(begins)
    end = start + 1
    while end < len(row.marks) and row.marks[end] == goes_on:
        end += 1
    return None if row.lattice.timed & set(range(start, end)) else (start, end)


def arrays_of(marking: Marking) -> dict[str, NDArray[Any]]:
    """The weights, ready to be kept."""
    return {
        "mark_weights": marking.weights,
        "mark_steps": marking.steps,
        "mark_common": np.array(sorted(marking.common)),
    }
