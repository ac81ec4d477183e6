"""One evening as a writer writes it down: what is said, what is expected, what remains; see ``README.md``."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from assistant.app.rehearsal import Script, ScriptedTurn, Span, SpokenLine, play
from assistant.app.settings import HouseholdSettings, Settings
from assistant.app.wiring import name_partners, open_house
from assistant.clock import SimulatedClock
from assistant.household.household import Household
from tests.conversations.understood import ZONE, recognizer

NOTHING = "nothing"
"""Written for the intent of what is not understood or not meant for Hearthside."""

TOLERANCE = timedelta(milliseconds=50)

Named = Annotated[str, BeforeValidator(lambda given: ("No", "Yes")[given] if isinstance(given, bool) else given)]
Several = Annotated[tuple[str, ...], BeforeValidator(lambda given: (given,) if isinstance(given, str) else given)]


class ExpectedTurn(ScriptedTurn):
    """One thing that one of them says, and what should come of it."""

    intent: Named | None = None
    reply: Several = ()
    """Pieces that must all be in what is said before the next turn."""

    never: Several = ()
    """Pieces that must not be in it."""

    silence: Literal[True] | Span | None = None
    """Nothing is said until the next turn, or for this long."""


class ExpectedLine(BaseModel):
    """Something that Hearthside says at a certain time, asked or not."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: Span
    """Since ``now``."""

    text: str = ""
    """A piece of it; empty for a chime."""


class Evening(Script):
    """One evening."""

    about: str
    turns: tuple[ExpectedTurn, ...] = ()
    lines: tuple[ExpectedLine, ...] = ()
    never: Several = ()
    """Pieces that are said at no time."""

    once: Several = ()
    """Pieces that are said exactly once."""

    last: str | None = None
    """A piece of the very last thing that is said."""

    planned: tuple[str, ...] | None = None
    """What is planned at the end, as ``title, date time`` of each next occurrence; an empty list for nothing."""

    names: tuple[str, str] | None = None
    """What the two are called at the end."""


@dataclass(frozen=True, slots=True)
class Played:
    """What became of an evening."""

    lines: tuple[SpokenLine, ...]
    household: Household
    planned: tuple[str, ...]


def play_evening(evening: Evening, folder: Path) -> Played:
    """Play it through the real dialogue, understanding, skills, store and mouth, on a simulated clock."""
    clock = SimulatedClock(evening.now)
    settings = Settings(data_dir=folder, household=HouseholdSettings(zone=ZONE))
    lines: list[SpokenLine] = []
    with open_house(settings, clock, recognizer=recognizer()) as house:
        name_partners(house, evening.people.a, evening.people.b)
        play(evening, house, clock, lines.append)
        planned = tuple(
            f"{each.title}, {each.local(ZONE):%Y-%m-%d %H:%M}" for each in house.couple_time.upcoming(clock.now())
        )
        return Played(tuple(lines), house.households.load(), planned)


def complaints(evening: Evening, played: Played) -> list[str]:
    """Everything that was not as expected, one plain sentence each."""
    found: list[str] = []
    for turn, heard, answers in zip(evening.turns, *_by_turn(played.lines), strict=True):
        found += [f"after {turn.say!r}: {wrong}" for wrong in _turn_complaints(turn, heard, answers)]
    own = [line for line in played.lines if line.who != "couple"]
    for expected in evening.lines:
        moment = evening.now + expected.at
        there = [line for line in own if abs(line.at - moment) <= TOLERANCE]
        if not any(_says(line, expected.text) for line in there):
            near = [f"{line.at - evening.now} {line.who} {line.text}" for line in own]
            found.append(f"{expected.text or 'a chime'!r} is not said at {expected.at}; there is {near}")
    everything = " ".join(line.text for line in own)
    found += [f"{piece!r} is said" for piece in evening.never if _in(piece, everything)]
    for piece in evening.once:
        times = sum(_in(piece, line.text) for line in own)
        found += [f"{piece!r} is said {times} times"] if times != 1 else []
    if evening.last is not None and not (own and _says(own[-1], evening.last)):
        found.append(f"the last thing said is {own[-1].text if own else None!r}, not {evening.last!r}")
    if evening.planned is not None and evening.planned != played.planned:
        found.append(f"planned is {list(played.planned)}, not {list(evening.planned)}")
    names = tuple(partner.name for partner in played.household.partners)
    if evening.names is not None and evening.names != names:
        found.append(f"they are called {names}, not {evening.names}")
    return found


def _by_turn(lines: tuple[SpokenLine, ...]) -> tuple[list[SpokenLine], list[list[SpokenLine]]]:
    heard: list[SpokenLine] = []
    answers: list[list[SpokenLine]] = []
    for line in lines:
        if line.who == "couple":
            heard.append(line)
            answers.append([])
        elif answers:
            answers[-1].append(line)
    return heard, answers


def _turn_complaints(turn: ExpectedTurn, heard: SpokenLine, answers: list[SpokenLine]) -> list[str]:
    found: list[str] = []
    said = " ".join(line.text for line in answers)
    if turn.intent is not None and turn.intent != (heard.intent or NOTHING):
        found.append(f"understood {heard.intent or NOTHING}, not {turn.intent}")
    found += [f"{piece!r} is not in {said!r}" for piece in turn.reply if not _in(piece, said)]
    found += [f"{piece!r} is in {said!r}" for piece in turn.never if _in(piece, said)]
    if turn.silence is not None:
        until = None if turn.silence is True else heard.at + turn.silence
        broken = [line.text or line.who for line in answers if until is None or line.at < until]
        if broken:
            found.append(f"there is no silence but {broken}")
    return found


def _says(line: SpokenLine, piece: str) -> bool:
    return line.who == "chime" if not piece else _in(piece, line.text)


def _in(piece: str, text: str) -> bool:
    return piece.casefold() in text.casefold()
