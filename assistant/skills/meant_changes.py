"""Small questions about a change: what it moves, how far, and whether it would change anything."""

from dataclasses import replace

from assistant.calendar.appointment import Occurrence
from assistant.messages.changes import Days, EditOperation, SpokenEdit, Target
from assistant.messages.speech import Reply, reply
from assistant.messages.times import SpokenTime
from assistant.scheduling.changing import Unclear
from assistant.scheduling.edits import NotDecided, Proposal
from assistant.skills.joining_times import DAYS

MOVES = frozenset({EditOperation.MOVE, EditOperation.SHIFT})


def what_moves(decided: Proposal | NotDecided) -> Occurrence | None:
    """What is to be moved, also where its new time would be over; None where nothing or several were meant."""
    if isinstance(decided, Proposal):
        meant = decided.affected
    else:
        meant = decided.candidates if decided.why is Unclear.PAST else ()
    return meant[0] if len(meant) == 1 else None


def stays_as_it_is(proposal: Proposal) -> bool:
    """Whether nothing would change: "move the walk on friday" names where it stands, and not yet where it shall go."""
    before, after = proposal.affected[0], proposal.after
    if proposal.is_several:
        return False
    return after is not None and (after.start, after.duration) == (before.start, before.duration)


def at_time(edit: SpokenEdit, when: SpokenTime) -> SpokenEdit:
    """A change with the time that was asked for, which may be only by how much."""
    seconds = when.shift_seconds
    if seconds is None and when.start is None and when.duration_seconds:
        seconds = -when.duration_seconds if edit.earlier else when.duration_seconds
    if seconds is not None and edit.operation in MOVES:
        return replace(edit, operation=EditOperation.SHIFT, when=SpokenTime(duration_seconds=seconds))
    return replace(edit, operation=EditOperation.MOVE if edit.operation in MOVES else edit.operation, when=when)


def names_only_a_clock(edit: SpokenEdit) -> bool:
    """Whether a move names a time of day and no day: then the day stays."""
    when = edit.when
    if edit.operation is not EditOperation.MOVE or when is None or when.start is None or when.recurrence is not None:
        return False
    return when.grain not in DAYS and not when.names_day


def only_repeats(edit: SpokenEdit, moved: Occurrence) -> bool:
    """Whether what happens once shall repeat, with no other day named: "make it every week"."""
    rule = None if edit.when is None else edit.when.recurrence
    return rule is not None and not moved.appointment.repeats and "BY" not in rule.rrule


def none_then(edit: SpokenEdit) -> Reply:
    """Nothing of it is on that day, or in that time."""
    time = "time" if isinstance(edit.which, Days) and not edit.which.is_one else "day"
    if edit.target is None or isinstance(edit.target, Target):
        return reply(f"time.nothing_that_{time}")
    return reply("time.not_then" if time == "day" else "time.not_in_that_time", title=edit.target)
