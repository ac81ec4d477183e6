"""Chooses what may fit: by time, by subject, by how things are. At most two offers, and at most one question first."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.library.choices import Choices
from assistant.library.exercise import Exercise
from assistant.library.exercise_shelf import ExerciseShelf
from assistant.library.reading_shelf import ReadingShelf
from assistant.library.situation import Route, Situation
from assistant.messages.speech import NEUTRAL_EXIT, Asking, Intent, Line, Passage, Reply, reply
from assistant.skills.ports import NOTHING, Offered, Outcome, Question, say

Start = Callable[[str, datetime], Outcome]
"""Offers the exercise, or reads the topic, with this id."""

MOST_IN_A_LIST = 3
SPARE = 1.25
"""An exercise may take this much longer than the minutes that somebody has."""

GENTLE = ("light", "medium")
"""What is suggested unasked: nothing deep."""


class Suggesting:
    """Chooses among the exercises; the same day and the same question give the same answer."""

    def __init__(self, exercises: ExerciseShelf, readings: ReadingShelf, choices: Choices, start: Start) -> None:
        """Choose from the shelves; ``start`` begins what was chosen, also by its place among what was named."""
        self._exercises = exercises
        self._readings = readings
        self._choices = choices
        self._start = start
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
        lines += [Line("exercise.list_item", {"title": one.title, "length": _length(one)}) for one in shown]
        if start + MOST_IN_A_LIST < len(found):
            lines.append(Line("exercise.list_more"))
        picks = self._choices.among([one.id for one in shown])
        question = Question(
            asking=Asking.CHOICE,
            about="ListExercises",
            choices=tuple(picks),
            answer=lambda answer, at: self._more(answer, at, intent, picks),
            reprompts=False,
        )
        return say(Reply(lines=tuple(lines)), question)

    def _more(self, answer: Intent, now: datetime, asked: Intent, picks: Mapping[str, str]) -> Outcome | None:
        """After a list, "more" means the next three, and "the second one" that one; all else is no answer to it."""
        picked = picks.get(answer.choice or "")
        if picked is not None:
            return self._start(picked, now)
        if answer.name in ("TellMore", "Next", "MoreTime"):
            return self.list_exercises(asked)
        return NOTHING if answer.name in ("Yes", "No", None) else None

    def suggest(self, intent: Intent, now: datetime) -> Outcome:
        """One that fits and one other."""
        minutes = _minutes(intent)
        light = [one for one in self._exercises.exercises if one.intensity in GENTLE and not one.alone]
        found = self._fitting(minutes, _topic(intent), light)
        if not found:
            return say(reply("exercise.none_fits"))
        if minutes is not None:
            found = [one for one in found if one.minutes * 2 >= minutes] or found
        turn = now.date().toordinal() % len(found)
        first, *others = [*found[turn:], *found[:turn]]
        if not others:
            question = Question(
                asking=Asking.YES_OR_NO,
                about="StartExercise",
                answer=lambda answer, at: self._yes(answer, at, first),
                offered=_offered(first),
            )
            return say(reply("exercise.suggest_one", title=first.title, length=_length(first)), question)
        other = others[0]
        picks = {**self._choices.among((first.id, other.id)), first.title.lower(): first.id}
        picks[other.title.lower()] = other.id
        question = Question(
            asking=Asking.CHOICE,
            about="StartExercise",
            choices=tuple(picks),
            answer=lambda answer, at: self._which(answer, at, (first.id, other.id), picks),
            offered=_offered(first),
        )
        return say(reply("exercise.suggest", title=first.title, length=_length(first), other=other.title), question)

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
        return say(Reply(lines=(*before, invitation)), question)

    def _invited(self, intent: Intent, now: datetime, route: Route, picks: Mapping[str, str]) -> Outcome | None:
        picked = picks.get(intent.choice or "")
        if picked is not None and picked != route.offer:
            return self._offer_other(picked)
        if picked is not None or intent.name == "Yes":
            return self._start_of_two(route.offer, route.alternative, now)
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

    def _start_of_two(self, name: str, other: str | None, now: datetime) -> Outcome:
        """Start one of two that were named; until it begins, "the other one" still means the other."""
        begun = self._start(name, now)
        asked = begun.question
        if other is None or asked is None or asked.asking is not Asking.CONSENT:
            return begun

        def answered(intent: Intent, at: datetime) -> Outcome | None:
            return self._start_of_two(other, name, at) if intent.name == "Swap" else asked.answer(intent, at)

        return replace(begun, question=replace(asked, answer=answered))

    def _yes(self, intent: Intent, now: datetime, exercise: Exercise) -> Outcome | None:
        if intent.name == "Yes":
            return self._start(exercise.id, now)
        return say(reply("dialogue.dropped")) if intent.name == "No" else None

    def _which(self, intent: Intent, now: datetime, named: tuple[str, str], picks: Mapping[str, str]) -> Outcome | None:
        first, other = named
        chosen = picks.get(intent.choice or "") or intent.slots.get("exercise")
        if chosen == first or intent.name == "Yes":
            return self._start_of_two(first, other, now)
        if chosen == other:
            return self._start_of_two(other, first, now)
        match intent.name:
            case "Next" | "Skip" | "Swap":
                return self._start_of_two(other, first, now)
            case "No":
                return say(reply("dialogue.dropped"))
            case _:
                return None

    def _fitting(self, minutes: int | None, topic: str | None, among: Iterable[Exercise]) -> list[Exercise]:
        found = list(among)
        if topic is not None:
            found = self._about(topic, found)
        if minutes is not None:
            found = [one for one in found if one.minutes <= minutes * SPARE]
            found.sort(key=lambda one: -one.minutes)
        return found

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


def _length(exercise: Exercise) -> timedelta:
    return timedelta(minutes=exercise.minutes)


def _offered(exercise: Exercise | None) -> Offered | None:
    return None if exercise is None else Offered(exercise.title, _length(exercise))


def _passage(text: str) -> Passage:
    return Passage(sentences=(text,))
