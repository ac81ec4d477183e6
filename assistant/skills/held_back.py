"""Reminders that were held back: they stand in no calendar, yet are told and taken out like any other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.calendar.appointment import wall_time
from assistant.messages.changes import EditOperation, SpokenEdit, Target
from assistant.messages.speech import Asking, Intent, Line, reply
from assistant.scheduling.desk import ReminderDesk
from assistant.scheduling.edits import ALL_REMINDERS, Proposal
from assistant.scheduling.matching import matches, said_of_reminder
from assistant.scheduling.reminder import DueReminder
from assistant.skills.focus import Focus
from assistant.skills.ports import Outcome, Question, say


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What is still to be said again because somebody wanted to hear it later."""

    desk: ReminderDesk
    focus: Focus

    def lines(self, start: datetime, end: datetime | None, now: datetime, zone: str) -> list[tuple[datetime, Line]]:
        """What is told of each that comes in a stretch of wall time, without an ``end`` of all, beside its moment."""
        coming = [(each, wall_time(each.fire_at, zone)) for each in self.desk.held_back(now)]
        return [
            (each.fire_at, Line("time.item", {"title": each.text or each.title, "start": wall}))
            for each, wall in coming
            if end is None or start <= wall < end
        ]

    def cancelled(self, edit: SpokenEdit, intent: Intent, now: datetime, zone: str) -> Outcome | None:
        """Read back what is taken out; None where nothing that was held back is meant."""
        meant = self._meant(edit, now) if edit.operation is EditOperation.CANCEL else []
        if not meant:
            return None
        question = Question(Asking.YES_OR_NO, lambda answer, at: self._decided(answer, at, meant), about=intent.name)
        if len(meant) > 1:
            return say(reply("remind.cancel_several_check", count=len(meant)), question)
        only = meant[0]
        start = wall_time(only.fire_at, zone)
        return say(reply("remind.cancel_check", title=only.text or only.title, start=start), question)

    def follow(self, done: Proposal, edit: SpokenEdit, now: datetime) -> None:
        """What was taken out of the calendar is not said again either."""
        if edit.operation is EditOperation.CANCEL and done.after is None:
            everything = edit.target in (ALL_REMINDERS, Target.EVERYTHING)
            also = [each.uid for each in self.desk.held_back(now)] if everything else []
            self._call_off([*also, *(each.appointment.uid for each in done.affected)], now)

    def _meant(self, edit: SpokenEdit, now: datetime) -> list[DueReminder]:
        held = self.desk.held_back(now)
        if edit.target == ALL_REMINDERS:
            return held
        if isinstance(edit.target, str):
            of_reminder = said_of_reminder(edit.target)
            named = edit.target if of_reminder is None else of_reminder
            if named:
                return [held[place] for place in matches(named, [each.text or each.title for each in held])]
        spoken_of = [each for each in held if each.uid == self.focus.uid(now)]
        return spoken_of or (held if isinstance(edit.target, str) else [])

    def _decided(self, answer: Intent, now: datetime, meant: Sequence[DueReminder]) -> Outcome | None:
        match answer.name:
            case "Yes":
                self._call_off([each.uid for each in meant], now)
                return say(reply("time.cancelled"))
            case "No":
                return say(reply("time.kept"))
            case _:
                return None

    def _call_off(self, uids: Sequence[str], now: datetime) -> None:
        for uid in dict.fromkeys(uids):
            self.desk.call_off(uid, now)
