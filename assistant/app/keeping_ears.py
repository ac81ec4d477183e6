"""Listens for ever; a microphone that goes away is looked for until it is back, and both are heard."""

import asyncio
from collections.abc import Callable

from assistant.app.hearing import Hearing
from assistant.app.house import Conversation
from assistant.app.sound_loading import RETRY_SECONDS
from assistant.errors import MicrophoneUnavailable
from assistant.pipeline import Ears
from assistant.speaking.giving_way import GivingWay
from assistant.speaking.ports import Earcon

HEARS_AGAIN_SECONDS = 6.0
"""A microphone that was away and has given sound for so long is back; one that gives none is noticed in five."""


async def keep_listening(
    conversation: Conversation, hearing: Hearing, giving_way: GivingWay | None, show: Callable[[str], None]
) -> None:
    """Listen for ever; cancelling frees the microphone.

    Args:
        conversation: answers.
        hearing: what it is heard with.
        giving_way: lowers our own voice while somebody speaks over it; None where nothing takes it out.
        show: puts a sentence on the screen.
    """
    ears = Ears(hearing.listener, hearing.transcriber, hearing.attention, giving_way, hearing.wake_phrase)
    is_deaf = False
    while True:
        listening = asyncio.create_task(conversation.pipeline.listen(ears))
        try:
            await asyncio.wait({listening}, timeout=HEARS_AGAIN_SECONDS if is_deaf else None)
            if is_deaf and not listening.done():
                is_deaf = False
                show("The microphone is back.")
                await conversation.mouth.signal(Earcon.UNMUTED)
            await listening
        except MicrophoneUnavailable as error:
            if not is_deaf:
                show(str(error))
                await conversation.mouth.signal(Earcon.MUTED)
            is_deaf = True
            await conversation.house.clock.sleep(RETRY_SECONDS)
        finally:
            listening.cancel()
            await asyncio.wait({listening})
