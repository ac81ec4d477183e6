"""How a change is read back, and how it is told once it is done: the keys of the responses."""

from dataclasses import replace

from assistant.calendar.appointment import Kind
from assistant.messages.changes import EditOperation, Series, SpokenEdit, Target
from assistant.messages.speech import Line, Reply
from assistant.scheduling.edits import Proposal
from assistant.skills.ports import Outcome

TAKES_OUT = frozenset({EditOperation.CANCEL, EditOperation.SKIP, EditOperation.END})
"""What leaves something out of the calendar, once or for good."""


def plans_in(proposal: Proposal) -> int:
    """How many appointments it changes."""
    return len({each.appointment.uid for each in proposal.affected})


def key_of_check(proposal: Proposal, edit: SpokenEdit) -> str:
    """What reads it back."""
    if proposal.spares_days:
        return _key_of_days(proposal)
    if proposal.after is None or edit.operation in TAKES_OUT:
        return _key_of_taking_out(proposal, edit)
    if proposal.spares_earlier and not _only_lasts(proposal):
        return "time.from_then_clash" if proposal.clashes else "time.from_then_check"
    if edit.operation is EditOperation.CHANGE and proposal.after.appointment.repeats:
        return "time.rhythm_check"
    if proposal.is_several:
        return _key_of_several(proposal)
    if proposal.clashes:
        return "time.extend_clash" if _only_lasts(proposal) else f"time.move{_day(proposal)}_clash"
    if proposal.after.start == proposal.affected[0].start:
        return "time.extend_all_check" if proposal.whole and proposal.appointment.repeats else "time.extend_check"
    return (
        "time.move_all_check" if proposal.whole and proposal.appointment.repeats else f"time.move{_day(proposal)}_check"
    )


def _key_of_taking_out(proposal: Proposal, edit: SpokenEdit) -> str:
    if proposal.is_several:
        return "time.out_several_check"
    if edit.operation is EditOperation.SKIP and not proposal.whole:
        return "time.skip_check"
    if proposal.appointment.kind is Kind.REMINDER and edit.target is not Target.EVERYTHING:
        return _reminder_key(proposal)
    if plans_in(proposal) > 1:
        return "time.cancel_everything_check" if edit.spared is None else "time.cancel_others_check"
    whole = proposal.whole and proposal.appointment.repeats and isinstance(edit.which, Series)
    return "time.cancel_all_check" if whole else "time.cancel_check"


def _only_lasts(proposal: Proposal) -> bool:
    """Whether its length changes, and nothing else."""
    before, after = proposal.affected[0], proposal.after
    return after is not None and after.start == before.start and after.duration != before.duration


def _key_of_several(proposal: Proposal) -> str:
    """Several times of one thing change: how many is always said."""
    if _only_lasts(proposal):
        return "time.extend_several_check"
    return "time.move_several_clash" if proposal.clashes else "time.move_several_check"


def _key_of_days(proposal: Proposal) -> str:
    """Only some weekdays of a series change: which ones is always said."""
    if proposal.after is None:
        return "time.cancel_days_check"
    if _only_lasts(proposal):
        return "time.extend_days_check"
    return "time.move_days_clash" if proposal.clashes else "time.move_days_check"


def _reminder_key(proposal: Proposal) -> str:
    if plans_in(proposal) > 1:
        return "remind.cancel_several_check"
    whole = proposal.whole and proposal.appointment.repeats
    return "remind.cancel_all_check" if whole else "remind.cancel_check"


def _day(proposal: Proposal) -> str:
    """The day that is left is named where another one takes its place."""
    before, after = proposal.affected[0], proposal.after
    return "" if after is None or after.wall.date() == before.wall.date() else "_day"


def key_of_once_or_all(proposal: Proposal, edit: SpokenEdit) -> str:
    """One or all of a series; what becomes of the one is read back in the same breath."""
    if edit.operation is EditOperation.CANCEL or proposal.after is None:
        return "time.cancel_which"
    if proposal.clashes:
        return "time.extend_which_clash" if _only_lasts(proposal) else f"time.move{_day(proposal)}_which_clash"
    same = proposal.after.start == proposal.affected[0].start
    return "time.extend_which" if same else f"time.move{_day(proposal)}_which"


def key_of_done(proposal: Proposal, edit: SpokenEdit) -> str:
    """What tells that it is done."""
    if proposal.is_several and (proposal.after is None or edit.operation in TAKES_OUT):
        return "time.out_several"
    if proposal.whole and proposal.appointment.repeats and (proposal.after is None or edit.operation in TAKES_OUT):
        return "time.out_several"
    if edit.operation is EditOperation.SKIP:
        return "time.skipped"
    if proposal.after is None or edit.operation in TAKES_OUT:
        return "time.out_several" if plans_in(proposal) > 1 else "time.cancelled"
    if proposal.is_several:
        return "time.changed_several" if _only_lasts(proposal) else "time.moved_several"
    if edit.operation is EditOperation.CHANGE:
        return "time.changed"
    before, after = proposal.affected[0], proposal.after
    if after.start != before.start or after.duration == before.duration:
        return "time.moved"
    return "time.longer" if after.duration > before.duration else "time.shorter"


def one_by_one(outcome: Outcome) -> Outcome:
    """What is said to the first of two changes, and before it that there is one more."""
    first, *others = outcome.sayings
    told = replace(first, reply=Reply(lines=(Line("time.change_one_by_one"), *first.reply.lines)))
    return replace(outcome, sayings=(told, *others))
