"""ForgetEverything: erases all that is kept, and goes on as on the first day."""

from assistant.app.house import House
from assistant.app.sounding import CACHE_FOLDER
from assistant.store.forgetting import forget


def forget_everything(house: House) -> None:
    """Unlink every calendar, then erase database, files set aside and caches; the couple's own exercises stay.

    Raises:
        StoreError: something could not be erased; the message names it.
    """
    house.calendars.unlink_everything()
    forget(house.database, house.settings.data_dir / CACHE_FOLDER)
    for follow in house.followers:
        follow(house.clock.now())


def carry_out_quietly(house: House, effect: str) -> None:
    """Obey what needs no loop: forgetting. Everything else is about sound, and there is none."""
    if effect == "forget":
        forget_everything(house)
