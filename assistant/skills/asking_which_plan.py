"""Asks which plan a change is about, where several may be meant; the change is proposed as soon as that is known."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from assistant.messages.changes import Days, SpokenEdit, Target
from assistant.messages.speech import Asking, Intent, reply
from assistant.messages.times import Grain
from assistant.scheduling.changing import Unclear
from assistant.scheduling.couple_time import CoupleTime
from assistant.scheduling.edits import NotDecided, Proposal
from assistant.skills.focus import Focus
from assistant.skills.ports import Outcome, Question, say

ALL_WORDS = ("all", "all of them", "every one", "the whole series", "both")

MOST_NAMED = 2
"""Of more plans than this, none is named where it is asked which one is meant."""

_A_DAY = timedelta(days=1)
_EXACT = (Grain.MINUTE, Grain.HOUR)


class WhichPlan:
    """The questions that tell one plan from others."""

    def __init__(
        self, couple_time: CoupleTime, focus: Focus, propose: Callable[[SpokenEdit, Intent, datetime], Outcome]
    ) -> None:
        """Ask about what ``couple_time`` keeps; ``propose`` goes on with a change whose plan is known."""
        self._couple_time = couple_time
        self._focus = focus
        self._propose = propose

    def ask(self, decided: NotDecided, edit: SpokenEdit, intent: Intent) -> Outcome:
        """Which of several plans "it" is, or what is planned on the day that was named."""
        by_title = {each.title.lower(): each for each in decided.candidates}
        titles = tuple(each.title for each in by_title.values())
        if len(titles) == 1:
            return self.ask_day(decided, edit, intent)
        question = Question(
            asking=Asking.CHOICE,
            about=intent.name,
            choices=(*by_title, *ALL_WORDS) if isinstance(edit.which, Days) else tuple(by_title),
            answer=lambda answer, at: self._on_plan(answer, at, edit, intent),
        )
        if len(titles) > MOST_NAMED:
            return say(reply("time.which_plan"), question)
        return say(reply("time.which_of_two", first=titles[0], second=titles[1]), question)

    def _on_plan(self, answer: Intent, now: datetime, edit: SpokenEdit, intent: Intent) -> Outcome | None:
        chosen = answer.choice or answer.slots.get("activity")
        if answer.name in ("No", "Cancel") or chosen is None:
            return say(reply("time.kept")) if answer.name == "No" else None
        every = chosen in ALL_WORDS and isinstance(edit.which, Days)
        return self._propose(replace(edit, target=Target.EVERYTHING if every else str(chosen)), intent, now)

    def ask_day(self, decided: NotDecided, edit: SpokenEdit, intent: Intent) -> Outcome:
        """Which of several appointments of one name: their days tell them apart, or on one day their times."""
        days = {each.local(self._couple_time.zone).date() for each in decided.candidates}
        key = "time.several" if len(days) > 1 else "time.several_that_day"
        question = Question(
            asking=Asking.TIME,
            about=intent.name,
            answer=lambda answer, at: self._on_day(answer, at, decided, edit, intent),
        )
        return say(reply(key, title=decided.candidates[0].title), question)

    def _on_day(
        self, answer: Intent, now: datetime, decided: NotDecided, edit: SpokenEdit, intent: Intent
    ) -> Outcome | None:
        if answer.name == "No":
            return say(reply("time.kept"))
        when = answer.times.get("when")
        if when is None or when.start is None:
            return None
        title, zone = decided.candidates[0].title, self._couple_time.zone
        day = datetime.combine(when.start.date(), time())
        those = {each.appointment.uid for each in decided.candidates}
        found = list(decided.candidates)
        if when.names_day:
            coming = self._couple_time.occurrences(day, day + _A_DAY, title)
            found = [each for each in coming if each.appointment.uid in those]
        if when.grain in _EXACT and len(found) > 1:
            found = [each for each in found if each.local(zone).time() == when.start.time()]
        if not found:
            return say(reply("time.not_then", title=title))
        if len(found) > 1:
            return self.ask_day(replace(decided, candidates=tuple(found)), edit, intent)
        self._focus.turn_to(found[0].appointment.uid, now)
        chosen = replace(edit, target=None, which=Days.one(found[0].local(zone).date()))
        return self._propose(chosen, intent, now)

    def turn_to_another(self, proposal: Proposal, edit: SpokenEdit, intent: Intent, now: datetime) -> Outcome:
        """The same change to something else, where what was read back was not meant: "no, the other one"."""
        decided = self._couple_time.propose(replace(edit, target=None), now)
        candidates = decided.candidates if isinstance(decided, NotDecided) else ()
        meant = proposal.affected[0].title
        others = tuple(each for each in candidates if each.title != meant)
        if not others:
            return say(reply("time.kept"))
        if len({each.title for each in others}) == 1:
            return self._propose(replace(edit, target=others[0].title.lower()), intent, now)
        return self.ask(NotDecided(Unclear.SEVERAL, others), edit, intent)
