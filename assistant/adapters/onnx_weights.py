"""Reads the weights out of an ONNX file and leaves them where they are: on disk, mapped into memory, 8-bit as stored.

Why not onnxruntime: it unfolds 8-bit weights to four times their size before it begins, or unfolds all of them again at
every run. An ONNX file is a protocol buffer; of its few hundred fields only the weights' names, shapes, kinds and bytes
are read here.

Source: onnx.proto3 of the ONNX project (ModelProto 7, GraphProto 5, TensorProto 1, 2, 8 and 9).
"""

from collections.abc import Iterator, Mapping
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

Tensors = Mapping[str, NDArray[Any]]

_GRAPH, _WEIGHTS = 7, 5
_SHAPE, _KIND, _NAME, _BYTES = 1, 2, 8, 9
_KINDS: Mapping[int, np.dtype[Any]] = {1: np.dtype("<f4"), 3: np.dtype("i1")}
_VARINT, _LENGTH = 0, 2
_FIXED = {1: 8, 5: 4}
_MORE = 0x80


def map_weights(file: Path) -> Tensors:
    """All 8-bit and 32-bit floating weights of a model by name, read only.

    Raises:
        OSError: the file is not there.
        ValueError: it is damaged, or no ONNX model.
    """
    with file.open("rb") as opened:
        content = memoryview(mmap(opened.fileno(), 0, access=ACCESS_READ))
    tensors: dict[str, NDArray[Any]] = {}
    try:
        for graph in _parts(content, _GRAPH):
            for weights in _parts(graph, _WEIGHTS):
                tensors.update(_tensor(weights))
    except (IndexError, KeyError, UnicodeDecodeError) as error:
        message = f"{file} is no ONNX model, or a damaged one"
        raise ValueError(message) from error
    return MappingProxyType(tensors)


def _tensor(content: memoryview) -> dict[str, NDArray[Any]]:
    shape: list[int] = []
    kind, name, stored = 0, "", memoryview(b"")
    for number, value in fields(content):
        if isinstance(value, int):
            if number == _SHAPE:
                shape.append(value)
            elif number == _KIND:
                kind = value
        elif number == _SHAPE:
            shape += _numbers(value)
        elif number == _NAME:
            name = bytes(value).decode()
        elif number == _BYTES:
            stored = value
    if kind not in _KINDS:
        return {}
    return {name: np.frombuffer(stored, _KINDS[kind]).reshape(shape)}


def _parts(content: memoryview, wanted: int) -> Iterator[memoryview]:
    for number, value in fields(content):
        if number == wanted and not isinstance(value, int):
            yield value


def fields(content: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Every field's number, with its value or its bytes; numbers of fixed length are left out: none is needed."""
    at = 0
    while at < len(content):
        key, at = _number(content, at)
        kind = key & 7
        if kind == _VARINT:
            value, at = _number(content, at)
            yield key >> 3, value
        elif kind == _LENGTH:
            length, at = _number(content, at)
            if at + length > len(content):
                raise IndexError
            yield key >> 3, content[at : at + length]
            at += length
        else:
            at += _FIXED[kind]


def _numbers(content: memoryview) -> list[int]:
    found, at = [], 0
    while at < len(content):
        value, at = _number(content, at)
        found.append(value)
    return found


def _number(content: memoryview, at: int) -> tuple[int, int]:
    """A number in groups of seven bits, the lowest first, and where it ends."""
    value = shift = 0
    while content[at] & _MORE:
        value |= (content[at] & ~_MORE) << shift
        shift += 7
        at += 1
    return value | content[at] << shift, at + 1
