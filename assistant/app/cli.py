"""The command line: which words call which command, and what a failure looks like.

Exit codes: 0 done, 1 it failed and said why, 2 wrong usage. stdout carries a command's output and nothing else.
"""

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from assistant.app.arguments import days, moment, path, words
from assistant.errors import AssistantError

DONE, FAILED, WRONG_USAGE = 0, 1, 2

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: the words after ``hearthside``.

    Returns:
        The exit code.
    """
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        code = int(_command(options.command)(options))
        sys.stdout.flush()  # here, where an output that is full or gone can still be told
    except AssistantError as error:
        if options.debug:
            traceback.print_exc()
        else:
            print(error, file=sys.stderr)  # noqa: T201 - the one plain sentence
        return FAILED
    except KeyboardInterrupt:
        return FAILED
    except BrokenPipeError:
        _leave_stdout()
        return DONE
    except OSError as error:
        if options.debug:
            traceback.print_exc()
        else:
            print(f"That cannot be read or written: {error.strerror or 'no more is known'}.", file=sys.stderr)  # noqa: T201
        _leave_stdout()
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last one before the couple: a sentence, never a traceback
        if options.debug:
            traceback.print_exc()
        else:
            # No word of the error itself: it may hold what somebody said or planned.
            print(f"Hearthside has a fault ({type(error).__name__}); --debug shows where.", file=sys.stderr)  # noqa: T201
        return FAILED
    return code


def _leave_stdout() -> None:
    """What can no longer be printed goes nowhere, without a word: whoever reads is gone, or the disk is full."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


_MODULES = {
    "run": ("running", "run"),
    "say": ("talking", "say"),
    "hear": ("talking", "hear"),
    "rehearse": ("rehearsal", "rehearse"),
    "when": ("understanding_words", "when"),
    "understand": ("understanding_words", "understand"),
    "speak": ("speaking_words", "speak"),
    "calendar": ("calendar_commands", "calendar"),
    "exercises": ("exercise_commands", "exercises"),
    "help": ("help_page", "show_help"),
    "doctor": ("doctor", "doctor"),
}


def _command(name: str) -> Command:
    """The function behind a command; imported only now, so that a light command starts lightly."""
    module, function = _MODULES[name]
    command: Command = getattr(import_module(f"assistant.app.{module}"), function)
    return command


def _options(absent: str | None) -> tuple[argparse.ArgumentParser, argparse.ArgumentParser]:
    """What every command takes, and the same with ``--now``.

    Args:
        absent: what an option is that was left out. Options may stand before a command and behind it, so behind it
            this is ``SUPPRESS``: what is left out there must not undo what stood before.
    """
    common = argparse.ArgumentParser(add_help=False, argument_default=absent)
    common.add_argument("--data-dir", type=path, metavar="DIR", help="where everything is remembered")
    common.add_argument("--config", type=path, metavar="FILE", help="the settings file")
    for name, help_text in (("--json", "print JSON lines"), ("--debug", "show where an error came from")):
        common.add_argument(name, action="store_true", default=absent or False, help=help_text)
    timed = argparse.ArgumentParser(add_help=False, parents=[common], argument_default=absent)
    timed.add_argument("--now", type=moment, metavar="ISO", help="pretend that it is this moment")
    return common, timed


