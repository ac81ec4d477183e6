"""Marks are learned from wordings whose slots were written down."""

import json
from pathlib import Path

from assistant.understanding.marking import MARKS
from scripts.learning_marks import arrays_of, lattice_of, learn_marks, marked_rows, marks_of

DAYS = ("monday", "tuesday", "friday", "sunday")
NAMES = ("pilates", "the pub quiz", "chess", "bowling", "the long walk")


def wordings(folder: Path) -> Path:
    rows = [
        {"text": f"scrap {name} on {day}", "intent": "CancelTime",
         "slots": {"activity": name.removeprefix("the "), "when": day}}
        for name in NAMES
        for day in DAYS
    ]  # fmt: skip
    rows += [{"text": "scrap it", "intent": "CancelTime", "slots": {}}, {"text": "louder", "intent": "Louder"}]
    (folder / "writer_x.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return folder


def test_the_marks_of_a_row_are_its_slots_in_its_own_words() -> None:
    heard = lattice_of("move friday's walk to sunday")
    found = marks_of(heard, "MoveTime", {"activity": "walk", "which": "friday", "when": "on sunday"})
    assert found is not None
    assert [MARKS[mark] for mark in found] == ["", "which", "thing", "", "when"]
    assert marks_of(heard, "MoveTime", {"activity": "stroll"}) is None


def test_what_was_learned_holds_for_names_that_were_not(tmp_path: Path) -> None:
    rows = list(marked_rows(wordings(tmp_path)))
    assert len(rows) == len(NAMES) * len(DAYS) + 1
    marking = learn_marks(rows)
    heard = lattice_of("scrap the book swap on thursday")
    assert marking.spans(heard, "CancelTime") == {"thing": (2, 4), "when": (5, 6)}
    assert sorted(arrays_of(marking)) == ["mark_common", "mark_steps", "mark_weights"]


def test_a_writer_can_be_left_out(tmp_path: Path) -> None:
    assert not list(marked_rows(wordings(tmp_path), ["writer_x"]))
