"""Tells what is planned, which reminders there are, and when the next time together is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assistant.calendar.appointment import Kind, Occurrence
from assistant.messages.speech import After, Intent, Line, Reply, reply
from assistant.messages.times import Recurrence, SpokenTime
from assistant.scheduling.couple_time import CoupleTime
from assistant.skills.focus import Focus
from assistant.skills.held_back import HeldBack
from assistant.skills.ports import FollowUp, Outcome, say

MOST_IN_A_LIST = 3
LOOK_AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class TellingTimes:
    """Answers ListTimes and NextTime."""

    couple_time: CoupleTime
    focus: Focus
    held_back: HeldBack

    def list_times(self, intent: Intent, now: datetime) -> Outcome:
        """What is planned in the time that was named, or soon; or only the reminders, each once."""
        spoken = intent.times.get("when")
        of_reminders = intent.slots.get("kind") == Kind.REMINDER
        start, end = _window(spoken, now)
        if of_reminders and spoken is None:
            found = self.couple_time.upcoming(now, "reminders")
        else:
            found = _once_each([each for each in self.couple_time.occurrences(start, end) if each.end >= now])
        if of_reminders:
            found = [each for each in found if _is_reminder(each)]
        zone = self.couple_time.zone
        again = self.held_back.lines(start, None if spoken is None else end, now, zone) if of_reminders else []
        if not found and not again:
            return say(reply("remind.none" if of_reminders else "time.nothing_planned"))
        told = {each.appointment.uid for each in found}
        self.focus.turn_to(told.pop() if len(told) == 1 and not again else None, now)
        items = [*((each.start, self._item(each)) for each in found), *again]
        return self._told([line for _, line in sorted(items, key=lambda item: item[0])])

    def _told(self, found: Sequence[Line]) -> Outcome:
        """The first of a list; the rest is told to whoever asks for it right away."""
        lines = list(found[:MOST_IN_A_LIST])
        rest = found[MOST_IN_A_LIST:]
        if not rest:
            return say(Reply(lines=tuple(lines)))
        lines.append(Line("time.more", {"more": len(rest)}))
        more = FollowUp(After.LIST, lambda intent, _: self._told(rest) if intent.name == "TellMore" else None)
        return replace(say(Reply(lines=tuple(lines))), follow_up=more)

    def next_time(self, intent: Intent, now: datetime) -> Outcome:
        """When the next time together is, or that of what was named."""
        activity = intent.slots.get("activity")
        if activity is not None and intent.slots.get("kind") == Kind.REMINDER:
            activity = f"{activity} reminder"
        found = self.couple_time.next(now, None if activity is None else str(activity))
        if found is None:
            if activity is not None:
                self.focus.lose(str(activity), now)
            unknown = reply("time.unknown", title=str(activity)) if activity else reply("time.nothing_planned")
            return say(unknown)
        self.focus.turn_to(found.appointment.uid, now)
        key = "remind.next" if _is_reminder(found) else "time.next"
        return say(reply(key, title=found.title, start=found.local(self.couple_time.zone)))

    def _item(self, occurrence: Occurrence) -> Line:
        planned = occurrence.appointment
        if _is_reminder(occurrence) and planned.rrule is not None:
            rule = SpokenTime(recurrence=Recurrence(planned.rrule, planned.start))
            return Line("remind.item_repeating", {"title": occurrence.title, "rule": rule})
        return Line("time.item", {"title": occurrence.title, "start": occurrence.local(self.couple_time.zone)})


def _is_reminder(occurrence: Occurrence) -> bool:
    return occurrence.appointment.kind is Kind.REMINDER


def _once_each(found: Sequence[Occurrence]) -> list[Occurrence]:
    """Without what is told with its rule: a reminder that repeats, after its first time."""
    told: set[str] = set()
    kept = []
    for each in found:
        if each.appointment.uid not in told:
            kept.append(each)
        if _is_reminder(each):
            told.add(each.appointment.uid)
    return kept


def _window(spoken: SpokenTime | None, now: datetime) -> tuple[datetime, datetime]:
    if spoken is None or spoken.start is None:
        return now, now + LOOK_AHEAD
    return spoken.start, spoken.end or spoken.start + timedelta(days=1)
