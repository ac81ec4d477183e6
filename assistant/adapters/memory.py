"""Keeps the C library from keeping memory for later; only where it does (glibc)."""

import ctypes
import sys
from collections.abc import Callable

_ARENA_MAX = -8
"""M_ARENA_MAX of glibc's malloc.h."""

ARENAS = 2


def keep_few_arenas() -> None:
    """Let all threads share two heaps from now on, where every new thread would get one of its own to fill.

    Why: engines work on the threads that happen to be free, and each heap grew to the size of the largest work ever
    done there.
    """
    mallopt = _c_function("mallopt")
    if mallopt is not None:
        mallopt(_ARENA_MAX, ARENAS)


def give_memory_back() -> None:
    """Let go of what was freed and kept, in about 4 ms. Harmless where there is nothing to let go."""
    trim = _c_function("malloc_trim")
    if trim is not None:
        trim(0)


def _c_function(name: str) -> Callable[..., object] | None:
    """One of the C library's; None where it has no such, or cannot be reached."""
    if sys.platform != "linux":
        return None
    try:
        return getattr(ctypes.CDLL(None), name, None)
    except OSError:
        return None
