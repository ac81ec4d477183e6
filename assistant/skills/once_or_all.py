"""One of a series or all of it: the words that say so, wherever a change to one is read back."""

from dataclasses import replace

from assistant.messages.changes import AllOfThem, EditOperation, SpokenEdit
from assistant.messages.times import SpokenTime
from assistant.scheduling.edits import Proposal
from assistant.skills.asked_changes import ONE_OR_ALL
from assistant.skills.asking_which_plan import ALL_WORDS
from assistant.skills.meant_changes import MOVES, names_only_a_clock

ONE_WORDS = (
    "only",
    "one",
    "next one",
    "the first",
    "only this one",
    "only that one",
    "just this one",
    "just that one",
    "just the one",
    "this one",
    "this once",
    "only this once",
    "just this once",
    "only once",
    "just once",
)


def words_beside_yes(proposal: Proposal, edit: SpokenEdit) -> tuple[str, ...]:
    """What may be said instead of yes to a change of one of a series: that it is only this one, or all of them."""
    if proposal.whole or len(proposal.affected) > 1 or not proposal.appointment.repeats:
        return ()
    return (*ALL_WORDS, *ONE_WORDS) if edit.operation in ONE_OR_ALL else ONE_WORDS


def for_all(proposal: Proposal, edit: SpokenEdit) -> SpokenEdit:
    """The change that was read back for one, for all of its series: each moves as far as that one from its place."""
    every = replace(edit, which=AllOfThem(), target=proposal.affected[0].title.lower())
    if proposal.after is None or edit.operation not in MOVES or names_only_a_clock(edit):
        return every
    further = proposal.after.wall - proposal.affected[0].recurrence_id
    shift = SpokenTime(duration_seconds=round(further.total_seconds()))
    return every if edit.operation is EditOperation.SHIFT else replace(every, operation=EditOperation.SHIFT, when=shift)