def _parser() -> argparse.ArgumentParser:
    common, timed = _options(argparse.SUPPRESS)
    parser = argparse.ArgumentParser(
        prog="hearthside", description="A voice assistant for two partners, at home.", parents=[_options(None)[1]]
    )
    parser.add_argument("--version", action="version", version=f"hearthside {version('hearthside')}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    run = commands.add_parser("run", parents=[timed], help="listen and speak on this computer")
    how = run.add_mutually_exclusive_group()
    how.add_argument("--typed", action="store_true", help="use the keyboard and the screen instead of sound")
    how.add_argument(
        "--headless", action="store_true", help="there is no keyboard: wait for a microphone and a loudspeaker"
    )

    say = commands.add_parser("say", parents=[timed], help="one conversation, one turn per argument, without sound")
    say.add_argument("text", type=words, nargs="+", metavar="TEXT")

    hear = commands.add_parser("hear", parents=[timed], help="one conversation from recordings, one turn per file")
    hear.add_argument("files", nargs="+", type=Path, metavar="FILE", help="WAV or FLAC")
    hear.add_argument("--each", action="store_true", help="every file is a conversation of its own")
    hear.add_argument("--speak-to", type=path, metavar="DIR", help="write each reply as a WAV file")

    rehearse = commands.add_parser(
        "rehearse", parents=[common], help="play a scripted conversation on a simulated clock"
    )
    rehearse.add_argument("script", type=path, metavar="FILE.yaml")

    for name, help_text in (("when", "how a spoken time is understood"), ("understand", "the intent and its slots")):
        reading = commands.add_parser(name, parents=[timed], help=help_text)
        reading.add_argument("text", type=words, nargs="*", metavar="TEXT")
        reading.add_argument("--jsonl", action="store_true", help="read cases on stdin, write predictions")

    speak = commands.add_parser("speak", parents=[common], help="synthesise")
    speak.add_argument("text", type=words, nargs="+", metavar="TEXT")
    speak.add_argument("--out", type=path, required=True, metavar="FILE.wav")

    _calendar_parser(commands, timed)
    _exercises_parser(commands, common)

    commands.add_parser("help", parents=[common], help="the help page, on screen and without a sound")
    doctor = commands.add_parser("doctor", parents=[common], help="what works, what does not, and what to do")
    doctor.add_argument("--listen", action="store_true", help="a microphone test of three minutes, live on the screen")
    return parser


def _calendar_parser(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", timed: argparse.ArgumentParser
) -> None:
    calendar = commands.add_parser("calendar", parents=[timed], help="couple time without speech")
    actions = calendar.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", parents=[timed], help="what is planned")
    listing.add_argument("--from", dest="start", type=moment, metavar="ISO")
    listing.add_argument("--days", type=days, default=30)
    adding = actions.add_parser("add", parents=[timed], help="plan a time, in words")
    adding.add_argument("text", type=words, nargs="+", metavar="TEXT")
    free = actions.add_parser("free", parents=[timed], help="when both are free")
    free.add_argument(
        "text", type=words, nargs="*", metavar="TEXT", help="a time, in words; the coming days without it"
    )
    syncing = actions.add_parser("sync", parents=[timed], help="make the shared calendar and yours equal")
    syncing.add_argument("--accept-empty", action="store_true", help="one side is empty, and that is meant")
    for name, help_text in (("export", "write an iCalendar file"), ("import", "read an iCalendar file")):
        file = actions.add_parser(name, parents=[timed], help=help_text)
        file.add_argument("file", type=path, metavar="FILE.ics")
        if name == "export":
            choices = ("neutral", "own")
            file.add_argument("--titles", choices=choices, help="'own' writes everything, as a backup of yours needs")


def _exercises_parser(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    exercises = commands.add_parser("exercises", parents=[common], help="the shelf of exercises")
    actions = exercises.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", parents=[common], help="every exercise")
    show = actions.add_parser("show", parents=[common], help="what is said, with its times")
    show.add_argument("id", metavar="ID")
    render = actions.add_parser("render", parents=[common], help="the spoken guide as sound, its silences shortened")
    render.add_argument("id", metavar="ID")
    render.add_argument("--out", type=path, required=True, metavar="FILE.wav")
    render.add_argument("--variant", choices=("full", "short", "apart", "no_touch"), default="full")
    check = actions.add_parser("check", parents=[common], help="what is wrong with an exercise of one's own")
    check.add_argument("file", type=path, metavar="FILE.yaml")
