"""Fixtures that every test may ask for."""

import os
from pathlib import Path

import pytest

import assistant  # noqa: F401 - before NumPy, which it tells how many threads to take


@pytest.fixture(scope="session")
def shared() -> Path:
    """The project's shared development data; skips, and says so, where it is not (CI insists on it)."""
    named = os.environ.get("HEARTHSIDE_SHARED")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        if os.environ.get("HEARTHSIDE_CI"):
            pytest.fail(f"CI needs the shared development data at {folder}")
        pytest.skip(f"the shared development data is not at {folder}")
    return folder
