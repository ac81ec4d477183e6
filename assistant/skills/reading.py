"""Reads principles and topics aloud, goes deeper when asked, and leads through the house in nine stops."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assistant.library.principle import Principle
from assistant.library.reading import Depth, Reading
from assistant.library.reading_shelf import ReadingShelf
from assistant.messages.speech import (
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
from assistant.skills.ports import NOTHING, Outcome, say

LIGHT = "light:"
"""Begins an effect: show the house with this principle's room lit, where there is a screen."""

STAYS_OPEN = timedelta(minutes=5)
"""How long after its last word "tell us more" still belongs to a reading."""

StartExercise = Callable[[str, datetime], Outcome]
"""Offers the exercise with this id."""


@dataclass(slots=True)
class ReadingAloud:
    """One text that is being read, and what can follow from it."""

    shelf: ReadingShelf
    reading: Reading
    start_exercise: StartExercise
    depth: Depth = Depth.ONE_MINUTE
    touring: bool = False
    said_misunderstanding: bool = False
    next_at: datetime | None = None
    running: Running = field(default=Running.READING)

    def begin(self) -> Outcome:
        """Read it from its beginning."""
        return self._tour_stop() if self.touring else Outcome(sayings=(self._passage(),), activity=self, beside=True)

    def advance(self, now: datetime, quiet_since: datetime | None) -> Outcome:
        """Close the book once nobody has asked for more."""
        del now, quiet_since
        return Outcome(ends_activity=True)

    def control(self, intent: Intent, now: datetime) -> Outcome | None:
        """Next, previous, again, deeper, pause."""
        self.next_at = None
        match intent.name:
            case "Next" | "Skip":
                return self._turn_to(+1)
            case "Previous":
                return self._turn_to(-1)
            case "Repeat" | "StartOver" | "Resume":
                return self.begin()
            case "TellMore":
                return self._deeper()
            case "Pause":
                return Outcome(effects=("hush",))
            case "Cancel":
                return Outcome(effects=("hush",), ends_activity=True)
            case "WhereAmI" | "TimeLeft":
                place = self._places().index(self.reading.id) + 1
                return say(reply("reading.where", title=self.reading.title, place=place, of=len(self._places())))
            case "Shorter":
                return say(reply("reading.text", text=_passage(self.reading.one_breath)))
            case "StartExercise":
                return self._try_it(now)
            case _:
                return None

    def finished_speaking(self, now: datetime) -> None:
        """Stay open a little while for "tell us more"."""
        self.next_at = now + STAYS_OPEN

    def pause(self, now: datetime) -> None:
        """A reading needs no pausing: its words are simply cut off."""
        del now

    def leave(self, now: datetime) -> None:
        """Close the book."""
        del now
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
        if isinstance(self.reading, Principle):
            return [principle.id for principle in self.shelf.principles]
        return [topic.id for topic in self.shelf.topics]

    def _turn_to(self, step: int) -> Outcome:
        places = self._places()
        place = places.index(self.reading.id) + step
        if not 0 <= place < len(places):
            return say(reply("reading.last" if step > 0 else "reading.first"))
        turned = self.shelf.reading(places[place])
        if turned is None:  # places come from the shelf itself
            return NOTHING
        self.reading, self.depth, self.said_misunderstanding = turned, Depth.ONE_MINUTE, False
        return self.begin()

    def _tour_stop(self) -> Outcome:
        words = self.reading.tour if isinstance(self.reading, Principle) else self.reading.one_minute
        words_said = Saying(reply("reading.text", text=_passage(words)), Manner.CUE)
        return Outcome(sayings=(words_said,), activity=self, beside=True, effects=(f"{LIGHT}{self.reading.id}",))

    def _try_it(self, now: datetime) -> Outcome | None:
        return self.start_exercise(self.reading.exercises[0], now) if self.reading.exercises else None


class ReadingSkill:
    """Answers everything that is about principles and topics."""

    intents = frozenset({"ReadPrinciple", "ListPrinciples", "ExplainTopic", "TellMore", "TakeUsThrough", "Limits"})

    def __init__(self, shelf: ReadingShelf, start_exercise: StartExercise) -> None:
        """Read from a shelf; ``start_exercise`` offers an exercise that practises a principle."""
        self._shelf = shelf
        self._vocabulary = Vocabulary(terms=reading_terms(shelf))
        self._start_exercise = start_exercise

    def handle(self, intent: Intent, now: datetime) -> Outcome:
        """Read, list or explain."""
        del now
        match intent.name:
            case "ListPrinciples":
                lines = [f"{principle.title}. {principle.one_breath}" for principle in self._shelf.principles]
                return say(reply("reading.principles", text=_passage(" ".join(lines))))
            case "TakeUsThrough":
                return self._read(self._shelf.principles[0], touring=True)
            case "Limits":
                return self._read(self._shelf.topic("limits"))
            case "TellMore":
                return say(reply("reading.nothing_open"))
            case _:
                return self.read(str(intent.slots.get("principle") or intent.slots.get("topic") or ""))

    def read(self, name: str) -> Outcome:
        """Read the principle or topic with this id."""
        found = self._shelf.reading(name)
        return self._read(found) if found else say(reply("reading.unknown"))

    def vocabulary(self, now: datetime) -> Vocabulary:
        """Every name of every principle and topic."""
        del now
        return self._vocabulary

    def _read(self, reading: Reading, *, touring: bool = False) -> Outcome:
        return ReadingAloud(self._shelf, reading, self._start_exercise, touring=touring).begin()


def reading_terms(shelf: ReadingShelf) -> tuple[Term, ...]:
    """Every name of every principle and topic."""
    principles = [Term(TermKind.PRINCIPLE, one.id, one.spoken_names) for one in shelf.principles]
    topics = [Term(TermKind.TOPIC, one.id, one.spoken_names) for one in shelf.topics]
    return (*principles, *topics)


def _passage(text: str) -> Passage:
    return Passage(sentences=(text,))
