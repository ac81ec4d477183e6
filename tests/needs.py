"""What a test does where this machine lacks a part that it needs."""

import os
from typing import NoReturn

import pytest


def lacking(need: str) -> NoReturn:
    """Skip the test and say what is missing; in CI, which installs everything, fail.

    ``need`` is a whole sentence: "this needs PulseAudio, which is not here".
    """
    if os.environ.get("HEARTHSIDE_CI"):
        pytest.fail(f"CI must have all that the tests need: {need}")
    pytest.skip(need)
