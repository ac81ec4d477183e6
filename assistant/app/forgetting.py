"""ForgetEverything: erases all that is kept, and goes on as on the first day."""

import sys

from assistant.app.house import House
from assistant.app.sounding import CACHE_FOLDER, SoundingVoice
from assistant.messages.effects import Effect, EraseEverything, ShowTrouble
from assistant.messages.speech import Line
from assistant.skills.naming_calendars import left_lines
from assistant.store.forgetting import forget


def forget_everything(house: House, sounding: SoundingVoice | None = None) -> None:
    """Unlink every calendar, then erase database, files set aside and caches; the couple's own exercises stay.

    Whatever cannot be erased, everything follows what is left: the alarms, and the voice, which forgets names and
    sentences that it has in memory as sound.

    Raises:
        NotErased: something could not be erased; the message names it.
    """
    if sounding is not None:
        sounding.sounds.forget()
    house.calendars.unlink_everything()
    try:
        forget(house.database, house.settings.data_dir / CACHE_FOLDER)
    finally:
        for follow in house.followers:
            follow(house.clock.now())
        if sounding is not None:
            household = house.households.load()
            sounding.apply(household.voice)
            sounding.teach(household)


def left_behind(house: House) -> tuple[Line, ...]:
    """What is said of all that forgetting everything leaves: what is not ours to erase."""
    shelf = house.exercises
    own = (Line("household.own_exercises_left"),) if shelf.own_ids or shelf.troubles else ()
    return (*left_lines(house.calendars.linked_addresses()), *own)


def carry_out_quietly(house: House, effect: Effect) -> None:
    """Obey what needs no loop: forgetting, and telling what is wrong. All else is about sound, and there is none."""
    match effect:
        case EraseEverything():
            forget_everything(house)
        case ShowTrouble(sentence):
            sys.stderr.write(f"{sentence}\n")
