"""Ears and mouth are loaded beside everything else, and let go of however that ends."""

import asyncio
from contextlib import suppress
from types import SimpleNamespace
from typing import cast

import pytest

from assistant.app.sound_loading import Sound, loading_sound
from assistant.app.sounding import SoundingVoice
from assistant.clock import SystemClock
from assistant.errors import StoreInUse


class Speaker:
    is_open = True

    async def close(self) -> None:
        self.is_open = False


async def test_loading_ends_where_the_house_cannot_be_opened() -> None:
    ended = asyncio.Event()

    async def load() -> Sound:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        return Sound()

    with suppress(StoreInUse):
        async with loading_sound(load()):
            await SystemClock().sleep(0)
            message = "it is running already"
            raise StoreInUse(message)
    assert ended.is_set()


async def test_a_loudspeaker_is_closed_though_the_conversation_broke_off() -> None:
    speaker = Speaker()

    async def load() -> Sound:
        return Sound(cast("SoundingVoice", SimpleNamespace(speaker=speaker)))

    with suppress(StoreInUse):
        async with loading_sound(load()) as loading:
            assert (await loading).sounding is not None
            message = "the data went away"
            raise StoreInUse(message)
    assert not speaker.is_open


async def test_what_could_not_be_loaded_is_told_to_whoever_waits_for_it() -> None:
    async def load() -> Sound:
        message = "there is no voice"
        raise StoreInUse(message)

    async with loading_sound(load()) as loading:
        with pytest.raises(StoreInUse, match="there is no voice"):
            await loading
