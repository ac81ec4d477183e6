"""Weights read out of an ONNX file, field by field."""

from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.onnx_weights import map_weights


def number(value: int) -> bytes:
    made = bytearray()
    while value > 0x7F:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*made, value])


def field(number_of_it: int, content: bytes | int) -> bytes:
    if isinstance(content, int):
        return number(number_of_it << 3) + number(content)
    return number(number_of_it << 3 | 2) + number(len(content)) + content


def tensor(name: str, kind: int, shape: bytes, stored: bytes) -> bytes:
    return shape + field(2, kind) + field(8, name.encode()) + field(9, stored)


def model(*tensors: bytes) -> bytes:
    graph = field(2, b"main") + b"".join(field(5, each) for each in tensors)
    return field(1, 8) + number(3 << 3 | 5) + b"four" + field(7, graph)


TWO_BY_TWO = field(1, 2) + field(1, 2)
EIGHT_BITS, FLOATS, INTEGERS = 3, 1, 7


def written(folder: Path, content: bytes) -> Path:
    file = folder / "model.onnx"
    file.write_bytes(content)
    return file


def test_eight_bit_and_floating_weights_are_read_by_name_and_shape(tmp_path: Path) -> None:
    floats = np.array([0.5, -2.0], "<f4")
    file = written(
        tmp_path,
        model(
            tensor("small", EIGHT_BITS, TWO_BY_TWO, bytes([1, 2, 255, 128])),
            tensor("scale", FLOATS, field(1, number(2)), floats.tobytes()),
        ),
    )
    weights = map_weights(file)
    assert weights["small"].tolist() == [[1, 2], [-1, -128]]
    assert weights["scale"].tolist() == floats.tolist()


def test_weights_of_other_kinds_are_left_out(tmp_path: Path) -> None:
    file = written(tmp_path, model(tensor("places", INTEGERS, field(1, 1), bytes(8))))
    assert dict(map_weights(file)) == {}


def test_weights_cannot_be_written_to(tmp_path: Path) -> None:
    weights = map_weights(written(tmp_path, model(tensor("small", EIGHT_BITS, TWO_BY_TWO, bytes(4)))))
    with pytest.raises(ValueError, match="read-only"):
        weights["small"][0, 0] = 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no model, but a letter to somebody",
        model(tensor("small", EIGHT_BITS, TWO_BY_TWO, bytes(4)))[:-2],
        model(tensor("small", EIGHT_BITS, TWO_BY_TWO, bytes(3))),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ValueError, match=r"ONNX|empty|reshape"):
        map_weights(written(tmp_path, content))
