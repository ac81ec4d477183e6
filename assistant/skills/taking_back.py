"""Undo, which says what it takes back: at once on the same evening, after a question on a later one."""

from datetime import datetime, timedelta

from assistant.calendar.appointment import Appointment, Occurrence
from assistant.calendar.recurrence import next_occurrence
from assistant.messages.speech import Asking, Intent, Reply, ReplyValue, reply
from assistant.scheduling.couple_time import CoupleTime
from assistant.scheduling.ports import Undone
from assistant.skills.focus import Focus
from assistant.skills.ports import Outcome, Question, say

SAME_EVENING = timedelta(hours=6)
"""So long after a change everybody still knows which one "undo" means."""


def undo_last(couple_time: CoupleTime, focus: Focus, now: datetime) -> Outcome:
    """Take back the last change, or ask first where it was made on an earlier evening."""
    last = couple_time.last_change(now)
    if last is None:
        return say(reply("time.nothing_to_undo"))
    if now - last.at < SAME_EVENING:
        return say(_undone(couple_time, focus, now, last))
    question = Question(
        asking=Asking.YES_OR_NO,
        about="Undo",
        answer=lambda answer, at: _answered(answer, at, couple_time, focus, last),
    )
    return say(_reply("time.undo_check", last, couple_time, now), question)


def _answered(answer: Intent, now: datetime, couple_time: CoupleTime, focus: Focus, last: Undone) -> Outcome | None:
    match answer.name:
        case "Yes" | "Undo":
            return say(_undone(couple_time, focus, now, last))
        case "No":
            return say(reply("time.undo_left"))
        case _:
            return None


def _undone(couple_time: CoupleTime, focus: Focus, now: datetime, last: Undone) -> Reply:
    told = _reply("time.undone", last, couple_time, now)
    couple_time.undo(now)
    touched = (*last.restored, *last.removed)
    if len(touched) == 1:
        focus.turn_to(touched[0].uid, now)
    return told


def _reply(key: str, last: Undone, couple_time: CoupleTime, now: datetime) -> Reply:
    """What is out or back again by name, where it is one thing; else only how many."""
    touched = (*last.restored, *last.removed)
    if len(touched) != 1:
        return reply(f"{key}_several", count=len(touched)) if touched else reply(key)
    changed = touched[0]
    if last.removed:
        return reply(f"{key}_out", **_named(changed, next_occurrence(changed, now), couple_time))
    before = next_occurrence(changed, now)
    present = couple_time.next_of(changed.uid, now)
    if before is not None and present is not None and before.start == present.start:
        return reply(f"{key}_as_it_was", title=changed.title)
    return reply(f"{key}_back", **_named(changed, before, couple_time))


def _named(changed: Appointment, coming: Occurrence | None, couple_time: CoupleTime) -> dict[str, ReplyValue]:
    start = changed.start if coming is None else coming.local(couple_time.zone)
    return {"title": changed.title, "start": start}
