"""The sentence files: what a writer writes about how people say things.

One YAML file per family of intents, in ``content/<language>/sentences``. ``rules`` are named parts that every file
may use; two of them are used by the grammar itself: ``opening`` ("could you", "let us") and ``closing`` ("for us").
"""

from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.errors import ContentError
from assistant.messages.intents import Label
from assistant.messages.speech import SlotValue


def _split_lines(text: object) -> object:
    """A block of text as its lines; anything else as it is, for pydantic to name.

    What is indented goes on with the line before it.
    """
    if not isinstance(text, str):
        return text
    lines: list[str] = []
    for raw in filter(str.strip, text.splitlines()):
        if lines and raw[0].isspace():
            lines[-1] += f" {raw.strip()}"
        else:
            lines.append(raw.strip())
    return tuple(lines)


Setting = Literal[
    "any",
    "planned",
    "unplanned",
    "asking_yes_or_no",
    "asking_consent",
    "asking_time",
    "asking_activity",
    "asking_what",
    "asking_name",
    "asking_choice",
    "asking_about_a_plan",
    "running_nothing",
    "running_reading",
    "running_turn",
    "running_step",
    "running_paused",
    "running_time_out",
    "read_back",
    "after_plan",
    "after_quiet_hours",
    "after_hush",
    "after_name",
    "after_snooze",
    "after_list",
    "after_named",
]
"""What is going on when a sentence is said.

``any``: whatever it is; ``planned``: nothing runs and nothing is asked, but an appointment stands;
``unplanned``: nothing of all that; ``after_plan`` and its like: that was done in the last answer, and nothing is asked.
"""

Lines = Annotated[tuple[str, ...], BeforeValidator(_split_lines)]


class SentenceGroup(BaseModel):
    """Wordings of one intent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    intent: Label
    slots: dict[str, SlotValue] = Field(default_factory=dict)
    """Values that these wordings fix, such as ``which: partner``."""

    whole: bool = False
    """Whether these wordings count only when nothing else is said beside them."""

    only_when: tuple[Setting, ...] = ()
    """These wordings count only in one of these settings, and there before anything else; nothing means: always."""

    doubt: float = 0.0
    """How much dearer than others these wordings are, for words that may mean something else; below zero, cheaper."""

    templates: Lines = ()
    """One template a line, in the notation of ``notation.py``; what is indented goes on with the line before it."""

    cues: Lines = ()
    """Evidence for what no template matches: parts joined by ``&``, which may stand anywhere and in any order."""

    examples: tuple[str, ...] | dict[str, dict[str, SlotValue]] = ()
    """Sentences that must lead here, and their slots where there are any; the checks read them."""


class SentenceFile(BaseModel):
    """One file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: dict[str, str] = Field(default_factory=dict)
    sentences: tuple[SentenceGroup, ...] = ()


class Sentences(BaseModel):
    """All files together."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: dict[str, str]
    groups: tuple[SentenceGroup, ...]


def read_sentences(folder: Path | Traversable) -> Sentences:
    """Read every sentence file of a folder.

    Raises:
        ContentError: a file cannot be read, or two files name the same rule.
    """
    rules: dict[str, str] = {}
    groups: list[SentenceGroup] = []
    for path in _files(folder):
        file = _read(path)
        for name, text in file.rules.items():
            if name in rules:
                message = f"{path.name}: the rule <{name}> is already written in another file"
                raise ContentError(message)
            rules[name] = text
        groups += file.sentences
    return Sentences(rules=rules, groups=tuple(groups))


def _files(folder: Path | Traversable) -> Iterable[Path | Traversable]:
    return sorted((path for path in folder.iterdir() if path.name.endswith(".yaml")), key=lambda path: path.name)


def _read(path: Path | Traversable) -> SentenceFile:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return SentenceFile.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=loader) or {})  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        message = f"{path.name} cannot be read: {error}"
        raise ContentError(message) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        message = f"{path.name}, at {place}: {first['msg']}"
        raise ContentError(message) from error
