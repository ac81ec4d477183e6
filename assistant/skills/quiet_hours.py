"""When it is quiet every night: set at once, mended or taken back in a word, told when asked."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from assistant.household.household import QuietHours
from assistant.household.ports import HouseholdRepository
from assistant.messages.intents import IntentName
from assistant.messages.speech import After, Intent, ReplyValue, Vocabulary, reply
from assistant.messages.times import Ambiguity, SpokenTime
from assistant.skills.ports import FollowUp, Outcome, say

NOON = 12
QUIET_ENDS = time(7)
"""When quiet hours end if only their beginning was said."""

_UNTIL = ("until ", "till ", "til ")


@dataclass(frozen=True, slots=True)
class QuietHoursSkill:
    """Answers QuietHours, QuietHoursOff and WhenIsItQuiet."""

    households: HouseholdRepository

    @property
    def intents(self) -> frozenset[IntentName]:
        """What it answers."""
        return frozenset({"QuietHours", "QuietHoursOff", "WhenIsItQuiet"})

    def handle(self, intent: Intent, now: datetime) -> Outcome:
        """Answer one intent."""
        spoken = intent.times.get("when")
        before = self.households.load().quiet_hours
        if intent.name == "QuietHoursOff":
            if before is None:
                return say(reply("household.no_quiet_hours"))
            return self._set(None, now, before)
        if intent.name == "WhenIsItQuiet" or spoken is None or spoken.start is None:
            if before is None:
                return say(reply("household.no_quiet_hours"))
            return say(reply("household.quiet_hours_are", **_told(before, now)))
        return self._set(quiet_hours_of(spoken), now, before)

    def vocabulary(self, now: datetime) -> Vocabulary:
        """Nothing of its own can be named."""
        del now
        return Vocabulary()

    def _set(self, hours: QuietHours | None, now: datetime, before: QuietHours | None) -> Outcome:
        self.households.save(replace(self.households.load(), quiet_hours=hours))
        done = (
            say(reply("household.quiet_hours_off"))
            if hours is None
            else say(reply("household.quiet_hours_set", **_told(hours, now)))
        )
        follow_up = FollowUp(After.QUIET_HOURS, lambda intent, at: self._mended(intent, at, hours, before))
        return replace(done, follow_up=follow_up)

    def _mended(
        self, intent: Intent, now: datetime, hours: QuietHours | None, before: QuietHours | None
    ) -> Outcome | None:
        """Undo puts back what was before; a single time mends the end that it names."""
        if intent.name == "Undo":
            return self._set(before, now, hours)
        spoken = intent.times.get("when")
        if intent.name != "QuietHours" or hours is None or spoken is None or spoken.start is None:
            return None
        if str(intent.slots["when"]).startswith(_UNTIL):
            end = spoken.end or spoken.start
            ends = _in_half(end.time(), evening=False) if Ambiguity.AM_OR_PM in spoken.ambiguous else end.time()
            return self._set(replace(hours, ends=ends), now, before)
        if spoken.end is not None:
            return self._set(quiet_hours_of(spoken), now, before)
        return self._set(replace(hours, begins=quiet_hours_of(spoken).begins), now, before)


def _told(hours: QuietHours, now: datetime) -> dict[str, ReplyValue]:
    day = now.replace(tzinfo=None, second=0, microsecond=0)
    return {
        "begins": day.replace(hour=hours.begins.hour, minute=hours.begins.minute),
        "ends": day.replace(hour=hours.ends.hour, minute=hours.ends.minute),
    }


def quiet_hours_of(spoken: SpokenTime) -> QuietHours:
    """The daily stretch that a spoken range or beginning means.

    Raises:
        ValueError: it has no beginning.
    """
    if spoken.start is None:
        message = "quiet hours need a beginning"
        raise ValueError(message)
    begins, ends = spoken.start.time(), spoken.end.time() if spoken.end else QUIET_ENDS
    if Ambiguity.AM_OR_PM in spoken.ambiguous:
        begins, ends = _in_half(begins, evening=True), _in_half(ends, evening=False)
    return QuietHours(begins=begins, ends=ends)


def _in_half(clock: time, *, evening: bool) -> time:
    """A clock time of two readings; quiet hours begin in the evening and end in the morning."""
    return clock.replace(hour=clock.hour % NOON + (NOON if evening else 0))
