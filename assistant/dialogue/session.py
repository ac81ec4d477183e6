"""What one conversation remembers while it lasts; none of it is ever stored."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assistant.dialogue.clarifying import Between
from assistant.dialogue.interruption import with_the_way_back
from assistant.messages.intents import IntentName
from assistant.messages.speech import After, Asking, Expectation, Intent, Reply, Running, Saying, reply
from assistant.skills.ports import NOTHING, REMEMBERED_FOR, Activity, FollowUp, Outcome, Question, say

_DONE: frozenset[IntentName] = frozenset(
    (
        *("Yes", "No", "ScheduleTime", "MoveTime", "SkipTime", "CancelTime", "Remind", "Snooze", "Undo"),
        *("SetName", "PlanWeek", "ForgetEverything", "Cancel", "Thanks"),
    )
)
"""After these, with nothing running and nothing asked, what was said is that it is done."""

CLOSED_SECONDS = 300.0
"""After a Stop, exercises stay closed until this long has passed without speech to Hearthside."""

_REPROMPTS = ("reprompt.first", "reprompt.second")

_LATE = timedelta(minutes=2)
"""So long after an offer lapsed a yes still means it."""

_ASKED_AGAIN: frozenset[IntentName] = frozenset(
    ("ScheduleTime", "Remind", "MoveTime", "SkipTime", "CancelTime", "Resume")
)
"""What is offered once more to a late yes; a new exercise, or what can not be undone, is not: there silence is a no."""

_LEAVES_AS_IT_WAS: frozenset[IntentName] = frozenset(
    {"Repeat", "WhyDidYouSayThat", "Thanks", "Louder", "Softer", "Faster", "Slower", "WhatTimeIsIt", "WhatDayIsIt"}
)
"""After these, what was done last may still be mended."""


@dataclass(slots=True)
class OpenQuestion:
    """A question that was asked, and how long it still waits."""

    question: Question
    deadline: datetime | None = None
    """None while its words are still being said, or when it waits without an end."""

    reprompts: int = 0
    thing: str = ""
    """What the request is about that it belongs to, such as "date night"; empty where nothing was named."""

    between: Between | None = None
    """The readings between which it asks, where nobody knew what was meant."""

    asked: tuple[Saying, ...] = ()
    """The words that asked it, for whoever answers too late."""

    def next_reprompt(self) -> str | None:
        """What is said to an answer that was not understood; None once that was said often enough."""
        most = len(_REPROMPTS) if self.question.on_unclear is None else 1
        if self.reprompts >= most:
            return None
        key = _REPROMPTS[self.reprompts]
        self.reprompts += 1
        self.deadline = None
        return f"{key}.{Asking.YES_OR_NO if self.question.asks_yes_or_no else self.question.asking}"


@dataclass(slots=True)
class Session:
    """The state of the conversation between one utterance and the next."""

    open: OpenQuestion | None = None
    follow_up: FollowUp | None = None
    """How the last answer may be mended or gone on with."""

    done_at: datetime | None = None
    """When that answer was given."""

    kept: After | None = None
    """What was put in or set last; None while nothing was."""

    kept_at: datetime | None = None
    """When that was."""

    activity: Activity | None = None
    beneath: Activity | None = None
    """A time-out that goes on while something is read, or while one of them does something alone."""

    owes_the_way_back: bool = False
    """Whether something was paused to answer, and nobody has been told yet how it goes on."""

    last_sayings: tuple[Saying, ...] = ()
    """What Repeat says again."""

    last_asked_for: str | None = None
    """The intent that ``last_sayings`` answered; None where nobody had said anything."""

    last_intent: IntentName | None = None
    """What WhyDidYouSayThat explains; ``Stop`` for whatever must look like one."""

    last_heard_at: datetime | None = None
    closed: bool = False

    @property
    def running(self) -> Running:
        """What is going on."""
        return self.activity.running if self.activity else Running.NOTHING

    def note_said(self, sayings: tuple[Saying, ...], heard: str | None) -> None:
        """Remember what is said, and which intent it answers."""
        self.last_sayings, self.last_asked_for = sayings, heard

    @property
    def to_say_slower(self) -> tuple[Saying, ...]:
        """What was said last; nothing where it only told that something was done: it would sound done twice."""
        is_done = self.open is None and self.running is Running.NOTHING and self.last_asked_for in _DONE
        return () if is_done else self.last_sayings

    @property
    def due_at(self) -> datetime | None:
        """When something wants the time next: what runs, what goes on beneath it, or a question that lapses.

        A time-out that is over waits until an open question is settled.
        """
        asked = None if self.open is None else self.open.deadline
        moments = [asked, *(activity.next_at for activity in self.awaiting_time)]
        return min((moment for moment in moments if moment is not None), default=None)

    @property
    def awaiting_time(self) -> tuple[Activity, ...]:
        """What may be told the time, the time-out beneath first."""
        if self.open is not None and (self.beneath is not None or self.running is Running.TIME_OUT):
            return ()
        return tuple(activity for activity in (self.beneath, self.activity) if activity is not None)

    def begin(self, activity: Activity, now: datetime, *, beside: bool) -> None:
        """Something begins to run; a time-out goes on beneath what may run beside it, all else is left."""
        if self.running is Running.TIME_OUT and beside:
            self.beneath = self.activity
        elif self.activity is not None:
            self.activity.leave(now)
        if self.beneath is not None and not beside:
            self.beneath.leave(now)
            self.beneath = None
        self.activity = activity

    def keep_waiting(self) -> None:
        """What runs and waits for an answer goes on waiting for it, whatever was said meanwhile."""
        waited_for = None if self.activity is None else self.activity.waiting
        if self.open is None and waited_for is not None:
            self.open = OpenQuestion(waited_for)

    def end(self) -> None:
        """What runs has come to its end; what went on beneath it is back."""
        self.activity, self.beneath = self.beneath, None

    def leave(self, now: datetime) -> None:
        """Something else is wanted: what runs keeps its place and ends."""
        if self.activity is not None:
            self.activity.leave(now)
        self.end()

    def with_the_way_back(self, outcome: Outcome) -> Outcome:
        """An outcome with the way back to what was paused for it, as soon as nothing more is asked."""
        if self.running is not Running.PAUSED:
            self.owes_the_way_back = False
        if not self.owes_the_way_back:
            return outcome
        told = with_the_way_back(outcome)
        self.owes_the_way_back = told is outcome
        return told

    def stop(self, now: datetime) -> None:
        """Everything ends at once, and exercises are closed."""
        ended = (self.activity, self.beneath)
        self.activity = self.beneath = self.open = None
        self.closed = True
        for activity in ended:
            if activity is not None:
                activity.leave(now)

    def lapse(self, now: datetime) -> Outcome:
        """Nobody answered in time: what that leads to. A yes soon afterwards is told that nothing was done yet."""
        lapsed, self.open = self.open, None
        if lapsed is None:
            return NOTHING
        question = lapsed.question
        if question.on_silence is not None:
            return question.on_silence(now)
        if question.asking is Asking.YES_OR_NO and question.about in _ASKED_AGAIN:
            self.done_at = now
            self.follow_up = FollowUp(None, lambda intent, at: _late(intent, at - now, lapsed))
        return NOTHING

    def followed(self, intent: Intent, now: datetime) -> Outcome | None:
        """What comes of words that mend or go on with the last answer; None for anything else, or after too long.

        To undo what was no plan takes no plan back that nobody speaks of.
        """
        follow_up = self._may_follow(now)
        answered = None if follow_up is None else follow_up.answer(intent, now)
        if answered is None and intent.name == "Undo" and self._kept_no_plan(now):
            return say(reply("dialogue.not_taken_back"))
        return answered

    def _kept_no_plan(self, now: datetime) -> bool:
        lately = self.kept_at is not None and now - self.kept_at < REMEMBERED_FOR
        return lately and self.kept not in (None, After.PLAN)

    def _may_follow(self, now: datetime) -> FollowUp | None:
        """How the last answer may still be mended or gone on with; None where there is nothing, or it is long ago."""
        if self.follow_up is None or self.done_at is None or now - self.done_at >= self.follow_up.lasts:
            return None
        return self.follow_up

    def note_done(self, outcome: Outcome, heard: str | None, now: datetime) -> None:
        """Something was answered: from now on that may be mended, and no longer what was done before."""
        if outcome != NOTHING and heard not in _LEAVES_AS_IT_WAS:
            self.follow_up, self.done_at = outcome.follow_up, now
        after = None if outcome.follow_up is None else outcome.follow_up.after
        if after not in (None, After.LIST):
            self.kept, self.kept_at = after, now

    @property
    def help_key(self) -> str:
        """What can be said now."""
        return f"help.{self.running}" if self.open is None else f"help.asked.{self.open.question.asking}"

    @property
    def expectation(self) -> Expectation:
        """What runs and what is asked."""
        if self.open is None:
            return Expectation(running=self.running)
        asked = self.open.question
        return Expectation(running=self.running, asking=asked.asking, about=asked.about, choices=asked.choices)

    def expectation_at(self, now: datetime) -> Expectation:
        """What the understanding should be ready for: what runs, what is asked, or what may still be mended."""
        follow_up = self._may_follow(now) if self.open is None else None
        return self.expectation if follow_up is None else replace(self.expectation, after=follow_up.after)

    def is_closed(self, now: datetime) -> bool:
        """Whether exercises are closed: since a Stop there were not yet five minutes without speech to Hearthside."""
        lately = self.last_heard_at is not None and now - self.last_heard_at < timedelta(seconds=CLOSED_SECONDS)
        return self.closed and lately

    def begins_anew(self, now: datetime) -> bool:
        """Whether nobody has spoken to Hearthside for so long that this is another session."""
        return self.last_heard_at is None or now - self.last_heard_at >= timedelta(seconds=CLOSED_SECONDS)

    def note_heard(self, now: datetime) -> None:
        """Somebody spoke to Hearthside; five quiet minutes before it reopen the exercises."""
        self.closed = self.is_closed(now)
        self.last_heard_at = now


def _late(intent: Intent, waited: timedelta, lapsed: OpenQuestion) -> Outcome | None:
    """The same offer again, to a yes that came too late; never the thing itself."""
    if intent.name != "Yes" or waited > _LATE or not lapsed.asked:
        return None
    *before, last = lapsed.asked
    told = reply(f"dialogue.late.{lapsed.question.about}")
    again = replace(last, reply=Reply(lines=(*told.lines, *last.reply.lines)))
    return Outcome(sayings=(*before, again), question=lapsed.question)
