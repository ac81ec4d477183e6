# ruff: noqa: DTZ001 - spoken times are wall time
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from assistant.understanding.times.prediction import prediction

NOW = datetime(2026, 11, 23, 9, 0)


def test_a_time_is_printed_flat_with_its_doubts() -> None:
    assert prediction("a", "saturday at eight for an hour", NOW) == {
        "id": "a",
        "start": "2026-11-28T20:00:00",
        "end": "2026-11-28T21:00:00",
        "duration_seconds": 3600,
        "ambiguous": ["am_or_pm"],
    }


def test_a_repetition_is_printed_with_its_exceptions() -> None:
    assert prediction("b", "every thursday at seven except christmas eve", NOW) == {
        "id": "b",
        "rrule": "FREQ=WEEKLY;BYDAY=TH",
        "dtstart": "2026-11-26T19:00:00",
        "exdates": ["2026-12-24"],
        "ambiguous": [],
    }


def test_an_edit_is_printed_with_its_time() -> None:
    assert prediction("c", "move friday's walk to sunday", NOW) == {
        "id": "c",
        "start": "2026-11-29",
        "op": "move",
        "target": "walk",
        "which": "2026-11-27",
        "when": {"start": "2026-11-29"},
        "ambiguous": [],
    }


def test_words_without_a_time_give_only_the_id() -> None:
    assert prediction("d", "tell me a story", NOW) == {"id": "d", "ambiguous": []}


@pytest.mark.shared
@pytest.mark.parametrize(("cases", "lenient", "strict"), [("spoken_times", 97, 95), ("edit_examples", 100, 100)])
def test_the_shared_cases_are_read(shared: Path, tmp_path: Path, cases: str, lenient: int, strict: int) -> None:
    file = shared / "times" / f"{cases}.jsonl"
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    answers = [prediction(case["id"], case["utterance"], datetime.fromisoformat(case["now"])) for case in lines]
    predicted = tmp_path / "predictions.jsonl"
    predicted.write_text("".join(json.dumps(answer) + "\n" for answer in answers), encoding="utf-8")
    least = ["--min-lenient", str(lenient), "--min-strict", str(strict)]
    scorer = [sys.executable, str(shared / "times" / "score_times.py"), str(file), str(predicted), *least]
    scored = subprocess.run(scorer, capture_output=True, text=True, check=False)
    assert scored.returncode == 0, scored.stdout + scored.stderr
