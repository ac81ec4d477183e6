"""Chooses what may fit: by time, by subject, by how things are. At most two offers, and at most one question first."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from assistant.library.choices import Choices
from assistant.library.exercise import Exercise, Variant
from assistant.library.exercise_shelf import ExerciseShelf
from assistant.library.reading_shelf import ReadingShelf
from assistant.library.situation import Route, Situation
from assistant.messages.speech import NEUTRAL_EXIT, Asking, Intent, Line, Passage, Reply, reply
from assistant.skills.exercise_gates import Aside
from assistant.skills.fitting_forms import FittingForm, Named, fitting_forms, that_fill_the_time, whole
from assistant.skills.ports import NOTHING, Offered, Outcome, Question, say


class Start(Protocol):
    """Offers the exercise, or reads the topic, with an id."""

    def __call__(self, name: str, now: datetime, variant: Variant = "full") -> Outcome:
        """Offer it in a form."""
        ...


MOST_IN_A_LIST = 3

GENTLE = ("light", "medium")
"""What is suggested unasked: nothing deep."""


class Suggesting:
    """Chooses among the exercises; the same day and the same question give the same answer."""

    def __init__(
        self,
        exercises: ExerciseShelf,
        readings: ReadingShelf,
        choices: Choices,
        start: Start,
        rule_out_deep: Callable[[], None] = lambda: None,
    ) -> None:
        """Choose from the shelves.

        Args:
            exercises: every exercise.
            readings: every topic and situation.
            choices: how people pick one of what was named.
            start: begins what was chosen.
            rule_out_deep: told when something was said that is too heavy for anything deep.
        """
        self._exercises = exercises
        self._readings = readings
        self._choices = choices
        self._start = start
        self._rule_out_deep = rule_out_deep
        self._listed = 0

    def list_exercises(self, intent: Intent) -> Outcome:
        """Three at a time, another three at the next asking."""
        found = self._fitting(_minutes(intent), _topic(intent), self._exercises.exercises)
        if not found:
            return say(reply("exercise.none_fits"))
        start = self._listed % len(found) if self._listed < len(found) else 0
        shown = found[start : start + MOST_IN_A_LIST]
        self._listed = start + MOST_IN_A_LIST
        lines = [Line("exercise.list", {"count": len(found)})] if start == 0 else []
        lines += [_list_item(one) for one in shown]
        if start + MOST_IN_A_LIST < len(found):
            lines.append(Line("exercise.list_more"))
        picks = _by_word(self._choices, shown)
        question = Question(
            asking=Asking.CHOICE,
            about="ListExercises",
            choices=tuple(picks),
            answer=lambda answer, at: self._more(answer, at, intent, picks),
            reprompts=False,
        )
        return say(Reply(lines=tuple(lines)), question)

    def _more(self, answer: Intent, now: datetime, asked: Intent, picks: Mapping[str, FittingForm]) -> Outcome | None:
        """After a list, "more" means the next three, and "the second one" that one; all else is no answer to it."""
        picked = picks.get(answer.choice or "")
        if picked is not None:
            return self._start(picked.exercise.id, now, picked.variant)
        if answer.name in ("TellMore", "Next", "MoreTime"):
            return self.list_exercises(asked)
        return NOTHING if answer.name in ("Yes", "No", None) else None

    def aside(self, names: Sequence[str]) -> Aside:
        """What is said to the questions before an exercise without being an answer."""
        return Aside(self._choices.ask_first(names), self._choices.echoes)

    def suggest(self, intent: Intent, now: datetime) -> Outcome:
        """One that fits and one other."""
        minutes = _minutes(intent)
        light = [one for one in self._exercises.exercises if one.intensity in GENTLE and not one.alone]
        found = self._fitting(minutes, _topic(intent), light)
        if not found:
            return say(reply("exercise.none_fits"))
        if minutes is not None:
            found = that_fill_the_time(found)
        turn = now.date().toordinal() % len(found)
        first, *others = [*found[turn:], *found[:turn]]
        return self._offer(intent, first, others[0] if others else None)

    def _offer(self, asked: Intent, first: FittingForm, other: FittingForm | None) -> Outcome:
        named = (first,) if other is None else (first, other)
        picks = {} if other is None else _by_word(self._choices, named)
        question = Question(
            asking=Asking.CHOICE if picks else Asking.YES_OR_NO,
            about="StartExercise",
            choices=tuple(picks),
            answer=lambda answer, at: self._which(answer, at, asked, named, picks),
            offered=_offered(first.exercise),
        )
        if other is None:
            return say(reply("exercise.suggest_one", title=first.exercise.title, length=first.length), question)
        titles = {"title": first.exercise.title, "other": other.exercise.title}
        return say(reply("exercise.suggest", length=first.length, other_length=other.length, **titles), question)

    def leads_to(self, situation_id: str) -> str | None:
        """The exercise or topic that a situation leads to without a question; None where one comes first."""
        try:
            situation = self._readings.situation(situation_id)
        except KeyError:
            return None
        return situation.offer if situation.ask is None else None

    def route(self, situation_id: str, now: datetime) -> Outcome:
        """What is offered in a situation."""
        del now
        try:
            situation = self._readings.situation(situation_id)
        except KeyError:
            return say(reply("exercise.none_fits"))
        opening = Line("reading.text", {"text": _passage(situation.acknowledge)})
        if situation.ask is None:
            return self._invite((opening,), situation)
        choices = tuple(word for answer in situation.ask.answers for word in answer.words)
        question = Question(
            asking=Asking.CHOICE,
            about="Situation",
            choices=choices,
            answer=lambda answer, at: self._asked(answer, at, situation),
            asks_yes_or_no=situation.ask.yes_or_no,
        )
        asked = Line("reading.text", {"text": _passage(situation.ask.text)})
        return say(Reply(lines=(opening, asked)), question)

    def _asked(self, intent: Intent, now: datetime, situation: Situation) -> Outcome | None:
        del now
        said = str(intent.choice or intent.slots.get("choice") or {"Yes": "yes", "No": "no"}.get(str(intent.name), ""))
        answer = situation.ask.answered_by(said) if situation.ask and said else None
        if situation.ask and intent.name in ("Next", "Swap"):
            answer = situation.ask.answers[1]  # "the other one", of the two that were named
        if answer is not None:
            return self._invite((), answer)
        if intent.name == "No":
            return say(NEUTRAL_EXIT)
        return self._invite((), situation) if intent.name in (None, "Yes", "Situation") else None

    def _invite(self, before: tuple[Line, ...], route: Route) -> Outcome:
        picks = {} if route.alternative is None else self._choices.among((route.offer, route.alternative))
        question = Question(
            asking=Asking.CHOICE if picks else Asking.YES_OR_NO,
            about="StartExercise",
            choices=tuple(picks),
            answer=lambda answer, at: self._invited(answer, at, route, picks),
            offered=_offered(self._exercises.find(route.offer)),
        )
        invitation = Line("reading.text", {"text": _passage(route.invitation)})
        invited = say(Reply(lines=(*before, invitation)), question)
        if not route.nothing_deep:
            return invited
        self._rule_out_deep()
        return replace(invited, ends_activity=True)

    def _invited(self, intent: Intent, now: datetime, route: Route, picks: Mapping[str, str]) -> Outcome | None:
        picked = picks.get(intent.choice or "")
        if picked is not None and picked != route.offer:
            return self._offer_other(picked)
        if picked is not None or intent.name == "Yes":
            other = None if route.alternative is None else whole(route.alternative)
            return self._start_of_two(whole(route.offer), other, now)
        match intent.name:
            case "No":
                return say(NEUTRAL_EXIT)
            case "Next" | "Skip" | "Swap" if route.alternative is not None:
                return self._offer_other(route.alternative)
            case _:
                return None

    def _offer_other(self, name: str) -> Outcome:
        exercise = self._exercises.find(name)
        reading = self._readings.reading(name)
        title = exercise.title if exercise else reading.title if reading else name
        question = Question(
            asking=Asking.YES_OR_NO,
            about="StartExercise",
            answer=lambda answer, at: self._other(answer, at, name),
            offered=_offered(exercise),
        )
        return say(reply("exercise.offer_other", title=title), question)

    def _other(self, intent: Intent, now: datetime, name: str) -> Outcome | None:
        if intent.name == "Yes":
            return self._start(name, now)
        return say(NEUTRAL_EXIT) if intent.name == "No" else None

    def _start_of_two(self, one: Named, other: Named | None, now: datetime) -> Outcome:
        """Start one of two that were named; until it begins, "the other one" still means the other."""
        name, variant = one
        begun = self._start(name, now, variant)
        asked = begun.question
        if other is None or other == one or asked is None or asked.asking is not Asking.CONSENT:
            return begun

        def answered(intent: Intent, at: datetime) -> Outcome | None:
            return self._start_of_two(other, one, at) if intent.name == "Swap" else asked.answer(intent, at)

        return replace(begun, question=replace(asked, answer=answered))

    def _which(
        self,
        answer: Intent,
        now: datetime,
        asked: Intent,
        named: Sequence[FittingForm],
        picks: Mapping[str, FittingForm],
    ) -> Outcome | None:
        first, other = named[0], named[-1]
        chosen = picks.get(answer.choice or "")
        if chosen is None:
            chosen = next((form for form in named if form.exercise.id == answer.slots.get("exercise")), None)
        if answer.name == "Shorter" and chosen is None:
            return self._shorter(asked, named, now)
        if chosen == first or answer.name == "Yes":
            return self._start_of_two(first.named, other.named, now)
        if chosen is not None or (answer.name in ("Next", "Skip", "Swap") and other != first):
            return self._start_of_two(other.named, first.named, now)
        return say(reply("dialogue.dropped")) if answer.name == "No" else None

    def _shorter(self, asked: Intent, named: Sequence[FittingForm], now: datetime) -> Outcome:
        """Others that take less time than the shortest that was named."""
        less = {**asked.slots, "minutes": min(form.minutes for form in named) - 1}
        found = self.suggest(replace(asked, slots=less), now)
        if found.question is not None:
            return found
        again = self._offer(asked, named[0], named[1] if len(named) > 1 else None)
        return say(reply("exercise.not_shorter"), again.question)

    def _fitting(self, minutes: int | None, topic: str | None, among: Iterable[Exercise]) -> list[FittingForm]:
        found = list(among)
        return fitting_forms(found if topic is None else self._about(topic, found), minutes)

    def _about(self, topic: str, among: Sequence[Exercise]) -> list[Exercise]:
        reading = self._readings.reading(topic)
        named = reading.exercises if reading else ()
        kind = topic.removesuffix("_intimacy")
        ranked = [one for name in named for one in among if one.id == name]
        ranked += [one for one in among if one not in ranked and (topic in one.levels or kind in one.intimacy)]
        return ranked


def _minutes(intent: Intent) -> int | None:
    minutes = intent.slots.get("minutes")
    return None if minutes is None else int(minutes)


def _topic(intent: Intent) -> str | None:
    topic = intent.slots.get("topic")
    return None if topic is None else str(topic)


def _by_word(choices: Choices, named: Sequence[FittingForm]) -> Mapping[str, FittingForm]:
    """Which of the forms that were named each word picks: by its place, or by its title."""
    forms = {form.exercise.id: form for form in named}
    picks = {word: forms[name] for word, name in choices.among(list(forms)).items()}
    return picks | {form.exercise.title.lower(): form for form in named}


def _list_item(form: FittingForm) -> Line:
    """Title and length; where part of it is spent apart, as a pause is, the whole length is told as such."""
    key = "exercise.list_item" if form.exercise.first_step_apart is None else "exercise.list_item_in_all"
    return Line(key, {"title": form.exercise.title, "length": form.length})


def _offered(exercise: Exercise | None) -> Offered | None:
    return None if exercise is None else Offered(exercise.title, FittingForm(exercise).length)


def _passage(text: str) -> Passage:
    return Passage(sentences=(text,))
