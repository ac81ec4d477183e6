"""What was just taken out and shall be at another time after all: "could we do it next thursday instead"."""

from dataclasses import replace
from types import MappingProxyType

from assistant.calendar.appointment import Kind
from assistant.messages.speech import Intent
from assistant.messages.times import Ambiguity, SpokenTime
from assistant.scheduling.edits import Proposal
from assistant.skills.asked_changes import without_the_same_time
from assistant.skills.joining_times import joined
from assistant.skills.telling_changes import TAKES_OUT


def planned_after_all(said: Intent, done: Proposal, zone: str) -> Intent | None:
    """The plan that a move of what is no longer there asks for; None for anything else.

    Args:
        said: what was understood straight after the change.
        done: the change.
        zone: the home's.
    """
    when, taken = without_the_same_time(said.times.get("when")), done.affected[0]
    if said.name != "MoveTime" or {"activity", "which", "kind"} & said.slots.keys():
        return None
    if when is None or when.start is None or Ambiguity.NO_SUCH_DAY in when.ambiguous or when.shift_seconds is not None:
        return None
    if done.operation not in TAKES_OUT or done.is_several or taken.appointment.kind is not Kind.APPOINTMENT:
        return None
    before = SpokenTime(taken.local(zone), duration_seconds=round(taken.appointment.duration.total_seconds()))
    return replace(
        said,
        name="ScheduleTime",
        slots=MappingProxyType({"activity": taken.title, "when": said.slots.get("when", "")}),
        times=MappingProxyType({"when": joined(before, when)}),
        edit=None,
    )
