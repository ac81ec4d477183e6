"""Reads principles and topics aloud, goes deeper when asked, and leads through the house in nine stops."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from assistant.exercises.progress import Progress, ProgressStore, recall
from assistant.library.principle import Principle
from assistant.library.reading import Depth, Reading
from assistant.library.reading_shelf import ReadingShelf
from assistant.messages.effects import FallSilent, LightRoom
from assistant.messages.intents import IntentName
from assistant.messages.speech import (
    After,
    Asking,
    Intent,
    Manner,
    Passage,
    Running,
    Saying,
    Term,
    TermKind,
    Vocabulary,
    reply,
)
from assistant.skills.ports import NOTHING, FollowUp, Outcome, Question, say

STAYS_OPEN = timedelta(minutes=5)
"""How long after its last word "tell us more" still belongs to a reading."""

StartExercise = Callable[[str, datetime], Outcome]
"""Offers the exercise with this id."""

TOUR_ID = "the_house"
"""What is kept of the way through the house: this id and the number of the stop."""


@dataclass(slots=True)
class ReadingAloud:
    """One text that is being read, and what can follow from it."""

    shelf: ReadingShelf
    reading: Reading
    start_exercise: StartExercise
    progress: ProgressStore | None = None
    """Where the way through the house is kept; None for a single text."""

    among: tuple[str, ...] = ()
    """The readings that were named before it, where it was picked by its place."""

    depth: Depth = Depth.ONE_MINUTE
    said_misunderstanding: bool = False
    next_at: datetime | None = None
    running: Running = field(default=Running.READING)

    @property
    def waiting(self) -> Question | None:
        """A reading closes by itself."""
        return None

    def begin(self, now: datetime) -> Outcome:
        """Read it from its beginning."""
        return (
            self._tour_stop(now)
            if self.progress is not None
            else Outcome(sayings=(self._passage(),), activity=self, beside=True)
        )

    def advance(self, now: datetime, quiet_since: datetime | None) -> Outcome:
        """Close the book once nobody has asked for more."""
        del now, quiet_since
        return Outcome(ends_activity=True)

    def control(self, intent: Intent, now: datetime) -> Outcome | None:
        """Next, previous, again, deeper, pause."""
        self.next_at = None
        match intent.name:
            case "GoToStep" if not self.among and not isinstance(self.reading, Principle):
                return self._pick(int(intent.slots["step"]), now)
            case "Next" | "Skip" | "Previous" | "GoToStep":
                return self._turn_to(self._place_meant(intent), now)
            case "Repeat" | "StartOver" | "Resume":
                return self.begin(now)
            case "TellMore":
                return self._deeper()
            case "Pause":
                return Outcome(effects=(FallSilent(),))
            case "Cancel":
                said = () if self.progress is None else (Saying(reply("reading.another_evening")),)
                return Outcome(sayings=said, effects=(FallSilent(),), ends_activity=True)
            case "WhereAmI" | "TimeLeft":
                place = self._places().index(self.reading.id) + 1
                return say(
                    reply("reading.where", title=in_a_sentence(self.reading.title), place=place, of=len(self._places()))
                )
            case "Shorter":
                return say(reply("reading.text", text=_passage(self.reading.one_breath)))
            case "StartExercise":
                return self._try_it(now)
            case _:
                return None

    def running_at(self, now: datetime) -> Running:
        """A reading at every moment."""
        del now
        return self.running

    def finished_speaking(self, now: datetime) -> None:
        """Stay open a little while for "tell us more"."""
        self.next_at = now + STAYS_OPEN

    def pause(self, now: datetime) -> None:
        """A reading needs no pausing: its words are simply cut off."""
        del now

    def leave(self, now: datetime) -> None:
        """Close the book; of the house, remember how far they came."""
        if self.progress is not None:
            self._keep_place(self.progress, now)
        self.running = Running.NOTHING

    def _passage(self) -> Saying:
        return Saying(reply("reading.text", text=_passage(self.reading.at(self.depth))), Manner.CUE)

    def _deeper(self) -> Outcome:
        if self.depth is not Depth.LONGER:
            self.depth = Depth.LONGER
            return Outcome(sayings=(self._passage(),))
        if isinstance(self.reading, Principle) and not self.said_misunderstanding:
            self.said_misunderstanding = True
            return Outcome(sayings=(Saying(reply("reading.text", text=_passage(self.reading.misunderstanding))),))
        return say(reply("reading.no_deeper"))

    def _places(self) -> list[str]:
        if self.among:
            return [*self.among]
        if isinstance(self.reading, Principle):
            return [principle.id for principle in self.shelf.principles]
        return [topic.id for topic in self.shelf.topics]

    def _place_meant(self, intent: Intent) -> int:
        """Where next, back or the third one is, from 0; it may lie before the first or after the last."""
        if "step" in intent.slots:
            return int(intent.slots["step"]) - 1
        return self._places().index(self.reading.id) + (-1 if intent.name == "Previous" else +1)

    def _pick(self, place: int, now: datetime) -> Outcome:
        """One of those that this reading names; from then on they follow each other."""
        if not 0 < place <= len(self.reading.names):
            return say(reply("reading.unknown"))
        self.among = self.reading.names
        return self._turn_to(place - 1, now)

    def _turn_to(self, place: int, now: datetime) -> Outcome:
        places = self._places()
        if not 0 <= place < len(places):
            return say(reply("reading.last" if place > 0 else "reading.first"))
        turned = self.shelf.reading(places[place])
        if turned is None:  # places come from the shelf itself
            return NOTHING
        self.reading, self.depth, self.said_misunderstanding = turned, Depth.ONE_MINUTE, False
        return self.begin(now)

    def _keep_place(self, progress: ProgressStore, now: datetime) -> None:
        """The stop that is read; at the last one the way is done."""
        place = self._places().index(self.reading.id) + 1
        if place == len(self.shelf.principles):
            progress.clear()
        else:
            progress.save(Progress(TOUR_ID, place, "full", now))

    def _tour_stop(self, now: datetime) -> Outcome:
        if self.progress is not None:
            self._keep_place(self.progress, now)
        words = self.reading.tour if isinstance(self.reading, Principle) else self.reading.one_minute
        words_said = Saying(reply("reading.text", text=_passage(words)), Manner.CUE)
        return Outcome(sayings=(words_said,), activity=self, beside=True, effects=(LightRoom(self.reading.id),))

    def _try_it(self, now: datetime) -> Outcome | None:
        return self.start_exercise(self.reading.exercises[0], now) if self.reading.exercises else None


class ReadingSkill:
    """Answers everything that is about principles and topics."""

    intents: frozenset[IntentName] = frozenset(
        {"ReadPrinciple", "ListPrinciples", "ExplainTopic", "TellMore", "TakeUsThrough", "Limits"}
    )

    def __init__(self, shelf: ReadingShelf, start_exercise: StartExercise, progress: ProgressStore) -> None:
        """Read from a shelf.

        Args:
            shelf: principles and topics.
            start_exercise: offers an exercise that practises a principle.
            progress: how far the two came through the house.
        """
        self._shelf = shelf
        self._progress = progress
        self._vocabulary = Vocabulary(terms=reading_terms(shelf))
        self._start_exercise = start_exercise

    def handle(self, intent: Intent, now: datetime) -> Outcome:
        """Read, list or explain."""
        match intent.name:
            case "ListPrinciples":
                lines = [f"{principle.title}. {principle.one_breath}" for principle in self._shelf.principles]
                told = say(reply("reading.principles", text=_passage(" ".join(lines))))
                return replace(told, follow_up=FollowUp(After.NAMED, self._pick))
            case "TakeUsThrough":
                return self.unfinished(now) or self._lead_through(1, now)
            case "Limits":
                return self._read(self._shelf.topic("limits"), now)
            case "TellMore":
                return say(reply("reading.nothing_open"))
            case _:
                return self.read(str(intent.slots.get("principle") or intent.slots.get("topic") or ""), now)

    def _pick(self, intent: Intent, now: datetime) -> Outcome | None:
        """The principle at a place of the list that was just told."""
        if intent.name != "GoToStep" or "step" not in intent.slots:
            return None
        named = self._shelf.principles
        place = int(intent.slots["step"])
        return self._read(named[place - 1], now) if 0 < place <= len(named) else say(reply("reading.last"))

    def read(self, name: str, now: datetime) -> Outcome:
        """Read the principle or topic with this id."""
        found = self._shelf.reading(name)
        return self._read(found, now) if found else say(reply("reading.unknown"))

    def unfinished(self, now: datetime, since: datetime | None = None) -> Outcome | None:
        """Offer to go on through the house; None where they are not half-way, or were there before ``since`` only."""
        kept = recall(self._progress, now)
        if kept is None or not 1 < kept.step < len(self._shelf.principles) or (since and kept.saved_at < since):
            return None
        question = Question(
            asking=Asking.YES_OR_NO,
            about="TakeUsThrough",
            answer=lambda intent, at: self._continued(intent, at, kept.step),
        )
        title = in_a_sentence(self._shelf.principles[kept.step - 1].title)
        return say(reply("reading.continue_offer", title=title, place=kept.step), question)

    def _continued(self, intent: Intent, now: datetime, step: int) -> Outcome | None:
        match intent.name:
            case "Yes" | "Resume" | "Next":
                return self._lead_through(step, now)
            case "No" | "StartOver" | "TakeUsThrough":
                return self._lead_through(1, now)
            case "Cancel":
                return say(reply("reading.another_evening"))
            case _:
                return None

    def _lead_through(self, step: int, now: datetime) -> Outcome:
        stop = self._shelf.principles[step - 1]
        return ReadingAloud(self._shelf, stop, self._start_exercise, progress=self._progress).begin(now)

    def vocabulary(self, now: datetime) -> Vocabulary:
        """Every name of every principle and topic."""
        del now
        return self._vocabulary

    def _read(self, reading: Reading, now: datetime) -> Outcome:
        return ReadingAloud(self._shelf, reading, self._start_exercise).begin(now)


def reading_terms(shelf: ReadingShelf) -> tuple[Term, ...]:
    """Every name of every principle and topic."""
    principles = [Term(TermKind.PRINCIPLE, one.id, one.spoken_names) for one in shelf.principles]
    topics = [Term(TermKind.TOPIC, one.id, one.spoken_names) for one in shelf.topics]
    return (*principles, *topics)


def _passage(text: str) -> Passage:
    return Passage(sentences=(text,))


def in_a_sentence(title: str) -> str:
    """A title as it stands inside a sentence: "the positive perspective"."""
    return title[:1].lower() + title[1:]
