"""``hearthside rehearse``: a scripted conversation on a simulated clock; everything said is printed with its time."""

import argparse
import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from assistant.app.conversing import open_conversation
from assistant.app.house import Conversation, House
from assistant.app.moments import is_within_reach, present
from assistant.app.printing import print_line, print_text
from assistant.app.settings import load_settings
from assistant.app.wiring import name_partners, open_house
from assistant.clock import SimulatedClock
from assistant.library.yaml_reading import load_yaml
from assistant.messages.speech import Transcript
from assistant.scheduling.clock_alarms import ClockAlarms
from assistant.speaking.phrasing import words
from assistant.speaking.ports import Earcon, GivesWay, Sounding, Speech, never
from assistant.speaking.quiet_voices import SimulatedVoice

_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(seconds?|sec|s|minutes?|min|hours?|h|days?|d)(?![a-z])")
_UNIT_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}
_LONGEST = timedelta(days=400)


def _span(text: object) -> object:
    """``90 s``, ``5 min``, ``2 h 30 min`` as a length of time; other things as they are, for pydantic to name."""
    if isinstance(text, int | float):
        return _length(text)
    if isinstance(text, str):
        parts = _SPAN.findall(text)
        if parts and not _SPAN.sub("", text).strip():
            return _length(sum(float(number) * _UNIT_SECONDS[unit[0]] for number, unit in parts))
        message = "a length of time such as '90 s' or '5 min'"
        raise ValueError(message)
    return text


def _length(seconds: float) -> timedelta:
    if not seconds <= _LONGEST.total_seconds():
        message = f"a length of time of at most {_LONGEST.days} days"
        raise ValueError(message)
    return timedelta(seconds=seconds)


def _within_reach(now: datetime) -> datetime:
    if not is_within_reach(now):
        message = "a time that can be reckoned with"
        raise ValueError(message)
    return now


def _spoken(text: object) -> object:
    """A bare yes or no, which YAML takes for true or false, as the word that was written; anything else as it is."""
    return {True: "yes", False: "no"}[text] if isinstance(text, bool) else text


Spoken = Annotated[str, BeforeValidator(_spoken)]
Span = Annotated[timedelta, BeforeValidator(_span), Field(ge=timedelta(0))]


class People(BaseModel):
    """What the two are called."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    a: str | None = None
    b: str | None = None


class ScriptedTurn(BaseModel):
    """One thing that one of them says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    say: Spoken
    after: Span = timedelta(seconds=5)
    """Since the turn before was said; the first turn is said at once."""


class Script(BaseModel):
    """A conversation to be rehearsed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    now: Annotated[datetime, AfterValidator(_within_reach)]
    people: People = People()
    turns: tuple[ScriptedTurn, ...] = ()
    until: Span = timedelta(0)
    """Since ``now``; it lasts at least until everything is said that the last turn asked for."""


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One line of the rehearsal."""

    at: datetime
    who: str
    text: str
    intent: str | None = None

    def as_json(self, zone: ZoneInfo) -> dict[str, Any]:
        """As it is printed, with the time in the household's zone."""
        return {"at": _iso(self.at, zone), "who": self.who, "text": self.text, "intent": self.intent}


@dataclass(slots=True)
class RehearsedVoice:
    """Takes the time that speaking would, and writes down what began when."""

    clock: SimulatedClock
    write: Callable[[SpokenLine], None]
    _inner: SimulatedVoice = field(init=False)

    def __post_init__(self) -> None:
        """Take time from the same clock."""
        self._inner = SimulatedVoice(self.clock)

    async def speak(self, speech: Speech, sounding: Sounding, gives_way: GivesWay = never) -> Speech:
        """Write the line down as it begins."""
        self.write(SpokenLine(self.clock.now(), "assistant", words(speech)))
        return await self._inner.speak(speech, sounding, gives_way)

    async def play(self, earcon: Earcon, sounding: Sounding) -> None:
        """Write the chime down; the other small sounds belong to a microphone and take no time."""
        if earcon is not Earcon.CHIME:
            return
        self.write(SpokenLine(self.clock.now(), "chime", ""))
        await self._inner.play(earcon, sounding)


def rehearse(options: argparse.Namespace) -> int:
    """Play a script and print every line."""
    script = load_yaml(options.script, Script)
    settings = load_settings(options.config, data_dir=options.data_dir)
    zone = settings.zone
    clock = SimulatedClock(present(script.now, zone))

    def write(line: SpokenLine) -> None:
        if options.json:
            print_line(line.as_json(zone))
        else:
            heard = f"  [{line.intent or 'nothing'}]" if line.who == "couple" else ""
            print_text(f"{_iso(line.at, zone)}  {line.who:<9}  {line.text}{heard}")

    with open_house(settings, clock, in_memory=options.data_dir is None) as house:
        name_partners(house, script.people.a, script.people.b)
        play(script, house, clock, write)
    return 0


def play(script: Script, house: House, clock: SimulatedClock, write: Callable[[SpokenLine], None]) -> None:
    """Play a script in an open house; every line is handed to ``write`` as it begins."""
    clock.run(_play(script, house, clock, write))


async def _play(script: Script, house: House, clock: SimulatedClock, write: Callable[[SpokenLine], None]) -> None:
    conversation = open_conversation(house, RehearsedVoice(clock, write))
    began = clock.now()
    await house.calendars.refresh_once(began)
    alarms = ClockAlarms(clock)
    keeper = conversation.keep_alarms(alarms, beside_others=False)
    tasks = [asyncio.create_task(work) for work in conversation.background()]
    keeper.start()
    try:
        await _say_turns(script, conversation, clock, write)
        left = (began + script.until - clock.now()).total_seconds()
        await clock.sleep(max(0.0, left))
        if left <= 0:
            await conversation.mouth.until_silent()
    finally:
        keeper.stop()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _say_turns(
    script: Script, conversation: Conversation, clock: SimulatedClock, write: Callable[[SpokenLine], None]
) -> None:
    await clock.sleep(0)
    for number, turn in enumerate(script.turns):
        if number:
            await clock.sleep(turn.after.total_seconds())
        await conversation.house.calendars.refresh_if_agreed(clock.now())
        exchange = conversation.pipeline.read(Transcript(turn.say))
        write(SpokenLine(clock.now(), "couple", turn.say, exchange.intent.name))


def _iso(moment: datetime, zone: ZoneInfo) -> str:
    rounded = (moment.astimezone(UTC) + timedelta(microseconds=500)).astimezone(zone)
    return rounded.replace(microsecond=rounded.microsecond // 1000 * 1000).isoformat()
