"""A YAML file becomes a pydantic model, or one plain sentence that names the file, the line and what is wrong."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assistant.errors import ContentError

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]
"""Where something stands in a file: keys and positions from the top, e.g. ``("steps", 2, "seconds")``."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML is ten times as fast where it was built with libyaml."""

MOST_CHARACTERS = 200_000
"""A content file is a page or two; anything beyond this is something else."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a file."""

    line: int
    """Counted from 1."""

    words: str
    """A plain sentence, without the line."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Which line of a file each of its parts begins on."""

    by_place: Mapping[Place, int]

    def of(self, place: Place) -> int:
        """The line of a place, or of the nearest thing around it that the file has."""
        for length in range(len(place), -1, -1):
            if place[:length] in self.by_place:
                return self.by_place[place[:length]]
        return 1


def load_yaml(path: Path, model: type[Model]) -> Model:
    """Read one file.

    Raises:
        ContentError: the file cannot be read, is no YAML or does not fit the model; names file, line and reason.
    """
    loaded, _lines, faults = try_yaml(read_text(path), model)
    if loaded is None:
        message = f"{path.name}, line {faults[0].line}: {faults[0].words}"
        raise ContentError(message)
    return loaded


def read_text(path: Path) -> str:
    """The text of a content file.

    Raises:
        ContentError: the file cannot be read, is far too long, or is not text.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{path.name} is not a text file in UTF-8."
        raise ContentError(message) from error
    except OSError as error:
        message = f"{path.name} cannot be read: {error.strerror or 'the file cannot be opened'}."
        raise ContentError(message) from error
    if len(text) > MOST_CHARACTERS:
        message = f"{path.name} is far too long for a content file."
        raise ContentError(message)
    return text


def try_yaml(text: str, model: type[Model]) -> tuple[Model | None, Lines, tuple[Fault, ...]]:
    """Read YAML text into a model.

    Returns:
        The model (None if anything is wrong), the lines of the file's parts, and all faults in order of line.
    """
    nowhere = Lines({})
    try:
        if "&" in text and "*" in text and (alias := _alias(text)) is not None:
            return None, nowhere, (alias,)
        loader = _Loader(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        words = f"this cannot be read as YAML ({error.problem or 'it breaks off'})."
        return None, nowhere, (Fault(_line(mark), words),)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None, nowhere, (Fault(1, "this cannot be read as YAML."),)
    if node is None or not isinstance(data, dict):
        return None, nowhere, (Fault(1, "the file is empty or is not a list of 'name: value' lines."),)
    lines = Lines({place: found for place, found, _node in _places(node)})
    twice = tuple(_duplicates(node))
    try:
        loaded = model.model_validate(data)
    except ValidationError as error:
        faults = [_fault(detail, lines, model) for detail in _told(error.errors(include_url=False))]
        return None, lines, tuple(sorted((*twice, *faults), key=lambda fault: fault.line))
    return (None if twice else loaded), lines, twice


def _alias(text: str) -> Fault | None:
    """The first reference to another place; it could make a small file enormous. Events expand nothing."""
    events = yaml.parse(text, Loader=_Loader)
    alias = next((event for event in events if isinstance(event, yaml.AliasEvent)), None)
    return Fault(_line(alias.start_mark), "references ('*' and '&') are not used here.") if alias else None


class _Mark(Protocol):
    line: int


def _line(mark: _Mark | None) -> int:
    return mark.line + 1 if mark is not None else 1


def _places(node: yaml.Node, place: Place = ()) -> Iterator[tuple[Place, int, yaml.Node]]:
    if not place:
        yield place, _line(node.start_mark), node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*place, str(key.value))
            yield inner, _line(key.start_mark), value
            yield from _places(value, inner)
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            inner = (*place, position)
            yield inner, _line(value.start_mark), value
            yield from _places(value, inner)


def _duplicates(root: yaml.Node) -> Iterator[Fault]:
    for _place, _at, node in _places(root):
        if not isinstance(node, yaml.MappingNode):
            continue
        seen: set[str] = set()
        for key, _value in node.value:
            name = str(key.value)
            if name in seen:
                yield Fault(_line(key.start_mark), f"'{name}' stands here a second time.")
            seen.add(name)


_EXPECTED = {
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "string_type": "text (put it in quotation marks)",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a group of 'name: value' lines",
    "model_type": "a group of 'name: value' lines",
    "model_attributes_type": "a group of 'name: value' lines",
}

_PLAIN = {
    "missing": "{name} is missing.",
    "extra_forbidden": "{name} is not known here.{near}",
    "literal_error": "{name} must be {expected}, not {given}.",
    "enum": "{name} must be {expected}, not {given}.",
    "too_long": "{name} has too many entries: {max_length} at most.",
    "too_short": "{name} has too few entries: {min_length} at least.",
    "string_too_short": "{name} is empty.",
    "greater_than_equal": "{name} must be {ge} or more, not {given}.",
    "less_than_equal": "{name} must be {le} or less, not {given}.",
    "string_pattern_mismatch": "{name} cannot be {given}.",
    "value_error": "{error}",
}


def _told(details: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """All but the shadows: a list whose entry is wrong is also reported as too short."""
    for detail in details:
        place = detail["loc"]
        inside = any(len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in details)
        if not (detail["type"] == "too_short" and inside):
            yield detail


def _fault(detail: ErrorDetails, lines: Lines, model: type[BaseModel]) -> Fault:
    place = detail["loc"]
    kind = detail["type"]
    if kind in _EXPECTED:
        words = f"{_name(place)} must be {_EXPECTED[kind]}, not {_shown(detail['input'])}."
    elif kind in _PLAIN:
        near = difflib.get_close_matches(str(place[-1]), sorted(_field_names(model)), n=1) if place else []
        words = _PLAIN[kind].format(
            name=_name(place),
            given=_shown(detail["input"]),
            near=f" Did you mean '{near[0]}'?" if near else "",
            **detail.get("ctx", {}),
        )
    else:
        words = f"{_name(place)} cannot be used: {detail['msg'][:1].lower()}{detail['msg'][1:]}."
    return Fault(lines.of(place), words)


def _name(place: Place) -> str:
    names = [part for part in place if isinstance(part, str)]
    return f"'{names[-1]}'" if names else "the file"


def _shown(given: object) -> str:
    if given is None:
        return "empty"
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, dict):
        return "a group of 'name: value' lines"
    if isinstance(given, list):
        return "a list"
    return f"'{given}'"


def _field_names(model: type[BaseModel]) -> set[str]:
    names: set[str] = set()
    schema = model.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        names.update(part.get("properties", {}))
    return names
