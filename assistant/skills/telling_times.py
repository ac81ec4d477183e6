"""Tells what is planned and when the next time together is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.calendar.appointment import Occurrence
from assistant.messages.speech import Intent, Line, Reply, reply
from assistant.messages.times import SpokenTime
from assistant.scheduling.couple_time import CoupleTime
from assistant.skills.changing_times import Focus
from assistant.skills.ports import Outcome, say

MOST_IN_A_LIST = 3
LOOK_AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class TellingTimes:
    """Answers ListTimes and NextTime."""

    couple_time: CoupleTime
    focus: Focus

    def list_times(self, intent: Intent, now: datetime) -> Outcome:
        """What is planned in the time that was named, or soon."""
        start, end = _window(intent.times.get("when"), now)
        found = [each for each in self.couple_time.occurrences(start, end) if each.end >= now]
        if not found:
            return say(reply("time.nothing_planned"))
        lines = [self._item(each) for each in found[:MOST_IN_A_LIST]]
        if len(found) > MOST_IN_A_LIST:
            lines.append(Line("time.more", {"more": len(found) - MOST_IN_A_LIST}))
        return say(Reply(lines=tuple(lines)))

    def next_time(self, intent: Intent, now: datetime) -> Outcome:
        """When the next time together is, or that of what was named."""
        activity = intent.slots.get("activity")
        found = self.couple_time.next(now, None if activity is None else str(activity))
        if found is None:
            unknown = reply("time.unknown", title=str(activity)) if activity else reply("time.nothing_planned")
            return say(unknown)
        self.focus.uid = found.appointment.uid
        return say(reply("time.next", title=found.title, start=found.local(self.couple_time.zone)))

    def _item(self, occurrence: Occurrence) -> Line:
        return Line("time.item", {"title": occurrence.title, "start": occurrence.local(self.couple_time.zone)})


def _window(spoken: SpokenTime | None, now: datetime) -> tuple[datetime, datetime]:
    if spoken is None or spoken.start is None:
        return now, now + LOOK_AHEAD
    return spoken.start, spoken.end or spoken.start + timedelta(days=1)
