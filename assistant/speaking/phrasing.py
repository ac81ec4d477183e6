"""The only maker of words: a reply's keys and values in, sentences with their pauses out.

What may stand in a placeholder:

====================  =========================  ====================================
``{x}``               text or a name             as it is
``{x}``               a whole number             in words below a hundred
``{x}``               a passage                  its sentences, each on its own
``{x:date_time}``     a moment, a spoken time    weekday, day of the month and time
``{x:date}``          a moment, a spoken time    weekday and day of the month
``{x:whole_date}``    a moment, a spoken time    the same with the month, however near
``{x:clock}``         a moment, a spoken time    the time of day
``{x:how_far}``       a moment, a spoken time    how far off it is
``{x:recurrence}``    a repeating spoken time    how it repeats
``{x:about}``         a length or seconds        rounded, as people say it
``{x:exactly}``       a length or seconds        to the second
``{x:list}``          texts                      joined as people join them
====================  =========================  ====================================
"""

import dataclasses
import re
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from string import Formatter

from assistant.messages.speech import Line, Passage, Reply, ReplyValue
from assistant.messages.times import Recurrence, SpokenTime
from assistant.speaking import spoken_times
from assistant.speaking.ports import Sentence, Speech
from assistant.speaking.responses import Response
from assistant.speaking.written_lengths import say_about, with_its_lengths

BETWEEN_SENTENCES = 0.5
"""Seconds of silence. Source: the project's style sheet for spoken text, 0.4 to 0.6 s."""

# Private code points mark what a slot brought in: its edges, its blanks (so that no slot is cut), a passage's joints.
_OPEN, _CLOSE, _BLANK, _JOINT = "\ue000", "\ue001", "\ue002", "\ue003"
_END_OF_SENTENCE = re.compile(rf"(?<=[.!?])([\"'\u2019\u201d){_CLOSE}]*) +")
_STOP_AFTER_A_STOP = re.compile(rf"([?!])({_CLOSE}?)[.,]")
_MARKS = re.compile(f"[{_OPEN}{_CLOSE}]")
_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


class Phrasing:
    """Makes words of replies; takes the variants of a response in turn, so that none comes twice in a row."""

    def __init__(self, responses: Mapping[str, Response]) -> None:
        """Phrase with these responses, by key."""
        self._responses = responses
        self._turns: dict[str, int] = {}

    def phrase(self, reply: Reply, now: datetime) -> Speech:
        """Make sentences of a reply.

        Args:
            reply: keys and the values that fill them.
            now: the present moment in the household's zone; moments are told relative to it.

        Returns:
            The sentences in order, with a pause between any two; empty for silence.

        Raises:
            ValueError: no such key, or a value is missing or does not fit its placeholder.
        """
        sentences: list[Sentence] = []
        for line in reply.lines:
            response = self._response(line.key)
            if sentences and response.pause_before > sentences[-1].pause_after:
                sentences[-1] = _with_pause(sentences[-1], response.pause_before)
            sentences += self._sentences(line, response, now)
        if sentences and self._response(reply.lines[-1].key).pause_after is None:
            sentences[-1] = _with_pause(sentences[-1], 0.0)
        return tuple(sentences)

    def fixed_sentences(self, kinds: Collection[str] = ()) -> tuple[Sentence, ...]:
        """Every sentence, in every variant, that stands in the content word for word.

        Args:
            kinds: first parts of keys, such as ``safety``; all of them if there are none.
        """
        found = dict.fromkeys(
            Sentence(text=text, fixed=True, pace=response.pace)
            for key, response in self._responses.items()
            if not kinds or key.partition(".")[0] in kinds
            for written in response.say
            for text, fixed in _split(_hide_placeholders(written))
            if fixed
        )
        return tuple(found)

    def _response(self, key: str) -> Response:
        try:
            return self._responses[key]
        except KeyError as error:
            message = f"there is no response {key!r}"
            raise ValueError(message) from error

    def _sentences(self, line: Line, response: Response, now: datetime) -> list[Sentence]:
        turn = self._turns.get(line.key, 0)
        self._turns[line.key] = turn + 1
        text = _fill(response.say[turn % len(response.say)], line, now)
        sentences = [
            Sentence(text=said, pause_after=BETWEEN_SENTENCES, fixed=fixed, pace=response.pace)
            for said, fixed in _split(text)
        ]
        if sentences and response.pause_after is not None:
            sentences[-1] = _with_pause(sentences[-1], response.pause_after)
        return sentences


def words(speech: Speech) -> str:
    """What is said, as one line of text."""
    return " ".join(sentence.text for sentence in speech)


