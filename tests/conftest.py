"""Fixtures that every test may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import assistant  # noqa: F401 - before NumPy, which it tells how many threads to take
from tests.needs import lacking

# How long an example takes says what else this machine is doing.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The project's shared development data; skips, and says so, where it is not (CI insists on it)."""
    named = os.environ.get("HEARTHSIDE_SHARED")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        lacking(f"the shared development data is not at {folder}")
    return folder
