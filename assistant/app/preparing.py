"""Renders at set-up what must never wait for the voice: all about safety and help, and the first minutes.

``scripts/setup.sh`` runs it once as a module, in the natural voice at its default pace. The sounds lie beside the
installed voice and hold nothing of anybody's. Whoever chooses another voice or pace has them rendered in the data
directory instead, in the background of ``run``.
"""

import asyncio
import sys

from assistant.app.events import Silent
from assistant.app.settings import SpeakingSettings
from assistant.app.sounding import PREPARED, make_file_speaker, make_sounding_voice
from assistant.app.wiring import make_phrasing
from assistant.errors import AssistantError
from assistant.speaking.ports import Sentence
from assistant.speaking.sentence_sounds import SentenceSounds

KINDS = ("safety", "neutral", "help", "welcome")
"""First parts of the keys of what is rendered."""

_EVERY = 20


async def prepare(sounds: SentenceSounds, sentences: tuple[Sentence, ...]) -> int:
    """Render what is not there yet, and tell on stderr how far it is; gives how many were rendered."""
    made = 0
    for number, sentence in enumerate(sentences):
        if number % _EVERY == 0:
            sys.stderr.write(f"Preparing the voice: {number} of {len(sentences)} sentences.\n")
        made += await sounds.warm([sentence])
    return made


def main() -> int:
    """Prepare the voice that comes along; 1 if it cannot be."""
    try:
        settings = SpeakingSettings()
        sounding = make_sounding_voice(settings, make_file_speaker(lambda: PREPARED), Silent(), PREPARED)
        asyncio.run(prepare(sounding.sounds, make_phrasing().fixed_sentences(KINDS)))
    except AssistantError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
