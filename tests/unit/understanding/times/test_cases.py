"""Sentences with their meaning, one a line in ``cases/<kind>.jsonl``.

``expected`` (or one of ``alt``) is a moment, a day, ``START/END`` with the end exclusive, an ISO 8601 length, the
lines of a repetition (``DTSTART``, the rule, ``EXDATE``), or the keys of an edit. Repetitions are compared by their
occurrences; a range of days tagged ``date_range`` may end a day earlier or later.
"""

import json
import re
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr

from assistant.messages.changes import SpokenEdit, Target
from assistant.messages.times import Recurrence, SpokenTime
from assistant.understanding.times.edits import read_edit
from assistant.understanding.times.prediction import which_text
from assistant.understanding.times.reading import find_times, read_time

Case = dict[str, Any]
_CASES = Path(__file__).parent / "cases"
_COMPARED = 40
_LINE = re.compile(r"^(?:(DTSTART|EXDATE):)?(.+)$", re.MULTILINE)


def cases(kind: str) -> list[Case]:
    return [json.loads(line) for line in (_CASES / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()]


def answers(case: Case) -> list[Any]:
    return [case["expected"], *case.get("alt", [])]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def length(text: str) -> int:
    found = re.fullmatch(r"P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(?:T(\d+H)?(\d+M)?(\d+S)?)?", text)
    assert found, text
    amounts = [int(amount[:-1]) if amount else 0 for amount in found.groups()]
    months = amounts[0] * 12 + amounts[1]
    calendar_days = months * 1461 / 48 if all(amounts[:2]) else amounts[0] * 365 + amounts[1] * 30
    days = calendar_days + amounts[2] * 7 + amounts[3]
    return round(((days * 24 + amounts[4]) * 60 + amounts[5]) * 60 + amounts[6])


def occurrences(rule: str, start: datetime, left_out: set[str]) -> list[datetime]:
    rule = re.sub(r"UNTIL=(\d{8})(?!T)", r"UNTIL=\1T235959", rule)
    if "BYHOUR" in rule and "BYMINUTE" not in rule:
        rule += ";BYMINUTE=0"
    found = (day for day in rrulestr(rule, dtstart=start) if f"{day:%Y%m%d}" not in left_out)
    return list(islice(found, _COMPARED))


def repeats_as(recurrence: Recurrence, expected: str, now: datetime) -> bool:
    lines = {name or "RRULE": value for name, value in _LINE.findall(expected)}
    rule = lines["RRULE"]
    start = datetime.strptime(lines["DTSTART"], "%Y%m%dT%H%M%S") if "DTSTART" in lines else recurrence.dtstart  # noqa: DTZ007
    if "DTSTART" not in lines and recurrence.dtstart - now > timedelta(days=366):
        return False
    said = occurrences(recurrence.rrule, recurrence.dtstart, {f"{day:%Y%m%d}" for day in recurrence.exdates})
    meant = occurrences(rule, start.replace(second=0), set(lines.get("EXDATE", "").split(",")))
    if "BYHOUR" not in rule and "HOURLY" not in rule and "MINUTELY" not in rule:
        return [one.date() for one in said] == [one.date() for one in meant]
    return said == meant


def means(time: SpokenTime | None, kind: str, expected: str | int, case: Case) -> bool:
    now = moment(case["now"])
    match kind, time, expected:
        case "recurrence", SpokenTime(recurrence=Recurrence() as recurrence), str():
            lasting = case.get("duration")
            same_length = lasting is None or time.duration_seconds == length(lasting)
            return same_length and repeats_as(recurrence, expected, now)
        case "duration", SpokenTime(duration_seconds=int(seconds), start=None), str():
            return seconds == length(expected)
        case "shift", SpokenTime(duration_seconds=int(seconds)), int():
            return bool(seconds == expected)
        case "instant", SpokenTime(start=datetime() as start, recurrence=None), str():
            return start == moment(expected)
        case "clock", SpokenTime(start=datetime() as start, recurrence=None), str():
            return f"{start:%H:%M}" == expected
        case "date", SpokenTime(start=datetime() as start, recurrence=None), str():
            return start.date() == moment(expected).date()
        case "interval", SpokenTime(start=datetime() as start, end=datetime() as end, recurrence=None), str():
            first, last = (moment(side) for side in expected.split("/"))
            if "date_range" in case.get("tags", ()):
                return start.date() == first.date() and abs(end - last) <= timedelta(days=1)
            return (start, end) == (first, last)
    return False


@pytest.mark.parametrize("kind", ["instant", "date", "interval", "duration", "recurrence"])
def test_times_mean_what_people_mean(kind: str) -> None:
    missed = {
        case["utterance"]: time
        for case in cases(kind)
        for time in [read_time(case["utterance"], moment(case["now"]))]
        if not any(means(time, kind, expected, case) for expected in answers(case))
    }
    assert not missed


def test_changes_mean_what_people_mean() -> None:
    missed = {}
    for case in cases("edit"):
        edit = read_edit(case["utterance"], moment(case["now"]))
        possible = [case["expected"], *({**case["expected"], **other} for other in case.get("alt", []))]
        if not any(_same_edit(edit, expected, case) for expected in possible):
            missed[case["utterance"]] = edit
    assert not missed


def _same_edit(edit: SpokenEdit | None, expected: Case, case: Case) -> bool:
    if edit is None or (edit.operation.value, which_text(edit.which)) != (expected["op"], expected["which"]):
        return False
    if _bare("*" if isinstance(edit.target, Target) else edit.target) != _bare(expected["target"]):
        return False
    when = expected["when"]
    if when is None:
        return edit.when is None
    if when["kind"] == "interval" or edit.when is None or edit.operation.value != "pause":
        return means(edit.when, when["kind"], when["expected"], case)
    ends = edit.when.end or edit.when.start
    return means(
        SpokenTime(start=ends, duration_seconds=edit.when.duration_seconds if not ends else None),
        when["kind"],
        when["expected"],
        case,
    )


def _bare(target: str | None) -> str | None:
    return re.sub(r"s\b", "", target) if target else target


@pytest.mark.parametrize(
    "text",
    [
        "give me a second",
        "one of us has to go first",
        "the second step was harder",
        "we need to march on",
        "the first thing i noticed was your smile",
        "one more time please",
        "day in day out",
        "at the end of the day it is what it is",
        "between you and me it went from bad to worse",
        "five to ten people came",
        "oh seven people came",
        "my boss called twice",
        "turn it down a bit",
        "i'm moving my desk to the window",
        "we're changing the subject",
        "i'm missing you",
        "we're making progress",
    ],
)
def test_ordinary_talk_names_no_time_and_changes_nothing(text: str) -> None:
    now = datetime.fromisoformat("2026-11-23T09:00:00")
    assert (find_times(text, now), read_edit(text, now)) == ((), None)
