"""What sounds like a plan and is a wish: "a date every week" names no hour, so there is nothing to put in yet.

Read back and confirmed once, it becomes part of what they want of their weeks; the planner then finds the hours.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from assistant.household.ports import HouseholdRepository
from assistant.messages.intents import IntentName
from assistant.messages.speech import Asking, Intent, Line, Reply, Vocabulary, reply
from assistant.messages.times import Grain, SpokenTime
from assistant.scheduling.intention import DAYS_A_WEEK, Hours, Intention, Ritual
from assistant.scheduling.matching import plain_words
from assistant.scheduling.planner import Planner
from assistant.skills.ports import Outcome, Question, Skill, say
from assistant.skills.wishing import Wishing

ReadTimes = Callable[[str, datetime], Sequence[SpokenTime]]
"""The times in some words, as of a naive wall time."""

_DAY_NAMED = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day")
_BETWEEN = re.compile(r" and (?=.* every | an? .* every |.* a week)")
_LONGEST = timedelta(hours=13)
"""As long as the waking hours in which it is looked for."""

_WAKING, _AFTERNOON = Hours(time(9), time(22)), time(18)


@dataclass(frozen=True, slots=True)
class Wishes:
    """Tells wishes from plans, and keeps what was wished."""

    planner: Planner
    default_week: Intention
    wishing: Wishing
    read_times: ReadTimes
    default_length: timedelta

    def heard(self, intent: Intent, wall: datetime) -> Outcome | None:
        """Read a wish back; None where the words name an hour or a day, and so are a plan.

        Args:
            intent: ScheduleTime.
            wall: the present moment as naive wall time.
        """
        activity = str(intent.slots.get("activity", ""))
        words = str(intent.slots.get("when", ""))
        if not activity or _DAY_NAMED.search(words):
            return None
        if "per_week" in intent.slots:
            return self._read_back((self._so_often(activity, int(intent.slots["per_week"])),))
        first, *others = _BETWEEN.split(words)
        wished = [self._wished(activity, each) for each in self.read_times(first, wall)[:1]]
        wished += [self._unnamed(each) for other in others for each in self.read_times(other, wall)[:1]]
        rituals = tuple(each for each in wished if each is not None)
        if not rituals or len(rituals) < len(wished) or wished[0] is None:
            return None
        return self._read_back(rituals)

    def _read_back(self, rituals: Sequence[Ritual]) -> Outcome:
        lines = [
            Line("planning.wish_once", {"title": each.title})
            if each.per_week == 1
            else Line("planning.wish", {"title": each.title, "count": each.per_week})
            for each in rituals
        ]
        question = Question(
            asking=Asking.YES_OR_NO, about="PlanWeek", answer=lambda answer, at: self._answered(answer, at, rituals)
        )
        return say(Reply(lines=(*lines, Line("planning.wish_ask"))), question)

    def _answered(self, answer: Intent, now: datetime, rituals: Sequence[Ritual]) -> Outcome | None:
        match answer.name:
            case "Yes":
                week = self.planner.intention or replace(self.wishing.default_week, rituals=())
                for ritual in rituals:
                    week = week.wanting(ritual)
                return self.wishing.take(week, now)
            case "No" | "Cancel":
                return say(reply("planning.declined"))
            case _:
                return None

    def _wished(self, activity: str, spoken: SpokenTime) -> Ritual | None:
        per_week = _cadence(spoken)
        if per_week is None or spoken.grain not in (Grain.DAY, Grain.WEEK):
            return None
        length = self.default_length if spoken.duration_seconds is None else timedelta(seconds=spoken.duration_seconds)
        if not timedelta() < length <= _LONGEST:
            return None
        ritual = self._so_often(activity, per_week)
        return replace(ritual, length=length) if spoken.duration_seconds else ritual

    def _so_often(self, activity: str, per_week: int) -> Ritual:
        """What is known by these words, or something new, so often a week."""
        name = activity if self._known(activity) is not None else " ".join(plain_words(activity))
        known = self._known(name)
        if known is not None:
            return replace(known, per_week=per_week)
        title = name[:1].upper() + name[1:]
        return Ritual(name.replace(" ", "_"), title, self.default_length, _WAKING, _AFTERNOON, per_week)

    def _unnamed(self, spoken: SpokenTime) -> Ritual | None:
        """A length and a cadence without a name: the small ritual of the usual week that takes as long."""
        per_week = _cadence(spoken)
        same = (
            each
            for each in self.default_week.rituals
            if each.is_small and each.length.total_seconds() == spoken.duration_seconds
        )
        found = next(same, None)
        return None if found is None or per_week is None else replace(found, per_week=per_week)

    def _known(self, activity: str) -> Ritual | None:
        for week in (self.planner.intention, self.default_week):
            found = None if week is None else week.find(activity)
            if found is not None:
                return found
        return None


@dataclass(frozen=True, slots=True)
class WishesFirst:
    """The skill for times together, with wishes taken out before it sees them."""

    plans: Skill
    wishes: Wishes
    households: HouseholdRepository

    @property
    def intents(self) -> frozenset[IntentName]:
        """What the skill behind it answers."""
        return self.plans.intents

    def handle(self, intent: Intent, now: datetime) -> Outcome:
        """Take a wish; hand everything else on."""
        wished = None
        if intent.name == "ScheduleTime":
            wished = self.wishes.heard(intent, self.households.load().wall(now))
        return wished or self.plans.handle(intent, now)

    def vocabulary(self, now: datetime) -> Vocabulary:
        """What can be named because of the skill behind it."""
        return self.plans.vocabulary(now)


def _cadence(spoken: SpokenTime) -> int | None:
    """How often a week; None where the words say something else."""
    if spoken.recurrence is None:
        return None
    parts = dict(part.split("=", 1) for part in spoken.recurrence.rrule.split(";"))
    days = parts.get("BYDAY")
    match parts.pop("FREQ"), parts.keys() - {"BYDAY"}:
        case "DAILY", rest if not rest and days is None:
            return DAYS_A_WEEK
        case "WEEKLY", rest if not rest:
            return 1 if days is None else len(days.split(","))
        case _:
            return None
