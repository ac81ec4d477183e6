"""Moves, skips and cancels what is planned; what would change is read back and confirmed first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from assistant.calendar.appointment import Kind, Occurrence
from assistant.library.choices import Choices
from assistant.messages.changes import AllOfThem, Days, EditOperation, NextOnes, SpokenEdit
from assistant.messages.intents import IntentName
from assistant.messages.speech import After, Asking, Intent, ReplyValue, Vocabulary, reply
from assistant.messages.times import Ambiguity, Recurrence, SpokenTime
from assistant.scheduling.changing import Unclear
from assistant.scheduling.couple_time import CoupleTime
from assistant.scheduling.edits import ALL_REMINDERS, NotDecided, Proposal
from assistant.skills.after_all import planned_after_all
from assistant.skills.asked_changes import ONE_OR_ALL, OPERATIONS, THE_REMINDER, asked_change
from assistant.skills.asking_which_plan import ALL_WORDS, WhichPlan
from assistant.skills.focus import Focus
from assistant.skills.held_back import HeldBack
from assistant.skills.joining_times import joined
from assistant.skills.meant_changes import (
    MOVES,
    at_time,
    names_only_a_clock,
    none_then,
    only_repeats,
    stays_as_it_is,
    what_moves,
)
from assistant.skills.once_or_all import ONE_WORDS, for_all, words_beside_yes
from assistant.skills.ports import FollowUp, Outcome, Question, say
from assistant.skills.something_came_up import CAME_UP, something_came_up
from assistant.skills.telling_changes import (
    TAKES_OUT,
    key_of_check,
    key_of_done,
    key_of_once_or_all,
    one_by_one,
    plans_in,
)

_A_DAY = timedelta(days=1)
_GIVES_A_TIME: frozenset[IntentName] = frozenset({*OPERATIONS, "ScheduleTime", "Yes"})
"""What may hold the time that was asked for; whoever asks what is planned then gives none."""

_LENGTHS = frozenset({EditOperation.EXTEND, EditOperation.SHORTEN})


class ChangingTimesSkill:
    """Answers what changes something that is planned."""

    intents = frozenset(OPERATIONS)

    def __init__(
        self,
        couple_time: CoupleTime,
        focus: Focus,
        plan: Callable[[Intent, datetime], Outcome],
        choices: Choices,
        held_back: HeldBack,
    ) -> None:
        """Change what ``couple_time`` keeps.

        Args:
            couple_time: keeps what is planned.
            focus: what was spoken of last, shared with whoever else speaks of it.
            plan: answers what turns out to be a new plan.
            choices: the words that pick one of two.
            held_back: the reminders that are said again later.
        """
        self._couple_time = couple_time
        self._focus = focus
        self._plan = plan
        self._choices = choices
        self._held_back = held_back
        self._which_plan = WhichPlan(couple_time, focus, self._propose)

    def handle(self, intent: Intent, now: datetime) -> Outcome:
        """Propose a change."""
        if CAME_UP in intent.slots:
            return something_came_up(intent, now, self._couple_time, self._focus, self.handle)
        new = self._as_plan(intent)
        if new is not None:
            return self._plan(new, now)
        edit = asked_change(intent)
        if edit.target == THE_REMINDER and edit.which is None and self._speaks_of_a_reminder(now):
            edit = replace(edit, target=None)
        again = self._said_again(edit, intent, now) if edit.target is None and edit.which is None else None
        if again is not None:
            return again
        when, other = edit.when, intent.other_time
        if other is not None and when is not None and Ambiguity.FIRST_CHOICE in when.ambiguous:
            return self._ask_which_time(edit, when, other, intent)
        proposed = self._propose(edit, intent, now)
        return one_by_one(proposed) if intent.is_first_of_two else proposed

    def _said_again(self, edit: SpokenEdit, intent: Intent, now: datetime) -> Outcome | None:
        return self._held_back.cancelled(edit, intent, now, self._couple_time.zone)

    def _as_plan(self, intent: Intent) -> Intent | None:
        """A plan of its own, where no word asks for a change and nothing of that name is on the day that was said."""
        activity, when, which = intent.slots.get("activity"), intent.times.get("when"), intent.times.get("which")
        if intent.name != "MoveTime" or intent.edit is not None or activity is None or when is None:
            return None
        full = when if which is None else joined(which, when)
        if full.start is None or (which is None and not when.names_day):
            return None
        day = datetime.combine(full.start.date(), time())
        if self._couple_time.occurrences(day, day + _A_DAY, str(activity)):
            return None
        slots = {slot: value for slot, value in intent.slots.items() if slot != "which"}
        return replace(intent, name="ScheduleTime", slots=slots, times={"when": full})

    def _speaks_of_a_reminder(self, now: datetime) -> bool:
        spoken_of = self._couple_time.next_of(self._focus.uid(now), now)
        return spoken_of is not None and spoken_of.appointment.kind is Kind.REMINDER

    def vocabulary(self, now: datetime) -> Vocabulary:
        """Nothing beyond what is planned, which its own skill names."""
        del now
        return Vocabulary()

    def _propose(self, edit: SpokenEdit, intent: Intent, now: datetime) -> Outcome:
        unknown = self._focus.unknown(now)
        if edit.target is None and unknown is not None and not isinstance(edit.which, Days):
            return say(reply("time.unknown", title=unknown))
        if edit.when is not None and Ambiguity.NO_SUCH_DAY in edit.when.ambiguous:
            return self._ask_new("time.no_such_day", edit, intent)
        decided = self._couple_time.propose(edit, now, self._focus.uid(now))
        asked, moved = edit, what_moves(decided)
        if moved is not None and edit.when is not None and (names_only_a_clock(edit) or only_repeats(edit, moved)):
            edit = replace(edit, when=joined(self._start_of(moved), edit.when))
            decided = self._couple_time.propose(edit, now, self._focus.uid(now))
        if edit.operation is EditOperation.MOVE and isinstance(decided, Proposal) and stays_as_it_is(decided):
            stands = self._start_of(decided.affected[0]).start
            edit = replace(edit, when=None, which=None if stands is None else Days.one(stands.date()))
            decided = self._couple_time.propose(edit, now, self._focus.uid(now))
        if isinstance(decided, NotDecided):
            again = self._said_again(edit, intent, now) if decided.why is Unclear.NOTHING_PLANNED else None
            return again or self._unclear(decided, edit, intent, now)
        self._focus.turn_to(decided.appointment.uid, now)
        if edit.operation in ONE_OR_ALL and edit.which is None and not decided.whole and decided.appointment.repeats:
            return self._ask_which(decided, asked, intent)
        question = Question(
            asking=Asking.YES_OR_NO,
            about=intent.name,
            choices=words_beside_yes(decided, asked),
            answer=self._focus.held(lambda answer, at: self._decided(answer, at, decided, asked, intent)),
        )
        return say(reply(key_of_check(decided, edit), **self._values(decided, edit)), question)

    def _start_of(self, occurrence: Occurrence) -> SpokenTime:
        return SpokenTime(start=occurrence.local(self._couple_time.zone))

    def _values(self, proposal: Proposal, edit: SpokenEdit) -> dict[str, ReplyValue]:
        zone = self._couple_time.zone
        stands = proposal.affected[0] if proposal.after is None else proposal.after
        values: dict[str, ReplyValue] = {"title": proposal.affected[0].title, "start": stands.local(zone)}
        values["before"] = proposal.affected[0].local(zone)
        values["count"] = len(proposal.affected) if proposal.is_several else plans_in(proposal)
        values["spared"] = edit.spared or ""
        values["last"] = proposal.affected[-1].local(zone)
        if proposal.after is not None:
            values["length"] = proposal.after.duration
        if proposal.clashes:
            values["other"] = proposal.clashes[0].title
        told = stands.appointment
        if told.rrule is not None:
            values["rule"] = SpokenTime(recurrence=Recurrence(told.rrule, told.start))
        if proposal.appointment.rrule is not None:
            was = proposal.appointment
            values["old_rule"] = SpokenTime(recurrence=Recurrence(proposal.appointment.rrule, was.start))
        return values

    def _unclear(self, decided: NotDecided, edit: SpokenEdit, intent: Intent, now: datetime) -> Outcome:
        match decided.why:
            case Unclear.SEVERAL if edit.target is None:
                return self._which_plan.ask(decided, edit, intent)
            case Unclear.SEVERAL if decided.candidates:
                soonest = decided.candidates[0]
                return (
                    self._propose(replace(edit, target=soonest.title.lower()), intent, now)
                    if (edit.target != soonest.title.lower())
                    else self._which_plan.ask_day(decided, edit, intent)
                )
            case Unclear.NO_TIME if edit.operation in _LENGTHS:
                question = Question(
                    asking=Asking.TIME,
                    about=intent.name,
                    answer=self._focus.held(lambda answer, at: self._as_long(answer, at, edit)),
                )
                return say(reply("time.ask_length"), question)
            case Unclear.NO_TIME | Unclear.PAST:
                return self._ask_new("time.ask_new", edit, intent)
            case Unclear.NO_SUCH_OCCURRENCE:
                return say(none_then(edit))
            case Unclear.IMPOSSIBLE:
                return say(reply("time.impossible"))
            case _ if edit.target in (THE_REMINDER, ALL_REMINDERS):
                return say(reply("remind.none"))
            case _ if isinstance(edit.target, str):
                self._focus.lose(edit.target, now)
                return say(reply("time.unknown", title=edit.target))
            case _:
                return say(reply("time.nothing_planned"))

    def _ask_new(self, key: str, edit: SpokenEdit, intent: Intent) -> Outcome:
        question = Question(
            asking=Asking.TIME,
            about=intent.name,
            answer=self._focus.held(lambda answer, at: self._timed(answer, at, edit)),
        )
        return say(reply(key), question)

    def _ask_which_time(self, edit: SpokenEdit, first: SpokenTime, other: SpokenTime, intent: Intent) -> Outcome:
        """To which of two days it goes: "to friday or saturday"."""
        both = {"first": first, "second": joined(first, other)}
        picks = self._choices.among(tuple(both))

        def picked(answer: Intent, now: datetime) -> Outcome | None:
            place, when = picks.get(answer.choice or ""), answer.times.get("when")
            if answer.name == "No":
                return say(reply("time.kept"))
            if place is None and when is None:
                return None
            chosen = both[place] if place is not None else joined(first, when or first)
            return self._propose(replace(edit, when=chosen), intent, now)

        question = Question(Asking.TIME, picked, about=intent.name, choices=tuple(picks))
        days = {place: each.start for place, each in both.items() if each.start is not None}
        return say(reply("time.which_day", **days), question)

    def _timed(self, answer: Intent, now: datetime, edit: SpokenEdit) -> Outcome | None:
        if answer.name == "No":
            return say(reply("time.kept"))
        if answer.name not in _GIVES_A_TIME:
            return None
        when = answer.times.get("when")
        return None if when is None else self._propose(at_time(edit, when), answer, now)

    def _as_long(self, answer: Intent, now: datetime, edit: SpokenEdit) -> Outcome | None:
        """The length that was asked for; "by half an hour" is so much more, or less."""
        if answer.name == "No":
            return say(reply("time.kept"))
        when = answer.times.get("when")
        if when is None or not when.duration_seconds:
            return None
        more = str(answer.slots.get("when", "")).startswith("by ")
        operation = edit.operation if more else EditOperation.SET_DURATION
        return self._propose(replace(edit, operation=operation, when=when), answer, now)

    def _ask_which(self, decided: Proposal, edit: SpokenEdit, intent: Intent) -> Outcome:
        question = Question(
            asking=Asking.CHOICE,
            about=intent.name,
            choices=(*ALL_WORDS, *ONE_WORDS),
            answer=self._focus.held(lambda answer, at: self._which(answer, at, decided, edit, intent)),
        )
        values = self._values(decided, edit)
        if edit.operation is EditOperation.CANCEL:
            values["start"] = decided.affected[0].local(self._couple_time.zone)
        return say(reply(key_of_once_or_all(decided, edit), **values), question)

    def _which(
        self, answer: Intent, now: datetime, proposal: Proposal, edit: SpokenEdit, intent: Intent
    ) -> Outcome | None:
        chosen = answer.choice or answer.slots.get("choice")
        if chosen in ALL_WORDS:
            return self._propose(replace(edit, which=AllOfThem()), intent, now)
        one = chosen in ONE_WORDS or answer.name == "Next"
        if edit.operation is EditOperation.CANCEL:
            if one:
                return self._propose(replace(edit, which=NextOnes()), intent, now)
        elif one:
            # What happens to this one was read back already.
            return self._decided(Intent("Yes"), now, proposal, edit, intent)
        elif "when" in answer.times and answer.name in _GIVES_A_TIME:
            return self._propose(self._mended(edit, proposal, answer.times["when"]), intent, now)
        return say(reply("time.kept")) if answer.name == "No" else None

    def _decided(
        self, answer: Intent, now: datetime, proposal: Proposal, edit: SpokenEdit, intent: Intent
    ) -> Outcome | None:
        if answer.choice in ALL_WORDS:
            return self._propose(for_all(proposal, edit), intent, now)
        match "Yes" if answer.choice in ONE_WORDS else answer.name:
            case "Yes":
                self._couple_time.carry_out(proposal, now)
                self._held_back.follow(proposal, edit, now)
                after = FollowUp(After.PLAN, lambda said, at: self._after_all(said, at, proposal))
                return replace(say(reply(key_of_done(proposal, edit))), follow_up=after)
            case "MoveTime" if edit.operation in TAKES_OUT:
                return None
            case _ if "when" in answer.times and answer.name in ("No", intent.name, "MoveTime", "ScheduleTime"):
                mended = self._mended(edit, proposal, answer.times["when"])
                again = self._couple_time.propose(mended, now, self._focus.uid(now))
                if edit.operation in MOVES and isinstance(again, Proposal) and stays_as_it_is(again):
                    return say(reply("time.kept"))  # "no, leave it at seven"
                return self._propose(mended, intent, now)
            case "Snooze" if edit.operation in MOVES and not answer.slots:  # "no, later"
                return self._ask_new("time.ask_new", edit, intent)
            case "Swap":
                return self._which_plan.turn_to_another(proposal, edit, intent, now)
            case "No":
                return say(reply("time.kept"))
            case _:
                return None

    def _after_all(self, said: Intent, now: datetime, done: Proposal) -> Outcome | None:
        plan = planned_after_all(said, done, self._couple_time.zone)
        return None if plan is None else self._plan(plan, now)

    def _mended(self, edit: SpokenEdit, proposal: Proposal, when: SpokenTime) -> SpokenEdit:
        """A change with what an answer mends of what was read back: its new time, or the day that is left out."""
        if edit.operation in TAKES_OUT and when.start is not None:
            return replace(edit, target=proposal.affected[0].title.lower(), which=Days.one(when.start.date()))
        if edit.operation not in MOVES or proposal.after is None:
            return replace(edit, when=when)
        if names_only_a_clock(replace(edit, operation=EditOperation.MOVE, when=when)):
            if names_only_a_clock(edit):
                return replace(edit, when=when)
            if proposal.is_several:
                return replace(edit, operation=EditOperation.MOVE, when=joined(edit.when, when))
        return replace(edit, operation=EditOperation.MOVE, when=joined(self._start_of(proposal.after), when))
