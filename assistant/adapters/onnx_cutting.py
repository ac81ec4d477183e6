"""Cuts an ONNX model in two, so that its end can be run piece by piece on what its beginning made.

An ONNX file is a protocol buffer: the nodes of the graph are sorted into two, and each half is told what goes in and
what comes out. Nothing inside a node is changed. Large weights are left where they are: a half only names their place
in the file, from where the runtime maps them into memory.

Source: onnx.proto3 of the ONNX project (ModelProto 7; GraphProto 1, 5, 11 and 12; NodeProto 1, 2 and 3; TensorProto 8,
9, 13 and 14; ValueInfoProto 1 and 2; TypeProto 1 and its tensor type 1).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

import numpy as np

from assistant.adapters.onnx_weights import fields

LARGE_BYTES = 1 << 16
"""Weights of at least this size are left in the file."""

_GRAPH = 7
_NODE, _WEIGHTS, _INPUT, _OUTPUT = 1, 5, 11, 12
_NODE_TAKES, _NODE_MAKES, _NODE_NAME = 1, 2, 3
_WEIGHTS_NAME, _WEIGHTS_BYTES, _WEIGHTS_PLACE, _WEIGHTS_LIE = 8, 9, 13, 14
_OUTSIDE = 1
_LENGTH = 2
_MORE = 0x80
_FLOAT = b"\x08\x01"
"""A tensor type: 32-bit floating numbers, of a shape that is not said."""


@dataclass(frozen=True, slots=True)
class Halves:
    """Two models, whose large weights lie in the file of the whole."""

    beginning: bytes
    end: bytes


@dataclass(frozen=True, slots=True)
class _Node:
    content: memoryview
    name: str
    takes: tuple[str, ...]
    makes: tuple[str, ...]


def cut(file: Path, end_prefix: str) -> Halves | None:
    """Cut off the nodes whose names begin with ``end_prefix``.

    The beginning makes the one tensor that they take. What follows on them is left out: the end gives what its own
    last node makes.

    Returns:
        The halves; None where there are no such nodes, or they take or give more than one tensor.

    Raises:
        OSError: the file is not there.
        ValueError: it is damaged.
    """
    with file.open("rb") as opened:
        model = memoryview(mmap(opened.fileno(), 0, access=ACCESS_READ))
    try:
        return _cut(model, file.name, end_prefix)
    except IndexError as error:
        message = f"{file} is no ONNX model, or a damaged one"
        raise ValueError(message) from error


def _cut(model: memoryview, file: str, end_prefix: str) -> Halves | None:
    graph = next(_all(model, _GRAPH), memoryview(b""))
    nodes = [_node(content) for content in _all(graph, _NODE)]
    end = [node for node in nodes if node.name.startswith(end_prefix)]
    weights = {_text(content, _WEIGHTS_NAME): content for content in _all(graph, _WEIGHTS)}
    inside = {name for node in end for name in node.makes}
    used = {name for node in end for name in node.takes}
    taken = [name for name in used if name not in inside and name not in weights]
    given = [name for name in inside if name not in used]
    if len(taken) != 1 or len(given) != 1:
        return None
    left = {name: _left_in(file, model, content) for name, content in weights.items()}
    between = _floats(taken[0])
    inputs = [_field(_INPUT, content) for content in _all(graph, _INPUT)]
    return Halves(
        _model(model, list(_before(nodes, inside)), left, [*inputs, _field(_OUTPUT, between)]),
        _model(model, end, left, [_field(_INPUT, between), _field(_OUTPUT, _floats(given[0]))]),
    )


def _before(nodes: Iterable[_Node], after: Collection[str]) -> Iterator[_Node]:
    """The nodes that make or take none of what is named, nor anything that follows on it; nodes come in order."""
    left_out = set(after)
    for node in nodes:
        if left_out.isdisjoint((*node.takes, *node.makes)):
            yield node
        else:
            left_out.update(node.makes)


def _model(model: memoryview, nodes: Collection[_Node], weights: Mapping[str, bytes], ends: Iterable[bytes]) -> bytes:
    """The model with another graph in it."""
    used = {name for node in nodes for name in node.takes}
    graph = b"".join(
        (
            *(_field(_NODE, node.content) for node in nodes),
            *(_field(_WEIGHTS, content) for name, content in weights.items() if name in used),
            *ends,
        )
    )
    around = (_field(number, value) for number, value in fields(model) if number != _GRAPH)
    return b"".join((*around, _field(_GRAPH, graph)))


def _left_in(file: str, model: memoryview, weights: memoryview) -> bytes:
    """The weights, with their place in the file instead of their bytes where they are large."""
    made = []
    for number, value in fields(weights):
        if number != _WEIGHTS_BYTES or isinstance(value, int) or len(value) < LARGE_BYTES:
            made.append(_field(number, value))
            continue
        place = {"location": file, "offset": _address(value) - _address(model), "length": len(value)}
        made += [
            _field(_WEIGHTS_PLACE, _field(1, key.encode()) + _field(2, str(told).encode()))
            for key, told in place.items()
        ]
        made.append(_field(_WEIGHTS_LIE, _OUTSIDE))
    return b"".join(made)


def _address(content: memoryview) -> int:
    return int(np.frombuffer(content, np.uint8).ctypes.data)


def _node(content: memoryview) -> _Node:
    names: dict[int, list[str]] = {_NODE_TAKES: [], _NODE_MAKES: [], _NODE_NAME: [""]}
    for number, value in fields(content):
        if number in names and not isinstance(value, int):
            names[number].append(bytes(value).decode())
    return _Node(content, names[_NODE_NAME][-1], tuple(names[_NODE_TAKES]), tuple(names[_NODE_MAKES]))


def _all(content: memoryview, wanted: int) -> Iterator[memoryview]:
    return (value for number, value in fields(content) if number == wanted and not isinstance(value, int))


def _text(content: memoryview, wanted: int) -> str:
    return next((bytes(value).decode() for value in _all(content, wanted)), "")


def _floats(name: str) -> bytes:
    """A tensor of 32-bit floating numbers, of any shape, under this name."""
    return _field(1, name.encode()) + _field(2, _field(1, _FLOAT))


def _field(number: int, value: int | bytes | memoryview) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return b"".join((_varint(number << 3 | _LENGTH), _varint(len(value)), value))


def _varint(value: int) -> bytes:
    groups = bytearray()
    while value >= _MORE:
        groups.append(value & (_MORE - 1) | _MORE)
        value >>= 7
    groups.append(value)
    return bytes(groups)
