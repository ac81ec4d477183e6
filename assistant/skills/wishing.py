"""What the two want of their weeks, by voice: a suggested week to take or to trim, and when to go through it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from assistant.calendar.appointment import instant
from assistant.household.ports import HouseholdRepository
from assistant.messages.speech import Asking, Intent, Line, Reply, reply
from assistant.messages.times import Grain
from assistant.scheduling.intention import Intention, Ritual, WeeklyTime
from assistant.scheduling.planner import Planner
from assistant.skills.ports import Outcome, Question, say
from assistant.skills.wished_hours import limited

_YES = ("yes", "yeah")
_ALL = (*_YES, "all", "all of it", "everything", "take it", "leave it as it is", "that is fine", "sounds good")
_ENOUGH = ("no", "nothing", "nothing else", "that is all", "that is it", "no that is all")
_NONE = ("none of it", "none", "not at all", "leave it all out")
_ONLY = ("only", "just", "nothing but")
_LESS = tuple(
    f"{verb}{article}"
    for verb in ("without", "leave out", "leave", "skip", "drop", "no", "not", "everything but", "all but", "except")
    for article in (" the", " our", "")
)
"""Of two that fit, the longer one stands before."""

_A_WEEK = timedelta(days=7)
EVENING = time(18)
"""When a day was named for going through the week and no hour."""

GoThrough = Callable[[Sequence[Line], datetime], Outcome]


class Wishing:
    """The talk about an intention."""

    def __init__(
        self,
        planner: Planner,
        households: HouseholdRepository,
        default_week: Intention,
        go_through: GoThrough,
        weekend: frozenset[int],
    ) -> None:
        """``go_through`` offers the week as soon as the intention is known; ``weekend`` are its days, Monday is 0."""
        self._weekend = weekend
        self._planner = planner
        self._households = households
        self._default_week = default_week
        self._go_through = go_through

    @property
    def default_week(self) -> Intention:
        """What is suggested; less of it once they said when not, before they took any."""
        limits = self._planner.limits
        return self._default_week if limits is None else self._default_week.within(limits)

    def suggest(self, before: tuple[Line, ...] = ()) -> Outcome:
        """Name the suggested week, and ask whether they want all of it."""
        week = self.default_week
        lines = [*before, Line("planning.suggest", {"length": week.a_week})]
        for key, small in (("planning.suggest_small", True), ("planning.suggest_once", False)):
            titles = tuple(each.title for each in week.rituals if each.is_small is small)
            lines += [Line(key, {"titles": titles})] if titles else []
        return self._trim((*lines, Line("planning.suggest_ask")), week, begun=False)

    def limit(self, intent: Intent) -> Outcome:
        """They said when nothing is to be planned: read it back."""
        known = limited(intent, self._planner.intention or self.default_week, self._weekend)
        if known is None:
            return say(reply("planning.which_hours"))
        question = Question(
            asking=Asking.YES_OR_NO, about="PlanWeek", answer=lambda answer, at: self._limited(answer, at, known.week)
        )
        return say(Reply(lines=(known.said, Line("planning.limit_ask"))), question)

    def _limited(self, answer: Intent, now: datetime, week: Intention) -> Outcome | None:
        match answer.name:
            case "Yes" if self._planner.intention is None:
                self._planner.rule_out(week, now)
                return self.suggest((Line("planning.limited"),))
            case "Yes":
                self._planner.adopt(week, now)
                return say(reply("planning.limited"))
            case "No" | "Cancel":
                return say(reply("planning.left"))
            case _:
                return None

    def end(self) -> Outcome:
        """They want no more planning: ask whether that is right."""
        if self._planner.intention is None:
            return say(reply("planning.declined"))
        question = Question(
            asking=Asking.YES_OR_NO,
            about="PlanWeek",
            answer=lambda answer, at: (
                self._declined(at)
                if answer.name == "Yes"
                else say(reply("planning.left"))
                if answer.name in ("No", "Cancel")
                else None
            ),
        )
        return say(reply("planning.end_ask"), question)

    def take(self, week: Intention, now: datetime) -> Outcome:
        """They want this; ask when to go through a week, unless that is known."""
        if week.prepares is None:
            self._planner.adopt(week, now)  # without an answer to what follows, it is planned only when they ask
            return self._ask_when(week)
        self._planner.adopt(week, now)
        return self._go_through((), now)

    def nothing_left(self, before: tuple[Line, ...]) -> Outcome:
        """Everything is planned: perhaps they want something else of their weeks."""
        question = Question(asking=Asking.YES_OR_NO, about="PlanWeek", answer=self._change)
        return say(Reply(lines=(*before, Line("planning.nothing_left"))), question)

    def _change(self, answer: Intent, now: datetime) -> Outcome | None:
        del now
        match answer.name:
            case "Yes":
                return self.suggest()
            case "No":
                return say(reply("planning.left"))
            case _:
                return None

    def _trim(self, lines: tuple[Line, ...], week: Intention, *, begun: bool) -> Outcome:
        names = tuple(name for each in week.rituals for name in each.spoken)
        only = tuple(f"{word} {name}" for word in _ONLY for name in names)
        less = tuple(f"{word} {name}" for word in _LESS for name in names)
        question = Question(
            asking=Asking.CHOICE,
            about="PlanWeek",
            choices=(*_ALL, *_ENOUGH, *_NONE, *names, *only, *less),
            answer=lambda answer, at: self._trimmed(answer, at, week, begun=begun),
        )
        return say(Reply(lines=lines), question)

    def _trimmed(self, answer: Intent, now: datetime, week: Intention, *, begun: bool) -> Outcome | None:
        chosen = str(answer.choice or answer.slots.get("choice") or "")
        is_no = answer.name in ("No", "Cancel") or chosen in _ENOUGH
        if chosen in _NONE or (is_no and not begun):
            return self._declined(now)
        if begun and (answer.name == "Yes" or chosen in _YES):
            return self._trim((Line("planning.ask_less"),), week, begun=True)
        if is_no or chosen in _ALL or answer.name == "Yes":
            return self._ask_when(week)
        only = next((word for word in _ONLY if chosen.startswith(f"{word} ")), None)
        less = next((word for word in _LESS if chosen.startswith(f"{word} ")), "")
        ritual = week.find(chosen.removeprefix(f"{only or less} "))
        if ritual is None:
            return None
        return self._only(week.only(ritual), ritual) if only else self._without(week.without(ritual), ritual, now)

    def _without(self, week: Intention, ritual: Ritual, now: datetime) -> Outcome:
        if not week.rituals:
            return self._declined(now)
        return self._trim((Line("planning.left_out", {"title": ritual.title}),), week, begun=True)

    def _only(self, week: Intention, ritual: Ritual) -> Outcome:
        return self._trim((Line("planning.only", {"title": ritual.title}),), week, begun=False)

    def _declined(self, now: datetime) -> Outcome:
        if self._planner.intention is None:
            return say(reply("planning.declined"))
        self._planner.adopt(None, now)
        return say(reply("planning.ended"))

    def _ask_when(self, week: Intention) -> Outcome:
        question = Question(
            asking=Asking.TIME, about="PlanWeek", answer=lambda answer, at: self._adopted(answer, at, week)
        )
        return say(reply("planning.ask_prepares"), question)

    def _adopted(self, answer: Intent, now: datetime, week: Intention) -> Outcome | None:
        when = answer.times.get("when")
        start = None if when is None else (when.recurrence.dtstart if when.recurrence else when.begins)
        if when is None or start is None:
            if answer.name not in ("No", "Cancel"):
                return None
            self._planner.adopt(week, now)
            return self._go_through((Line("planning.only_when_asked"),), now)
        at = EVENING if when.grain is Grain.DAY and when.recurrence is None else start.time()
        prepares = WeeklyTime(start.weekday(), at)
        self._planner.adopt(replace(week, prepares=prepares), now)
        home = self._households.load()
        first = prepares.next_after(home.wall(now))
        if self._planner.week_of(instant(first, home.zone)) == self._planner.week_of(now):
            first += _A_WEEK  # that week is gone through right now
        return self._go_through((Line("planning.prepares", {"start": first}),), now)
