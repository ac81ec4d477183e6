"""``hearthside exercises``: the shelf, one exercise with its times, and the checker."""

import argparse
import asyncio
import sys
from pathlib import Path

from assistant.app.content import written_exercises
from assistant.app.exercise_rendering import render
from assistant.app.printing import print_line, print_text
from assistant.app.settings import Settings, load_settings
from assistant.errors import ContentError
from assistant.library.checking import check_exercise_file
from assistant.library.exercise import Exercise, Variant
from assistant.library.exercise_shelf import ExerciseShelf, with_own
from assistant.library.timetable import Part, timetable

FAILED = 1


def exercises(options: argparse.Namespace) -> int:
    """Run one of the actions."""
    if options.action == "check":
        return _check(options.file, as_json=options.json)
    settings = load_settings(options.config, data_dir=options.data_dir)
    shelf = with_own(written_exercises(), settings.data_dir / "exercises")
    for trouble in shelf.troubles:
        sys.stderr.write(trouble + "\n")
    if options.action == "render":
        return _render(shelf, options, settings)
    if options.action == "list":
        return _list(shelf, as_json=options.json)
    return _show(shelf, options.id, as_json=options.json)


def _list(shelf: ExerciseShelf, *, as_json: bool) -> int:
    for exercise in shelf.exercises:
        if as_json:
            print_line(
                {
                    "id": exercise.id,
                    "title": exercise.title,
                    "also_known_as": list(exercise.also_known_as),
                    "minutes": exercise.minutes,
                    "intensity": exercise.intensity,
                    "levels": list(exercise.levels),
                    "intimacy": list(exercise.intimacy),
                    "gates": list(exercise.gates),
                    "variants": list(exercise.variants),
                    "own": exercise.id in shelf.own_ids,
                }
            )
        else:
            print_text(f"{exercise.title}, {exercise.minutes} min ({exercise.id})")
    return 0


def _show(shelf: ExerciseShelf, name: str, *, as_json: bool) -> int:
    exercise = _found(shelf, name)
    for variant in exercise.variants:
        _show_form(exercise, variant, as_json=as_json)
    return 0


def _show_form(exercise: Exercise, variant: Variant, *, as_json: bool) -> None:
    table = timetable(exercise, variant)
    if not as_json:
        print_text(f"{exercise.title} ({variant})")
    began = 0.0
    for number, step in enumerate(table.steps, 1):
        for moment in table.moments(number, float(step.seconds)):
            words = " ".join(sentence for _part, sentences in moment.parts for sentence in sentences)
            if any(part is Part.QUESTION for part, _sentences in moment.parts):
                words = f"{words} {exercise.questions[0]}".strip()
            is_chime = any(part is Part.CHIME for part, _sentences in moment.parts)
            at = began + moment.at
            if as_json:
                print_line({"variant": variant, "step": number, "who": step.who, "at_seconds": at, "text": words})
            else:
                shown = "(chime)" if is_chime else words
                print_text(f"{_clock(at)}  {number:2d} {step.who:<10}  {shown}")
        began += step.seconds
    if not as_json:
        print_text(f"{_clock(began)}  end")


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60:3d}:{int(seconds) % 60:02d}"


def _render(shelf: ExerciseShelf, options: argparse.Namespace, settings: Settings) -> int:
    exercise = _found(shelf, options.id)
    asyncio.run(render(exercise, options.variant, options.out, settings.speaking))
    if options.json:
        print_line({"out": str(options.out)})
    else:
        print_text(f"Written to {options.out}.")
    return 0


def _found(shelf: ExerciseShelf, name: str) -> Exercise:
    exercise = shelf.find(name) or shelf.named(name)
    if exercise is None:
        message = f"There is no exercise '{name}'; 'hearthside exercises list' names them all."
        raise ContentError(message)
    return exercise


def _check(file: Path, *, as_json: bool) -> int:
    findings = check_exercise_file(file)
    wrong = [finding for finding in findings if finding.is_wrong]
    for finding in findings:
        if as_json:
            print_line({"line": finding.line, "wrong": finding.is_wrong, "text": finding.words})
        else:
            print_text(f"{file.name}, line {finding.line}: {finding.words}")
    if not findings and not as_json:
        print_text(f"{file.name}: nothing to mend.")
    return FAILED if wrong else 0
