"""Takes one intent after another and decides who answers it.

The manager is told the time and says when it next wants it; it never waits and never speaks.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.dialogue.clarifying import Between, Clarifying
from assistant.dialogue.failing import failed
from assistant.dialogue.interruption import Group, Treatment, group_of, treatment
from assistant.dialogue.requests import (
    drops,
    is_another,
    is_beside,
    is_undecided,
    planned_instead,
    thing_of,
    with_what_is_left,
)
from assistant.dialogue.safety import SafetyReplies
from assistant.dialogue.session import OpenQuestion, Session
from assistant.dialogue.turn import Turn
from assistant.errors import AssistantError
from assistant.messages.intents import IntentName
from assistant.messages.speech import NOT_UNDERSTOOD, Expectation, Intent, Running, Saying, Term, Vocabulary, reply
from assistant.skills.ports import NOTHING, Outcome, Skill, say

EXERCISE_REQUESTS: frozenset[IntentName] = frozenset(
    {"StartExercise", "SuggestExercise", "Situation", "Resume", "StartOver"}
)
"""What gets the neutral line again while exercises are closed."""

STOP_CONFIDENCE = 0.7
"""Below this, a Stop inside an exercise only pauses it: stopping needs more confidence than pausing."""


class DialogueManager:
    """Whose turn it is, and what about."""

    def __init__(
        self,
        skills: Iterable[Skill],
        safety: SafetyReplies,
        on_stop: Callable[[], None] | None = None,
        clarifying: Clarifying | None = None,
    ) -> None:
        """Take the skills; each intent belongs to exactly one of them.

        Args:
            skills: who answers.
            safety: the fixed replies.
            on_stop: called at a Stop or what must look like one, so that an unfinished exercise is forgotten at once.
            clarifying: asks what was meant where that is not clear; without it the best reading is taken.

        Raises:
            ValueError: two skills name the same intent.
        """
        self._skills = tuple(skills)
        self._by_intent: dict[str, Skill] = {}
        for skill in self._skills:
            for name in skill.intents:
                if name in self._by_intent:
                    message = f"two skills answer {name}"
                    raise ValueError(message)
                self._by_intent[name] = skill
        self._safety = safety
        self._on_stop = on_stop or (lambda: None)
        self._clarifying = clarifying
        self._session = Session()
        self._own_answers: dict[str, Callable[[], Outcome]] = {
            "Stop": safety.stop,
            "Repeat": self._again,
            "WhyDidYouSayThat": self._why,
            "Help": lambda: say(reply(self._session.help_key)),
            "Cancel": lambda: say(reply("dialogue.nothing_to_cancel")),
            "Pause": self._wait,
            "Yes": lambda: NOTHING,
            "No": lambda: NOTHING,
        }

    @property
    def expectation(self) -> Expectation:
        """What is running and what is being asked."""
        return self._session.expectation

    def expectation_at(self, now: datetime) -> Expectation:
        """The same for whoever makes out what is said now: with what may still be mended in a few words."""
        return self._session.expectation_at(now)

    def vocabulary(self, now: datetime) -> Vocabulary:
        """Everything that can be named now, as far as it can be looked up; in what two say to each other, nothing."""
        if self._session.running is Running.TURN:
            return Vocabulary(danger=False)
        terms: list[Term] = []
        for skill in self._skills:
            with suppress(AssistantError):
                terms += skill.vocabulary(now).terms
        return Vocabulary(terms=tuple(terms))

    @property
    def holds_reminders(self) -> bool:
        """Whether a reminder has to wait: an exercise runs, or an answer is awaited."""
        return self._session.running in (Running.TURN, Running.STEP) or self._session.open is not None

    @property
    def is_idle(self) -> bool:
        """Whether nothing runs and no answer is awaited."""
        return self._session.running is Running.NOTHING and self._session.open is None

    def may_offer_exercises(self, now: datetime) -> bool:
        """Whether nothing keeps exercises closed: no Stop in the last five minutes of talk, and nothing runs."""
        return self.is_idle and not self._session.is_closed(now)

    @property
    def next_at(self) -> datetime | None:
        """When ``advance`` next has something to do."""
        return self._session.due_at

    def hear(self, intent: Intent, now: datetime, *, addressed: bool = False) -> Turn:
        """Answer one utterance.

        Args:
            intent: what was meant; ``name`` None for what was not understood.
            now: the present instant.
            addressed: whether it was certainly said to Hearthside (straight after the wake word, or typed).
        """
        if self._session.begins_anew(now):
            self._safety.begin_session()
        try:
            return self._hear(intent, now, addressed=addressed)
        except AssistantError as error:
            return self._failed(error, intent.name, now)

    def _hear(self, intent: Intent, now: datetime, *, addressed: bool) -> Turn:
        session = self._session
        if intent.name is None or is_undecided(intent, session.open):
            return self._not_understood(intent, now, addressed=addressed)
        session.note_heard(now)
        if intent.danger is not None:
            if session.running is Running.TURN:
                return Turn()
            return self._apply(self._safety.outcome(intent.danger), intent.name, now)
        waiting = session.open
        if waiting is not None and waiting.between is not None:
            meant = waiting.between.meant(intent)
            if meant is not None:
                session.open = None
                return self._apply(self._treat(meant, now), meant.name, now, thing_of(meant))
        intent = planned_instead(intent, waiting)
        thing = thing_of(intent)
        answered = self._as_answer(intent, now)
        if answered is not None:
            return self._apply(answered, intent.name, now, thing or (waiting.thing if waiting else ""))
        if session.open is not None and intent.name in ("Yes", "No"):
            return self._reprompt(session.open, now)
        between = self._unclear(intent, now)
        if between is not None:
            return self._ask_which(between, now)
        outcome = self._treat(intent, now)
        if waiting is not None and session.open is None:
            outcome = with_what_is_left(outcome, intent, waiting)
        return self._apply(outcome, intent.name, now, thing)

    def advance(self, now: datetime, quiet_since: datetime | None) -> Turn:
        """Do what is due: a question lapses, a step follows."""
        try:
            return self._advance(now, quiet_since)
        except AssistantError as error:
            return self._failed(error, None, now)

    def _advance(self, now: datetime, quiet_since: datetime | None) -> Turn:
        session = self._session
        if session.open and session.open.deadline and session.open.deadline <= now:
            return self._apply(session.lapse(now), None, now)
        for activity in session.awaiting_time:
            if activity.next_at is not None and activity.next_at <= now:
                outcome = activity.advance(now, quiet_since)
                if activity is session.beneath and activity.running is not Running.TIME_OUT:
                    session.leave(now)  # its time is over: it asks them back
                return self._apply(outcome, None, now)
        return Turn()

    def ask(self, intent: Intent, now: datetime) -> Outcome:
        """What the skill for an intent answers, for another skill that hands over to it."""
        return self._answer(intent, now)

    def begin(self, outcome: Outcome, now: datetime) -> Turn:
        """Start from something that nobody said: a first-run question, an offer beside a reminder."""
        return self._apply(outcome, None, now)

    def note_reminder(self, saying: Saying) -> None:
        """A reminder is said now: that is what Repeat says again."""
        if saying.reply.lines:
            self._session.note_said((Saying(saying.reply),), None)

    def finished_speaking(self, now: datetime) -> None:
        """The mouth has fallen silent: an open question begins to wait, anew where something was said beside it."""
        session = self._session
        if session.open and session.open.question.seconds is not None:
            session.open.deadline = now + timedelta(seconds=session.open.question.seconds)
        if session.activity:
            session.activity.finished_speaking(now)

    def _as_answer(self, intent: Intent, now: datetime) -> Outcome | None:
        session = self._session
        if session.open is None:
            return session.followed(intent, now)
        if intent.name == "Repeat" and session.last_sayings:
            return Outcome(sayings=session.last_sayings, question=session.open.question)
        if is_beside(intent, session.open):
            return None
        question = session.open.question
        outcome = None if is_another(intent, session.open) else question.answer(intent, now)
        if outcome is not None and outcome.question is not None and not outcome.sayings:
            return NOTHING  # it waits on, as long as it would have
        if outcome is not None:
            session.open = None
            return outcome
        if drops(intent, session.open):
            session.open = None
            return say(reply("dialogue.dropped"))
        waits = intent.name == "Pause" and session.running is Running.NOTHING
        if intent.name not in ("Yes", "No", "Thanks") and not waits:
            session.open = None
        return None

    def _treat(self, intent: Intent, now: datetime) -> Outcome:
        session = self._session
        name = intent.name
        if session.closed and name in EXERCISE_REQUESTS:
            return self._safety.neutral()
        running = session.activity.running_at(now) if session.activity else Running.NOTHING
        if name == "Stop" and running in (Running.TURN, Running.STEP) and intent.confidence < STOP_CONFIDENCE:
            intent, name = Intent("Pause", confidence=intent.confidence), "Pause"
        how = treatment(running, name)
        if running is Running.READING and name == "StartExercise" and "exercise" not in intent.slots:
            how = Treatment.CONTROL  # "try it": the reading knows which one
        activity = session.activity
        if how is Treatment.IGNORE:
            return NOTHING
        if how is Treatment.CONTROL and activity is not None:
            if name == "Stop":
                return self._safety.stop()
            obeyed = activity.control(intent, now)
            if obeyed is not None:
                return obeyed
        if how is Treatment.LEAVE:
            session.leave(now)
        if how is Treatment.PAUSE and activity is not None and activity.waiting is None:
            activity.pause(now)
            session.owes_the_way_back = True
        return self._answer(intent, now)

    def _answer(self, intent: Intent, now: datetime) -> Outcome:
        name = intent.name
        own = None if name is None else self._own_answers.get(name)
        if own is not None:
            return own()
        skill = None if name is None else self._by_intent.get(name)
        if skill is None:
            return say(reply("dialogue.nothing_runs" if group_of(name) is Group.MOVING else "dialogue.cannot"))
        return self._slower(skill.handle(intent, now)) if name == "Slower" else skill.handle(intent, now)

    def _slower(self, outcome: Outcome) -> Outcome:
        """What was said last, in the slower voice: whoever asks for it has not caught it."""
        return replace(outcome, sayings=self._session.to_say_slower or outcome.sayings)

    def _again(self) -> Outcome:
        last = self._session.last_sayings
        return Outcome(sayings=last) if last else say(reply("dialogue.nothing_to_repeat"))

    def _wait(self) -> Outcome:
        """Whatever is asked waits as long again: "no wait" is no answer yet."""
        asked = self._session.open
        if asked is None:
            return say(reply("dialogue.nothing_runs"))
        asked.deadline = None
        return say(reply("dialogue.no_hurry"))

    def _why(self) -> Outcome:
        asked = self._session.open
        if asked is not None and asked.question.reason is not None:
            return say(asked.question.reason)
        last = self._session.last_intent
        return say(reply("why.nothing" if last is None else f"why.{last}"))

    def _unclear(self, intent: Intent, now: datetime) -> Between | None:
        """What to ask where two readings lie close together; nothing while anything runs or exercises are closed."""
        session = self._session
        calm = session.open is None and not session.closed and session.running in (Running.NOTHING, Running.PAUSED)
        if self._clarifying is None or intent.runner_up is None or not calm:
            return None
        return self._clarifying.between(intent, self.vocabulary(now))

    def _ask_which(self, between: Between, now: datetime) -> Turn:
        turn = replace(self._apply(between.outcome, None, now), interrupts=True)
        if self._session.open is not None:
            self._session.open.between = between
        return turn

    def _not_understood(self, intent: Intent, now: datetime, *, addressed: bool) -> Turn:
        session = self._session
        if session.running is Running.TURN:
            return Turn()
        if session.open is not None:
            return self._reprompt(session.open, now)
        between = self._unclear(intent, now) if addressed else None
        if between is not None:
            return self._ask_which(between, now)
        return Turn(sayings=(Saying(reply("reprompt.after_wake")),), interrupts=True) if addressed else Turn()

    def _reprompt(self, waiting: OpenQuestion, now: datetime) -> Turn:
        if not waiting.question.reprompts:
            answered = waiting.question.answer(NOT_UNDERSTOOD, now) or NOTHING
            if answered.question is not None and not answered.sayings:
                return Turn()  # it waits on
            self._session.open = None
            return self._apply(answered, None, now)
        on_unclear = waiting.question.on_unclear
        once_more = waiting.next_reprompt()
        if once_more is not None:
            return Turn(sayings=(Saying(reply(once_more)),), interrupts=True)
        self._session.open = None
        outcome = say(reply("reprompt.soft_exit")) if on_unclear is None else on_unclear(now)
        return replace(self._apply(outcome, None, now), interrupts=True)

    def _apply(self, outcome: Outcome, heard: IntentName | None, now: datetime, thing: str = "") -> Turn:
        """Let an outcome become the session's new state; ``thing`` is what a question in it is about."""
        session = self._session
        if outcome.stopped:
            with suppress(AssistantError):  # a Stop is obeyed, whatever becomes of what was kept
                session.stop(now)
            with suppress(AssistantError):
                self._on_stop()
        elif outcome.ends_activity:
            session.end()
        if outcome.activity is not None and outcome.activity is not session.activity:
            session.begin(outcome.activity, now, beside=outcome.beside)
        if outcome.question is not None:
            session.open = OpenQuestion(outcome.question, thing=thing, asked=outcome.sayings)
        session.keep_waiting()
        session.note_done(outcome, heard, now)
        outcome = session.with_the_way_back(outcome)
        if heard is not None and heard not in ("Repeat", "WhyDidYouSayThat"):
            session.last_intent = "Stop" if outcome.stopped or heard == "Safety" else heard
        if outcome.sayings and heard != "WhyDidYouSayThat" and (heard is None or group_of(heard) is not Group.VOICE):
            session.note_said(outcome.sayings, heard)
        return Turn(
            sayings=outcome.sayings,
            effects=outcome.effects,
            interrupts=heard is not None and bool(outcome.sayings or outcome.effects or outcome.ends_activity),
        )

    def _failed(self, error: AssistantError, heard: IntentName | None, now: datetime) -> Turn:
        self._session.open = None  # what was half answered is asked anew
        return self._apply(failed(error), heard, now)
