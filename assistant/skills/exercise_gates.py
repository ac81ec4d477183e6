"""Asks what has to be asked before an exercise begins, one question after the other, and obeys the first no.

Why: an exercise that wants calm and consent asks for both in one question, and a deep one asks for calm, a clear head
and time in one. Two tired people answer one question gladly, and three of them not at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from assistant.exercises.gates import CALM_ENOUGH, Gate, GateKind, gates_for
from assistant.exercises.turns import Partners
from assistant.library.exercise import Exercise, Variant
from assistant.messages.intents import IntentName
from assistant.messages.speech import NEUTRAL_EXIT, Asking, Intent, Line, Reply, Saying, reply
from assistant.skills.ports import Offered, Outcome, Question, say

SILENCE_MEANS_NO_SECONDS = 10.0

Open = Callable[[Variant, "str | None", datetime], Outcome]
"""Begins the exercise in a form, with the name of who wants to start."""

InLess = Callable[[int, datetime], "Outcome | None"]
"""Offers the same exercise so that it takes at most so many minutes; None where it has no such form."""

CLEAR_YES = 0.7
"""A yes that was understood with less certainty is asked about once more."""

_BEGINS: frozenset[IntentName] = frozenset({"StartExercise", "StartOver", "Resume"})
"""What "let's start" and "let's go" may be taken for; without the name of another exercise that is a yes."""

_CLOSES: frozenset[IntentName] = frozenset({"No", "Cancel", "Pause", "Skip", "Snooze"})
"""What says not now. Another exercise that is named instead is none of it: then that one is offered."""

_UP_TO_YOU: frozenset[IntentName] = frozenset({"Yes", "SuggestExercise"})
"""What "you choose" may be taken for where it is asked who begins."""

_READY = frozenset({GateKind.CALM, GateKind.SOBER, GateKind.UNHURRIED})


@dataclass(frozen=True, slots=True)
class Aside:
    """What is said to such a question without being an answer to it."""

    ask_first: Mapping[str, str | None] = field(default_factory=dict)
    """Who is to be asked first, by each phrase; None where it names nobody."""

    echoes: tuple[str, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """All of it."""
        return (*self.ask_first, *self.echoes)


def questions_before(
    script: Exercise, partners: Partners, variant: Variant, *, by_name: bool = False
) -> tuple[Gate, ...]:
    """The questions that are asked before an exercise, joined where one answer can open several gates.

    Args:
        script: from the shelf.
        partners: whose names are said where each is asked.
        variant: the form that is to be played.
        by_name: whether each of the two is asked, also where one question would do for both.
    """
    gates = gates_for(script, partners, variant, by_name=by_name)
    wanted = _READY & {gate.kind for gate in gates}
    if not wanted:
        return gates
    asked_each = sum(gate.kind is GateKind.CONSENT for gate in gates) > 1
    if not asked_each and wanted == {GateKind.CALM}:
        joined = Gate(GateKind.CONSENT, reply("exercise.gate.calm_consent"), Asking.CONSENT)
        return tuple(
            joined if gate.kind is GateKind.CONSENT else gate for gate in gates if gate.kind is not GateKind.CALM
        )
    ready = Gate(GateKind.CALM, reply("exercise.gate.ready"), Asking.CONSENT)
    first = next(gate for gate in gates if gate.kind in _READY)
    return tuple(ready if gate is first else gate for gate in gates if gate is first or gate.kind not in _READY)


def questions_again(script: Exercise, partners: Partners, variant: Variant) -> tuple[Gate, ...]:
    """What is asked before an exercise goes on on another evening: who wants it is asked by name where it is deep."""
    if script.intensity == "deep":
        return tuple(gate for gate in questions_before(script, partners, variant) if gate.kind != GateKind.WHO_STARTS)
    answered = {GateKind.CONSENT, GateKind.WHO_STARTS}  # they have just said that they want to go on
    return tuple(gate for gate in gates_for(script, partners, variant) if gate.kind not in answered)


@dataclass(slots=True)
class OpeningGates:
    """The questions before one exercise, on their way."""

    gates: tuple[Gate, ...]
    variant: Variant
    open: Open
    offered: Offered | None = None
    """The exercise, to be planned for a time that somebody names instead."""

    in_less: InLess = lambda _minutes, _now: None
    minutes: int = 0
    """How long the form takes that is offered."""

    by_name: tuple[Gate, ...] = ()
    """The same questions with each of the two asked by name, for whoever leaves it to the other one."""

    aside: Aside = field(default_factory=Aside)
    place: int = 0
    first_speaker: str | None = None
    asked: Question | None = None

    def ask(self, before: tuple[Line, ...], now: datetime) -> Outcome:
        """Ask the next question, or begin where nothing is left to ask.

        Args:
            before: what is said in the same breath, such as the offer.
            now: the present instant.
        """
        if self.place >= len(self.gates):
            begun = self.open(self.variant, self.first_speaker, now)
            return begun if not before else _with_words(before, begun)
        gate = self.gates[self.place]
        self.asked = question = Question(
            asking=gate.asking,
            about="StartExercise",
            choices=(*gate.choices, *self.aside.phrases),
            answer=self._answered,
            seconds=SILENCE_MEANS_NO_SECONDS,
            on_silence=self._closed,
            reprompts=gate.asking is Asking.CONSENT,
            on_unclear=self._closed,
            offered=self.offered,
        )
        return say(Reply(lines=(*before, *gate.question.lines)), question)

    def _answered(self, intent: Intent, now: datetime) -> Outcome | None:
        gate = self.gates[self.place]
        is_clear = intent.confidence >= CLEAR_YES
        if intent.choice in self.aside.echoes:
            return self._echoed(now) if is_clear else Outcome(question=self.asked)
        if intent.choice is not None and intent.choice in self.aside.ask_first:
            return self._ask_by_name(self.aside.ask_first[intent.choice], now)
        if gate.kind is GateKind.WHO_STARTS:
            return self._who_starts(intent, now)
        if intent.name == "Shorter":
            return self.in_less(self.minutes - 1, now) or self._again(reply("exercise.not_shorter"), now)
        minutes = _minutes_there_are(intent)
        if minutes is not None:
            return self.in_less(minutes, now)
        if intent.choice == CALM_ENOUGH or intent.slots.get("choice") == CALM_ENOUGH:
            return self._go_on(now) if is_clear else Outcome(question=self.asked)
        if intent.name == "Yes" or (gate.kind is GateKind.CONSENT and _just_begins(intent)):
            return self._go_on(now) if is_clear else None
        if intent.name in _CLOSES:
            return self._closed(now)
        return None

    def _who_starts(self, intent: Intent, now: datetime) -> Outcome | None:
        """Begin with whoever was named; a second thought still counts, and what is no answer is left to others."""
        named = intent.slots.get("first_speaker") or intent.slots.get("name") or intent.choice
        if named:
            self.first_speaker = str(named)
        elif intent.name in _CLOSES:
            return say(NEUTRAL_EXIT)
        elif intent.name is None:
            return Outcome(question=self.asked)  # they settle it between them
        elif intent.name not in _UP_TO_YOU and not _just_begins(intent):
            return None
        return self._go_on(now)

    def _echoed(self, now: datetime) -> Outcome:
        """A "me too" is the second one's yes where the first was asked by name; else to the question before."""
        before = self.gates[self.place - 1] if self.place else None
        if before is not None and _name_asked(before) and _name_asked(self.gates[self.place]):
            return self._go_on(now)
        return Outcome(question=self.asked)

    def _ask_by_name(self, name: str | None, now: datetime) -> Outcome:
        """Both are asked by name, whoever was pointed to first; later on, or of that one already, it is asked again."""
        asked = _name_asked(self.gates[self.place])
        named = [gate for gate in self.by_name if _name_asked(gate)]
        if self.place == 0 and named and (name is None or name != asked):
            others = [gate for gate in self.by_name if not _name_asked(gate)]
            turned = asked == _name_asked(named[0]) if name is None else name != _name_asked(named[0])
            self.gates = (*(reversed(named) if turned else named), *others)
        return self.ask((), now)

    def _again(self, answer: Reply, now: datetime) -> Outcome:
        """An answer, and the question still open."""
        return say(answer, self.ask((), now).question)

    def _go_on(self, now: datetime) -> Outcome:
        self.place += 1
        return self.ask((), now)

    def _closed(self, now: datetime) -> Outcome:
        gate = self.gates[self.place]
        if gate.if_closed == "open":
            return self._go_on(now)
        if gate.if_closed == "neutral":
            return say(NEUTRAL_EXIT)
        self.variant = gate.if_closed
        return self._go_on(now)


def _minutes_there_are(intent: Intent) -> int | None:
    """The time that somebody has for it; a bare length may be taken for more time."""
    if intent.name == "MoreTime" and "duration_seconds" in intent.slots:
        return int(intent.slots["duration_seconds"]) // 60
    minutes = intent.slots.get("minutes") if intent.name == "SuggestExercise" else None
    return None if minutes is None else int(minutes)


def _name_asked(gate: Gate) -> str | None:
    """Who is asked by name; None where both are."""
    name = gate.question.lines[0].values.get("name")
    return str(name) if name else None


def _just_begins(intent: Intent) -> bool:
    return intent.name in _BEGINS and "exercise" not in intent.slots


def _with_words(before: tuple[Line, ...], begun: Outcome) -> Outcome:
    return replace(begun, sayings=(Saying(Reply(lines=before)), *begun.sayings))
