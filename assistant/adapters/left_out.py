"""Leaves out libraries that another library imports and that are never used here."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def left_out(name: str) -> Iterator[None]:
    """Let whatever is imported in the block find an empty module of this name, unless the real one is there already."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = ModuleType(name, "Left out: nobody needs it here.")
    try:
        yield
    finally:
        del sys.modules[name]
