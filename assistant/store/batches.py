"""Many keys in several statements: a database takes only so many in one."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

AT_ONCE = 400
"""How many keys stand in one statement."""

_Item = TypeVar("_Item")


def batches(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    """The items in their order, at most ``AT_ONCE`` at a time."""
    for first in range(0, len(items), AT_ONCE):
        yield items[first : first + AT_ONCE]
