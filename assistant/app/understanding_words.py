"""``hearthside when`` and ``hearthside understand``: what words mean, one phrase or a stream of cases."""

import argparse
import io
import json
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from assistant.app.content import shelf_vocabulary, written_exercises, written_readings
from assistant.app.moments import is_within_reach, present
from assistant.app.printing import print_line, print_text, slots_of
from assistant.app.settings import load_settings
from assistant.app.wiring import make_recognizer
from assistant.library.exercise_shelf import with_own
from assistant.messages.speech import Expectation, Transcript

WRONG_USAGE = 2
FAILED = 1


class _Case(BaseModel):
    """One line of a stream of cases; other keys are let through unread."""

    model_config = ConfigDict(extra="ignore")

    id: int | str
    utterance: str = ""
    text: str = ""
    now: datetime | None = None

    @field_validator("now")
    @classmethod
    def _within_reach(cls, now: datetime | None) -> datetime | None:
        if now is not None and not is_within_reach(now):
            message = "a time that can be reckoned with"
            raise ValueError(message)
        return now


Reading = Callable[[int | str, str, datetime], dict[str, Any]]
"""Takes a case's id, its words and the local wall time; gives the object to print."""


def when(options: argparse.Namespace) -> int:
    """How a spoken time is understood, in local wall time; always the best reading."""
    from assistant.understanding.times.prediction import prediction  # noqa: PLC0415 - only this command needs it

    conventions = load_settings(options.config, data_dir=options.data_dir).conventions

    def reading(case_id: int | str, text: str, now: datetime) -> dict[str, Any]:
        return dict(prediction(case_id, text, now, conventions))

    return _run(options, reading, "utterance")


def understand(options: argparse.Namespace) -> int:
    """The intent and its slots, with nothing running and nothing asked."""
    settings = load_settings(options.config, data_dir=options.data_dir)
    readings = written_readings()
    recognizer = make_recognizer(readings, settings)
    vocabulary = shelf_vocabulary(readings, with_own(written_exercises(), settings.data_dir / "exercises"))

    def reading(case_id: int | str, text: str, now: datetime) -> dict[str, Any]:
        intent = recognizer.recognize(Transcript(text), Expectation(), vocabulary, now)
        value: dict[str, Any] = {"id": case_id, "intent": intent.name, "slots": slots_of(intent)}
        if not options.jsonl:
            value["confidence"] = round(intent.confidence, 3)
        return value

    return _run(options, reading, "text")


def _run(options: argparse.Namespace, reading: Reading, words_key: str) -> int:
    settings = load_settings(options.config, data_dir=options.data_dir)
    if options.jsonl:
        return _stream(reading, words_key, options.now, settings.zone)
    if not options.text:
        sys.stderr.write("Say what to look at, for example: hearthside when 'friday at seven'.\n")
        return WRONG_USAGE
    value = reading("", " ".join(options.text), _wall(options.now, settings.zone))
    value.pop("id", None)
    if options.json:
        print_line(value)
    else:
        print_text(json.dumps(value, ensure_ascii=False, indent=2))
    return 0


def _stream(reading: Reading, words_key: str, given: datetime | None, zone: ZoneInfo) -> int:
    code = 0
    for number, line in _lines():
        try:
            case = _Case.model_validate_json(line)
        except ValidationError:
            sys.stderr.write(f'Line {number} is not a case such as {{"id": "1", "{words_key}": "friday at seven"}}.\n')
            code = FAILED
            continue
        print_line(reading(case.id, case.utterance or case.text, _wall(case.now or given, zone)))
    return code


def _lines() -> Iterator[tuple[int, str]]:
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a broken line is one case, not the end of all
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            yield number, line


def _wall(given: datetime | None, zone: ZoneInfo) -> datetime:
    return present(given, zone).replace(tzinfo=None)
