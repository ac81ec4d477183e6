"""A reading as the flat JSON object that ``hearthside when --jsonl`` prints."""

from dataclasses import replace
from datetime import date, datetime

from assistant.messages.changes import AllOfThem, Days, EditOperation, Following, NextOnes, SpokenEdit, Target, Which
from assistant.messages.times import Grain, SpokenTime
from assistant.understanding.times.conventions import DEFAULT, Conventions
from assistant.understanding.times.edits import read_edit
from assistant.understanding.times.reading import read_time

Json = str | int | list[str] | None | dict[str, "Json"]


def prediction(case_id: int | str, text: str, now: datetime, conventions: Conventions = DEFAULT) -> dict[str, Json]:
    """What a sentence means as a time, and, where it changes something planned, as an edit.

    Args:
        case_id: given back as ``id``.
        text: a whole sentence.
        now: naive local wall time.
        conventions: what bare hours, "evening" and the like mean.

    Returns:
        ``id``, then ``start``, ``end``, ``duration_seconds``, ``rrule``, ``dtstart`` and ``exdates`` of the time;
        ``op``, ``target``, ``which`` and ``when`` of an edit; ``ambiguous``, always. Absent keys are left out.
    """
    edit = read_edit(text, now, conventions)
    if edit and edit.operation is EditOperation.PAUSE and edit.when and edit.when.start == now and edit.when.end:
        edit = replace(edit, when=_resumption(edit.when.end))
    time = edit.when if edit and edit.when else read_time(text, now, conventions)
    out: dict[str, Json] = {"id": case_id}
    if time:
        out |= time_fields(time)
    if edit:
        out |= edit_fields(edit)
    out["ambiguous"] = [mark.value for mark in time.ambiguous] if time else []
    return out


def _resumption(end: datetime) -> SpokenTime:
    """For "until january", as it was said: the first of january."""
    return SpokenTime(start=end, grain=Grain.DAY if end.time() == datetime.min.time() else Grain.MINUTE)


def time_fields(time: SpokenTime) -> dict[str, Json]:
    """The keys of a time; absent ones are left out."""
    out: dict[str, Json] = {}
    if time.start:
        out["start"] = _moment(time.start, time.grain)
    if time.end:
        out["end"] = time.end.isoformat()
    if time.duration_seconds is not None:
        out["duration_seconds"] = time.duration_seconds
    if time.recurrence:
        out["rrule"] = time.recurrence.rrule
        out["dtstart"] = time.recurrence.dtstart.isoformat()
        if time.recurrence.exdates:
            out["exdates"] = [day.isoformat() for day in time.recurrence.exdates]
    return out


def edit_fields(edit: SpokenEdit) -> dict[str, Json]:
    """The keys of an edit."""
    return {
        "op": edit.operation.value,
        "target": "*" if isinstance(edit.target, Target) else edit.target,
        "which": which_text(edit.which),
        "when": time_fields(edit.when) if edit.when else None,
    }


def which_text(which: Which | None) -> str | None:
    """The occurrences as the contract of ``when`` writes them, e.g. ``next:2`` or ``range:2026-12-01/2026-12-08``."""
    match which:
        case None:
            return None
        case NextOnes(count):
            return "next" if count == 1 else f"next:{count}"
        case Days(first, after):
            return first.isoformat() if which.is_one else f"range:{first.isoformat()}/{after.isoformat()}"
        case AllOfThem():
            return "all"
        case Following():
            return "following"


def _moment(start: datetime, grain: Grain) -> str:
    whole_day = grain in {Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.YEAR}
    midnight: date = start.date()
    return midnight.isoformat() if whole_day and start.time() == datetime.min.time() else start.isoformat()
