"""``hearthside exercises render``: the spoken guide of one exercise as a WAV file, with its silences shortened.

To be listened to before a release, by a person or by the recogniser.
"""

from collections.abc import AsyncIterator
from itertools import cycle
from pathlib import Path

from assistant.app.content import CONTENT, unnamed_partners
from assistant.app.events import Silent
from assistant.app.settings import SpeakingSettings
from assistant.app.sounding import SoundingVoice, make_file_speaker, make_sounding_voice
from assistant.app.wiring import make_phrasing
from assistant.clock import SystemClock
from assistant.exercises.lines import words_of
from assistant.exercises.turns import Partners
from assistant.library.exercise import Exercise, Variant
from assistant.library.timetable import Part, timetable
from assistant.messages.audio import AudioChunk
from assistant.messages.speech import Reply
from assistant.speaking.earcons import load_earcons
from assistant.speaking.ports import Earcon
from assistant.speaking.sound import silence

SHORTENED_SECONDS = 1.5
"""What is left of the time between two things that are said."""


def spoken_moments(exercise: Exercise, variant: Variant, names: tuple[str, str]) -> list[Reply]:
    """Everything said in one form, in order; an empty reply is the chime."""
    table = timetable(exercise, variant)
    partners = Partners(*names)
    questions = cycle(exercise.questions or ("",))
    said: list[Reply] = []
    for number, step in enumerate(table.steps, 1):
        question = next(questions) if step.question == "new" else None
        for moment in table.moments(number):
            words = words_of(moment, partners, question)
            if words.lines or any(part is Part.CHIME for part, _sentences in moment.parts):
                said.append(words)
    return said


async def render(
    exercise: Exercise, variant: Variant, out: Path, settings: SpeakingSettings, names: tuple[str, str] | None = None
) -> None:
    """Write the spoken guide.

    Args:
        exercise: from the shelf.
        variant: the form of it.
        out: the WAV file.
        settings: which voice.
        names: what the two are called; how nameless ones are spoken of if not given.

    Raises:
        SpeakingError: the voice is not there, or the file cannot be written.
        ValueError: the exercise has no such form.
    """
    speaker = make_file_speaker(lambda: out)
    sounding = make_sounding_voice(settings, speaker, Silent(), None)
    said = spoken_moments(exercise, variant, names or unnamed_partners())
    await speaker.play(_sound(sounding, said), lambda: None)


async def _sound(sounding: SoundingVoice, said: list[Reply]) -> AsyncIterator[AudioChunk]:
    phrasing, now = make_phrasing(), SystemClock().now()
    chime = load_earcons(CONTENT / "sounds" / "earcons.yaml")[Earcon.CHIME]
    for words in said:
        if not words.lines:
            yield chime
        for sentence in phrasing.phrase(words, now):
            sound = await sounding.sounds.get(sentence)
            yield sound
            yield silence(sentence.pause_after, sound.format.rate)
        yield silence(SHORTENED_SECONDS, chime.format.rate)