def _with_pause(sentence: Sentence, seconds: float) -> Sentence:
    return dataclasses.replace(sentence, pause_after=seconds)


def _fill(written: str, line: Line, now: datetime) -> str:
    parts = []
    for literal, name, form, _ in Formatter().parse(written):
        parts.append(literal)
        if name is None:
            continue
        if name not in line.values:
            message = f"the response {line.key!r} needs a value for {{{name}}}"
            raise ValueError(message)
        try:
            parts.append(_said(line.values[name], form or "", now))
        except ValueError as error:
            message = f"the response {line.key!r} cannot be filled: {{{name}:{form or ''}}} {error}"
            raise ValueError(message) from error
    # A title may end in a question mark, and the response has its own full stop after it.
    return _STOP_AFTER_A_STOP.sub(r"\1\2", "".join(parts))


def _hide_placeholders(written: str) -> str:
    return "".join(
        literal + ("" if name is None else f"{_OPEN}{_CLOSE}")
        for literal, name, _, _ in Formatter().parse(written)
    )  # fmt: skip


def _said(value: ReplyValue, form: str, now: datetime) -> str:
    if isinstance(value, Passage) and not form:
        return _JOINT.join(_marked(with_its_lengths(each, value.share, value.longest)) for each in value.sentences)
    if isinstance(value, datetime | SpokenTime):
        text = _moment_said(value, form, now)
    elif isinstance(value, timedelta) or (isinstance(value, int) and form in {"about", "exactly"}):
        text = _length_said(value, form)
    elif isinstance(value, tuple) and form == "list":
        text = _joined(value)
    elif isinstance(value, int) and not form:
        text = _number(value)
    elif isinstance(value, str) and not form:
        text = value
    else:
        message = f"does not take a {type(value).__name__}"
        raise ValueError(message)
    return _marked(text)


def _marked(text: str) -> str:
    return f"{_OPEN}{' '.join(text.split()).replace(' ', _BLANK)}{_CLOSE}"


def _moment_said(value: datetime | SpokenTime, form: str, now: datetime) -> str:
    wall = now.replace(tzinfo=None)
    if isinstance(value, SpokenTime):
        if form in {"", "date_time"}:
            return spoken_times.say_time(value, wall)
        if form == "recurrence" and value.recurrence is not None:
            return spoken_times.say_recurrence(value.recurrence, wall)
    elif form == "date_time":
        return spoken_times.say_time(SpokenTime(start=_wall_time(value, now)), wall)
    moment = _start(value, now)
    if form == "date":
        return spoken_times.say_date(moment.date(), wall)
    if form == "whole_date":
        return spoken_times.say_whole_date(moment.date(), wall)
    if form == "clock":
        return spoken_times.say_clock(moment.time())
    if form == "how_far":
        return spoken_times.say_how_far(moment.replace(tzinfo=now.tzinfo), now)
    message = "does not take a moment"
    raise ValueError(message)


def _start(value: datetime | SpokenTime, now: datetime) -> datetime:
    if isinstance(value, datetime):
        return _wall_time(value, now)
    recurrence: Recurrence | None = value.recurrence
    start = value.start or (recurrence.dtstart if recurrence else None)
    if start is None:
        message = "was given a spoken time without a moment"
        raise ValueError(message)
    return start


def _wall_time(moment: datetime, now: datetime) -> datetime:
    """Naive wall time in the zone of ``now``."""
    return moment if moment.tzinfo is None else moment.astimezone(now.tzinfo).replace(tzinfo=None)


def _length_said(length: timedelta | int, form: str) -> str:
    """To the second; or rounded to the minute, halves down, and below a minute to five seconds."""
    seconds = round(length.total_seconds()) if isinstance(length, timedelta) else length
    if form != "about":
        return spoken_times.say_length(seconds)
    return say_about(seconds)


def _joined(items: tuple[str, ...]) -> str:
    if not items:
        message = "was given an empty list"
        raise ValueError(message)
    if len(items) == 1:
        return items[0]
    return f"{', '.join(items[:-1])} and {items[-1]}"


def _number(value: int) -> str:
    if not 0 <= value < len(_TENS) * 10:
        return str(value)
    if value < len(_NUMBERS):
        return _NUMBERS[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens] + (f"-{_NUMBERS[ones]}" if ones else "")


def _split(text: str) -> list[tuple[str, bool]]:
    """Sentences, each with whether it is free of slots."""
    sentences = []
    for part in _END_OF_SENTENCE.sub(rf"\1{_JOINT}", text).split(_JOINT):
        said = _MARKS.sub("", part).replace(_BLANK, " ").strip()
        if said:
            sentences.append((said[0].upper() + said[1:], _OPEN not in part and _CLOSE not in part))
    return sentences
