"""What is entered in a thread is left in any case."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from assistant.app.entering import entered_in_a_thread


class Door:
    def __init__(self) -> None:
        self.may_open = threading.Event()
        self.told: list[str] = []

    @contextmanager
    def opened(self) -> Iterator[str]:
        self.may_open.wait(5)
        self.told.append("entered")
        try:
            yield "inside"
        finally:
            self.told.append("left")


async def go_through(door: Door) -> None:
    async with entered_in_a_thread(door.opened()) as where:
        door.told.append(where)


async def test_it_is_entered_and_left() -> None:
    door = Door()
    door.may_open.set()
    await go_through(door)
    assert door.told == ["entered", "inside", "left"]


async def test_whoever_is_cancelled_while_it_is_entered_leaves_it_too() -> None:
    door = Door()
    going = asyncio.create_task(go_through(door))
    for _ in range(5):
        await asyncio.sleep(0)  # noqa: TID251 - lets the other task begin, without waiting
    going.cancel()
    for _ in range(5):
        await asyncio.sleep(0)  # noqa: TID251 - as above
    assert not going.done()
    door.may_open.set()
    with pytest.raises(asyncio.CancelledError):
        await going
    assert door.told == ["entered", "left"]


async def test_what_cannot_be_entered_says_why() -> None:
    @contextmanager
    def locked() -> Iterator[None]:
        message = "no key"
        raise OSError(message)
        yield

    with pytest.raises(OSError, match="no key"):
        async with entered_in_a_thread(locked()):
            pass
