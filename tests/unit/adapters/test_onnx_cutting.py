"""A model cut in two, field by field."""

from pathlib import Path

import pytest

from assistant.adapters.onnx_cutting import LARGE_BYTES, cut
from assistant.adapters.onnx_weights import map_weights
from tests.unit.adapters.test_onnx_weights import FLOATS, field, tensor


def node(name: str, takes: str, makes: str) -> bytes:
    inputs = b"".join(field(1, each.encode()) for each in takes.split())
    return field(1, inputs + field(2, makes.encode()) + field(3, name.encode()))


def written(folder: Path, *nodes: bytes, weights: bytes = b"") -> Path:
    file = folder / "voice.onnx"
    ends = field(11, field(1, b"text")) + field(12, field(1, b"sound"))
    file.write_bytes(field(1, 8) + field(7, b"".join(nodes) + weights + ends))
    return file


def test_the_end_takes_what_the_beginning_makes(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        node("/plan", "text", "frames"),
        node("/dec/make", "frames", "wave"),
        node("/reshape", "wave", "sound"),
    )
    halves = cut(file, "/dec/")
    assert halves is not None
    assert b"/plan" in halves.beginning
    assert b"/dec/make" not in halves.beginning
    assert b"/dec/make" in halves.end
    assert b"/plan" not in halves.end
    assert b"/reshape" not in halves.beginning + halves.end


def test_each_half_has_its_own_weights_and_large_ones_stay_in_the_file(tmp_path: Path) -> None:
    small = field(5, tensor("small", FLOATS, field(1, 1), bytes(4)))
    large = field(5, tensor("large", FLOATS, field(1, LARGE_BYTES // 4), b"\x07" * LARGE_BYTES))
    file = written(
        tmp_path,
        node("/plan", "text small", "frames"),
        node("/dec/make", "frames large", "sound"),
        weights=small + large,
    )
    halves = cut(file, "/dec/")
    assert halves is not None
    (tmp_path / "beginning.onnx").write_bytes(halves.beginning)
    assert list(map_weights(tmp_path / "beginning.onnx")) == ["small"]
    assert len(halves.end) < LARGE_BYTES
    where = str(file.read_bytes().index(b"\x07" * LARGE_BYTES)).encode()
    for told in (b"voice.onnx", where, str(LARGE_BYTES).encode()):
        assert told in halves.end


@pytest.mark.parametrize("takes", ["frames loudness", "text small frames"])
def test_what_hangs_on_more_than_one_tensor_is_not_cut(tmp_path: Path, takes: str) -> None:
    file = written(tmp_path, node("/plan", "text", "frames"), node("/dec/make", takes, "sound"))
    assert cut(file, "/dec/") is None


def test_another_kind_of_model_is_not_cut(tmp_path: Path) -> None:
    assert cut(written(tmp_path, node("/plan", "text", "sound")), "/dec/") is None


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    file = written(tmp_path, node("/plan", "text", "sound"))
    file.write_bytes(file.read_bytes()[:-3])
    with pytest.raises(ValueError, match=r"voice\.onnx is no ONNX model"):
        cut(file, "/dec/")
