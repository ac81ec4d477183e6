"""Enters what takes long to enter without stopping the loop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager
from typing import TypeVar

Entered = TypeVar("Entered")


@asynccontextmanager
async def entered_in_a_thread(manager: AbstractContextManager[Entered]) -> AsyncIterator[Entered]:
    """Enter in a thread, leave as usual; whoever is cancelled meanwhile waits until it can be left again."""
    with ExitStack() as stack:
        entering = asyncio.ensure_future(asyncio.to_thread(stack.enter_context, manager))
        try:
            yield await asyncio.shield(entering)
        finally:
            await asyncio.wait({entering})
