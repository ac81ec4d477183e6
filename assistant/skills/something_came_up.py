"""Something came up on a day: names what is planned then, and offers to move it or to leave it out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from assistant.calendar.appointment import Kind, Occurrence
from assistant.messages.changes import Days, EditOperation, SpokenEdit
from assistant.messages.speech import Asking, Intent, reply
from assistant.scheduling.couple_time import CoupleTime
from assistant.skills.focus import Focus
from assistant.skills.ports import Outcome, Question, say

CAME_UP = "came_up"
"""The slot of a MoveTime that only says that something came up."""

MOVE_WORDS = ("move", "move it", "another time", "reschedule", "the first")
SKIP_WORDS = ("skip", "skip it", "leave it out", "leave out", "cancel it", "drop it", "the second")
_A_DAY = timedelta(days=1)
_MOST_NAMED = 2

Change = Callable[[Intent, datetime], Outcome]


def something_came_up(intent: Intent, now: datetime, couple_time: CoupleTime, focus: Focus, change: Change) -> Outcome:
    """Ask what shall become of what is planned in the time that was named.

    Args:
        intent: says when, in its ``which``.
        now: aware.
        couple_time: knows what is planned.
        focus: turns to what is named, so that "move it to sunday" is an answer.
        change: proposes the change that is picked.
    """
    spoken = intent.times.get("which")
    if spoken is None or spoken.start is None:
        return say(reply("time.nothing_planned"))
    start = datetime.combine(spoken.start.date(), time())
    end = max(start + _A_DAY, spoken.end or start)
    found = [
        each
        for each in couple_time.occurrences(start, end)
        if each.end > now and each.appointment.kind is Kind.APPOINTMENT
    ]
    if not found:
        return say(reply("time.nothing_that_day"))
    return (
        _offer(found[0], now, couple_time, focus, change)
        if len(found) == 1
        else _ask_which(found, couple_time, focus, change)
    )


def _ask_which(found: Sequence[Occurrence], couple_time: CoupleTime, focus: Focus, change: Change) -> Outcome:
    by_title = {each.title.lower(): each for each in reversed(found)}

    def picked(answer: Intent, now: datetime) -> Outcome | None:
        chosen = by_title.get(str(answer.choice or answer.slots.get("activity", "")))
        if answer.name == "No":
            return say(reply("time.kept"))
        return None if chosen is None else _offer(chosen, now, couple_time, focus, change)

    question = Question(Asking.CHOICE, picked, about="SkipTime", choices=tuple(reversed(by_title)))
    if len(by_title) != _MOST_NAMED:
        return say(reply("time.which_plan"), question)
    first, second = (by_title[title].title for title in reversed(by_title))
    return say(reply("time.which_of_two", first=first, second=second), question)


def _offer(planned: Occurrence, now: datetime, couple_time: CoupleTime, focus: Focus, change: Change) -> Outcome:
    focus.turn_to(planned.appointment.uid, now)
    local = planned.local(couple_time.zone)

    def answered(answer: Intent, at: datetime) -> Outcome | None:
        edit = SpokenEdit(EditOperation.MOVE, planned.title.lower(), Days.one(local.date()))
        if answer.choice in MOVE_WORDS:
            return change(Intent("MoveTime", edit=edit), at)
        if answer.choice in SKIP_WORDS:
            return change(Intent("SkipTime", edit=replace(edit, operation=EditOperation.SKIP)), at)
        return say(reply("time.kept")) if answer.name == "No" else None

    question = Question(Asking.CHOICE, answered, about="SkipTime", choices=(*MOVE_WORDS, *SKIP_WORDS))
    return say(reply("time.came_up", title=planned.title, start=local), question)
