"""Fixtures that every test may ask for."""

import os
from pathlib import Path

import pytest

import assistant  # noqa: F401 - before NumPy, which it tells how many threads to take
from tests.needs import lacking


@pytest.fixture(scope="session")
def shared() -> Path:
    """The project's shared development data; skips, and says so, where it is not (CI insists on it)."""
    named = os.environ.get("HEARTHSIDE_SHARED")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        lacking(f"the shared development data is not at {folder}")
    return folder
